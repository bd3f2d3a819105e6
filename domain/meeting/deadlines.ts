import { beijingDateOf } from '../calendar/beijing.ts';
import type { Due } from '../calendar/calendar.ts';
import { type DeadlineSpec, planDeadline } from '../chase/deadline.ts';
import { periodsRefused } from '../chase/periods.ts';
import { type Refusal, refuse } from '../process/decision.ts';
import type { World } from '../process/definition.ts';
import { type BeijingDate, exactMilliseconds, isExact, type Period } from '../process/time.ts';
import type { MeetingContent, MeetingDay } from './state.ts';

type Chased = Pick<MeetingContent, 'ladders'>;
const dayMs = 86_400_000;

/** The rung at which the meeting's day is over: nobody is told, the minutes are owed from then on. */
export const dayOverRung = 'dayOver';

/** Its day, from either a date or in drills a period. Refuses with `meeting.date_needed` unless exactly one is given, `period.invalid`, `period.unit_refused`, `meeting.date_past`. */
export function dayDue(asked: { readonly heldOn?: BeijingDate; readonly period?: Period }, world: World): { readonly ok: true; readonly due: Due } | Refusal {
  const rule = { zh: '会议通知确定的日期', en: 'Date set by the notice of the meeting' };
  const { heldOn, period } = asked;
  if ((heldOn === undefined) === (period === undefined)) return refuse('meeting.date_needed');
  if (period) {
    return periodsRefused([period], world) ?? { ok: true, due: world.calendar.due(world.now, period, rule) };
  }
  const date = heldOn ?? '';
  return date < beijingDateOf(world.now) ? refuse('meeting.date_past', { date }) : { ok: true, due: world.calendar.dueOn(date, world.now, rule) };
}

/** What is kept of its day. */
export const dayOf = ({ dueOn, dueAt }: MeetingDay): MeetingDay => ({ dueAt, ...(dueOn === undefined ? {} : { dueOn }) });

/** So many working days before the meeting, never before today. */
function replyDue(meeting: Chased, day: Due, world: World): Due {
  const rule = { zh: '会议回执时限', en: 'Limit for replying to the invitation' };
  const { reply } = meeting.ladders.limits;
  if (day.dueOn === undefined) return { dueAt: Math.max(world.now, day.dueAt - (isExact(reply) ? exactMilliseconds(reply) : 0)), basis: { rule, from: world.now } };
  const today = beijingDateOf(world.now);
  const on = beijingDateOf(world.calendar.rungAt(day, { ...reply, value: -reply.value }));
  const isShort = on < today;
  return world.calendar.dueOn(isShort ? today : on, world.now, rule);
}

/** Until when invited units reply. */
export const replyDeadline = (meeting: Chased, day: Due, world: World): DeadlineSpec =>
  planDeadline('reply', replyDue(meeting, day, world), meeting.ladders.reply, world.calendar, world.now);

/** The meeting's day itself. */
export const dayDeadline = (day: Due, world: World): DeadlineSpec =>
  planDeadline('day', day, [{ rung: dayOverRung, offset: { value: 0, unit: 'second' }, to: 'office' }], world.calendar, world.now);

/** Until when the office owes the minutes, counted from the meeting's day; from now where that lies more than a day back (a standstill, an outage): otherwise every rung would lie in the past. */
export function minutesDeadline(meeting: Chased & { readonly day: MeetingDay }, world: World): DeadlineSpec {
  const from = world.now - meeting.day.dueAt > dayMs ? world.now : meeting.day.dueAt;
  const due = world.calendar.due(from, meeting.ladders.limits.minutes, { zh: '会议纪要时限', en: 'Limit for the minutes' });
  return planDeadline('minutes', due, meeting.ladders.minutes, world.calendar, world.now);
}
