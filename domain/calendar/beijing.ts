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

function parse(text: string): DayNumber | undefined {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!parts) return undefined;
  const ms = Date.parse(`${text}T00:00:00Z`);
  // Some parsers read 30 February as 2 March: only a date that spells itself is real.
  return Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== text ? undefined : ms / dayMs;
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
