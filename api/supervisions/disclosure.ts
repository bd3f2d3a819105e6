import type { Org } from '../../domain/org/org.ts';
import { relationsTo, standsFor } from '../../domain/policy/relation.ts';
import type { Actor } from '../../domain/process/actor.ts';
import { supervision } from '../../domain/supervision/definition.ts';
import type { SupervisionState } from '../../domain/supervision/state.ts';

/** Who reads what was found at every unit: the office, the leading group and the units of the team. */
const readsAll = ['office', 'leadingGroup', 'supporting'] as const;

/** The supervision as the asker may read it: a visited unit reads what was found at itself, not at the others. */
export function asReadBy(state: SupervisionState, actors: readonly Actor[], org: Org): SupervisionState {
  const taking = supervision.participants(state);
  const isWhole = actors.some((actor) => {
    const relations = relationsTo(actor, taking, org);
    return readsAll.some((relation) => relations.has(relation));
  });
  if (isWhole) return state;
  const own = new Set(actors.flatMap(({ unitId }) => (unitId === undefined ? [] : standsFor(unitId, org))));
  return { ...state, findings: state.findings.filter((finding) => own.has(finding.unitId)) };
}

/** A fact's data as the asker may read it: of what was found at another unit, and said about it, nothing. */
export function discloseFact(data: Readonly<Record<string, unknown>>, state: SupervisionState, actors: readonly Actor[], org: Org): Readonly<Record<string, unknown>> {
  const read = new Set(asReadBy(state, actors, org).findings.map((finding) => finding.number));
  if (read.size === state.findings.length) return data;
  if (Array.isArray(data.findings)) return { ...data, findings: (data.findings as readonly { readonly number: number }[]).filter((finding) => read.has(finding.number)) };
  if (typeof data.finding !== 'number' || read.has(data.finding)) return data;
  return { finding: data.finding };
}
