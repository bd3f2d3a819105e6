import { dueText } from '../calendar/due-text.ts';
import type { Strike } from '../chase/deadline.ts';
import { chaseNotice, type Owed, rungAddressees } from '../chase/notice.ts';
import { type Events, eventNotice } from '../notice/event.ts';
import type { Addressee, Bilingual, NoticeDraft } from '../notice/notice.ts';
import { holdersOf } from '../notice/told.ts';
import type { World } from '../process/definition.ts';
import { type MeetingContent, type MeetingState, silentUnits } from './state.ts';

type Told = Pick<MeetingContent, 'title' | 'day' | 'place' | 'officeUnitId' | 'groupUnitId' | 'source'>;

/** Liaison officers of these units. */
export const toUnits = (unitIds: readonly string[], world: World): readonly Addressee[] => holdersOf('liaisonOfficer', unitIds, world);
/** The office that convened it. */
export const toOffice = (meeting: Pick<Told, 'officeUnitId'>, world: World): readonly Addressee[] => holdersOf('office', [meeting.officeUnitId], world);

const replying: Bilingual = { zh: '报送会议回执（参会，或说明不能参会的理由）。', en: 'Replying that the unit attends, or why it cannot.' };
const owed: Readonly<Record<string, Omit<Owed, 'subject'> & { readonly what: Bilingual }>> = {
  reply: {
    what: { zh: '会议回执', en: 'the reply' },
    limit: { zh: '报送时限', en: 'date' },
    why: { zh: '贵单位尚未报送会议回执。', en: 'Your unit has not replied yet.' },
    stops: replying,
  },
  minutes: {
    what: { zh: '会议纪要', en: 'the minutes' },
    limit: { zh: '登记时限', en: 'date' },
    why: { zh: '会议已经召开，会议纪要尚未登记。', en: 'The meeting has been held; its minutes are not recorded yet.' },
    stops: { zh: '登记会议纪要和议定事项；会议未召开的，取消会议。', en: 'Recording the minutes and decisions, or cancelling a meeting that was not held.' },
  },
};

/** The notice of one rung: replies are owed by the units that are silent, the minutes by the office. None when nobody can be told. */
export function rungNotice(state: MeetingState, struck: Strike, world: World): readonly NoticeDraft[] {
  const { kind } = struck.deadline;
  const about = owed[kind];
  if (!about) return [];
  const { what, ...said } = about;
  const subject = { zh: `会议“${state.title}”：${what.zh}`, en: `meeting “${state.title}”: ${what.en}` };
  return chaseNotice(struck, rungAddressees(struck.rung, kind === 'reply' ? silentUnits(state) : [state.officeUnitId], state, world), { ...said, subject }, state, world);
}

const events = {
  meetingConvened: { zh: '会议通知', en: 'Meeting convened', why: { zh: '领导小组办公室通知贵单位参会。', en: 'The office invites your unit.' }, stops: replying },
  meetingChanged: { zh: '会议变更', en: 'Meeting changed', why: { zh: '会议安排有变更。', en: 'Something about the meeting has changed.' }, stops: replying },
  meetingCancelled: { zh: '会议取消', en: 'Meeting cancelled', why: { zh: '会议不再召开。', en: 'The meeting does not take place.' } },
  minutesRecorded: {
    zh: '会议纪要',
    en: 'Minutes of the meeting',
    why: { zh: '会议纪要已经登记；有议定事项的，已分解为任务。', en: 'The minutes are recorded; what was decided, if anything, has become tasks.' },
  },
  minutesCorrected: {
    zh: '会议纪要更正',
    en: 'Minutes corrected',
    why: { zh: '会议纪要有更正，原纪要保留在记录中。', en: 'The minutes were corrected; the former ones stay on record.' },
  },
} as const satisfies Events;

/** The notice of something that happened to a meeting: with its day and place, and the reason that was given. None when nobody can be told. */
export function meetingNotice(kind: keyof typeof events, meeting: Told, to: readonly Addressee[], reason?: string): readonly NoticeDraft[] {
  const when = dueText(meeting.day);
  const where = meeting.place === undefined ? { zh: '', en: '' } : { zh: `，地点：${meeting.place}`, en: `, at ${meeting.place}` };
  const about = { zh: `${meeting.title}（${when}${where.zh}）`, en: `${meeting.title} (${when}${where.en})` };
  const isToReply = kind === 'meetingConvened' || kind === 'meetingChanged';
  return eventNotice(kind, events[kind], to, { about, rule: meeting.source, reason, dueAt: isToReply ? meeting.day.dueAt : undefined });
}
