import type { Org } from '../../domain/org/org.ts';
import type { AllowedStep } from '../../domain/process/definition.ts';
import type { Instant } from '../../domain/process/time.ts';
import { type DelegationState, isInForce } from '../../domain/register/delegation.ts';
import type { Language } from '../http/language.ts';
import { iso, isoOrNull } from '../http/time.ts';
import { presentSteps } from '../register/record.ts';

/** A delegation in a list. */
export const presentDelegationItem = (state: DelegationState, org: Org, now: Instant) => ({
  id: state.id,
  version: state.version,
  fromPerson: { id: state.fromPersonId, name: org.person(state.fromPersonId)?.name ?? null },
  toPerson: { id: state.toPersonId, name: org.person(state.toPersonId)?.name ?? null },
  post: { id: state.postId, name: org.post(state.postId)?.title ?? null },
  unit: { id: state.unitId, name: org.unit(state.unitId)?.name ?? null },
  from: iso(state.from),
  until: iso(state.until),
  reason: state.reason,
  kind: state.kind,
  revokedAt: isoOrNull(state.revokedAt),
  inForce: isInForce(state, now),
});

/** A delegation with next steps. */
export const presentDelegation = (state: DelegationState, org: Org, now: Instant, steps: readonly AllowedStep[], language: Language) => ({
  ...presentDelegationItem(state, org, now),
  allowed: presentSteps('delegation', steps, language),
});
