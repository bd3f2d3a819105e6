import type { SurveyState } from '../../domain/survey/state.ts';
import { initialsOf } from './initials.ts';
import { instantTextOrNull } from './instant.ts';

/** The survey's row of `survey_record`: what lists filter by. */
export const projectSurvey = (state: SurveyState) => ({
  id: state.id,
  campaign_id: state.campaignId,
  number: state.number,
  name: state.name,
  initials: initialsOf(state.name),
  lead_unit_id: state.leadUnitId,
  stage: state.stage,
  due_at: instantTextOrNull(state.due?.dueAt),
  version: state.version,
});
