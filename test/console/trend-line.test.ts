import { aimOf, pointsOf } from '../../web/things/trend-line.ts';

const none = { value: null, numerator: null, denominator: null };
const empty = { rule: {}, perUnit: null, baselines: [], values: [], evaluations: [] };

describe('the line of an indicator', () => {
  test('begins with the baseline in force and takes each value in its newest version, by day', () => {
    const indicator = {
      ...empty,
      rule: { kind: 'change', percent: '20' },
      baselines: [
        { ...none, value: '25.00', on: '2026-01-10' },
        { ...none, value: '25.30', on: '2026-01-12' },
      ],
      values: [
        { on: '2026-06-30', versions: [{ ...none, value: '28.10' }] },
        {
          on: '2026-03-31',
          versions: [
            { ...none, value: '62.4' },
            { ...none, value: '26.4' },
          ],
        },
      ],
    };
    expect(pointsOf(indicator)).toEqual([
      { on: '2026-01-12', value: 25.3 },
      { on: '2026-03-31', value: 26.4 },
      { on: '2026-06-30', value: 28.1 },
    ]);
  });

  test('counts a share in per cent, and so many for each so many people; one without a base has no point', () => {
    const values = [
      { on: '2026-03-31', versions: [{ ...none, numerator: '7', denominator: '20' }] },
      { on: '2026-06-30', versions: [{ ...none, numerator: '7', denominator: '0' }] },
    ];
    expect(pointsOf({ ...empty, rule: { kind: 'ratio', target: '50' }, values })).toEqual([{ on: '2026-03-31', value: 35 }]);
    expect(pointsOf({ ...empty, rule: { kind: 'count', per: 1_000 }, values })).toEqual([{ on: '2026-03-31', value: 350 }]);
  });

  test('of many units is what the judgements came to', () => {
    const evaluations = [
      { on: '2026-03-31', current: '12.5' },
      { on: null, current: null },
    ];
    const values = [{ on: '2026-03-31', versions: [{ ...none, value: '3' }] }];
    expect(pointsOf({ ...empty, perUnit: 'sum', values, evaluations })).toEqual([{ on: '2026-03-31', value: 12.5 }]);
  });

  test('is held against the target as stated, or so much from the baseline; against nothing before there is one', () => {
    const baselines = [{ ...none, value: '25', on: '2026-01-12' }];
    expect(aimOf({ ...empty, rule: { kind: 'ratio', target: '50' } })).toBe(50);
    expect(aimOf({ ...empty, rule: { kind: 'change', percent: '20' }, baselines })).toBe(30);
    expect(aimOf({ ...empty, rule: { kind: 'difference', by: '-2.5' }, baselines })).toBe(22.5);
    expect(aimOf({ ...empty, rule: { kind: 'change', percent: '20' } })).toBeUndefined();
    expect(aimOf({ ...empty, rule: { kind: 'trend', direction: 'rise' }, baselines })).toBeUndefined();
  });
});
