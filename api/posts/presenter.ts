import type { Org } from '../../domain/org/org.ts';
import type { AllowedStep } from '../../domain/process/definition.ts';
import type { PostState } from '../../domain/register/post.ts';
import { iso, isoOrNull } from '../http/time.ts';
import { presentSteps } from '../register/record.ts';

const holder = (personId: string, org: Org) => ({ id: personId, name: org.person(personId)?.name ?? null });

/** A post in a list. */
export const presentPostItem = (state: PostState, org: Org) => ({
  id: state.id,
  version: state.version,
  title: state.title,
  role: state.role,
  unit: { id: state.unitId, name: org.unit(state.unitId)?.name ?? null },
  person: state.personId === undefined ? null : holder(state.personId, org),
  deputyPost: state.deputyPostId === undefined ? null : { id: state.deputyPostId, name: org.post(state.deputyPostId)?.title ?? null },
  from: iso(state.from),
  until: isoOrNull(state.until),
});

/** A post with its tenures and next steps. */
export const presentPost = (state: PostState, org: Org, steps: readonly AllowedStep[]) => ({
  ...presentPostItem(state, org),
  tenures: state.tenures.map((tenure) => ({ person: holder(tenure.personId, org), from: iso(tenure.from), until: isoOrNull(tenure.until) })),
  allowed: presentSteps(steps),
});
