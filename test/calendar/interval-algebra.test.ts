import fc from 'fast-check';
import { addDays, atTime, beijingDateOf, dayMs, daysBetween, endOfDay, startOfDay, yearOf } from '../../domain/calendar/beijing.ts';
import type { AnnouncedDay, ExcludedSpan } from '../../domain/calendar/calendar.ts';
import { createCalendar } from '../../domain/calendar/create-calendar.ts';
import type { Period } from '../../domain/process/time.ts';

const rule = { zh: '测试规则', en: 'test rule' };
const first = '2026-01-01';
const dates = fc.integer({ min: 0, max: 800 }).map((n) => addDays(first, n));

// Any announcements at all, not only sensible ones: the algebra may not depend on what a government announces.
const calendars = fc
  .record({
    days: fc.array(fc.record({ date: dates, kind: fc.constantFrom<AnnouncedDay['kind']>('holiday', 'makeUp'), name: fc.constantFrom('春节', '国庆节') }), { maxLength: 120 }),
    announcedYears: fc.subarray([2025, 2026, 2027]),
  })
  .map((source) => createCalendar({ version: 1, ...source }));
const instants = fc.tuple(dates, fc.integer({ min: 0, max: dayMs - 1 })).map(([date, ms]) => startOfDay(date) + ms);
const spans: fc.Arbitrary<readonly ExcludedSpan[]> = fc.array(
  fc.tuple(dates, fc.integer({ min: 0, max: 20 })).map(([from, length]) => ({ from, until: addDays(from, length) })),
  { maxLength: 4 },
);
const periods: fc.Arbitrary<Period> = fc.record({ value: fc.integer({ min: 1, max: 60 }), unit: fc.constantFrom('workingDay', 'calendarDay') });
const options = fc.record({ excluded: spans, rollForward: fc.boolean() });
const isExcluded = (date: string, excluded: readonly ExcludedSpan[]) => excluded.some((span) => span.from <= date && date <= span.until);

describe('the interval algebra, for any announcements, starts, periods and excluded spans', () => {
  test('counted and skipped days are a partition of the days after the start up to the due day; as many count as the period has', () => {
    fc.assert(
      fc.property(calendars, instants, periods, options, (calendar, from, period, more) => {
        const { dueOn = '', dueAt, basis } = calendar.due(from, period, rule, more);
        const { counted = [], skipped = [] } = basis;
        const start = beijingDateOf(from);
        const all = [...counted, ...skipped.map((day) => day.date)].sort();
        expect(all).toEqual(Array.from({ length: daysBetween(start, dueOn) }, (_, index) => addDays(start, index + 1)));
        expect(counted).toHaveLength(period.value);
        expect(counted.at(-1)).toBe(dueOn);
        expect(dueAt).toBe(endOfDay(dueOn));
      }),
    );
  });

  test('a day counts exactly when it may: working days in working days, all in calendar days, none that is excluded', () => {
    fc.assert(
      fc.property(calendars, instants, periods, options, (calendar, from, period, more) => {
        const { counted = [], skipped = [] } = calendar.due(from, period, rule, more).basis;
        for (const date of counted) {
          expect(isExcluded(date, more.excluded)).toBe(false);
          if (period.unit === 'workingDay') expect(calendar.isWorkingDay(date)).toBe(true);
        }
        for (const { date, why, name } of skipped) {
          if (why === 'excluded') expect(isExcluded(date, more.excluded)).toBe(true);
          else {
            expect(calendar.isWorkingDay(date)).toBe(false);
            expect(why === 'holiday').toBe(calendar.dayOf(date)?.kind === 'holiday');
            expect(name).toBe(calendar.dayOf(date)?.name);
          }
        }
      }),
    );
  });

  test('rolling forward ends on a working day and moves nothing else', () => {
    fc.assert(
      fc.property(calendars, instants, fc.integer({ min: 1, max: 60 }), spans, (calendar, from, value, excluded) => {
        const plain = calendar.due(from, { value, unit: 'calendarDay' }, rule, { excluded });
        const rolled = calendar.due(from, { value, unit: 'calendarDay' }, rule, { excluded, rollForward: true });
        expect(calendar.isWorkingDay(rolled.dueOn ?? '')).toBe(true);
        expect(rolled.basis.counted?.slice(0, -1)).toEqual(plain.basis.counted?.slice(0, -1));
        if (calendar.isWorkingDay(plain.dueOn ?? '')) expect(rolled.dueOn).toBe(plain.dueOn);
        else expect((rolled.dueOn ?? '') > (plain.dueOn ?? '')).toBe(true);
      }),
    );
  });

  test('is monotonic: a later start, a longer period or more excluded days never end earlier', () => {
    fc.assert(
      fc.property(calendars, instants, fc.integer({ min: 0, max: 30 * dayMs }), periods, options, spans, (calendar, from, later, period, more, extra) => {
        const end = calendar.due(from, period, rule, more).dueAt;
        expect(calendar.due(from + later, period, rule, more).dueAt).toBeGreaterThanOrEqual(end);
        expect(calendar.due(from, { ...period, value: period.value + 1 }, rule, more).dueAt).toBeGreaterThanOrEqual(end);
        expect(calendar.due(from, period, rule, { ...more, excluded: [...more.excluded, ...extra] }).dueAt).toBeGreaterThanOrEqual(end);
      }),
    );
  });

  test('adding a working day to a period is one working day from where it ended', () => {
    fc.assert(
      fc.property(calendars, instants, fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 20 }), (calendar, from, value, more) => {
        const end = calendar.due(from, { value, unit: 'workingDay' }, rule);
        const longer = calendar.due(from, { value: value + more, unit: 'workingDay' }, rule);
        expect(longer.dueOn).toBe(calendar.due(end.dueAt, { value: more, unit: 'workingDay' }, rule).dueOn);
        expect(longer.basis.counted?.slice(0, value)).toEqual(end.basis.counted);
      }),
    );
  });

  test('declaring one more day a holiday never ends a period of working days earlier, one more make-up day never later', () => {
    fc.assert(
      fc.property(fc.array(dates, { maxLength: 40 }), dates, instants, fc.integer({ min: 1, max: 60 }), (holidays, one, from, value) => {
        const holiday = (date: string): AnnouncedDay => ({ date, kind: 'holiday', name: '春节' });
        const ends = (days: AnnouncedDay[]) => createCalendar({ version: 1, days, announcedYears: [] }).due(from, { value, unit: 'workingDay' }, rule).dueAt;
        const end = ends(holidays.map(holiday));
        expect(ends([...holidays.map(holiday), holiday(one)])).toBeGreaterThanOrEqual(end);
        expect(ends([...holidays.map(holiday), { date: one, kind: 'makeUp', name: '春节' }])).toBeLessThanOrEqual(end);
      }),
    );
  });

  test('is provisional exactly when a day it touched lies in a year not announced', () => {
    fc.assert(
      fc.property(calendars, instants, periods, options, (calendar, from, period, more) => {
        const { counted = [], skipped = [], provisional = false } = calendar.due(from, period, rule, more).basis;
        expect(provisional).toBe([...counted, ...skipped.map((day) => day.date)].some((date) => !calendar.isAnnounced(yearOf(date))));
      }),
    );
  });

  test('every fact of it is JSON and comes back the same', () => {
    fc.assert(
      fc.property(calendars, instants, periods, options, (calendar, from, period, more) => {
        const due = calendar.due(from, period, rule, more);
        expect(JSON.parse(JSON.stringify(due))).toEqual(due);
      }),
    );
  });
});

