/** A span of a deadline or an offset of a rung, as the model reads it. */
export interface Span {
  readonly value: number;
  readonly unit: 'workingDay' | 'calendarDay' | 'hour' | 'minute' | 'second';
}

/** A due moment: with the end of a Beijing day, or at an instant. */
export interface DueMoment {
  /** Days since 1 January 1970 in Beijing; absent for an exact instant. */
  readonly day?: number;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly at: number;
}

/** Days off and weekend days worked in exchange, as a year's notice names them. */
export interface Announcement {
  readonly holidays: readonly string[];
  readonly makeUps: readonly string[];
}

const second = 1_000;
const hour = 3_600 * second;
const wholeDay = 24 * hour;
const beijingIsAhead = 8 * hour;
const lengths = { hour, minute: 60 * second, second } as const;

/** The Beijing day of an instant. */
export const dayOf = (at: number): number => Math.floor((at + beijingIsAhead) / wholeDay);
/** The day of a date such as `2026-03-02`. */
export const dayNamed = (date: string): number => Date.parse(`${date}T00:00:00Z`) / wholeDay;
/** A day as a date. */
export const dateOf = (day: number): string => new Date(day * wholeDay).toISOString().slice(0, 10);
/** The last millisecond of a day. */
export const endOf = (day: number): number => (day + 1) * wholeDay - beijingIsAhead - 1;
/** Days from one moment to another by the Beijing date. */
export const daysFromTo = (from: number, to: number): number => dayOf(to) - dayOf(from);
/** A date later by the time from one moment to another: a date that is a day by whole days. */
export function laterBy(due: DueMoment, from: number, until: number): DueMoment {
  const day = (due.day ?? 0) + daysFromTo(from, until);
  return due.day === undefined ? { at: due.at + until - from } : { day, at: endOf(day) };
}
const nineOClock = (day: number): number => day * wholeDay - beijingIsAhead + 9 * hour;

/** The model's own calendar: counts day by day, on fingers. It shares nothing with domain/calendar. */
export class Days {
  readonly announcement: Announcement;
  readonly #holidays: ReadonlySet<number>;
  readonly #makeUps: ReadonlySet<number>;

  constructor(announcement: Announcement = { holidays: [], makeUps: [] }) {
    this.announcement = announcement;
    this.#holidays = new Set(announcement.holidays.map(dayNamed));
    this.#makeUps = new Set(announcement.makeUps.map(dayNamed));
  }

  isWorked(day: number): boolean {
    if (this.#makeUps.has(day)) return true;
    if (this.#holidays.has(day)) return false;
    // 1 January 1970 was a Thursday.
    return (day + 3) % 7 < 5;
  }

  /** When a span that begins at `from` ends: the first day does not count. */
  ends(from: number, span: Span): DueMoment {
    if (span.unit !== 'workingDay' && span.unit !== 'calendarDay') return { at: from + span.value * lengths[span.unit] };
    let day = dayOf(from);
    for (let left = span.value; left > 0; ) {
      day += 1;
      if (span.unit === 'calendarDay' || this.isWorked(day)) left -= 1;
    }
    return { day, at: endOf(day) };
  }

  /** How each day between the beginning of a span and its end counts: what "why this date?" shows, and what a new notice may change although the date stands. */
  reckoning(from: number, span: Span): string {
    const { day: last } = this.ends(from, span);
    if (last === undefined) return '';
    const marks: string[] = [];
    for (let day = dayOf(from) + 1; day <= last; day++) {
      if (span.unit === 'calendarDay' || this.isWorked(day)) marks.push('+');
      else marks.push(this.#holidays.has(day) ? 'holiday' : 'weekend');
    }
    return marks.join(' ');
  }

  /** When a rung speaks: exact offsets to the instant; in days at nine, after the day reached for what follows the date, on it or the working day before it for what precedes it. */
  moment(due: DueMoment, offset: Span): number {
    if (offset.unit !== 'workingDay' && offset.unit !== 'calendarDay') return due.at + offset.value * lengths[offset.unit];
    if (due.day === undefined && offset.value === 0) return due.at;
    const towards = offset.value < 0 ? -1 : 1;
    let day = due.day ?? dayOf(due.at);
    for (let left = Math.abs(offset.value); left > 0; ) {
      day += towards;
      if (offset.unit === 'calendarDay' || this.isWorked(day)) left -= 1;
    }
    if (towards > 0) day += 1;
    while (!this.isWorked(day)) day += towards;
    return nineOClock(day);
  }

  /** The first nine o'clock of a working day that is not before the moment. */
  morningFrom(moment: number): number {
    let day = dayOf(moment);
    while (!this.isWorked(day) || nineOClock(day) < moment) day += 1;
    return nineOClock(day);
  }
}
