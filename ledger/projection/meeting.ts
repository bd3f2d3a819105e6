import type { MeetingState } from '../../domain/meeting/state.ts';
import { initialsOf } from './initials.ts';
import { instantText } from './instant.ts';

/** The meeting's row of `meeting_record`: what lists filter by. */
export const projectMeeting = (state: MeetingState) => ({
  id: state.id,
  campaign_id: state.campaignId,
  number: state.number,
  kind: state.kind,
  title: state.title,
  initials: initialsOf(state.title),
  stage: state.stage,
  due_at: instantText(state.day.dueAt),
  held_on: state.heldOn ?? null,
  convened_at: instantText(state.convenedAt),
  version: state.version,
});
