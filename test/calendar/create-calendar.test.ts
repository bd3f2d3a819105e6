import { announcedCalendar } from '../../domain/calendar/announced.ts';
import { atTime, endOfDay, startOfDay } from '../../domain/calendar/beijing.ts';
import { calendarBefore, createCalendar, isWithinLimit, periodLimitDays, yearIn } from '../../domain/calendar/create-calendar.ts';
import type { Period } from '../../domain/process/time.ts';

const calendar = announcedCalendar();
const rule = { zh: '测试规则', en: 'test rule' };
const working = (value: number): Period => ({ value, unit: 'workingDay' });
const days = (value: number): Period => ({ value, unit: 'calendarDay' });
const at10 = (date: string) => atTime(date, 10);

describe('a period in working days', () => {
  test('ends with the N-th working day after the start day, which never counts', () => {
    const due = calendar.due(at10('2026-11-23'), working(5), rule);
    expect(due).toMatchObject({ dueOn: '2026-11-30', dueAt: endOfDay('2026-11-30') });
    expect(due.basis).toEqual({
      rule,
      from: at10('2026-11-23'),
      period: working(5),
      counted: ['2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27', '2026-11-30'],
      skipped: [
        { date: '2026-11-28', why: 'weekend' },
        { date: '2026-11-29', why: 'weekend' },
      ],
    });
  });

  test('the hour of the start makes no difference, from 00:00 to the last millisecond of its Beijing day', () => {
    for (const from of [startOfDay('2026-11-23'), at10('2026-11-23'), endOfDay('2026-11-23')]) expect(calendar.due(from, working(1), rule).dueOn).toBe('2026-11-24');
    expect(calendar.due(endOfDay('2026-11-23') + 1, working(1), rule).dueOn).toBe('2026-11-25');
  });

  test('over Spring Festival 2026: the make-up Saturday 14 February counts, 15 to 23 February do not', () => {
    const due = calendar.due(at10('2026-02-12'), working(5), rule);
    expect(due.dueOn).toBe('2026-02-26');
    expect(due.basis.counted).toEqual(['2026-02-13', '2026-02-14', '2026-02-24', '2026-02-25', '2026-02-26']);
    expect(due.basis.makeUp).toEqual([{ date: '2026-02-14', name: '春节' }]);
    expect(due.basis.skipped).toHaveLength(9);
    expect(due.basis.skipped?.every((day) => day.why === 'holiday' && day.name === '春节')).toBe(true);
    expect(due.basis.provisional).toBeUndefined();
  });

  test('before National Day 2026: the make-up Sunday 20 September counts', () => {
    const due = calendar.due(at10('2026-09-18'), working(3), rule);
    expect(due.basis.counted).toEqual(['2026-09-20', '2026-09-21', '2026-09-22']);
    expect(due.basis.skipped).toEqual([{ date: '2026-09-19', why: 'weekend' }]);
  });

  test('over National Day 2026: 1 to 7 October are skipped, Saturday 10 October counts, Sunday 11 does not', () => {
    const due = calendar.due(at10('2026-09-30'), working(5), rule);
    expect(due.dueOn).toBe('2026-10-13');
    expect(due.basis.counted).toEqual(['2026-10-08', '2026-10-09', '2026-10-10', '2026-10-12', '2026-10-13']);
    expect(due.basis.skipped?.map((day) => `${day.date} ${day.why}`)).toEqual([
      ...['01', '02', '03', '04', '05', '06', '07'].map((day) => `2026-10-${day} holiday`),
      '2026-10-11 weekend',
    ]);
  });

  test('a start on a day off counts from the next day on like any other', () => {
    expect(calendar.due(at10('2026-10-03'), working(1), rule).dueOn).toBe('2026-10-08');
  });

  test('that reaches into 2027 is provisional: its weekends are known, its holidays are not', () => {
    const due = calendar.due(at10('2026-12-30'), working(3), rule);
    expect(due.basis.counted).toEqual(['2026-12-31', '2027-01-01', '2027-01-04']);
    expect(due.basis.provisional).toBe(true);
    expect(calendar.due(at10('2026-12-30'), working(1), rule).basis.provisional).toBeUndefined();
    expect(calendar.isAnnounced(2026)).toBe(true);
    expect(calendar.isAnnounced(2027)).toBe(false);
    expect(calendar.isAnnounced(2003)).toBe(false);
  });

  test('of none ends with the start day', () => {
    expect(calendar.due(at10('2026-11-23'), working(0), rule)).toMatchObject({ dueOn: '2026-11-23', basis: { counted: [], skipped: [] } });
  });
});

