import { type BeijingDate, exactMilliseconds, type Instant, isExact, type Period } from '../process/time.ts';
import { type DayNumber, dateOfDayNumber, dayMs, dayNumber, dayNumberOf, endOfDay, startOfDayNumber, weekdayOfDayNumber, yearOf } from './beijing.ts';
import type { AnnouncedDay, Calendar, Due, DueBasis, ExcludedSpan, FormerYear, SkippedDay } from './calendar.ts';

/** No period or offset is longer: ten years. Beyond it the calendar throws, so that a slip of the keyboard cannot make it count for ever. */
export const periodLimitDays = 3_660;
/** No count looks further than this, however many days are excluded. */
const searchLimitDays = 10 * periodLimitDays;

/** When rungs of day-based deadlines fire: 09:00 Beijing. */
const morningMs = 9 * 3_600_000;

const lengthInDays = (period: Period): number => Math.abs(isExact(period) ? exactMilliseconds(period) / dayMs : period.value);

/** True when the calendar takes this period or offset: finite, whole if in days, and not beyond `periodLimitDays`. */
export const isWithinLimit = (period: Period): boolean =>
  Number.isFinite(period.value) && (isExact(period) || Number.isInteger(period.value)) && lengthInDays(period) <= periodLimitDays;

function mustBeWithinLimit(period: Period): void {
  if (!isWithinLimit(period)) throw new RangeError(`limit: a period is a whole number of days, at most ${periodLimitDays}; got ${period.value} ${period.unit}`);
}

/** What a calendar is made of: how a day is, and which years are known. */
interface Days {
  readonly version: number;
  readonly dayOf: (day: DayNumber) => AnnouncedDay | undefined;
  readonly isAnnounced: (year: number) => boolean;
}

export interface CalendarSource {
  readonly version: number;
  /** Where a date comes twice, the later one stands. */
  readonly days: Iterable<AnnouncedDay>;
  /** Years whose notice is out; in all others weekends only are known, and what depends on them is provisional. */
  readonly announcedYears: Iterable<number>;
}

/** The working-day calendar of these announcements. Pure; the machine's time zone plays no part. Throws RangeError for a date that does not exist. */
export function createCalendar(source: CalendarSource): Calendar {
  const days = new Map<DayNumber, AnnouncedDay>();
  for (const { date, kind, name } of source.days) days.set(dayNumber(date), { date, kind, name });
  const years = new Set(source.announcedYears);
  return calendarOf({ version: source.version, dayOf: (day) => days.get(day), isAnnounced: (year) => years.has(year) });
}

/** The calendar as it was before these years were announced or corrected: what open deadlines were planned by (recompute.ts asks for it). */
export function calendarBefore(calendar: Calendar, former: readonly FormerYear[]): Calendar {
  const years = new Map(former.map((one) => [one.year, one.days && new Map(one.days.map((day) => [day.date, day]))]));
  return calendarOf({
    version: calendar.version,
    dayOf: (day) => {
      const date = dateOfDayNumber(day);
      const year = yearOf(date);
      return years.has(year) ? years.get(year)?.get(date) : calendar.dayOf(date);
    },
    isAnnounced: (year) => (years.has(year) ? years.get(year) !== undefined : calendar.isAnnounced(year)),
  });
}

/** How a year stands in this calendar. */
export function yearIn(calendar: Calendar, year: number): FormerYear {
  if (!calendar.isAnnounced(year)) return { year };
  const first = dayNumber(`${year}-01-01`);
  const length = dayNumber(`${year}-12-31`) - first + 1;
  return { year, days: Array.from({ length }, (_, index) => calendar.dayOf(dateOfDayNumber(first + index)) ?? []).flat() };
}

