import type { CampaignState } from '../../domain/campaign/state.ts';
import { initialsOf } from './initials.ts';
import { instantText, instantTextOrNull } from './instant.ts';

/** The campaign's row of `campaign_record`. */
export const projectCampaign = (state: CampaignState) => ({
  id: state.id,
  title: state.title,
  initials: initialsOf(state.title),
  level: state.level ?? null,
  stage: state.stage,
  office_unit_id: state.officeUnitId,
  launched_at: instantText(state.launchedAt),
  closed_at: instantTextOrNull(state.closedAt),
  version: state.version,
});
