import type { PartyState } from '../../domain/register/party.ts';
import { initialsOf } from './initials.ts';

/** A party's row of `party_record`. */
export const projectParty = (state: PartyState) => ({
  id: state.id,
  name: state.name,
  initials: initialsOf(state.name),
  kind: state.kind,
  address: state.address,
  unit_id: state.unitId ?? null,
  version: state.version,
});