function calendarOf({ version, dayOf, isAnnounced }: Days): Calendar {
  const isWeekend = (day: DayNumber): boolean => weekdayOfDayNumber(day) % 6 === 0;
  const isWorking = (day: DayNumber): boolean => {
    const named = dayOf(day);
    return named ? named.kind === 'makeUp' : !isWeekend(day);
  };

  /** The n-th working day after (n > 0) or before (n < 0) a day; the day itself for 0. */
  function workingDayFrom(day: DayNumber, n: number): DayNumber {
    const step = Math.sign(n);
    let at = day;
    for (let left = Math.abs(n); left > 0; ) {
      at += step;
      if (Math.abs(at - day) > searchLimitDays) throw new RangeError(`limit: no working day within ${searchLimitDays} days`);
      if (isWorking(at)) left -= 1;
    }
    return at;
  }

  const offOf = (day: DayNumber): SkippedDay => {
    const date = dateOfDayNumber(day);
    const named = dayOf(day);
    return named?.kind === 'holiday' ? { date, why: 'holiday', name: named.name } : { date, why: 'weekend' };
  };

  function count(from: Instant, period: Period, rule: DueBasis['rule'], spans: readonly ExcludedSpan[], rollForward: boolean): Due {
    const start = dayNumberOf(from);
    const excluded = spans.map((span) => [dayNumber(span.from), dayNumber(span.until)] as const);
    const counted: BeijingDate[] = [];
    const skipped: SkippedDay[] = [];
    const makeUp: { date: BeijingDate; name: string }[] = [];
    let day = start;
    while (counted.length < period.value) {
      day += 1;
      if (day - start > searchLimitDays) throw new RangeError(`limit: the period does not end within ${searchLimitDays} days`);
      const date = dateOfDayNumber(day);
      const isLast = counted.length + 1 === period.value;
      if (excluded.some(([first, last]) => first <= day && day <= last)) skipped.push({ date, why: 'excluded' });
      else if (!isWorking(day) && (period.unit === 'workingDay' || (rollForward && isLast))) skipped.push(offOf(day));
      else {
        counted.push(date);
        const named = dayOf(day);
        if (period.unit === 'workingDay' && named?.kind === 'makeUp') makeUp.push({ date, name: named.name });
      }
    }
    const dueOn = dateOfDayNumber(day);
    const touched = [dueOn, ...counted, ...skipped.map((one) => one.date)];
    return {
      dueOn,
      dueAt: endOfDay(dueOn),
      basis: {
        rule,
        from,
        period,
        counted,
        skipped,
        ...(makeUp.length ? { makeUp } : {}),
        ...(spans.length ? { excluded: spans } : {}),
        ...(rollForward ? { rollForward } : {}),
        ...(touched.some((date) => !isAnnounced(yearOf(date))) ? { provisional: true } : {}),
      },
    };
  }

  function workingDaysWithin(start: DayNumber, end: DayNumber): number {
    let count = 0;
    for (let day = start + 1; day <= end; day++) if (isWorking(day)) count++;
    return count;
  }

  /** 09:00 of the first working day after the day plus offset; for a negative offset of that day, or of the last working day before it. */
  function morningBy(day: DayNumber, { value, unit }: Period): Instant {
    const moved = unit === 'workingDay' ? workingDayFrom(day, value) : day + value;
    if (value >= 0) return startOfDayNumber(workingDayFrom(moved, 1)) + morningMs;
    return startOfDayNumber(isWorking(moved) ? moved : workingDayFrom(moved, -1)) + morningMs;
  }

  return {
    version,
    isAnnounced,
    dayOf: (date) => dayOf(dayNumber(date)),
    isWorkingDay: (date) => isWorking(dayNumber(date)),
    workingDaysTo: (from, to) => {
      const [start, end] = [dayNumber(from), dayNumber(to)];
      return start <= end ? workingDaysWithin(start, end) : -workingDaysWithin(end, start);
    },
    due: (from, period, rule, { excluded = [], rollForward = false } = {}) => {
      mustBeWithinLimit(period);
      if (period.value < 0) throw new RangeError(`a period cannot be negative: ${period.value} ${period.unit}`);
      if (isExact(period)) return { dueAt: from + exactMilliseconds(period), basis: { rule, from, period } };
      return count(from, period, rule, excluded, rollForward && period.unit === 'calendarDay');
    },
    dueOn: (date, from, rule) => ({ dueOn: date, dueAt: endOfDay(date), basis: { rule, from } }),
    rungAt: (due, offset) => {
      mustBeWithinLimit(offset);
      if (isExact(offset)) return due.dueAt + exactMilliseconds(offset);
      if (due.dueOn !== undefined) return morningBy(dayNumber(due.dueOn), offset);
      return offset.value === 0 ? due.dueAt : morningBy(dayNumberOf(due.dueAt), offset);
    },
    nextMorning: (at) => {
      const today = dayNumberOf(at);
      const morning = startOfDayNumber(today) + morningMs;
      return isWorking(today) && at <= morning ? morning : startOfDayNumber(workingDayFrom(today, 1)) + morningMs;
    },
  };
}
