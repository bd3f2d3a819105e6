import { addDays, beijingDateOf, dateOfDayNumber, dayNumber, endOfDay } from '../calendar/beijing.ts';
import type { Calendar, Due, DueBasis } from '../calendar/calendar.ts';
import { addMonths, endOfSpan, endOfWeek } from '../calendar/span.ts';
import type { BeijingDate, Instant, Period } from '../process/time.ts';

export const rhythmSpans = ['week', 'month', 'quarter', 'halfYear', 'year'] as const;
/** 每周、每月、每季度、每半年、每年: due with the end of the calendar span. `every` instead of it counts a period from the last due moment (drills). */
export interface Rhythm {
  readonly span?: (typeof rhythmSpans)[number];
  readonly every?: Period;
  /** After this day no further period opens. */
  readonly until?: BeijingDate;
  /** No more periods than these. */
  readonly times?: number;
}

/** The check-in that a recurring task now owes. */
export interface TaskPeriod {
  /** From 1. */
  readonly index: number;
  readonly dueOn?: BeijingDate;
  readonly dueAt: Instant;
  /** Its first moment, for a period that follows another: what is reported before it belongs to the one before. */
  readonly beginsAt?: Instant;
}

const months = { month: 1, quarter: 3, halfYear: 6, year: 12 } as const;

const spanEnd = (date: BeijingDate, span: NonNullable<Rhythm['span']>): BeijingDate => (span === 'week' ? endOfWeek(date) : endOfSpan(date, months[span]));

/** The first day of the period in which a rhythm is set on this day: that of the running calendar span, in drills the day itself. */
export function beginningOf({ span }: Rhythm, date: BeijingDate): BeijingDate {
  if (span === undefined) return date;
  return span === 'week' ? addDays(endOfWeek(date), -6) : addMonths(addDays(spanEnd(date, span), 1), -months[span]);
}

/** The last day of the calendar span in which a day lies, or the rhythm's end where that cuts it short; undefined after the rhythm's end, and in drills. */
export function endingOf({ span, until }: Rhythm, date: BeijingDate): BeijingDate | undefined {
  if (span === undefined || (until !== undefined && date > until)) return undefined;
  const end = spanEnd(date, span);
  return until !== undefined && until < end ? until : end;
}

/**
 * The due moment of the period after `previous` (the first one when absent), or undefined when the rhythm has ended.
 * A period whose end has passed is left out: nobody is asked for what lies behind.
 */
export function nextPeriod(
  rhythm: Rhythm,
  previous: TaskPeriod | undefined,
  now: Instant,
  calendar: Calendar,
  rule: DueBasis['rule'],
): { readonly period: TaskPeriod; readonly due: Due } | undefined {
  const index = (previous?.index ?? 0) + 1;
  if (rhythm.times !== undefined && index > rhythm.times) return undefined;
  const due = dueOf(rhythm, previous, now, calendar, rule);
  if (!due || (rhythm.until !== undefined && beijingDateOf(due.dueAt) > rhythm.until)) return undefined;
  const beginsAt = previous && beginOf(rhythm, previous);
  return { period: { index, dueAt: due.dueAt, ...(due.dueOn === undefined ? {} : { dueOn: due.dueOn }), ...(beginsAt === undefined ? {} : { beginsAt }) }, due };
}

/** A calendar span begins on the day after the one before; in drills the next period begins when the last one is due. */
const beginOf = ({ every }: Rhythm, previous: TaskPeriod): Instant => (every ? previous.dueAt : endOfDay(previous.dueOn ?? beijingDateOf(previous.dueAt)) + 1);

function dueOf(rhythm: Rhythm, previous: TaskPeriod | undefined, now: Instant, calendar: Calendar, rule: DueBasis['rule']): Due | undefined {
  if (rhythm.every) return calendar.due(Math.max(previous?.dueAt ?? now, now), rhythm.every, rule);
  if (!rhythm.span) return undefined;
  const today = beijingDateOf(now);
  const after = previous ? addDays(previous.dueOn ?? beijingDateOf(previous.dueAt), 1) : today;
  const from = dateOfDayNumber(Math.max(dayNumber(after), dayNumber(today)));
  const end = endingOf(rhythm, from);
  return end === undefined ? undefined : calendar.dueOn(end, now, rule);
}
