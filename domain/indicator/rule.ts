import type { Bilingual } from '../notice/notice.ts';
import type { IndicatorRule } from '../plan/indicator.ts';
import type { BeijingDate } from '../process/time.ts';
import type { Decimal } from './decimal.ts';

/** In what a value is given: per cent, or a number of something (people, places, days). Per cent and percentage points are never mixed: points are a difference of two per cents. */
export type Measure = 'percent' | 'number';
export const bounds = ['atLeast', 'atMost'] as const;
export type Bound = (typeof bounds)[number];

/** One thing of a list, so many of it, to be done by a day. */
export interface ListedItem {
  readonly name: string;
  readonly quantity: number;
  readonly dueOn?: BeijingDate;
}

/** How an indicator is judged. */
export type MeasureRule =
  /** A share in per cent; 100 where all are meant. */
  | { readonly kind: 'ratio'; readonly bound: Bound; readonly target: Decimal }
  /** A number of something; with `per`, so many for each `per` people. */
  | { readonly kind: 'count'; readonly bound: Bound; readonly target: Decimal; readonly unit: string; readonly per?: number }
  /** Relative to the baseline, in per cent of it, below 0 for a fall; or better than a reference, whichever comes true. `since`: the baseline as the document names it. */
  | {
      readonly kind: 'change';
      readonly percent: Decimal;
      readonly measure: Measure;
      readonly unit: string;
      readonly since?: string;
      readonly reference?: { readonly name: string; readonly better: 'above' | 'below' };
    }
  /** So much more than the base (less, below 0): percentage points where values are per cents, else in the unit itself. */
  | { readonly kind: 'difference'; readonly by: Decimal; readonly measure: Measure; readonly unit: string }
  | { readonly kind: 'items'; readonly items: readonly ListedItem[] }
  /** No target: each value better than the one before it. */
  | { readonly kind: 'trend'; readonly direction: 'rise' | 'fall'; readonly measure: Measure; readonly unit: string };

/** In what its values are given; a list has none. */
export function measureOf(rule: MeasureRule): Measure | 'items' {
  switch (rule.kind) {
    case 'ratio':
      return 'percent';
    case 'count':
      return 'number';
    case 'items':
      return 'items';
    default:
      return rule.measure;
  }
}

/** The unit of its values, as it stands behind a number. */
export const unitOf = (rule: MeasureRule): string => (measureOf(rule) === 'percent' ? '%' : 'unit' in rule ? rule.unit : '');

/** True when numerator and denominator make the value: a share, or so many for each `per` people. */
export const takesRatio = (rule: MeasureRule): boolean => measureOf(rule) === 'percent' || (rule.kind === 'count' && rule.per !== undefined);

/** 每10万人口 in `人/10万人口`. */
function perOf(unit: string): number | undefined {
  const [, digits, power] = /\/(\d{0,4})([千万]?)(?=人)/.exec(unit) ?? [];
  if (digits === undefined || (digits === '' && power === '')) return undefined;
  return (digits === '' ? 1 : Number(digits)) * (power === '万' ? 10_000 : power === '千' ? 1_000 : 1) || undefined;
}

/** Names of what is given in per cent. */
const inPercent = /(?:率|水平|比例|比重|占比)$/;

/** The rule of an indicator that a plan states; numbers keep the digits of the document. */
export function ruleOfPlan(name: string, rule: IndicatorRule): MeasureRule {
  if (rule.kind === 'relative' || rule.kind === 'relativeOrReference') {
    const measure = inPercent.test(name) ? 'percent' : 'number';
    return {
      kind: 'change',
      percent: String(rule.change),
      measure,
      unit: measure === 'percent' ? '%' : '',
      ...(rule.baseline === null ? {} : { since: rule.baseline }),
      ...(rule.kind === 'relative' ? {} : { reference: { name: rule.reference ?? '', better: rule.better } }),
    };
  }
  const bound = rule.kind === 'atMost' ? 'atMost' : 'atLeast';
  const target = String(rule.target);
  if (rule.unit === '%') return { kind: 'ratio', bound, target };
  const per = perOf(rule.unit);
  return { kind: 'count', bound, target, unit: rule.unit, ...(per === undefined ? {} : { per }) };
}

const signed = (text: Decimal): string => (text.startsWith('-') ? text : `+${text}`);
const boundText = { atLeast: { zh: '不低于', en: 'at least' }, atMost: { zh: '不高于', en: 'at most' } } as const;

/** The target in words, as tables and notices name it. */
export function targetText(rule: MeasureRule): Bilingual {
  switch (rule.kind) {
    case 'ratio':
      return { zh: `${boundText[rule.bound].zh}${rule.target}%`, en: `${boundText[rule.bound].en} ${rule.target} %` };
    case 'count':
      return { zh: `${boundText[rule.bound].zh}${rule.target}${rule.unit}`, en: `${boundText[rule.bound].en} ${rule.target} ${rule.unit}` };
    case 'change': {
      const { reference } = rule;
      const better = reference?.better === 'below' ? { zh: '低于', en: 'below' } : { zh: '高于', en: 'above' };
      return {
        zh: `较${rule.since ?? '基线'}${signed(rule.percent)}%${reference ? `，或${better.zh}${reference.name}` : ''}`,
        en: `${signed(rule.percent)} % from the baseline${reference ? `, or ${better.en} ${reference.name}` : ''}`,
      };
    }
    case 'difference': {
      const unit = rule.measure === 'percent' ? { zh: '个百分点', en: 'percentage points' } : { zh: rule.unit, en: rule.unit };
      return { zh: `较基数${signed(rule.by)}${unit.zh}`, en: `${signed(rule.by)} ${unit.en} from the base` };
    }
    case 'items': {
      const list = rule.items.map(({ name, quantity }) => (quantity === 1 ? name : `${name}${quantity}`));
      return { zh: `完成${list.join('、')}`, en: `Done: ${list.join('; ')}` };
    }
    case 'trend':
      return rule.direction === 'rise' ? { zh: '持续提高', en: 'rising' } : { zh: '持续下降', en: 'falling' };
  }
}
