import { type Decimal, decimalOf, over, whole } from '../indicator/decimal.ts';
import { isDone, type SurveyState } from './state.ts';

/** A survey in figures: 799 of 800 points done, so many reached and valid, and how far rechecks agreed. */
export interface Sample {
  readonly points: number;
  readonly done: number;
  readonly planned: number;
  readonly reached: number;
  /** Those reached where nobody said how many can be used. */
  readonly valid: number;
  readonly rechecked: number;
  readonly agreed: number;
  /** 符合率 in per cent, rounded to two places for showing; absent without a recheck. */
  readonly agreement?: Decimal;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

/** The figures of a survey as it stands. */
export function sampleOf({ points, checks }: Pick<SurveyState, 'points' | 'checks'>): Sample {
  const rechecked = sum(checks.map((one) => one.rechecked));
  const agreed = sum(checks.map((one) => one.agreed));
  return {
    points: points.length,
    done: points.filter(isDone).length,
    planned: sum(points.map((one) => one.planned)),
    reached: sum(points.map((one) => one.reached)),
    valid: sum(points.map((one) => one.valid ?? one.reached)),
    rechecked,
    agreed,
    ...(rechecked > 0 ? { agreement: decimalOf(over(whole(100 * agreed), whole(rechecked)), 2) } : {}),
  };
}
