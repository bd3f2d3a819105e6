import { officeHours, opensAt } from '../../domain/notice/quiet-hours.ts';

const at = (text: string): number => Date.parse(`${text}+08:00`);
/** Weekends off; Friday 1 January 2027 a holiday; Sunday 3 January 2027 a make-up day. */
const calendar = {
  isWorkingDay: (date: string): boolean => {
    if (date === '2027-01-01') return false;
    if (date === '2027-01-03') return true;
    return ![0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay());
  },
};

describe('quiet hours', () => {
  test('the window is open from 08:00 until just before 20:00 of a working day in Beijing', () => {
    expect(opensAt(officeHours, at('2026-12-01T08:00:00.000'), calendar)).toBeUndefined();
    expect(opensAt(officeHours, at('2026-12-01T19:59:59.999'), calendar)).toBeUndefined();
  });

  test('before 08:00 it opens the same day, from 20:00 on the next working day', () => {
    expect(opensAt(officeHours, at('2026-12-01T07:59:59.999'), calendar)).toBe(at('2026-12-01T08:00:00.000'));
    expect(opensAt(officeHours, at('2026-12-01T20:00:00.000'), calendar)).toBe(at('2026-12-02T08:00:00.000'));
    expect(opensAt(officeHours, at('2026-12-01T00:00:00.000'), calendar)).toBe(at('2026-12-01T08:00:00.000'));
  });

  test('a weekend is quiet until Monday, a holiday until the next working day, and a make-up Sunday is a working day', () => {
    expect(opensAt(officeHours, at('2026-12-04T21:00:00.000'), calendar)).toBe(at('2026-12-07T08:00:00.000'));
    expect(opensAt(officeHours, at('2026-12-31T20:30:00.000'), calendar)).toBe(at('2027-01-03T08:00:00.000'));
    expect(opensAt(officeHours, at('2027-01-03T09:00:00.000'), calendar)).toBeUndefined();
  });

  test('a calendar without any working day keeps nothing back for ever', () => {
    expect(opensAt(officeHours, at('2026-12-01T10:00:00.000'), { isWorkingDay: () => false })).toBeUndefined();
  });
});
