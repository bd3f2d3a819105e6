import type { OpenConsultation } from '../../domain/consultation/commands.ts';
import { askedTasks } from '../../domain/consultation/draft.ts';
import { campaignIdOf, roundIdsOf, type StoredPlan } from '../plans/store.ts';

/** The opening of a round about a plan, frozen as it stands, and the id that the round has. `choice`: whom and until when the office asks. */
export function openingOf(
  { id: planId, version, content, unitId }: StoredPlan,
  round: number,
  choice: Pick<OpenConsultation, 'unitIds'> & Partial<OpenConsultation>,
): { readonly id: string; readonly command: OpenConsultation } {
  const roundIds = roundIdsOf(planId);
  const command: OpenConsultation = {
    type: 'open',
    planId,
    planVersion: version,
    round,
    title: content.title || '未命名方案',
    officeUnitId: unitId,
    tasks: askedTasks(content),
    roundIds,
    launchedAs: campaignIdOf(planId),
    ...choice,
  };
  return { id: roundIds[round - 1] ?? '', command };
}
