import { beijingDateOf } from '../calendar/beijing.ts';
import type { Org } from '../org/org.ts';
import type { Actor } from '../process/actor.ts';
import type { Participant, Participation } from '../process/definition.ts';
import type { Instant } from '../process/time.ts';

/**
 * How a record stands to the person asking. `own`, `below`, `above` and `sibling` are counted from the lead unit (below: the lead unit lies below the asker's);
 * the participations hold for exactly the asker's unit; `named`: the person stands in the record by name; `none`: nothing at all.
 */
const relations = [
  'own',
  'below',
  'above',
  'supporting',
  'groupLead',
  'groupMember',
  'assigner',
  'office',
  'leadingGroup',
  'member',
  'actingBody',
  'jointBody',
  'addressee',
  'sibling',
  'named',
  'none',
] as const;
export type Relation = (typeof relations)[number];

/** Relations that a participation gives to exactly its unit. */
export const exactRelation: Readonly<Record<Participation, Relation>> = {
  lead: 'own',
  supporting: 'supporting',
  groupLead: 'groupLead',
  groupMember: 'groupMember',
  assigner: 'assigner',
  office: 'office',
  leadingGroup: 'leadingGroup',
  member: 'member',
  actingBody: 'actingBody',
  jointBody: 'jointBody',
  addressee: 'addressee',
};

const successions = new WeakMap<Org, ReadonlyMap<string, readonly string[]>>();
const subtrees = new WeakMap<Org, Map<string, ReadonlySet<string>>>();

/** The unit itself and every unit whose work it took over, at whatever remove: their records are its own. */
export function standsFor(unitId: string, org: Org): readonly string[] {
  let known = successions.get(org);
  if (!known) {
    const predecessors = new Map<string, string[]>();
    for (const unit of org.units()) if (unit.successorId !== undefined) predecessors.set(unit.successorId, [...(predecessors.get(unit.successorId) ?? []), unit.id]);
    successions.set(org, predecessors);
    known = predecessors;
  }
  const all = [unitId];
  // The list grows while it is read; a circle of successors ends because each unit enters once.
  for (const id of all) for (const before of known.get(id) ?? []) if (!all.includes(before)) all.push(before);
  return all;
}

/** All units below the asker's (never its own), those below units that it replaced too, and units that were replaced by one below. */
export function unitsBelow(unitId: string, org: Org): ReadonlySet<string> {
  let known = subtrees.get(org);
  if (!known) {
    known = new Map();
    subtrees.set(org, known);
  }
  let below = known.get(unitId);
  if (!below) {
    below = findBelow(unitId, org);
    known.set(unitId, below);
  }
  return below;
}

function findBelow(unitId: string, org: Org): ReadonlySet<string> {
  const own = standsFor(unitId, org);
  const below = new Set<string>();
  for (const id of own) for (const lower of org.below(id)) for (const stood of standsFor(lower, org)) below.add(stood);
  for (const id of own) below.delete(id);
  return below;
}

/** Who takes part on the day of this instant: whoever is named for certain days does on no other. */
export function takingPart(participants: readonly Participant[], now: Instant): readonly Participant[] {
  const today = beijingDateOf(now);
  return participants.filter(({ days }) => days?.some(({ from, until }) => from <= today && today <= until) ?? true);
}

/** All relations between the asker and a record with these participants; never empty. */
export function relationsTo(actor: Actor, participants: readonly Participant[], org: Org): ReadonlySet<Relation> {
  const found = new Set<Relation>();
  const unitId = actor.unitId;
  for (const participant of participants) {
    if (participant.personId !== undefined) {
      if (participant.personId === actor.ref.personId) found.add('named');
      continue;
    }
    if (unitId === undefined) continue;
    if (standsFor(unitId, org).includes(participant.unitId)) found.add(exactRelation[participant.as]);
    else if (participant.as === 'lead') {
      if (unitsBelow(unitId, org).has(participant.unitId)) found.add('below');
      else if (org.isAbove(participant.unitId, unitId)) found.add('above');
      else if (isSibling(unitId, participant.unitId, org)) found.add('sibling');
    }
  }
  if (found.size === 0) found.add('none');
  return found;
}

function isSibling(a: string, b: string, org: Org): boolean {
  const parent = org.unit(a)?.parentId;
  return parent !== undefined && parent === org.unit(b)?.parentId;
}
