import type { BulletinState } from '../../domain/bulletin/state.ts';
import { initialsOf } from './initials.ts';
import { instantText, instantTextOrNull } from './instant.ts';

/** The bulletin's row of `bulletin_record`. */
export const projectBulletin = (state: BulletinState) => ({
  id: state.id,
  campaign_id: state.campaignId,
  kind: state.kind,
  title: state.title,
  initials: initialsOf(state.title),
  stage: state.stage,
  number: state.signing?.number ?? null,
  office_unit_id: state.officeUnitId,
  drafted_at: instantText(state.draftedAt),
  issued_at: instantTextOrNull(state.issuedAt),
  version: state.version,
});
