import { type DeadlineSpec, planDeadline } from '../chase/deadline.ts';
import type { World } from '../process/definition.ts';
import type { BeginSurvey } from './commands.ts';
import type { SurveyContent, SurveyDue, SurveyPoint } from './state.ts';

/** The kind of one unit's deadline: only a unit whose points are short is chased. */
export const kindOf = (unitId: string): string => `points:${unitId}`;
export const unitOfKind = (kind: string): string => kind.slice('points:'.length);

/** The units of the points, each once. */
export const unitsOf = (points: readonly Pick<SurveyPoint, 'unitId'>[]): readonly string[] => [...new Set(points.map((point) => point.unitId))];

/** When the points must be done, and the deadline of each unit. */
export function dues(
  survey: Pick<SurveyContent, 'points' | 'source' | 'ladder'>,
  { dueOn, duePeriod }: Pick<BeginSurvey, 'dueOn' | 'duePeriod'>,
  world: World,
): { readonly due?: SurveyDue; readonly sets: readonly DeadlineSpec[] } {
  const rule = { zh: `${survey.source.zh}规定的调查完成时限`, en: `Date for the survey set by ${survey.source.en}` };
  const due = duePeriod ? world.calendar.due(world.now, duePeriod, rule) : dueOn === undefined ? undefined : world.calendar.dueOn(dueOn, world.now, rule);
  if (!due) return { sets: [] };
  return {
    due: { dueAt: due.dueAt, ...(due.dueOn === undefined ? {} : { dueOn: due.dueOn }) },
    sets: unitsOf(survey.points).map((unitId) => planDeadline(kindOf(unitId), due, survey.ladder, world.calendar, world.now)),
  };
}
