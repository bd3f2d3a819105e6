import type { Org } from '../../domain/org/org.ts';
import type { AllowedStep } from '../../domain/process/definition.ts';
import type { PartyState } from '../../domain/register/party.ts';
import type { Language } from '../http/language.ts';
import { presentSteps } from '../register/record.ts';

/** A party in a list. */
export const presentPartyItem = (state: PartyState) => ({ id: state.id, version: state.version, name: state.name, kind: state.kind, address: state.address });

/** A party with next steps. */
export const presentParty = (state: PartyState, org: Org, steps: readonly AllowedStep[], language: Language) => ({
  ...presentPartyItem(state),
  contact: state.contact ?? null,
  creditCode: state.creditCode ?? null,
  registeredBy: state.unitId === undefined ? null : { id: state.unitId, name: org.unit(state.unitId)?.name ?? null },
  allowed: presentSteps('party', steps, language),
});
