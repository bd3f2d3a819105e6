import type { AssessmentState } from '../../assessment/state.ts';
import { beijingDateOf } from '../../calendar/beijing.ts';
import { awaitsConfirmation } from '../../campaign/condition.ts';
import type { CampaignState } from '../../campaign/state.ts';
import { holdersOf, together } from '../../notice/told.ts';
import { accept, type Decision, type Follow, refuse } from '../../process/decision.ts';
import type { World } from '../../process/definition.ts';
import type { TaskState } from '../../task/state.ts';
import type { EvaluationCommandOf } from '../commands.ts';
import { objectionDeadline, reviewDeadline, visitDeadline } from '../due.ts';
import type { EvaluationFact, EvaluationFactOf } from '../facts.ts';
import { eventNotice, toGroup, toOffice, toUnits } from '../notices.ts';
import { appliesTo } from '../standard.ts';
import type { EvaluationState, Visit } from '../state.ts';
import { currentInputs, publishedPoints, publishedTable, ranksOf, tableOf, tableVersion } from '../table.ts';

type Decided = Decision<EvaluationFact>;

/** The same word to the assessments of these units, of all without a choice. */
const toAssessments = (state: EvaluationState, command: Follow['command'], of: (unitId: string) => boolean = () => true): readonly Follow[] =>
  state.units.filter(({ unitId }) => of(unitId)).map(({ assessmentId }): Follow => ({ type: 'assessment', id: assessmentId, command }));

const assessmentsIn = (state: EvaluationState, world: World): readonly AssessmentState[] =>
  state.units.flatMap(({ assessmentId }) => (world.processes.get(assessmentId) as AssessmentState | undefined) ?? []);

/** Units whose self-check is not in, also those to whom it was sent back. */
export const missing = (state: EvaluationState, world: World): readonly string[] =>
  assessmentsIn(state, world)
    .filter((assessment) => assessment.stage === 'issued')
    .map((assessment) => assessment.unitId);

/** With the last self-check the review opens by itself, and the campaign's condition holds; while one is missing nothing happens. */
export function tally(state: EvaluationState, world: World): Decided {
  if (state.stage !== 'selfCheck' || missing(state, world).length > 0) return accept([]);
  const confirm = { type: 'confirmCondition', condition: 'selfCheck', note: `“${state.title}”${state.units.length}个单位的自查自评已全部提交` };
  const campaign = world.parent as CampaignState | undefined;
  return accept([{ type: 'reviewOpened', missing: [], sets: [reviewDeadline(state, world)] }], {
    notices: eventNotice('reviewOpened', state, toOffice(state, world)),
    also: campaign && awaitsConfirmation(campaign, 'selfCheck') ? [{ type: 'campaign', id: campaign.id, command: confirm }] : [],
  });
}

/** The office waits no longer: what was not handed in, or was sent back and is owed again, is reviewed as it is. The review opens, if it has not yet. */
export function openReview(state: EvaluationState, command: EvaluationCommandOf<'openReview'>, world: World): Decided {
  const { reason } = command;
  const unitIds = missing(state, world);
  const also = toAssessments(state, { type: 'lapse' }, (unitId) => unitIds.includes(unitId));
  if (state.stage === 'review') return accept([{ type: 'selfChecksLapsed', unitIds, reason }], { also });
  return accept([{ type: 'reviewOpened', missing: unitIds, reason, sets: [reviewDeadline(state, world)] }], {
    notices: eventNotice('reviewOpened', state, toOffice(state, world), { reason }),
    also,
  });
}

/** What ends the visits whose last day has passed, here and in the assessments, and the visits that go on; undefined where every visit goes on. */
export function visitsOver(
  state: EvaluationState,
  world: World,
): { readonly fact: EvaluationFactOf<'visitsEnded'>; readonly also: readonly Follow[]; readonly visits: readonly Visit[] } | undefined {
  const today = beijingDateOf(world.now);
  const numbers = state.visits.filter((visit) => visit.until < today).map((visit) => visit.number);
  if (numbers.length === 0) return undefined;
  const visits = state.visits.filter((visit) => !numbers.includes(visit.number));
  const sets = visitDeadline(visits, world);
  return {
    fact: { type: 'visitsEnded', numbers, clears: ['visit'], ...(sets.length > 0 ? { sets } : {}) },
    also: toAssessments(state, { type: 'endVisits', numbers } as Follow['command']),
    visits,
  };
}

