import type { BeijingDate, Instant, Period } from '../process/time.ts';

/** Why a date is the date it is: what was counted and what was skipped. */
export interface DueBasis {
  /** The rule in words: instrument and article, or the document that set the date. */
  readonly rule: { readonly zh: string; readonly en: string };
  readonly from: Instant;
  readonly period?: Period;
  /** Days counted and skipped, absent for exact periods and for dates that a document names. */
  readonly counted?: readonly BeijingDate[];
  readonly skipped?: readonly SkippedDay[];
  /** Counted days that are weekend days worked in exchange for a holiday (调休). */
  readonly makeUp?: readonly { readonly date: BeijingDate; readonly name: string }[];
  /** What the count was asked to leave out, kept so that it can be counted anew. */
  readonly excluded?: readonly ExcludedSpan[];
  /** The last day rolled forward if it was a day off, or would have. */
  readonly rollForward?: true;
  /** A day counted or skipped lies in a year whose holidays are not announced yet. */
  readonly provisional?: boolean;
}

/** A day that did not count, and why; `name` is the holiday's. */
export interface SkippedDay {
  readonly date: BeijingDate;
  readonly why: 'weekend' | 'holiday' | 'excluded';
  readonly name?: string;
}

export interface Due {
  /** For day-based deadlines: the Beijing day with whose end it ends. */
  readonly dueOn?: BeijingDate;
  /** The last instant in time: the end of `dueOn`, or the exact instant. */
  readonly dueAt: Instant;
  readonly basis: DueBasis;
}

/** Days that do not count (hearing, testing, public notice): both ends included. */
export interface ExcludedSpan {
  readonly from: BeijingDate;
  readonly until: BeijingDate;
}

/** A day that a year's notice makes a holiday (放假) or a weekend day worked in exchange (调休上班). `name` is the holiday's, in Chinese. */
export interface AnnouncedDay {
  readonly date: BeijingDate;
  readonly kind: 'holiday' | 'makeUp';
  readonly name: string;
}

/** How a year stood before a notice or a correction: its days, or none when it was not announced. Carried by the command that counts deadlines anew. */
export interface FormerYear {
  readonly year: number;
  readonly days?: readonly AnnouncedDay[];
}

/** The Chinese working-day calendar: announced holidays and make-up days, and beyond them weekends only, marked provisional. */
export interface Calendar {
  readonly version: number;
  readonly isWorkingDay: (date: BeijingDate) => boolean;
  /** Working days after one date up to and including another: 0 on the same day, negative where the other has passed. Throws RangeError when there is no such date. */
  readonly workingDaysTo: (from: BeijingDate, to: BeijingDate) => number;
  /** The holiday or make-up day of that date; undefined for an ordinary day. Throws RangeError when there is no such date. */
  readonly dayOf: (date: BeijingDate) => AnnouncedDay | undefined;
  /** False when the year's holidays are not announced: what depends on it is provisional. */
  readonly isAnnounced: (year: number) => boolean;
  /**
   * When a period that starts at `from` ends. The start day never counts. Working days skip weekends and holidays, make-up days count. Calendar days count all;
   * a last day on a day off rolls forward when `rollForward` is set. `excluded` days never count (exact periods know no days: nothing is left out of them).
   * So many days counted, the last of them `dueOn`; counted and skipped days together are every day after the start up to `dueOn`.
   * Throws RangeError for a period that is negative, not whole in days, or longer than the calendar's limit.
   */
  readonly due: (from: Instant, period: Period, rule: DueBasis['rule'], options?: { readonly excluded?: readonly ExcludedSpan[]; readonly rollForward?: boolean }) => Due;
  /** A deadline on a date that a document names: no announcement moves it, so it is never provisional. Throws RangeError when there is no such date. */
  readonly dueOn: (date: BeijingDate, from: Instant, rule: DueBasis['rule']) => Due;
  /** The moment of a rung: for day-based deadlines 09:00 Beijing on the first working day after the due day plus offset (a negative offset: that day, or the last working day before it); exact offsets and exact deadlines: the instant. */
  readonly rungAt: (due: Pick<Due, 'dueAt' | 'dueOn'>, offset: Period) => Instant;
  /** The first 09:00 Beijing of a working day at or after a moment. */
  readonly nextMorning: (at: Instant) => Instant;
}
