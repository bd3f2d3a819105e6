import type { PersonState } from '../../domain/register/person.ts';
import { erasedText } from '../seal.ts';

/** A person's row of `person_record`. An erased user name stays unique by the person's id, so that a second erasure does not collide with the first. */
export const projectPerson = (state: PersonState) => ({
  id: state.id,
  name: state.name,
  username: state.username === erasedText ? `${erasedText}${state.id}` : state.username,
  active: state.active,
  mail: state.mail ?? null,
  certificate_number: state.certificateNumber ?? null,
  certificate_expires_on: state.certificateExpiresOn ?? null,
});
