import { beijingDate, daysUntil, dayText, momentText } from '../../web/ui/time.ts';

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
});
