import { beijingDate, clockText, daysUntil, dayText, dueWords, momentText } from '../../web/ui/time.ts';

describe('times on the page', () => {
  test('are Beijing times, whatever zone the device is in', () => {
    expect(beijingDate(new Date('2026-11-27T15:59:59Z'))).toBe('2026-11-27');
    expect(beijingDate(new Date('2026-11-27T16:00:00Z'))).toBe('2026-11-28');
    expect(momentText('2031-12-01T01:00:00Z', 'zh')).toMatch(/^2031年12月1日.*周一 09:00$/);
    expect(momentText('2031-12-01T01:00:00Z', 'en')).toMatch(/Mon.*1 Dec 2031 09:00$/);
    expect(momentText('2031-11-30T16:05:00Z', 'zh')).toMatch(/12月1日.*00:05$/);
  });

  test('name the year only when it is not this one', () => {
    const year = beijingDate(new Date()).slice(0, 4);
    expect(dayText(`${year}-06-15`, 'zh')).not.toContain('年');
    expect(dayText(`${Number(year) + 1}-06-15`, 'zh')).toContain('年');
  });

  test('days left are counted between Beijing days', () => {
    const now = new Date('2026-11-27T16:30:00Z');
    expect([daysUntil('2026-11-28', now), daysUntil('2026-12-01', now), daysUntil('2026-11-27', now)]).toEqual([0, 3, -1]);
  });

  test('what is due says whether it has passed, also at a moment of today', () => {
    const now = new Date('2026-11-28T02:30:00Z');
    const words = (dueOn: string, dueAt: string) => dueWords(dueOn, dueAt, now);
    expect(words('2026-11-28', '2026-11-28T15:59:59.999Z')).toBe('due.today');
    expect(words('2026-11-28', '2026-11-28T02:30:01Z')).toBe('due.today');
    expect(words('2026-11-28', '2026-11-28T02:29:59Z')).toBe('due.passed');
    expect([words('2026-11-27', '2026-11-27T15:59:59.999Z'), words('2026-11-29', '2026-11-29T15:59:59.999Z')]).toEqual(['due.over', 'due.left']);
    expect([clockText('2026-11-28T02:29:59Z', 'zh'), clockText('2026-11-27T16:05:00Z', 'en')]).toEqual(['10:29', '00:05']);
  });
});