/** 邀请专家: for the days of the visit they see the assessments named and review the items named; never those of their own units. */
export function inviteExperts(state: EvaluationState, command: EvaluationCommandOf<'inviteExperts'>, world: World): Decided {
  const { from, until, items, unitIds } = command;
  if (until < from || until < beijingDateOf(world.now)) return refuse('evaluation.visit_dates');
  const item = items?.find((number) => !state.standard.items.some((one) => one.number === number));
  if (item !== undefined) return refuse('evaluation.item_unknown', { item });
  const unknown = unitIds?.find((unitId) => !state.units.some((one) => one.unitId === unitId));
  if (unknown !== undefined) return refuse('evaluation.unit_unknown', { unitId: unknown });
  const personIds = [...new Set(command.personIds)];
  const postsOf = (personId: string) => world.org.postsOf(personId, world.now);
  const layman = personIds.find((personId) => !postsOf(personId).some((post) => post.role === 'expert'));
  if (layman !== undefined) return refuse('evaluation.not_an_expert', { personId: layman });
  const conflicts = personIds.flatMap((personId) =>
    postsOf(personId).flatMap(({ unitId }) => (unitIds?.includes(unitId) ? [{ personId, unitId, name: world.org.unit(unitId)?.name ?? '' }] : [])),
  );
  if (conflicts.length > 0) return refuse('evaluation.expert_conflict', {}, conflicts);
  const visit: Visit = { number: state.visitCount + 1, personIds, from, until, ...(items ? { items } : {}), ...(unitIds ? { unitIds } : {}) };
  const invited = personIds.flatMap((personId) => {
    const post = postsOf(personId).find((one) => one.role === 'expert');
    return post ? [{ personId, postId: post.id, unitId: post.unitId }] : [];
  });
  const over = visitsOver(state, world);
  const sets = visitDeadline([...(over?.visits ?? state.visits), visit], world);
  return accept([...(over ? [over.fact] : []), { type: 'expertsInvited', ...visit, sets }], {
    notices: eventNotice('expertsInvited', state, invited),
    also: [...(over?.also ?? []), ...toAssessments(state, { type: 'admit', visit } as Follow['command'], (unitId) => unitIds?.includes(unitId) ?? true)],
  });
}

/** How a unit met its indicators, counted by the office; counting again puts it right. */
export function recordIndicators(state: EvaluationState, command: EvaluationCommandOf<'recordIndicators'>): Decided {
  const { unitId, met, counted, note } = command;
  if (state.weights.indicators === undefined) return refuse('evaluation.no_indicator_part');
  if (!state.units.some((one) => one.unitId === unitId)) return refuse('evaluation.unit_unknown', { unitId });
  if (met > counted) return refuse('evaluation.count_unsound', { met, counted });
  return accept([{ type: 'indicatorsRecorded', unitId, met, counted, note }]);
}

const named = (unitIds: readonly string[], world: World) => unitIds.map((unitId) => ({ unitId, name: world.org.unit(unitId)?.name ?? '' }));

/** Each unit is shown its score, and may object for some days. Refused while a review is not complete, or indicators that count are not recorded. */
export function showScores(state: EvaluationState, world: World): Decided {
  const open = assessmentsIn(state, world).flatMap((one) => (one.stage === 'reviewed' ? [] : [one.unitId]));
  if (open.length > 0) return refuse('evaluation.reviews_missing', { count: open.length }, named(open, world));
  const uncounted = state.weights.indicators === undefined ? [] : state.units.flatMap(({ unitId }) => (state.indicatorCounts.some((one) => one.unitId === unitId) ? [] : [unitId]));
  if (uncounted.length > 0) return refuse('evaluation.indicators_missing', { count: uncounted.length }, named(uncounted, world));
  const deadline = objectionDeadline(state, world);
  return accept([{ type: 'scoresShown', clears: ['review'], sets: [deadline] }], { notices: eventNotice('scoresShown', state, toUnits(state, world), { dueAt: deadline.dueAt }) });
}

