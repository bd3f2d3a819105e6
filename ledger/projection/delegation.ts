import type { DelegationState } from '../../domain/register/delegation.ts';
import { instantText, instantTextOrNull } from './instant.ts';

/** A delegation's row of `delegation_record`. */
export const projectDelegation = (state: DelegationState) => ({
  id: state.id,
  from_person_id: state.fromPersonId,
  to_person_id: state.toPersonId,
  post_id: state.postId,
  from: instantText(state.from),
  until: instantText(state.until),
  revoked_at: instantTextOrNull(state.revokedAt),
  reason: state.reason,
  kind: state.kind,
});
