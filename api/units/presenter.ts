import type { Org } from '../../domain/org/org.ts';
import type { AllowedStep } from '../../domain/process/definition.ts';
import type { UnitState } from '../../domain/register/unit.ts';
import type { Language } from '../http/language.ts';
import { iso, isoOrNull } from '../http/time.ts';
import { presentSteps } from '../register/record.ts';

const referTo = (unitId: string | undefined, org: Org) => (unitId === undefined ? null : { id: unitId, name: org.unit(unitId)?.name ?? null });

/** A unit in a list. */
export const presentUnitItem = (state: UnitState, org: Org) => ({
  id: state.id,
  version: state.version,
  name: state.name,
  shortName: state.shortName ?? null,
  aliases: state.aliases,
  kind: state.kind,
  parent: referTo(state.parentId, org),
  from: iso(state.from),
  until: isoOrNull(state.until),
  successor: referTo(state.successorId, org),
});

/** A unit with its names and next steps. */
export const presentUnit = (state: UnitState, org: Org, steps: readonly AllowedStep[], language: Language) => ({
  ...presentUnitItem(state, org),
  names: state.names.map((dated) => ({ name: dated.name, from: iso(dated.from) })),
  allowed: presentSteps('unit', steps, language),
});
