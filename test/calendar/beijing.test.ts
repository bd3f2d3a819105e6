import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { addDays, atTime, beijingDateOf, daysBetween, endOfDay, isBeijingDate, startOfDay, weekdayOf, yearOf } from '../../domain/calendar/beijing.ts';

const folder = fileURLToPath(new URL('../../domain/calendar/', import.meta.url));
const instants = fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2100, 0, 1) });

describe('Beijing time', () => {
  test('is eight hours ahead of UTC, in summer too: 16:00 UTC begins the next Beijing day', () => {
    expect(beijingDateOf(Date.UTC(2026, 8, 30, 15, 59, 59, 999))).toBe('2026-09-30');
    expect(beijingDateOf(Date.UTC(2026, 8, 30, 16))).toBe('2026-10-01');
    // China had summer time from 1986 to 1991; this product's clock has none.
    expect(beijingDateOf(Date.UTC(1990, 6, 1, 15, 30))).toBe('1990-07-01');
  });

  test('a day begins at 00:00 and ends with its last millisecond', () => {
    expect(startOfDay('2026-10-01')).toBe(Date.UTC(2026, 8, 30, 16));
    expect(endOfDay('2026-10-01')).toBe(Date.UTC(2026, 9, 1, 15, 59, 59, 999));
    expect(endOfDay('2026-10-01') + 1).toBe(startOfDay('2026-10-02'));
    expect(atTime('2026-10-08', 9, 30)).toBe(Date.UTC(2026, 9, 8, 1, 30));
  });

  test('knows weekdays, years and leap days', () => {
    expect(weekdayOf('2026-10-10')).toBe(6);
    expect(weekdayOf('1969-12-28')).toBe(0);
    expect(yearOf('2026-12-31')).toBe(2026);
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addDays('2026-02-28', 1)).toBe('2026-03-01');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
    expect(daysBetween('2026-12-30', '2027-01-02')).toBe(3);
    expect(daysBetween('2027-01-02', '2026-12-30')).toBe(-3);
  });

  test.each(['2026-02-30', '2026-02-29', '2026-13-01', '2026-00-10', '2026-1-1', '20260101', '2026-10-01T00:00', ' 2026-10-01', '', '２０２６-10-01'])(
    'refuses %p, which is no date',
    (text) => {
      expect(isBeijingDate(text)).toBe(false);
      expect(() => startOfDay(text)).toThrow(RangeError);
      expect(() => yearOf(text)).toThrow(RangeError);
    },
  );

  test('counts days as Date does, from the first of year 0 to the last of 9999', () => {
    const [first, last] = [Date.parse('0000-01-01T00:00:00Z') / 86_400_000, Date.parse('9999-12-31T00:00:00Z') / 86_400_000];
    const spelt = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);
    fc.assert(
      fc.property(fc.integer({ min: first, max: last }), (day) => expect(startOfDay(spelt(day))).toBe(day * 86_400_000 - 28_800_000)),
      { numRuns: 5_000 },
    );
    const years = [0, 1, 4, 99, 100, 399, 400, 1582, 1899, 1900, 1970, 2000, 2024, 2026, 2100, 9999].map((year) => String(year).padStart(4, '0'));
    const ends = years.flatMap((year) => ['02-28', '02-29', '02-30', '04-30', '04-31', '12-31', '12-32'].map((end) => `${year}-${end}`));
    const isSpelt = (date: string): boolean => !Number.isNaN(Date.parse(`${date}T00:00:00Z`)) && new Date(`${date}T00:00:00Z`).toISOString().startsWith(date);
    expect(ends.filter((date) => isBeijingDate(date) !== isSpelt(date))).toEqual([]);
  });

  test('every instant lies in the day it is dated', () => {
    fc.assert(
      fc.property(instants, (at) => {
        const date = beijingDateOf(at);
        expect(isBeijingDate(date)).toBe(true);
        expect(startOfDay(date)).toBeLessThanOrEqual(at);
        expect(endOfDay(date)).toBeGreaterThanOrEqual(at);
      }),
    );
  });

  test('adding days and counting them undo each other', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: -4000, max: 4000 }), (at, n) => {
        const date = beijingDateOf(at);
        expect(daysBetween(date, addDays(date, n))).toBe(n);
        expect(weekdayOf(addDays(date, n))).toBe((((weekdayOf(date) + n) % 7) + 7) % 7);
      }),
    );
  });
});

describe('the machine’s time zone plays no part', () => {
  const program = `
    import { announcedCalendar } from ${JSON.stringify(`${folder}announced.ts`)};
    import { beijingDateOf } from ${JSON.stringify(`${folder}beijing.ts`)};
    const calendar = announcedCalendar();
    const rule = { zh: '', en: '' };
    const answers = [];
    for (let hour = 0; hour < 24 * 20; hour += 1) {
      const at = Date.UTC(2026, 8, 25, hour, 30);
      const due = calendar.due(at, { value: 5, unit: 'workingDay' }, rule);
      answers.push(beijingDateOf(at), due.dueOn, due.dueAt, calendar.rungAt(due, { value: -1, unit: 'calendarDay' }), calendar.nextMorning(at));
    }
    process.stdout.write(JSON.stringify(answers));`;
  const under = (TZ: string): string =>
    execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], { env: { PATH: process.env.PATH, TZ }, encoding: 'utf8', cwd: folder });

  test('the same answers hour by hour around National Day 2026 in zones from -11 to +14, with and without summer time', () => {
    const home = under('Asia/Shanghai');
    expect(JSON.parse(home)).toHaveLength(24 * 20 * 5);
    for (const zone of ['UTC', 'America/New_York', 'Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Australia/Lord_Howe']) expect(under(zone)).toBe(home);
  });

  test('no file of the calendar asks Date for local fields or for now', () => {
    const local = /\.get(FullYear|Month|Date|Day|Hours|Minutes|Seconds|TimezoneOffset)\(|Date\.now|new Date\(\)|toLocale|Intl\./;
    const files = readdirSync(folder).filter((name) => name.endsWith('.ts'));
    expect(files.length).toBeGreaterThanOrEqual(6);
    for (const name of files) expect([name, local.exec(readFileSync(folder + name, 'utf8'))?.[0]]).toEqual([name, undefined]);
  });
});
