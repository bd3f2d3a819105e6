import type { BeijingDate, Instant } from '../process/time.ts';

/*
 * Beijing keeps UTC+8 the year round. A Beijing day is therefore a number: whole days since 1970-01-01 by that clock.
 * Nothing here asks the machine for its zone: only Date's UTC side is used, and only to spell dates.
 */

export const dayMs = 86_400_000;
const offsetMs = 28_800_000;

/** A Beijing day as the count of days since 1970-01-01. */
export type DayNumber = number;

/** The Beijing day in which an instant lies. */
export const dayNumberOf = (at: Instant): DayNumber => Math.floor((at + offsetMs) / dayMs);

/** The first instant of a numbered day. */
export const startOfDayNumber = (day: DayNumber): Instant => day * dayMs - offsetMs;

/** A numbered day as `YYYY-MM-DD`. Throws RangeError outside the years 0 to 9999. */
export function dateOfDayNumber(day: DayNumber): BeijingDate {
  const text = new Date(day * dayMs).toISOString();
  if (text.length !== 24) throw new RangeError(`day ${day} lies outside the years a date can name`);
  return text.slice(0, 10);
}

const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
const daysBeforeMonth = monthLengths.map((_, month) => monthLengths.slice(0, month).reduce<number>((sum, length) => sum + length, 0));
const isLeapYear = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
/** Days of the Gregorian calendar from the first of year 0. */
const daysBeforeYear = (year: number): number => 365 * year + Math.ceil(year / 4) - Math.ceil(year / 100) + Math.ceil(year / 400);
const daysBeforeEpoch = daysBeforeYear(1970);

/** Counted, not asked of Date, which spells and reads texts for it: a step asks for some hundred days. */
function parse(text: string): DayNumber | undefined {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!parts) return undefined;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  const [length, before] = [monthLengths[month - 1], daysBeforeMonth[month - 1]];
  if (length === undefined || before === undefined) return undefined;
  const isLong = isLeapYear(year);
  if (day < 1 || day > (month === 2 && isLong ? 29 : length)) return undefined;
  return daysBeforeYear(year) + before + (month > 2 && isLong ? 1 : 0) + day - 1 - daysBeforeEpoch;
}

/** True for a date that exists, written `YYYY-MM-DD`; 2026-02-30 is none. */
export const isBeijingDate = (text: string): boolean => parse(text) !== undefined;

/** The number of a date. Throws RangeError when there is no such date. */
export function dayNumber(date: BeijingDate): DayNumber {
  const day = parse(date);
  if (day === undefined) throw new RangeError(`no such date: ${date}`);
  return day;
}

/** 0 Sunday to 6 Saturday, of a numbered day. */
export const weekdayOfDayNumber = (day: DayNumber): number => (((day + 4) % 7) + 7) % 7;

/** The Beijing date of an instant. */
export const beijingDateOf = (at: Instant): BeijingDate => dateOfDayNumber(dayNumberOf(at));

/** The first instant of a Beijing day. Throws RangeError when there is no such date, as all below do. */
export const startOfDay = (date: BeijingDate): Instant => startOfDayNumber(dayNumber(date));

/** The last millisecond of a Beijing day. */
export const endOfDay = (date: BeijingDate): Instant => startOfDay(date) + dayMs - 1;

/** A time of day in Beijing: `atTime('2026-10-08', 9)` is 09:00. */
export const atTime = (date: BeijingDate, hour: number, minute = 0): Instant => startOfDay(date) + hour * 3_600_000 + minute * 60_000;

/** The date so many days later (earlier when negative). */
export const addDays = (date: BeijingDate, days: number): BeijingDate => dateOfDayNumber(dayNumber(date) + days);

/** Days from one date to another; negative when the second is earlier. */
export const daysBetween = (from: BeijingDate, to: BeijingDate): number => dayNumber(to) - dayNumber(from);

/** 0 Sunday to 6 Saturday. */
export const weekdayOf = (date: BeijingDate): number => weekdayOfDayNumber(dayNumber(date));

/** The year a date lies in. */
export function yearOf(date: BeijingDate): number {
  dayNumber(date);
  return Number(date.slice(0, 4));
}
