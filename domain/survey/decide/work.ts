import { standsFor } from '../../policy/relation.ts';
import { accept, type Decision, refuse } from '../../process/decision.ts';
import type { World } from '../../process/definition.ts';
import type { SurveyCommandOf } from '../commands.ts';
import { dueAgain, kindOf } from '../deadlines.ts';
import type { SurveyFact, SurveyFactOf } from '../facts.ts';
import { isDone, type SurveyState } from '../state.ts';

type Decided = Decision<SurveyFact>;

/** How far a point has come. When all points of its unit are done, its unit is chased no more, until a correction leaves one short again. */
export function recordProgress(state: SurveyState, { point, reached, valid }: SurveyCommandOf<'recordProgress'>, world: World): Decided {
  const known = state.points[point - 1];
  if (!known) return refuse('survey.point_unknown', { point });
  const { unitId } = world.actor;
  const own = unitId === undefined ? [] : standsFor(unitId, world.org);
  if (unitId !== undefined && ![known.unitId, state.leadUnitId, state.officeUnitId].some((one) => own.includes(one))) return refuse('survey.not_your_point');
  if (valid !== undefined && valid > reached) return refuse('survey.valid_exceeds');
  const others = state.points.filter((one, index) => one.unitId === known.unitId && index !== point - 1);
  const isUnitDone = isDone({ ...known, reached }) && others.every(isDone);
  const fact: SurveyFactOf<'progressRecorded'> = { type: 'progressRecorded', point, reached, ...(valid === undefined ? {} : { valid }) };
  const kind = kindOf(known.unitId);
  if (isUnitDone) return accept([{ ...fact, clears: [kind] }]);
  if (state.deadlines.some((deadline) => deadline.kind === kind)) return accept([fact]);
  const sets = dueAgain(state, known.unitId, world);
  return accept([sets.length > 0 ? { ...fact, sets } : fact]);
}

/** 质控复核 of a point: how many were asked again, and how many of them agreed. */
export function recordQualityCheck(state: SurveyState, { point, rechecked, agreed }: SurveyCommandOf<'recordQualityCheck'>): Decided {
  const known = state.points[point - 1];
  if (!known) return refuse('survey.point_unknown', { point });
  if (rechecked > known.reached) return refuse('survey.rechecked_exceeds', { reached: known.reached });
  if (agreed > rechecked) return refuse('survey.agreed_exceeds');
  return accept([{ type: 'qualityChecked', point, rechecked, agreed }]);
}

/** The survey ends: every point has its sample, or a reason why not. */
export function complete(state: SurveyState, command: SurveyCommandOf<'complete'>): Decided {
  const shortfalls = command.shortfalls ?? [];
  const unknown = shortfalls.find(({ point }) => !state.points[point - 1]);
  if (unknown) return refuse('survey.point_unknown', { point: unknown.point });
  const needless = shortfalls.find(({ point }) => state.points.slice(point - 1, point).every(isDone));
  if (needless) return refuse('survey.point_not_short', { point: needless.point });
  const unexplained = state.points.flatMap(({ name, unitId, planned, reached }, index) =>
    reached >= planned || shortfalls.some(({ point }) => point === index + 1) ? [] : [{ point: index + 1, name, unitId, planned, reached }],
  );
  if (unexplained.length > 0) return refuse('survey.points_short', { count: unexplained.length }, unexplained);
  return accept([{ type: 'surveyCompleted', note: command.note, shortfalls, clears: state.deadlines.map((deadline) => deadline.kind) }]);
}

/** A survey that is not to be made. */
export const cancel = (state: SurveyState, command: SurveyCommandOf<'cancel'>): Decided =>
  accept([{ type: 'surveyCancelled', reason: command.reason, clears: state.deadlines.map((deadline) => deadline.kind) }]);
