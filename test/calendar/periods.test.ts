import { isUsable, offsetsRefused, periodsRefused } from '../../domain/chase/periods.ts';

const days = (value: number) => ({ value, unit: 'workingDay' }) as const;
const hours = (value: number) => ({ value, unit: 'hour' }) as const;
const [office, drill] = [{ drill: false }, { drill: true }];
const codes = (refused: typeof periodsRefused, world: { readonly drill: boolean }, periods: Parameters<typeof periodsRefused>[0]) =>
  periods.map((period) => {
    const refusal = refused([period], world);
    return refusal && [refusal.code, refusal.params?.unit].filter(Boolean).join(' ');
  });

describe('spans of time that people ask for', () => {
  test('a period is longer than nothing, whole in days, and no longer than the calendar counts', () => {
    expect(codes(periodsRefused, office, [undefined, days(1), days(3_660), days(0), days(-1), days(1.5), days(3_661), days(100_000)])).toEqual([
      undefined,
      undefined,
      undefined,
      ...Array.from({ length: 5 }, () => 'period.invalid'),
    ]);
    expect([days(1), days(0), days(3_661), days(1.5), hours(87_840), hours(87_841)].map(isUsable)).toEqual([true, false, false, false, true, false]);
  });

  test('hours are for drills alone, where they have the same limit', () => {
    expect(codes(periodsRefused, office, [hours(1), hours(100_000), hours(0)])).toEqual(Array.from({ length: 3 }, () => 'period.unit_refused hour'));
    expect(codes(periodsRefused, drill, [hours(1), hours(87_840), hours(87_841), hours(0)])).toEqual([undefined, undefined, 'period.invalid', 'period.invalid']);
  });

  test('an offset may be nothing or lie before the due moment', () => {
    expect(codes(offsetsRefused, office, [days(0), days(-5), days(-3_661), hours(-1)])).toEqual([undefined, undefined, 'period.invalid', 'period.unit_refused hour']);
  });

  test('of several the first that cannot be is told', () => {
    expect(periodsRefused([undefined, days(1), hours(2), days(4_000)], office)?.code).toBe('period.unit_refused');
    expect(periodsRefused([days(4_000), hours(2)], office)?.code).toBe('period.invalid');
    expect(periodsRefused([], office)).toBeUndefined();
  });
});