/** 公布: what the scores are computed from is frozen in a fact, with the table. Refused while an objection awaits its answer. */
export function publish(state: EvaluationState, world: World): Decided {
  const open = assessmentsIn(state, world).flatMap((one) =>
    one.objections.filter(({ answer }) => !answer).map(({ item }) => ({ unitId: one.unitId, name: world.org.unit(one.unitId)?.name ?? '', item })),
  );
  if (open.length > 0) return refuse('evaluation.objections_open', { count: open.length }, open);
  const tasks = (world.siblings ?? []).filter((one) => one.type === 'task').map((one) => one.state as TaskState);
  const inputs = currentInputs(state, world.processes, tasks, world.now);
  return accept([{ type: 'scoresPublished', inputs, table: ranksOf(tableOf(state, inputs)), clears: ['objection', 'visit'] }], {
    notices: eventNotice('scoresPublished', state, together(toUnits(state, world), toGroup(state, world))),
    also: toAssessments(state, { type: 'finish' }),
  });
}

/** A published score put right: the next version of the table, the former ones stay reproducible. */
export function correctScore(state: EvaluationState, command: EvaluationCommandOf<'correctScore'>, world: World): Decided {
  const { unitId, item, points, reason } = command;
  const unit = state.units.find((one) => one.unitId === unitId);
  if (!unit) return refuse('evaluation.unit_unknown', { unitId });
  const line = state.standard.items.find((one) => one.number === item);
  const former = publishedPoints(state, unitId, item);
  if (!line || former === undefined || !appliesTo(line, unit.className)) return refuse('evaluation.item_unknown', { item });
  if (points > line.points) return refuse('evaluation.points_above', { item, most: line.points, points });
  if (points === former) return refuse('evaluation.nothing_changed');
  const version = tableVersion(state) + 1;
  const correction = { version, unitId, item, points, former, reason };
  const after = { ...state, corrections: [...state.corrections, { ...correction, at: world.now, by: world.actor.ref }] };
  return accept([{ type: 'scoreCorrected', ...correction, table: ranksOf(publishedTable(after)) }], {
    notices: eventNotice('scoreCorrected', state, together(holdersOf('liaisonOfficer', [unitId], world), toGroup(state, world)), { reason }),
  });
}

/** The superior's result: the evaluation is over, and the campaign has its result by the same step. */
export const recordOutcome = (state: EvaluationState, command: EvaluationCommandOf<'recordOutcome'>): Decided => {
  const { result, score, note, evidence = [] } = command;
  const outcome = { result, note, evidence, ...(score === undefined ? {} : { score }) };
  return accept([{ type: 'outcomeRecorded', ...outcome }], {
    also: [{ type: 'campaign', id: state.campaignId, command: { type: 'recordResult', ...outcome } as Follow['command'] }],
  });
};

/** A published evaluation ends without a result of the campaign, such as one of mid-term. */
export const close = (command: EvaluationCommandOf<'close'>): Decided => accept([{ type: 'evaluationClosed', reason: command.reason }]);

/** The evaluation is dropped before its publication, and every assessment with it. */
export const cancel = (state: EvaluationState, command: EvaluationCommandOf<'cancel'>, world: World): Decided =>
  accept([{ type: 'evaluationCancelled', reason: command.reason, clears: state.deadlines.map((deadline) => deadline.kind) }], {
    notices: eventNotice('evaluationCancelled', state, toUnits(state, world), { reason: command.reason }),
    also: toAssessments(state, { type: 'conclude', outcome: 'campaignCancelled' } as Follow['command']),
  });
