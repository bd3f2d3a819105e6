import type { Org } from '../../domain/org/org.ts';
import type { AllowedStep } from '../../domain/process/definition.ts';
import type { Instant } from '../../domain/process/time.ts';
import type { PersonState } from '../../domain/register/person.ts';
import { administers } from '../http/acting.ts';
import type { Asker } from '../http/asker.ts';
import type { Language } from '../http/language.ts';
import { presentSteps } from '../register/record.ts';

/** A person as every colleague sees them: nothing personal but the name that their acts carry. */
export const presentPersonItem = (state: PersonState, org: Org, now: Instant) => ({
  id: state.id,
  version: state.version,
  name: state.name,
  active: state.active,
  certificateExpiresOn: state.certificateExpiresOn ?? null,
  posts: org.postsOf(state.id, now).map((post) => ({ id: post.id, title: post.title, role: post.role, unitId: post.unitId, unitName: org.unit(post.unitId)?.name ?? null })),
});

/** True when the asker may read what is personal: an administrator, or the person themselves. */
const mayReadPersonal = (asker: Asker, personId: string): boolean => asker.personId === personId || administers(asker);

/** A person with next steps, and for whom it concerns what is personal. */
export const presentPerson = (state: PersonState, org: Org, now: Instant, asker: Asker, steps: readonly AllowedStep[], language: Language) => ({
  ...presentPersonItem(state, org, now),
  personal: mayReadPersonal(asker, state.id) ? { username: state.username, mail: state.mail ?? null, certificateNumber: state.certificateNumber ?? null } : null,
  allowed: presentSteps('person', steps, language),
});
