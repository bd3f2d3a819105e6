import { beijingDateOf } from '../calendar/beijing.ts';
import { itemsOf, type StandardItem } from '../evaluation/standard.ts';
import type { EvaluationState, Visit } from '../evaluation/state.ts';
import { peopleOf } from '../process/actor.ts';
import { type Refusal, refuse } from '../process/decision.ts';
import type { World } from '../process/definition.ts';
import type { AssessmentPersonCommandType } from './commands.ts';
import type { AssessmentStage, AssessmentState } from './state.ts';

type Verdict = Refusal | undefined;
type Rule = (state: AssessmentState, world: World) => Verdict;

/** Why an assessment in this stage takes no step that needs another one. */
const wrongStage: Readonly<Record<AssessmentStage, Refusal>> = {
  issued: refuse('assessment.not_submitted'),
  submitted: refuse('assessment.submitted'),
  reviewed: refuse('assessment.reviewed'),
  suspended: refuse('assessment.suspended'),
  closed: refuse('assessment.closed'),
};
const mustBeIn = (state: AssessmentState, ...stages: readonly AssessmentStage[]): Verdict =>
  stages.includes(state.stage as AssessmentStage) ? undefined : wrongStage[state.stage as AssessmentStage];

/** The evaluation of which this is a part; `needs` has asked for it. */
const evaluationOf = (state: AssessmentState, world: World): EvaluationState | undefined => world.processes.get(state.evaluationId) as EvaluationState | undefined;

/** The items of the standard that apply to the unit, in its order. */
export const itemsAsked = (state: AssessmentState, world: World): readonly StandardItem[] => {
  const evaluation = evaluationOf(state, world);
  return evaluation ? itemsOf(evaluation.standard, state.className) : [];
};

/** An expert's post in the unit itself, above or below it, is a conflict whatever the invitation says. */
function isOwnUnit(state: AssessmentState, world: World): boolean {
  const { org, actor, now } = world;
  const units = [actor.unitId, ...peopleOf(actor.ref).flatMap((personId) => org.postsOf(personId, now).map((post) => post.unitId))];
  return units.some((unitId) => unitId !== undefined && (unitId === state.unitId || org.isAbove(unitId, state.unitId) || org.isAbove(state.unitId, unitId)));
}

/** The visits that let this expert review now: invited by name, on a day of the visit. */
export function visitsNow(state: AssessmentState, world: World): readonly Visit[] | Refusal {
  if (isOwnUnit(state, world)) return refuse('assessment.own_unit');
  const people = peopleOf(world.actor.ref);
  const invited = state.visits.filter((visit) => people.some((personId) => visit.personIds.includes(personId)));
  const today = beijingDateOf(world.now);
  const current = invited.filter((visit) => visit.from <= today && today <= visit.until);
  return current.length > 0 ? current : refuse('assessment.visit_over');
}

/** True for a refusal among what a rule may answer. */
export const isRefusal = (value: object): value is Refusal => 'ok' in value && value.ok === false;

/** Guests review during their visit alone. */
const guestsInTheirTime: Rule = (state, world) => {
  if (world.actor.role !== 'expert') return undefined;
  const visits = visitsNow(state, world);
  return isRefusal(visits) ? visits : undefined;
};

/** Scores have been shown and the time to object is not over. */
const mayObject: Rule = (state, world) => {
  const evaluation = evaluationOf(state, world);
  const deadline = evaluation?.deadlines.find((one) => one.kind === 'objection');
  return evaluation?.stage === 'scored' && deadline !== undefined && world.receivedAt <= deadline.dueAt ? undefined : refuse('assessment.scores_not_shown');
};

/** Each step's condition on the state, apart from what its content must satisfy. The same rules tell what may be done next. */
export const rules: Readonly<Record<AssessmentPersonCommandType, Rule>> = {
  answerItem: (state) => mustBeIn(state, 'issued'),
  submitSelfCheck: (state) => mustBeIn(state, 'issued'),
  extendSelfCheck: (state) => mustBeIn(state, 'issued'),
  reviewItem: (state, world) => mustBeIn(state, 'submitted') ?? guestsInTheirTime(state, world),
  returnSelfCheck: (state) => mustBeIn(state, 'submitted'),
  completeReview: (state) => mustBeIn(state, 'submitted'),
  raiseObjection: (state, world) => mustBeIn(state, 'reviewed') ?? mayObject(state, world),
  answerObjection: (state) => mustBeIn(state, 'reviewed'),
};
