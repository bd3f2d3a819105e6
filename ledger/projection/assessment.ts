import type { AssessmentState } from '../../domain/assessment/state.ts';
import { instantTextOrNull } from './instant.ts';

/** The assessment's row of `assessment_record`: what lists filter and sort by. */
export function projectAssessment(state: AssessmentState) {
  const deadline = state.deadlines.find((one) => one.kind === 'selfCheck');
  return {
    id: state.id,
    campaign_id: state.campaignId,
    evaluation_id: state.evaluationId,
    order: state.order,
    unit_id: state.unitId,
    class_name: state.className,
    stage: state.stage,
    due_at: instantTextOrNull(deadline?.dueAt),
    rung: deadline?.reached.at(-1)?.rung ?? null,
    expert_ids: [...new Set(state.visits.flatMap((visit) => visit.personIds))],
    version: state.version,
  };
}
