import { fromHundredths, hundredths, type StandardItem } from './standard.ts';

/** Of so many so many: tasks on time, indicators met. */
export interface Counted {
  readonly good: number;
  readonly counted: number;
}

/** Parts of a score. What was fined or confiscated is none of them and has no way in (行政处罚法第七十四条: it is never linked with the assessment of those who enforce). */
export const scoreParts = ['standard', 'onTime', 'indicators'] as const;
export type ScorePartKey = (typeof scoreParts)[number];

/** How much each part weighs, of 100. */
export interface ScoreWeights {
  readonly standard: number;
  readonly onTime?: number;
  readonly indicators?: number;
}

/** All that a unit's score is computed from. */
export interface ScoreInput {
  readonly unitId: string;
  readonly className: string;
  /** Points given, in the order of the standard's items; null for an item that does not apply to the unit's class. */
  readonly points: readonly (number | null)[];
  readonly onTime?: Counted;
  readonly indicators?: Counted;
}

export interface ScoreLine {
  readonly item: string;
  readonly given: number;
  readonly possible: number;
}

/** A part of a score: `given` of `possible`, weighed. A part of which nothing was possible is left out, and the others make up the hundred. */
export interface ScorePart {
  readonly part: ScorePartKey;
  readonly weight: number;
  readonly given: number;
  readonly possible: number;
}

export interface UnitScore {
  readonly unitId: string;
  readonly className: string;
  readonly lines: readonly ScoreLine[];
  readonly parts: readonly ScorePart[];
  /** Of 100, rounded half up to two decimals. */
  readonly score: number;
  /** Within its class; equal scores share a rank, and the next one is as many further on. */
  readonly rank: number;
  readonly passed?: boolean;
}

/** Exact sum of points. */
const sum = (values: readonly number[]): number => fromHundredths(values.reduce((total, value) => total + hundredths(value), 0));

/** Σ weight × given ÷ possible, over the sum of the weights that count, of 100: exact until the one rounding, half up to two decimals. */
function weighted(parts: readonly ScorePart[]): number {
  let [top, bottom, weights] = [0n, 1n, 0n];
  for (const { weight, given, possible } of parts) {
    const [w, g, p] = [BigInt(hundredths(weight)), BigInt(hundredths(given)), BigInt(hundredths(possible))];
    top = top * p + w * g * bottom;
    bottom *= p;
    weights += w;
  }
  if (weights === 0n) return 0;
  const [numerator, denominator] = [top * 10_000n, bottom * weights];
  return fromHundredths(Number((2n * numerator + denominator) / (2n * denominator)));
}

function scoreOf(items: readonly StandardItem[], weights: ScoreWeights, input: ScoreInput): Omit<UnitScore, 'rank' | 'passed'> {
  const lines = items.flatMap((item, index): readonly ScoreLine[] => {
    const given = input.points[index];
    return given === null || given === undefined ? [] : [{ item: item.number, given, possible: item.points }];
  });
  const counted = (part: ScorePartKey, weight: number | undefined, count: Counted | undefined): readonly ScorePart[] =>
    weight === undefined || count === undefined ? [] : [{ part, weight, given: count.good, possible: count.counted }];
  const all: readonly ScorePart[] = [
    { part: 'standard', weight: weights.standard, given: sum(lines.map((line) => line.given)), possible: sum(lines.map((line) => line.possible)) },
    ...counted('onTime', weights.onTime, input.onTime),
    ...counted('indicators', weights.indicators, input.indicators),
  ];
  const parts = all.filter((part) => part.weight > 0 && part.possible > 0);
  return { unitId: input.unitId, className: input.className, lines, parts, score: weighted(parts) };
}

/** The scores of all units with their ranks within each class, classes in the order of the inputs, then by rank. The same inputs give the same table at any time. */
export function scoreTable(items: readonly StandardItem[], weights: ScoreWeights, inputs: readonly ScoreInput[], passMark?: number): readonly UnitScore[] {
  const scores = inputs.map((input) => scoreOf(items, weights, input));
  const classes = [...new Set(scores.map((score) => score.className))];
  return classes.flatMap((className) => {
    const ofClass = scores.filter((score) => score.className === className);
    return ofClass
      .map((one) => ({
        ...one,
        rank: 1 + ofClass.filter((other) => other.score > one.score).length,
        ...(passMark === undefined ? {} : { passed: one.score >= passMark }),
      }))
      .sort((a, b) => a.rank - b.rank || (a.unitId < b.unitId ? -1 : 1));
  });
}

const partNames: Readonly<Record<ScorePartKey, { readonly zh: string; readonly en: string }>> = {
  standard: { zh: '标准得分', en: 'standard' },
  onTime: { zh: '任务按期', en: 'tasks on time' },
  indicators: { zh: '指标达标', en: 'indicators met' },
};

/** The formula with its figures: 标准得分 86.5÷92×80 + 任务按期 9÷10×20，合计权重100，得93.22分. */
export function formulaOf({ parts, score }: Pick<UnitScore, 'parts' | 'score'>): { readonly zh: string; readonly en: string } {
  const total = sum(parts.map((part) => part.weight));
  const terms = (language: 'zh' | 'en') => parts.map(({ part, given, possible, weight }) => `${partNames[part][language]} ${given}÷${possible}×${weight}`).join(' + ');
  return {
    zh: parts.length === 0 ? '没有适用的考评内容，得0分' : `（${terms('zh')}）÷${total}×100 = ${score}`,
    en: parts.length === 0 ? 'nothing applies: 0' : `(${terms('en')}) ÷ ${total} × 100 = ${score}`,
  };
}
