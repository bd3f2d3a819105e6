import { compare, fraction } from './decimal.ts';
import { type Amount, magnitude } from './evaluate.ts';
import { type IndicatorState, ruleOf, type Warning, type WarningOp } from './state.ts';

export const warningSigns: Readonly<Record<WarningOp, string>> = { above: '＞', atLeast: '≥', below: '＜', atMost: '≤' };

/** True when an amount lies beyond the threshold; exact. */
function isBeyond({ op, threshold }: Pick<Warning, 'op' | 'threshold'>, state: IndicatorState, amount: Amount): boolean {
  const size = magnitude(ruleOf(state), amount);
  if (!size) return false;
  const side = compare(size, fraction(threshold));
  return op === 'above' ? side > 0 : op === 'atLeast' ? side >= 0 : op === 'below' ? side < 0 : side <= 0;
}

/** What the newest value of a unit (`''`: of the whole) means for the threshold: newly beyond it, back behind it, or as before (undefined). */
export function crossing(state: IndicatorState, unitId: string, amount: Amount): { readonly crossed: readonly string[]; readonly isNew: boolean } | undefined {
  if (!state.warning) return undefined;
  const was = state.crossed.includes(unitId);
  const is = isBeyond(state.warning, state, amount);
  if (was === is) return undefined;
  return { crossed: is ? [...state.crossed, unitId] : state.crossed.filter((one) => one !== unitId), isNew: is };
}
