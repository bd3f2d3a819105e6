import { isLiving } from '../org/org.ts';
import { type Refusal, refuse } from '../process/decision.ts';
import type { World } from '../process/definition.ts';
import { strangeEvidence } from '../process/evidence.ts';
import { future } from './day.ts';
import type { Approval } from './state.ts';

/** Why this is no record of an approval: it says by whom, when (not to come), under which number, here or in the plan, and its evidence exists. */
export function approvalRefused({ approvedBy, unitId, approvedOn, documentNumber, evidence }: Approval, planNumber: string | undefined, world: World): Refusal | undefined {
  if (approvedBy === undefined && unitId === undefined) return refuse('campaign.approver_needed');
  if (unitId !== undefined && !isLiving(unitId, world.org, world.now)) return refuse('campaign.unit_unknown', { unitId });
  if (documentNumber === undefined && planNumber === undefined) return refuse('campaign.number_needed');
  return future(approvedOn, world) ?? strangeEvidence(evidence, world);
}
