import type { BeijingDate } from '../process/time.ts';
import { compare, type Decimal, decimalOf, type Fraction, fraction, minus, over, plus, times, whole } from './decimal.ts';
import { type MeasureRule, measureOf } from './rule.ts';

export const outcomes = ['reached', 'notReached', 'undecided'] as const;
export type Outcome = (typeof outcomes)[number];

/** What of a list is done: so many of an item, the last of them on a day. */
export interface DoneItem {
  readonly name: string;
  readonly quantity: number;
  readonly on: BeijingDate;
}

/** A value as it was given: the number itself, what it is a quotient of, or what of a list is done. */
export interface Amount {
  readonly value?: Decimal;
  readonly numerator?: Decimal;
  readonly denominator?: Decimal;
  readonly items?: readonly DoneItem[];
}

/** A value and the day for which it holds. */
export interface Measured {
  readonly amount: Amount;
  readonly on: BeijingDate;
}

/** What a judgement still waits for. */
export type Lacking = 'value' | 'baseline' | 'reference' | 'former' | 'units';
/** By which part of the rule an indicator is reached. */
export const branches = ['target', 'change', 'reference', 'difference', 'items', 'trend'] as const;
export type Branch = (typeof branches)[number];

/** The answer of a rule. `current`, `change` (per cent of the baseline) and `difference` (in the value's unit, points of per cents) are rounded to four places, for showing. */
export interface Verdict {
  readonly outcome: Outcome;
  readonly branch?: Branch;
  readonly lacking?: readonly Lacking[];
  readonly current?: Decimal;
  readonly change?: Decimal;
  readonly difference?: Decimal;
  /** For a list: items done in time, and the names of those that are not. */
  readonly items?: { readonly all: number; readonly done: number; readonly open: readonly string[]; readonly late: readonly string[] };
}

/** The exact value of an amount under a rule: a quotient in per cent, or for each `per`; undefined for a list. A denominator is above 0. */
export function magnitude(rule: MeasureRule, { value, numerator, denominator }: Amount): Fraction | undefined {
  if (value !== undefined) return fraction(value);
  if (numerator === undefined || denominator === undefined) return undefined;
  const scale = measureOf(rule) === 'percent' ? 100 : rule.kind === 'count' ? (rule.per ?? 1) : 1;
  return over(times(fraction(numerator), whole(scale)), fraction(denominator));
}

const decided = (holds: boolean, branch: Branch): Pick<Verdict, 'outcome' | 'branch'> => (holds ? { outcome: 'reached', branch } : { outcome: 'notReached' });
const undecided = (...lacking: readonly Lacking[]): Pick<Verdict, 'outcome' | 'lacking'> => ({ outcome: 'undecided', lacking });

/** Change against the baseline, or better than the reference: one that holds is enough, and what is not known yet decides nothing against it. */
function byChange(rule: Extract<MeasureRule, { readonly kind: 'change' }>, current: Fraction, baseline: Fraction | undefined, reference: Fraction | undefined): Verdict {
  const percent = fraction(rule.percent);
  // A baseline of 0 has no per cent of itself.
  const base = baseline && baseline.n !== 0n ? baseline : undefined;
  const needed = base && over(times(base, plus(whole(100), percent)), whole(100));
  const changed = needed && (percent.n < 0n ? compare(current, needed) <= 0 : compare(current, needed) >= 0);
  const shown = base ? { change: decimalOf(over(times(minus(current, base), whole(100)), base)) } : {};
  const better = rule.reference && reference && (rule.reference.better === 'above' ? compare(current, reference) > 0 : compare(current, reference) < 0);
  if (changed) return { ...decided(true, 'change'), ...shown };
  if (better) return { ...decided(true, 'reference'), ...shown };
  const lacking: readonly Lacking[] = [...(changed === undefined ? (['baseline'] as const) : []), ...(rule.reference && !reference ? (['reference'] as const) : [])];
  return { ...(lacking.length > 0 ? undecided(...lacking) : decided(false, 'change')), ...shown };
}

function byItems(rule: Extract<MeasureRule, { readonly kind: 'items' }>, done: readonly DoneItem[], on: BeijingDate): Verdict {
  const finished = rule.items.map((item) => ({ item, got: done.find((one) => one.name === item.name && one.quantity >= item.quantity) }));
  const late = finished.filter(({ item, got }) => item.dueOn !== undefined && (got ? got.on > item.dueOn : on > item.dueOn)).map(({ item }) => item.name);
  const open = finished.filter(({ got }) => !got).map(({ item }) => item.name);
  const items = { all: rule.items.length, done: finished.filter(({ item, got }) => got && !late.includes(item.name)).length, open, late };
  return { ...decided(open.length === 0 && late.length === 0, 'items'), items };
}

/**
 * Judges the last of `values` (oldest first) by the rule: reached and by which branch, not reached, or undecided with what is lacking. All comparisons are exact:
 * quotients are compared as quotients, nothing is rounded before it is judged. `baseline` and `reference` are amounts of the same measure.
 */
export function evaluate(rule: MeasureRule, baseline: Amount | undefined, values: readonly Measured[], reference: Amount | undefined): Verdict {
  const last = values.at(-1);
  if (!last) return undecided('value');
  if (rule.kind === 'items') return byItems(rule, last.amount.items ?? [], last.on);
  const current = magnitude(rule, last.amount);
  if (!current) return undecided('value');
  const base = baseline && magnitude(rule, baseline);
  const shown = { current: decimalOf(current) };
  switch (rule.kind) {
    case 'ratio':
    case 'count': {
      const side = compare(current, fraction(rule.target));
      return { ...decided(rule.bound === 'atLeast' ? side >= 0 : side <= 0, 'target'), ...shown };
    }
    case 'change':
      return { ...byChange(rule, current, base, reference && magnitude(rule, reference)), ...shown };
    case 'difference': {
      if (!base) return { ...undecided('baseline'), ...shown };
      const by = fraction(rule.by);
      const difference = minus(current, base);
      return { ...decided(by.n < 0n ? compare(difference, by) <= 0 : compare(difference, by) >= 0, 'difference'), ...shown, difference: decimalOf(difference) };
    }
    case 'trend': {
      const former = values.at(-2);
      const before = (former && magnitude(rule, former.amount)) ?? base;
      if (!before) return { ...undecided('former'), ...shown };
      const difference = minus(current, before);
      return { ...decided(rule.direction === 'rise' ? difference.n > 0n : difference.n < 0n, 'trend'), ...shown, difference: decimalOf(difference) };
    }
  }
}
