import type { Org } from '../../domain/org/org.ts';
import type { AllowedStep } from '../../domain/process/definition.ts';
import type { Instant } from '../../domain/process/time.ts';
import type { PostState } from '../../domain/register/post.ts';
import type { Language } from '../http/language.ts';
import { iso, isoOrNull } from '../http/time.ts';
import { presentSteps } from '../register/record.ts';

const holder = (personId: string, org: Org) => ({ id: personId, name: org.person(personId)?.name ?? null });

/** Who is told in place of a vacant post's holder now: its deputy, another of the role, or the next superior. */
const standIns = (state: PostState, org: Org, now: Instant) =>
  state.personId !== undefined || state.until !== undefined
    ? []
    : org.addressees(state.unitId, state.role, now).map(({ personId, postId, unitId }) => ({
        person: holder(personId, org),
        post: { id: postId, name: org.post(postId)?.title ?? null },
        unit: { id: unitId, name: org.unit(unitId)?.name ?? null },
      }));

/** A post in a list. */
export const presentPostItem = (state: PostState, org: Org, now: Instant) => ({
  id: state.id,
  version: state.version,
  title: state.title,
  role: state.role,
  unit: { id: state.unitId, name: org.unit(state.unitId)?.name ?? null },
  person: state.personId === undefined ? null : holder(state.personId, org),
  standIns: standIns(state, org, now),
  deputyPost: state.deputyPostId === undefined ? null : { id: state.deputyPostId, name: org.post(state.deputyPostId)?.title ?? null },
  from: iso(state.from),
  until: isoOrNull(state.until),
});

/** A post with its tenures and next steps. */
export const presentPost = (state: PostState, org: Org, now: Instant, steps: readonly AllowedStep[], language: Language) => ({
  ...presentPostItem(state, org, now),
  tenures: state.tenures.map((tenure) => ({ person: holder(tenure.personId, org), from: iso(tenure.from), until: isoOrNull(tenure.until) })),
  allowed: presentSteps('post', steps, language),
});
