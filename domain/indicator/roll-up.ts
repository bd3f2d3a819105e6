import { type Decimal, decimalOf, fraction, plus, whole } from './decimal.ts';
import type { Amount } from './evaluate.ts';
import { type MeasureRule, measureOf, takesRatio } from './rule.ts';

/** How units' values make the whole: added up, or numerators over denominators. */
export const rollUps = ['sum', 'ratio'] as const;
export type RollUp = (typeof rollUps)[number];

/** True when values under this rule can be put together so: numbers are added, shares and rates are quotients of sums; a list belongs to one unit. */
export const rollsUp = (rule: MeasureRule, by: RollUp): boolean => (by === 'sum' ? measureOf(rule) === 'number' && !takesRatio(rule) : takesRatio(rule));

const sum = (numbers: readonly (Decimal | undefined)[]): Decimal => decimalOf(numbers.map((one) => fraction(one ?? '0')).reduce(plus, whole(0)), 6);

/** The whole of these units' amounts; exact. */
export const rolledUp = (by: RollUp, amounts: readonly Amount[]): Amount =>
  by === 'sum' ? { value: sum(amounts.map((one) => one.value)) } : { numerator: sum(amounts.map((one) => one.numerator)), denominator: sum(amounts.map((one) => one.denominator)) };
