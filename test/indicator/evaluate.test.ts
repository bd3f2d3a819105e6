import fc from 'fast-check';
import { compare, decimalOf, fraction, over, plus, times, whole } from '../../domain/indicator/decimal.ts';
import { type Amount, evaluate, type Measured, type Verdict } from '../../domain/indicator/evaluate.ts';
import { type MeasureRule, ruleOfPlan, targetText } from '../../domain/indicator/rule.ts';

const on = '2021-06-30';
const last = (amount: Amount): readonly Measured[] => [{ amount, on }];
const value = (text: string): Amount => ({ value: text });
const judged = ({ outcome, branch, lacking }: Verdict) => [outcome, branch ?? lacking?.join('+') ?? ''];

describe('a share', () => {
  const rule: MeasureRule = { kind: 'ratio', bound: 'atLeast', target: '80' };
  test('of exactly its target is reached, one in a million below it is not', () => {
    expect(judged(evaluate(rule, undefined, last({ numerator: '800000', denominator: '1000000' }), undefined))).toEqual(['reached', 'target']);
    expect(judged(evaluate(rule, undefined, last({ numerator: '799999', denominator: '1000000' }), undefined))).toEqual(['notReached', '']);
    expect(judged(evaluate(rule, undefined, last(value('79.999999')), undefined))).toEqual(['notReached', '']);
  });

  test('of 100 % wants every one of them', () => {
    const all: MeasureRule = { kind: 'ratio', bound: 'atLeast', target: '100' };
    expect(evaluate(all, undefined, last({ numerator: '800', denominator: '800' }), undefined)).toEqual({ outcome: 'reached', branch: 'target', current: '100' });
    expect(evaluate(all, undefined, last({ numerator: '799', denominator: '800' }), undefined)).toEqual({ outcome: 'notReached', current: '99.875' });
  });

  test('that may be at most so much is reached below it and at it', () => {
    const most: MeasureRule = { kind: 'ratio', bound: 'atMost', target: '20' };
    expect(['20', '20.000001'].map((text) => evaluate(most, undefined, last(value(text)), undefined).outcome)).toEqual(['reached', 'notReached']);
  });
});

describe('a change from the baseline or better than a reference', () => {
  const literacy: MeasureRule = { kind: 'change', percent: '20', measure: 'percent', unit: '%', reference: { name: '全省平均水平', better: 'above' } };
  const smoking: MeasureRule = { kind: 'change', percent: '-20', measure: 'percent', unit: '%', reference: { name: '全省平均水平', better: 'below' } };
  const base = value('25.68');

  test('names the branch by which it is reached: the change first, which needs no reference', () => {
    // 25.68 × 1.2 is 30.816: the sum that floats get wrong by a hair.
    expect(judged(evaluate(literacy, base, last(value('30.816')), undefined))).toEqual(['reached', 'change']);
    expect(judged(evaluate(literacy, base, last(value('30.815999')), value('30.8')))).toEqual(['reached', 'reference']);
    expect(judged(evaluate(literacy, base, last(value('30')), value('30.8')))).toEqual(['notReached', '']);
  });

  test('is undecided while the reference is not published, or the baseline lacks, unless the other branch holds', () => {
    expect(judged(evaluate(literacy, base, last(value('30')), undefined))).toEqual(['undecided', 'reference']);
    expect(judged(evaluate(literacy, undefined, last(value('30')), value('30.8')))).toEqual(['undecided', 'baseline']);
    expect(judged(evaluate(literacy, undefined, last(value('30')), undefined))).toEqual(['undecided', 'baseline+reference']);
    expect(judged(evaluate(literacy, undefined, last(value('31')), value('30.8')))).toEqual(['reached', 'reference']);
    expect(judged(evaluate(literacy, base, [], value('30.8')))).toEqual(['undecided', 'value']);
  });

  test('falls as well: at least a fifth less, or below the reference; equal to it is no better', () => {
    expect(judged(evaluate(smoking, value('25'), last(value('20')), undefined))).toEqual(['reached', 'change']);
    expect(judged(evaluate(smoking, value('25'), last(value('20.01')), value('20.01')))).toEqual(['notReached', '']);
    expect(judged(evaluate(smoking, value('25'), last(value('20.01')), value('20.02')))).toEqual(['reached', 'reference']);
    expect(evaluate(smoking, value('25'), last(value('20.5')), undefined).change).toBe('-18');
  });

  test('against a baseline of nothing is never said', () => {
    expect(judged(evaluate({ kind: 'change', percent: '20', measure: 'number', unit: '个' }, value('0'), last(value('5')), undefined))).toEqual(['undecided', 'baseline']);
  });
});

describe('a difference from the base', () => {
  test('counts percentage points where values are per cents: 30.82 % is up 3.68 points from 27.14 %, and that is 13.6 % more', () => {
    const points: MeasureRule = { kind: 'difference', by: '3.68', measure: 'percent', unit: '%' };
    expect(evaluate(points, value('27.14'), last(value('30.82')), undefined)).toEqual({ outcome: 'reached', branch: 'difference', current: '30.82', difference: '3.68' });
    const relative: MeasureRule = { kind: 'change', percent: '3.68', measure: 'percent', unit: '%' };
    expect(evaluate(relative, value('27.14'), last(value('30.82')), undefined).change).toBe('13.5593');
    expect([points, relative].map((rule) => targetText(rule).zh)).toEqual(['较基数+3.68个百分点', '较基线+3.68%']);
  });

  test('counts days, down as well as up', () => {
    const days = (by: string): MeasureRule => ({ kind: 'difference', by, measure: 'number', unit: '天' });
    expect(['305', '304'].map((text) => evaluate(days('5'), value('300'), last(value(text)), undefined).outcome)).toEqual(['reached', 'notReached']);
    expect(['7', '8'].map((text) => evaluate(days('-3'), value('10'), last(value(text)), undefined).outcome)).toEqual(['reached', 'notReached']);
    expect(judged(evaluate(days('5'), undefined, last(value('305')), undefined))).toEqual(['undecided', 'baseline']);
  });
});

