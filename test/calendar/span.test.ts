import fc from 'fast-check';
import { addDays } from '../../domain/calendar/beijing.ts';
import { type Days, startOfMonth, wholeMonths } from '../../domain/calendar/span.ts';

const from = (date: string, before: string): Days => ({ from: date, before });

describe('a span as whole months and the days around them', () => {
  test.each([
    [from('2026-01-01', '2026-11-30'), from('2026-01-01', '2026-11-01'), [from('2026-11-01', '2026-11-30')]],
    [from('2026-01-01', '2027-01-01'), from('2026-01-01', '2027-01-01'), []],
    [from('2026-02-10', '2026-05-01'), from('2026-03-01', '2026-05-01'), [from('2026-02-10', '2026-03-01')]],
    [from('2026-12-31', '2027-02-02'), from('2027-01-01', '2027-02-01'), [from('2026-12-31', '2027-01-01'), from('2027-02-01', '2027-02-02')]],
    [from('2026-05-02', '2026-05-31'), undefined, [from('2026-05-02', '2026-05-31')]],
    [from('2026-05-31', '2026-06-02'), undefined, [from('2026-05-31', '2026-06-02')]],
  ])('%j', (span, months, around) => {
    expect(wholeMonths(span)).toEqual({ ...(months ? { months } : {}), around });
  });

  test('has every day once, and months alone between first days of months', () => {
    const day = fc.integer({ min: 0, max: 1_200 }).map((days) => addDays('2024-01-15', days));
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 500 }), (first, length) => {
        const span = from(first, addDays(first, length));
        const { months, around } = wholeMonths(span);
        const parts = [...(months ? [months] : []), ...around].toSorted((one, other) => (one.from < other.from ? -1 : 1));
        expect(parts[0]?.from).toBe(span.from);
        expect(parts.at(-1)?.before).toBe(span.before);
        for (const [index, part] of parts.entries()) expect([part.from < part.before, parts[index + 1]?.from ?? part.before]).toEqual([true, part.before]);
        if (months) expect([startOfMonth(months.from), startOfMonth(months.before)]).toEqual([months.from, months.before]);
      }),
    );
  });
});
