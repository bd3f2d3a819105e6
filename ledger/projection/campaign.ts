import type { CampaignState } from '../../domain/campaign/state.ts';

const at = (instant: number): string => new Date(instant).toISOString();

/** The campaign's row of `campaign_record`. */
export const projectCampaign = (state: CampaignState) => ({
  id: state.id,
  title: state.title,
  level: state.level ?? null,
  stage: state.stage,
  office_unit_id: state.officeUnitId,
  launched_at: at(state.launchedAt),
  closed_at: state.closedAt === undefined ? null : at(state.closedAt),
  version: state.version,
});
