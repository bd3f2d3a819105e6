import { announcedCalendar } from '../../domain/calendar/announced.ts';

describe('working days to a date', () => {
  const calendar = announcedCalendar();
  test('weekends and holidays do not count, the start day neither; what has passed is negative', () => {
    expect(calendar.workingDaysTo('2026-03-02', '2026-03-02')).toBe(0);
    expect(calendar.workingDaysTo('2026-03-06', '2026-03-09')).toBe(1);
    expect(calendar.workingDaysTo('2026-03-02', '2026-03-13')).toBe(9);
    expect(calendar.workingDaysTo('2026-03-13', '2026-03-02')).toBe(-9);
    // 国庆, with a make-up day on Sunday 20 September.
    expect(calendar.workingDaysTo('2026-09-18', '2026-09-21')).toBe(2);
    expect(calendar.workingDaysTo('2026-09-30', '2026-10-08')).toBe(1);
  });
});
