import type { AssessmentState } from '../assessment/state.ts';
import type { World } from '../process/definition.ts';
import type { Instant } from '../process/time.ts';
import type { TaskState } from '../task/state.ts';
import type { PublishedScore } from './facts.ts';
import { onTimeOf } from './on-time.ts';
import { type ScoreInput, scoreTable, type UnitScore } from './score.ts';
import { appliesTo } from './standard.ts';
import type { Correction, EvaluationState } from './state.ts';

/** What the reviews as they stand give each unit, for the scorer; an item not reviewed yet counts as none given. Tasks are those of the campaign. */
export const currentInputs = (state: EvaluationState, assessments: World['processes'], tasks: readonly TaskState[], now: number): readonly ScoreInput[] =>
  state.units.map(({ unitId, className, assessmentId }) => {
    const assessment = assessments.get(assessmentId) as AssessmentState | undefined;
    const reviewed = new Map(assessment?.reviews.map((review) => [review.item, review.points]));
    const indicators = state.indicatorCounts.find((one) => one.unitId === unitId);
    return {
      unitId,
      className,
      points: state.standard.items.map((item) => (appliesTo(item, className) ? (reviewed.get(item.number) ?? 0) : null)),
      ...(state.weights.onTime === undefined ? {} : { onTime: onTimeOf(unitId, tasks, now) }),
      ...(state.weights.indicators === undefined || !indicators ? {} : { indicators: { good: indicators.met, counted: indicators.counted } }),
    };
  });

/** What a version of the published table is computed from: the frozen inputs with the corrections up to it. */
function inputsOf(state: EvaluationState, version: number): readonly ScoreInput[] {
  const corrections = state.corrections.filter((one) => one.version <= version);
  return (state.published?.inputs ?? []).map((input) => corrections.reduce((now, one) => corrected(state, now, one), input));
}

function corrected(state: EvaluationState, input: ScoreInput, { unitId, item, points }: Pick<Correction, 'unitId' | 'item' | 'points'>): ScoreInput {
  if (input.unitId !== unitId) return input;
  const index = state.standard.items.findIndex((one) => one.number === item);
  return { ...input, points: input.points.map((given, at) => (at === index ? points : given)) };
}

/** The table of these inputs by the evaluation's standard. */
export const tableOf = (state: EvaluationState, inputs: readonly ScoreInput[]): readonly UnitScore[] => scoreTable(state.standard.items, state.weights, inputs, state.passMark);

/** The number of the published table in force; 0 before the publication. */
export const tableVersion = (state: EvaluationState): number => (state.published ? 1 + state.corrections.length : 0);

/** A version of the published table, reproduced from what was frozen; the one in force unless another is named. */
export const publishedTable = (state: EvaluationState, version: number = tableVersion(state)): readonly UnitScore[] => tableOf(state, inputsOf(state, version));

/** When a version of the table was published; undefined for one that is not. */
export const publishedAt = (state: EvaluationState, version: number = tableVersion(state)): Instant | undefined =>
  version === 1 ? state.published?.at : state.corrections.find((one) => one.version === version)?.at;

/** What a table says in a fact: scores and ranks. */
export const ranksOf = (table: readonly UnitScore[]): readonly PublishedScore[] => table.map(({ unitId, className, score, rank }) => ({ unitId, className, score, rank }));

/** The published points of a unit for an item as they stand; undefined where the item is not the unit's. */
export function publishedPoints(state: EvaluationState, unitId: string, item: string): number | undefined {
  const index = state.standard.items.findIndex((one) => one.number === item);
  return inputsOf(state, tableVersion(state)).find((input) => input.unitId === unitId)?.points[index] ?? undefined;
}
