import type { DueBasis } from '../calendar/calendar.ts';
import { type DeadlineSpec, planDeadline, planFromNow } from '../chase/deadline.ts';
import type { World } from '../process/definition.ts';
import type { BeginSurvey } from './commands.ts';
import type { SurveyContent, SurveyDue, SurveyPoint, SurveyState } from './state.ts';

/** The kind of one unit's deadline: only a unit whose points are short is chased. */
export const kindOf = (unitId: string): string => `points:${unitId}`;
export const unitOfKind = (kind: string): string => kind.slice('points:'.length);

/** The units of the points, each once. */
export const unitsOf = (points: readonly Pick<SurveyPoint, 'unitId'>[]): readonly string[] => [...new Set(points.map((point) => point.unitId))];

const dueRule = (source: SurveyContent['source']): DueBasis['rule'] => ({ zh: `${source.zh}规定的调查完成时限`, en: `Date for the survey set by ${source.en}` });

/** When the points must be done, and the deadline of each unit. */
export function dues(
  survey: Pick<SurveyContent, 'points' | 'source' | 'ladder'>,
  { dueOn, duePeriod }: Pick<BeginSurvey, 'dueOn' | 'duePeriod'>,
  world: World,
): { readonly due?: SurveyDue; readonly sets: readonly DeadlineSpec[] } {
  const rule = dueRule(survey.source);
  const due = duePeriod ? world.calendar.due(world.now, duePeriod, rule) : dueOn === undefined ? undefined : world.calendar.dueOn(dueOn, world.now, rule);
  if (!due) return { sets: [] };
  return {
    due: { dueAt: due.dueAt, ...(due.dueOn === undefined ? {} : { dueOn: due.dueOn }) },
    sets: unitsOf(survey.points).map((unitId) => planDeadline(kindOf(unitId), due, survey.ladder, world.calendar, world.now)),
  };
}

/** The deadline of a unit that is short again after its points were done; where the date lies behind, its ladder is climbed from now on. */
export function dueAgain({ due, source, ladder }: Pick<SurveyState, 'due' | 'source' | 'ladder'>, unitId: string, { calendar, now }: World): readonly DeadlineSpec[] {
  if (!due) return [];
  return [planFromNow(kindOf(unitId), { ...due, basis: { rule: dueRule(source), from: now } }, ladder, calendar, now)];
}