describe('a period in calendar days', () => {
  test('counts weekends and holidays too', () => {
    const due = calendar.due(at10('2026-09-30'), days(15), rule);
    expect(due.dueOn).toBe('2026-10-15');
    expect(due.basis.counted).toHaveLength(15);
    expect(due.basis.skipped).toEqual([]);
  });

  test('stands on a day off unless it rolls forward', () => {
    expect(calendar.due(at10('2026-09-30'), days(3), rule).dueOn).toBe('2026-10-03');
    const rolled = calendar.due(at10('2026-09-30'), days(3), rule, { rollForward: true });
    expect(rolled.dueOn).toBe('2026-10-08');
    expect(rolled.basis.counted).toEqual(['2026-10-01', '2026-10-02', '2026-10-08']);
    expect(rolled.basis.skipped?.map((day) => day.date)).toEqual(['2026-10-03', '2026-10-04', '2026-10-05', '2026-10-06', '2026-10-07']);
    expect(rolled.basis.rollForward).toBe(true);
  });

  test('does not roll off a make-up day: Saturday 10 October 2026 is worked', () => {
    expect(calendar.due(at10('2026-10-08'), days(2), rule, { rollForward: true }).dueOn).toBe('2026-10-10');
  });
});

describe('excluded spans', () => {
  const hearing = [{ from: '2026-11-25', until: '2026-11-27' }];

  test('never count, both ends included, in working and in calendar days', () => {
    const due = calendar.due(at10('2026-11-23'), working(2), rule, { excluded: hearing });
    expect(due.dueOn).toBe('2026-11-30');
    expect(due.basis.skipped?.map((day) => `${day.date} ${day.why}`)).toEqual([
      '2026-11-25 excluded',
      '2026-11-26 excluded',
      '2026-11-27 excluded',
      '2026-11-28 weekend',
      '2026-11-29 weekend',
    ]);
    expect(due.basis.excluded).toEqual(hearing);
    expect(calendar.due(at10('2026-11-23'), days(5), rule, { excluded: hearing }).dueOn).toBe('2026-12-01');
  });

  test('a pause over a weekend is counted once, overlapping spans too', () => {
    const overlapping = [...hearing, { from: '2026-11-27', until: '2026-11-30' }];
    expect(calendar.due(at10('2026-11-23'), working(2), rule, { excluded: overlapping }).dueOn).toBe('2026-12-01');
  });

  test('no end is found when everything is excluded: the calendar says so instead of counting for ever', () => {
    expect(() => calendar.due(at10('2026-11-23'), working(1), rule, { excluded: [{ from: '2026-01-01', until: '9999-12-31' }] })).toThrow(/^limit/);
  });
});

describe('exact periods and named dates', () => {
  test('hours, minutes and seconds end at the instant and have no due day', () => {
    for (const [period, ms] of [
      [{ value: 2, unit: 'second' }, 2_000],
      [{ value: 90, unit: 'minute' }, 5_400_000],
      [{ value: 24, unit: 'hour' }, 86_400_000],
    ] as const) {
      expect(calendar.due(at10('2026-09-30'), period, rule)).toEqual({ dueAt: at10('2026-09-30') + ms, basis: { rule, from: at10('2026-09-30'), period } });
    }
  });

  test('a date that a document names stands, weekends and unannounced years notwithstanding', () => {
    expect(calendar.dueOn('2027-10-02', at10('2026-09-30'), rule)).toEqual({ dueOn: '2027-10-02', dueAt: endOfDay('2027-10-02'), basis: { rule, from: at10('2026-09-30') } });
    expect(() => calendar.dueOn('2026-02-30', 0, rule)).toThrow(RangeError);
  });
});

describe('limits', () => {
  test('no period or offset beyond 3,660 days, none of part days, none of no number', () => {
    expect(periodLimitDays).toBe(3_660);
    for (const period of [working(3_661), days(1e12), days(0.5), working(Number.NaN), days(Number.POSITIVE_INFINITY), { value: 3_661 * 24, unit: 'hour' } as const]) {
      expect(isWithinLimit(period)).toBe(false);
      expect(() => calendar.due(0, period, rule)).toThrow(/^limit/);
      expect(() => calendar.rungAt({ dueAt: 0 }, period)).toThrow(/^limit/);
    }
    expect(calendar.due(at10('2026-11-23'), working(3_660), rule).basis.counted).toHaveLength(3_660);
    expect(isWithinLimit({ value: -3_660, unit: 'workingDay' })).toBe(true);
    expect(isWithinLimit({ value: 0.25, unit: 'second' })).toBe(true);
  });

  test('a negative period is no period', () => {
    expect(() => calendar.due(0, working(-1), rule)).toThrow(RangeError);
    expect(() => calendar.due(0, { value: -1, unit: 'second' }, rule)).toThrow(RangeError);
  });
});

