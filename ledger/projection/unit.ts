import type { UnitState } from '../../domain/register/unit.ts';
import { instantText, instantTextOrNull } from './instant.ts';

/** A unit's row of `unit_record`. */
export const projectUnit = (state: UnitState) => ({
  id: state.id,
  name: state.name,
  short_name: state.shortName ?? null,
  aliases: state.aliases,
  kind: state.kind,
  parent_id: state.parentId ?? null,
  from: instantText(state.from),
  until: instantTextOrNull(state.until),
  successor_id: state.successorId ?? null,
});