describe('a count, a rate, a list, a trend', () => {
  test('1.75 health educators for each 100,000 people: 14 among 800,000 do, 13 do not', () => {
    const rule: MeasureRule = { kind: 'count', bound: 'atLeast', target: '1.75', unit: '人/10万人口', per: 100_000 };
    expect(evaluate(rule, undefined, last({ numerator: '14', denominator: '800000' }), undefined)).toMatchObject({ outcome: 'reached', current: '1.75' });
    expect(evaluate(rule, undefined, last({ numerator: '13', denominator: '800000' }), undefined)).toMatchObject({ outcome: 'notReached', current: '1.625' });
  });

  test('a list is reached when each item is done in its number and by its day', () => {
    const rule: MeasureRule = {
      kind: 'items',
      items: [
        { name: '服务站', quantity: 3, dueOn: '2021-06-30' },
        { name: '网上药店', quantity: 6, dueOn: '2021-12-31' },
      ],
    };
    const done = (stations: number, pharmacies: number, day = '2021-05-01'): Amount => ({
      items: [
        { name: '服务站', quantity: stations, on: day },
        { name: '网上药店', quantity: pharmacies, on: '2021-05-01' },
      ],
    });
    expect(evaluate(rule, undefined, last(done(3, 6)), undefined)).toEqual({ outcome: 'reached', branch: 'items', items: { all: 2, done: 2, open: [], late: [] } });
    expect(evaluate(rule, undefined, last(done(3, 5)), undefined).items).toEqual({ all: 2, done: 1, open: ['网上药店'], late: [] });
    expect(evaluate(rule, undefined, last(done(3, 6, '2021-07-01')), undefined)).toMatchObject({ outcome: 'notReached', items: { late: ['服务站'] } });
  });

  test('without a target each value is held against the one before it', () => {
    const rule: MeasureRule = { kind: 'trend', direction: 'rise', measure: 'percent', unit: '%' };
    const series = (...texts: readonly string[]): readonly Measured[] => texts.map((text, index) => ({ amount: value(text), on: `202${index}-12-31` }));
    expect(judged(evaluate(rule, undefined, series('30'), undefined))).toEqual(['undecided', 'former']);
    expect(judged(evaluate(rule, value('29.9'), series('30'), undefined))).toEqual(['reached', 'trend']);
    expect(judged(evaluate(rule, undefined, series('30', '30'), undefined))).toEqual(['notReached', '']);
    expect(evaluate(rule, undefined, series('30', '30.1'), undefined)).toMatchObject({ outcome: 'reached', difference: '0.1' });
  });
});

describe('the rules of a plan', () => {
  test('keep their numbers and what they mean', () => {
    expect(ruleOfPlan('健康社区比例', { kind: 'atLeast', target: 30, unit: '%' })).toEqual({ kind: 'ratio', bound: 'atLeast', target: '30' });
    expect(ruleOfPlan('健康家庭评选覆盖率', { kind: 'coverage', target: 100, unit: '%' })).toEqual({ kind: 'ratio', bound: 'atLeast', target: '100' });
    expect(ruleOfPlan('健康教育专业人员数', { kind: 'count', target: 1.75, unit: '人/10万人口' })).toMatchObject({ target: '1.75', per: 100_000 });
    expect(ruleOfPlan('健康家庭', { kind: 'count', target: 100, unit: '户' })).toEqual({ kind: 'count', bound: 'atLeast', target: '100', unit: '户' });
    expect(ruleOfPlan('成人吸烟率', { kind: 'relativeOrReference', target: null, unit: '%', change: -20, baseline: '2019年', reference: '全省平均水平', better: 'below' })).toEqual(
      { kind: 'change', percent: '-20', measure: 'percent', unit: '%', since: '2019年', reference: { name: '全省平均水平', better: 'below' } },
    );
  });
});

describe('decimals', () => {
  const decimal = fc.tuple(fc.bigInt({ min: -999_999_999_999n, max: 999_999_999_999n }), fc.integer({ min: 0, max: 6 })).map(([digits, places]) => {
    const text = `${digits < 0n ? -digits : digits}`.padStart(places + 1, '0');
    const whole = text.slice(0, text.length - places);
    return `${digits < 0n ? '-' : ''}${whole}${places > 0 ? `.${text.slice(text.length - places)}` : ''}`;
  });

  test('are what they spell, whatever is done to them', () => {
    fc.assert(
      fc.property(decimal, decimal, (a, b) => {
        const [x, y] = [fraction(a), fraction(b)];
        expect(compare(fraction(decimalOf(x, 6)), x)).toBe(0);
        expect(compare(plus(x, y), plus(y, x))).toBe(0);
        if (y.n !== 0n) expect(compare(times(over(x, y), y), x)).toBe(0);
      }),
    );
    expect(decimalOf(plus(fraction('0.1'), fraction('0.2')))).toBe('0.3');
  });

  test('are shown rounded half away from nothing, without zeros at the end', () => {
    expect([over(whole(2), whole(3)), fraction('1.00005'), fraction('-1.00005'), fraction('0.00004'), fraction('-0.00004')].map((one) => decimalOf(one))).toEqual([
      '0.6667',
      '1.0001',
      '-1.0001',
      '0',
      '0',
    ]);
  });
});
