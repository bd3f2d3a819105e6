import type { EvaluationState } from '../../domain/evaluation/state.ts';
import { instantText, instantTextOrNull } from './instant.ts';

/** The evaluation's row of `evaluation_record`. */
export const projectEvaluation = (state: EvaluationState) => ({
  id: state.id,
  campaign_id: state.campaignId,
  title: state.title,
  stage: state.stage,
  office_unit_id: state.officeUnitId,
  started_at: instantText(state.startedAt),
  closed_at: instantTextOrNull(state.closedAt),
  expert_ids: [...new Set(state.visits.flatMap((visit) => visit.personIds))],
  version: state.version,
});
