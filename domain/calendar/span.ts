import type { BeijingDate } from '../process/time.ts';
import { addDays, dateOfDayNumber, dayMs, dayNumber, weekdayOf } from './beijing.ts';

const parts = (date: BeijingDate): readonly [number, number, number] => [Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))];
const dated = (year: number, month: number, day: number): BeijingDate => dateOfDayNumber(Date.UTC(year, month, day) / dayMs);

/** The same day so many months later; a day that the month lacks becomes its last (31 August and 6 months make 28 February). */
export function addMonths(date: BeijingDate, months: number): BeijingDate {
  const [year, month, day] = parts(date);
  return dateOfDayNumber(Math.min(dayNumber(dated(year, month + months, day)), dayNumber(dated(year, month + months + 1, 0))));
}

/** The last day of the calendar span of so many months that contains the date: 1 the month, 3 the quarter, 6 the half-year, 12 the year. */
export function endOfSpan(date: BeijingDate, months: 1 | 3 | 6 | 12): BeijingDate {
  const [year, month] = parts(date);
  return dated(year, Math.floor(month / months) * months + months, 0);
}

/** The first day of the month that contains the date. */
export const startOfMonth = (date: BeijingDate): BeijingDate => `${date.slice(0, 8)}01`;

/** Days from one on to before another. */
export interface Days {
  readonly from: BeijingDate;
  readonly before: BeijingDate;
}

/** A span of days as the whole months in it, together, and the days around them. */
export function wholeMonths({ from, before }: Days): { readonly months?: Days; readonly around: readonly Days[] } {
  const first = startOfMonth(from) === from ? from : addMonths(startOfMonth(from), 1);
  const end = startOfMonth(before);
  if (first >= end) return { around: [{ from, before }] };
  const around = [
    { from, before: first },
    { from: end, before },
  ];
  return { months: { from: first, before: end }, around: around.filter((days) => days.from < days.before) };
}

/** The Sunday that ends the date's week. */
export const endOfWeek = (date: BeijingDate): BeijingDate => addDays(date, (7 - weekdayOf(date)) % 7);
