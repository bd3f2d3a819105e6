import { type Days, type DueMoment, dateOf, dayNamed, dayOf, endOf, type Span } from './days.ts';
import { type TaskPlan, whyNot } from './task-terms.ts';

/** A new date as it is asked for. */
export interface AskedDate {
  readonly period?: Span;
  readonly dueOn?: string;
}

/** What is wrong with a new date as it was asked for: one of a span and a date, and neither of nothing nor of the past. */
export function unsound({ period, dueOn }: AskedDate, now: number): readonly string[] {
  if ((period === undefined) === (dueOn === undefined)) return ['task.extension_date_needed'];
  if (period) return period.value > 0 ? [] : ['period.invalid'];
  return dayNamed(dueOn ?? '') < dayOf(now) ? ['task.date_past'] : [];
}

/** The date asked for: a span is added to the date that stands, or to today once that has passed. */
export function newDate(
  { period, dueOn }: AskedDate,
  due: DueMoment | undefined,
  days: Days,
  now: number,
): { readonly due: DueMoment; readonly counted?: { from: number; span: Span } } {
  if (!period) return { due: { day: dayNamed(dueOn ?? ''), at: endOf(dayNamed(dueOn ?? '')) } };
  const from = Math.max(due?.at ?? now, now);
  return { due: days.ends(from, period), counted: { from, span: period } };
}

/** The date of what relapsed: the one named, else that which stands if it lies ahead, else so long from now. */
export function afterRelapse(asked: AskedDate, due: DueMoment | undefined, usual: Span, days: Days, now: number): ReturnType<typeof newDate> {
  const isNamed = asked.period !== undefined || asked.dueOn !== undefined;
  if (!isNamed && due?.day !== undefined && due.at > now) return { due: { day: due.day, at: endOf(due.day) } };
  return newDate(isNamed ? asked : { period: usual }, undefined, days, now);
}

/** What is wrong with a date asked for in place of the one that stands: it must be sound, and later. */
export function notLater(asked: AskedDate, due: DueMoment | undefined, days: Days, now: number): readonly string[] {
  const wrong = unsound(asked, now);
  if (wrong.length > 0) return wrong;
  const then = newDate(asked, due, days, now).due;
  return then.at > now && then.at > (due?.at ?? now) ? [] : ['task.extension_not_later'];
}

/** A month of a task that recurs. */
export interface Period {
  readonly index: number;
  readonly due: DueMoment;
  /** Since when it may be answered, if another went before it. */
  readonly from?: number;
}

/** The month that is asked for next: the one after the last, or the running one if that has passed; none after the rhythm's end. */
export function nextPeriod(until: string | undefined, former: Period | undefined, now: number): Period | undefined {
  const last = until === undefined ? undefined : dayNamed(until);
  if (last === undefined) return undefined;
  const from = Math.max(former?.due.day === undefined ? 0 : former.due.day + 1, dayOf(now));
  const [year = 0, month = 0] = dateOf(from).split('-').map(Number);
  const monthEnds = Date.UTC(year, month, 0) / 86_400_000;
  if (from > last) return undefined;
  const day = Math.min(monthEnds, last);
  return { index: (former?.index ?? 0) + 1, due: { day, at: endOf(day) }, ...(former?.due.day === undefined ? {} : { from: endOf(former.due.day) + 1 }) };
}

/** What is wrong with a date that the office puts in place of a task's own. */
export function misdated(
  { due, plan, stage }: { readonly due: DueMoment | undefined; readonly plan: Pick<TaskPlan, 'kind'>; readonly stage: string },
  dueOn: string,
  now: number,
): readonly string[] {
  if (due?.day !== undefined && dateOf(due.day) === dueOn) return ['task.nothing_changed'];
  if (plan.kind === 'recurring') return ['task.dates_by_rhythm'];
  if (stage !== 'issued' && stage !== 'signed') return [whyNot[stage] ?? ''];
  return dayNamed(dueOn) < dayOf(now) ? ['task.date_past'] : [];
}

/** The light of a date that somebody is to keep: red past it, yellow once its first reminder's moment has come. */
export function lightOf(due: DueMoment & { readonly soon: number }, now: number): 'green' | 'yellow' | 'red' {
  if (now > due.at) return 'red';
  return now >= due.soon ? 'yellow' : 'green';
}
