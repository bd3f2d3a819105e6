import { dueText } from '../calendar/due-text.ts';
import type { PlannedRung, Strike } from '../chase/deadline.ts';
import type { Addressee, Bilingual, NoticeDraft } from '../notice/notice.ts';
import type { Role } from '../process/actor.ts';
import type { World } from '../process/definition.ts';
import { rungKind, together } from '../task/notices.ts';
import { type MeetingContent, type MeetingState, silentUnits } from './state.ts';

type Told = Pick<MeetingContent, 'title' | 'day' | 'place' | 'officeUnitId' | 'groupUnitId' | 'source'>;

const posts = (world: World, unitIds: readonly string[], role: Role): readonly Addressee[] => together(...unitIds.map((unitId) => world.org.addressees(unitId, role, world.now)));

/** Liaison officers of these units. */
export const toUnits = (unitIds: readonly string[], world: World): readonly Addressee[] => posts(world, unitIds, 'liaisonOfficer');
/** The office that convened it. */
export const toOffice = (meeting: Pick<Told, 'officeUnitId'>, world: World): readonly Addressee[] => posts(world, [meeting.officeUnitId], 'office');

/** Replies are owed by the units that are silent, everything else by the office. */
function rungAddressees(state: MeetingState, kind: string, rung: PlannedRung, world: World): readonly Addressee[] {
  const late = kind === 'reply' ? silentUnits(state) : [];
  switch (rung.to) {
    case 'responsible':
    case 'liaisonOfficer':
      return kind === 'reply' ? toUnits(late, world) : toOffice(state, world);
    case 'managerInCharge':
    case 'unitLeader':
      return posts(world, kind === 'reply' ? late : [state.officeUnitId], rung.to);
    case 'groupDeputy':
      return posts(world, [state.groupUnitId], 'groupDeputy');
    case 'leadingGroup':
      return posts(world, [state.groupUnitId], 'groupLeader');
    default:
      return toOffice(state, world);
  }
}

const replying: Bilingual = { zh: '报送会议回执（参会，或说明不能参会的理由）。', en: 'Replying that the unit attends, or why it cannot.' };
const owed: Readonly<Record<string, { readonly what: Bilingual; readonly why: Bilingual; readonly stops: Bilingual }>> = {
  reply: { what: { zh: '会议回执', en: 'the reply' }, why: { zh: '贵单位尚未报送会议回执。', en: 'Your unit has not replied yet.' }, stops: replying },
  minutes: {
    what: { zh: '会议纪要', en: 'the minutes' },
    why: { zh: '会议已经召开，会议纪要尚未登记。', en: 'The meeting has been held; its minutes are not recorded yet.' },
    stops: { zh: '登记会议纪要和议定事项；会议未召开的，取消会议。', en: 'Recording the minutes and decisions, or cancelling a meeting that was not held.' },
  },
};

/** The notice of one rung: what, why, by which rule, what would stop it. None when nobody can be told. */
export function rungNotice(state: MeetingState, { deadline, rung }: Strike, world: World): readonly NoticeDraft[] {
  const to = rungAddressees(state, deadline.kind, rung, world);
  const about = owed[deadline.kind];
  if (to.length === 0 || !about) return [];
  const due = dueText(deadline);
  return [
    {
      kind: rungKind(rung),
      deadline: deadline.seq,
      rung: rung.rung,
      to,
      title: {
        zh: `【${rung.before ? '催办' : '超期提醒'}】会议“${state.title}”：${about.what.zh}${rung.before ? `将于${due}到期` : `已过${due}`}`,
        en: `${rung.before ? 'Reminder' : 'Overdue'}: meeting “${state.title}”: ${about.what.en} ${rung.before ? `is due ${due}` : `was due ${due}`}`,
      },
      why: about.why,
      rule: { zh: `${deadline.basis.rule.zh}；催办规则第“${rung.rung}”级`, en: `${deadline.basis.rule.en}; rung “${rung.rung}” of the chase ladder` },
      stops: about.stops,
      dueAt: deadline.dueAt,
    },
  ];
}

const nothing: Bilingual = { zh: '仅供知悉，无需办理。', en: 'For information: nothing is asked.' };
const events = {
  meetingConvened: { zh: '会议通知', en: 'Meeting convened', why: { zh: '领导小组办公室通知贵单位参会。', en: 'The office invites your unit.' }, stops: replying },
  meetingChanged: { zh: '会议变更', en: 'Meeting changed', why: { zh: '会议安排有变更。', en: 'Something about the meeting has changed.' }, stops: replying },
  meetingCancelled: { zh: '会议取消', en: 'Meeting cancelled', why: { zh: '会议不再召开。', en: 'The meeting does not take place.' }, stops: nothing },
  minutesRecorded: {
    zh: '会议纪要',
    en: 'Minutes of the meeting',
    why: { zh: '会议纪要已经登记，议定事项已分解为任务。', en: 'The minutes are recorded; what was decided has become tasks.' },
    stops: nothing,
  },
  minutesCorrected: {
    zh: '会议纪要更正',
    en: 'Minutes corrected',
    why: { zh: '会议纪要有更正，原纪要保留在记录中。', en: 'The minutes were corrected; the former ones stay on record.' },
    stops: nothing,
  },
} as const satisfies Record<string, { readonly zh: string; readonly en: string; readonly why: Bilingual; readonly stops: Bilingual }>;

/** The notice of something that happened to a meeting: with its day and place, and the reason that was given. None when nobody can be told. */
export function meetingNotice(kind: keyof typeof events, meeting: Told, to: readonly Addressee[], reason?: string): readonly NoticeDraft[] {
  if (to.length === 0) return [];
  const event = events[kind];
  const when = dueText(meeting.day);
  const where = meeting.place === undefined ? { zh: '', en: '' } : { zh: `，地点：${meeting.place}`, en: `, at ${meeting.place}` };
  return [
    {
      kind,
      to,
      title: { zh: `【${event.zh}】${meeting.title}（${when}${where.zh}）`, en: `${event.en}: ${meeting.title} (${when}${where.en})` },
      why: reason === undefined ? event.why : { zh: `${event.why.zh}理由：${reason}`, en: `${event.why.en} Reason: ${reason}` },
      rule: meeting.source,
      stops: event.stops,
      ...(event.stops === replying ? { dueAt: meeting.day.dueAt } : {}),
    },
  ];
}
