import { readFileSync } from 'node:fs';
import chineseDays from 'chinese-days';
import { announcedDaysFile, renderAnnouncedDays } from '../../app/generate-calendar.ts';
import { announcedCalendar, announcedYears } from '../../domain/calendar/announced.ts';
import { addDays, weekdayOf } from '../../domain/calendar/beijing.ts';

const calendar = announcedCalendar();

describe('the announced days that a ledger is seeded with', () => {
  test('every day of 2004 to 2026 is a working day exactly when chinese-days says so', () => {
    const different: string[] = [];
    let asked = 0;
    for (let date = '2004-01-01'; date <= '2026-12-31'; date = addDays(date, 1)) {
      asked += 1;
      if (calendar.isWorkingDay(date) !== chineseDays.isWorkday(date)) different.push(date);
    }
    expect(asked).toBe(8_401);
    expect(different).toEqual([]);
  });

  test('cover the years 2004 to 2026 and no other: 2027 is provisional', () => {
    expect(announcedYears.map((one) => one.year)).toEqual(Array.from({ length: 23 }, (_, index) => 2004 + index));
    expect(calendar.isAnnounced(2027)).toBe(false);
    expect(calendar.isWorkingDay('2027-10-01')).toBe(true);
    expect(calendar.due(Date.UTC(2027, 8, 30), { value: 1, unit: 'workingDay' }, { zh: '', en: '' }).basis.provisional).toBe(true);
  });

  test('are 619 holidays and 150 make-up days with their names, each in its own year and once, in order', () => {
    const all = announcedYears.flatMap((one) => one.days);
    expect(all.filter((day) => day.kind === 'holiday')).toHaveLength(619);
    expect(all.filter((day) => day.kind === 'makeUp')).toHaveLength(150);
    expect(new Set(all.map((day) => day.date)).size).toBe(769);
    expect(all.map((day) => day.date)).toEqual(all.map((day) => day.date).sort());
    for (const { year, days } of announcedYears) expect(days.every((day) => day.date.startsWith(`${year}-`) && day.name.length > 0)).toBe(true);
    expect(calendar.dayOf('2026-02-14')).toEqual({ date: '2026-02-14', kind: 'makeUp', name: '春节' });
    expect(calendar.dayOf('2015-09-03')?.name).toBe('中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日');
  });

  test('make-up days are weekend days, as the register of years demands', () => {
    const worked = announcedYears.flatMap((one) => one.days.filter((day) => day.kind === 'makeUp'));
    expect(worked.filter((day) => weekdayOf(day.date) % 6 !== 0)).toEqual([]);
  });

  test('name the government’s notice of every year since 2006', () => {
    expect(announcedYears.filter((one) => one.year >= 2006 && !one.notices[0]?.includes('gov.cn')).map((one) => one.year)).toEqual([]);
  });

  test('the generated file is fresh and keeps the licence of its source', () => {
    const file = readFileSync(announcedDaysFile, 'utf8');
    expect(file).toBe(renderAnnouncedDays());
    expect(file).toContain('Copyright (c) 2024 Yawei sun');
    expect(file).toContain('THE SOFTWARE IS PROVIDED "AS IS"');
  });
});
