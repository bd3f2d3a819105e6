import type { ConsultationState } from '../../domain/consultation/state.ts';
import { instantText, instantTextOrNull } from './instant.ts';

/** The consultation's row of `consultation_record`. */
export const projectConsultation = (state: ConsultationState) => ({
  id: state.id,
  plan_id: state.planId,
  round: state.round,
  title: state.title,
  stage: state.stage,
  office_unit_id: state.officeUnitId,
  due_at: instantText(state.due.dueAt),
  asked_at: instantText(state.askedAt),
  closed_at: instantTextOrNull(state.closedAt),
  version: state.version,
});