describe('rungs of a day-based deadline', () => {
  const due = (date: string) => calendar.dueOn(date, 0, rule);

  test.each([
    ['offset 0: the first working day after the due day', '2026-11-24', working(0), '2026-11-25'],
    ['offset 0 before a holiday: after it', '2026-09-30', working(0), '2026-10-08'],
    ['offset 0 of calendar days is the same', '2026-09-30', days(0), '2026-10-08'],
    ['2 working days on: the first working day after those', '2026-09-30', working(2), '2026-10-10'],
    ['2 calendar days on, in the holiday: the first working day after it', '2026-09-30', days(2), '2026-10-08'],
    ['a make-up Sunday is a working morning', '2026-09-18', working(0), '2026-09-20'],
    ['1 working day before: that day', '2026-11-24', working(-1), '2026-11-23'],
    ['1 working day before a Monday: Friday', '2026-11-23', working(-1), '2026-11-20'],
    ['3 calendar days before, in the holiday: the last working day before it', '2026-10-08', days(-3), '2026-09-30'],
    ['1 working day before a due day that is a day off', '2026-10-03', working(-1), '2026-09-30'],
    ['1 calendar day before a worked Sunday stays a day off: Friday', '2026-09-20', days(-1), '2026-09-18'],
  ])('%s', (_, dueOn, offset, day) => {
    expect(calendar.rungAt(due(dueOn), offset)).toBe(atTime(day, 9));
  });

  test('an exact offset is counted from the end of the due day', () => {
    expect(calendar.rungAt(due('2026-11-24'), { value: -2, unit: 'hour' })).toBe(endOfDay('2026-11-24') - 7_200_000);
    expect(calendar.rungAt(due('2026-11-24'), { value: 0, unit: 'second' })).toBe(endOfDay('2026-11-24'));
  });
});

describe('rungs of an exact deadline', () => {
  const due = calendar.due(at10('2026-11-24'), { value: 30, unit: 'minute' }, rule);

  test('offset 0 of any unit is the instant itself', () => {
    for (const unit of ['workingDay', 'calendarDay', 'hour', 'minute', 'second'] as const) expect(calendar.rungAt(due, { value: 0, unit })).toBe(due.dueAt);
  });

  test('exact offsets are added, either way', () => {
    expect(calendar.rungAt(due, { value: 10, unit: 'second' })).toBe(due.dueAt + 10_000);
    expect(calendar.rungAt(due, { value: -10, unit: 'second' })).toBe(due.dueAt - 10_000);
  });

  test('offsets in days are counted from the Beijing day of the instant, at 09:00', () => {
    expect(calendar.rungAt(due, working(-1))).toBe(atTime('2026-11-23', 9));
    expect(calendar.rungAt(due, working(2))).toBe(atTime('2026-11-27', 9));
    const late = calendar.due(endOfDay('2026-09-30') - 1_000, { value: 2, unit: 'second' }, rule);
    expect(calendar.rungAt(late, days(1))).toBe(atTime('2026-10-08', 9));
  });
});

describe('the next working morning', () => {
  test.each([
    ['at 09:00 of a working day: now', atTime('2026-11-24', 9), '2026-11-24'],
    ['a millisecond later: the next working day', atTime('2026-11-24', 9) + 1, '2026-11-25'],
    ['at midnight before a working day: that day', startOfDay('2026-11-24'), '2026-11-24'],
    ['in the holiday: after it', at10('2026-10-02'), '2026-10-08'],
    ['Saturday night before a worked Sunday: Sunday', atTime('2026-09-19', 22), '2026-09-20'],
  ])('%s', (_, at, day) => {
    expect(calendar.nextMorning(at)).toBe(atTime(day, 9));
  });
});

describe('the source of a calendar', () => {
  test('a date given twice: the later announcement stands', () => {
    const twice = createCalendar({
      version: 7,
      days: [
        { date: '2011-12-31', kind: 'holiday', name: '元旦' },
        { date: '2011-12-31', kind: 'makeUp', name: '元旦' },
      ],
      announcedYears: [2011],
    });
    expect(twice.version).toBe(7);
    expect(twice.isWorkingDay('2011-12-31')).toBe(true);
    expect(twice.dayOf('2011-12-31')).toEqual({ date: '2011-12-31', kind: 'makeUp', name: '元旦' });
    expect(twice.dayOf('2011-12-30')).toBeUndefined();
  });

  test('a date that does not exist is refused', () => {
    expect(() => createCalendar({ version: 1, days: [{ date: '2026-02-30', kind: 'holiday', name: '春节' }], announcedYears: [] })).toThrow(RangeError);
    expect(() => calendar.isWorkingDay('2026-02-30')).toThrow(RangeError);
  });

  test('a year put back as it stood before its correction is that year again', () => {
    const corrected = createCalendar({ version: 2, days: [{ date: '2026-03-09', kind: 'holiday', name: '更正' }], announcedYears: [2026] });
    expect(corrected.isWorkingDay('2026-10-10')).toBe(false);
    const back = calendarBefore(corrected, [yearIn(calendar, 2026)]);
    for (const date of ['2026-03-09', '2026-10-01', '2026-10-10', '2026-10-12']) expect([date, back.dayOf(date)]).toEqual([date, calendar.dayOf(date)]);
    expect(back.isAnnounced(2026)).toBe(true);
    expect(yearIn(corrected, 2027)).toEqual({ year: 2027 });
  });

  test('without a year only its weekends are known, and the other years are as before', () => {
    const before = calendarBefore(calendar, [{ year: 2026 }]);
    expect(before.isAnnounced(2026)).toBe(false);
    expect(before.isAnnounced(2025)).toBe(true);
    expect(before.isWorkingDay('2026-10-01')).toBe(true);
    expect(before.isWorkingDay('2026-10-10')).toBe(false);
    expect(before.isWorkingDay('2025-10-01')).toBe(false);
  });
});
