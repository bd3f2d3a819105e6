import { beijingDateOf } from '../calendar/beijing.ts';
import { type Refusal, refuse } from '../process/decision.ts';
import type { World } from '../process/definition.ts';
import type { BeijingDate } from '../process/time.ts';
import { compare, fraction, whole } from './decimal.ts';
import { type Amount, magnitude } from './evaluate.ts';
import type { RollUp } from './roll-up.ts';
import { type MeasureRule, measureOf, takesRatio } from './rule.ts';

const needed = {
  items: '按项目填报完成数量和日期 / items with quantity and date',
  ratio: '填报百分比，或分子和分母 / a percentage, or numerator and denominator',
  quotient: '填报分子和分母，以便汇总 / numerator and denominator, so that they can be added up',
  number: '填报一个数 / one number',
} as const;

/** Why an amount is none under a rule; undefined when it fits. A unit's part of a rolled-up share is its numerator and denominator. */
export function amountRefused(rule: MeasureRule, amount: Amount, perUnit: RollUp | undefined, world: World): Refusal | undefined {
  const { value, numerator, denominator, items } = amount;
  const isQuotient = numerator !== undefined && denominator !== undefined && value === undefined && items === undefined;
  const isNumber = value !== undefined && numerator === undefined && denominator === undefined && items === undefined;
  if (rule.kind === 'items') {
    if (!items || value !== undefined || numerator !== undefined || denominator !== undefined) return refuse('indicator.amount_unfit', { needed: needed.items });
    const strange = items.find((item) => !rule.items.some((one) => one.name === item.name));
    if (strange) return refuse('indicator.item_unknown', { name: strange.name });
    return items.map((item) => futureRefused(item.on, world)).find((refused) => refused !== undefined);
  }
  if (perUnit === 'ratio' && !isQuotient) return refuse('indicator.amount_unfit', { needed: needed.quotient });
  if (!isNumber && !(isQuotient && takesRatio(rule))) return refuse('indicator.amount_unfit', { needed: takesRatio(rule) ? needed.ratio : needed.number });
  if (denominator !== undefined && fraction(denominator).n === 0n) return refuse('indicator.denominator_zero');
  const size = magnitude(rule, amount);
  const isShare = rule.kind === 'ratio' || (measureOf(rule) === 'percent' && isQuotient);
  return isShare && size && compare(size, whole(100)) > 0 ? refuse('indicator.above_hundred') : undefined;
}

/** Nothing is measured before its day. */
export const futureRefused = (on: BeijingDate, world: World): Refusal | undefined => (on > beijingDateOf(world.now) ? refuse('indicator.date_future', { date: on }) : undefined);

/** Attachments named must exist and be of the asker's unit, or of one below it. */
export function evidenceRefused(ids: readonly string[], world: World): Refusal | undefined {
  const { unitId } = world.actor;
  const strange = ids.find((id) => {
    const owner = world.attachments.get(id)?.unitId;
    return owner === undefined || (unitId !== undefined && owner !== unitId && !world.org.below(unitId).has(owner));
  });
  return strange === undefined ? undefined : refuse('evidence.unknown', { id: strange });
}

const zero = (text: string): boolean => fraction(text).n === 0n;

/** `indicator.target_invalid` for a rule that could never be judged. */
export function ruleRefused(rule: MeasureRule): Refusal | undefined {
  const invalid = (reason: string): Refusal => refuse('indicator.target_invalid', { reason });
  switch (rule.kind) {
    case 'ratio':
      return compare(fraction(rule.target), whole(100)) > 0 ? invalid('比率目标不能超过100% / a share cannot exceed 100 %') : undefined;
    case 'change':
      return zero(rule.percent) ? invalid('变化幅度不能为零 / the change cannot be 0') : undefined;
    case 'difference':
      return zero(rule.by) ? invalid('变化幅度不能为零 / the change cannot be 0') : undefined;
    case 'items':
      return new Set(rule.items.map((item) => item.name)).size < rule.items.length ? invalid('项目名称重复 / an item is named twice') : undefined;
    default:
      return undefined;
  }
}