describe('mornings, for any announcements', () => {
  const offsets: fc.Arbitrary<Period> = fc.record({ value: fc.integer({ min: -40, max: 40 }), unit: fc.constantFrom('workingDay', 'calendarDay') });
  const isMorning = (calendar: { isWorkingDay: (date: string) => boolean }, at: number) => calendar.isWorkingDay(beijingDateOf(at)) && at === atTime(beijingDateOf(at), 9);

  test('a rung of a day-based deadline is at 09:00 of a working day, after the due day unless its offset is negative', () => {
    fc.assert(
      fc.property(calendars, dates, offsets, (calendar, date, offset) => {
        const at = calendar.rungAt(calendar.dueOn(date, 0, rule), offset);
        expect(isMorning(calendar, at)).toBe(true);
        if (offset.value < 0) expect(beijingDateOf(at) < date).toBe(true);
        else expect(beijingDateOf(at) > date).toBe(true);
      }),
    );
  });

  test('a larger offset is never an earlier rung', () => {
    fc.assert(
      fc.property(calendars, dates, offsets, (calendar, date, offset) => {
        const due = calendar.dueOn(date, 0, rule);
        expect(calendar.rungAt(due, { ...offset, value: offset.value + 1 })).toBeGreaterThanOrEqual(calendar.rungAt(due, offset));
      }),
    );
  });

  test('the next morning is the first at or after the moment: asking again changes nothing, and none lies between', () => {
    fc.assert(
      fc.property(calendars, instants, (calendar, at) => {
        const morning = calendar.nextMorning(at);
        expect(morning).toBeGreaterThanOrEqual(at);
        expect(isMorning(calendar, morning)).toBe(true);
        expect(calendar.nextMorning(morning)).toBe(morning);
        for (let date = beijingDateOf(at); date < beijingDateOf(morning); date = addDays(date, 1)) expect(calendar.isWorkingDay(date) && atTime(date, 9) >= at).toBe(false);
      }),
    );
  });
});
