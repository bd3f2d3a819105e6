import { assessment } from '../../domain/assessment/definition.ts';
import { itemsAsked } from '../../domain/assessment/rules.ts';
import type { AssessmentState } from '../../domain/assessment/state.ts';
import type { ProcessState } from '../../domain/process/definition.ts';
import type { ShownFact } from '../../ledger/facts.ts';
import { nothingLooked, worldOf } from '../../ledger/world.ts';
import { pageOf } from '../http/keyset.ts';
import { idParams } from '../http/params.ts';
import type { ProblemCode } from '../http/problem.ts';
import { factsRoute } from '../http/process-facts.ts';
import { commandRoute, type Presented, type Route, route } from '../http/route.ts';
import { readProcess } from '../http/sight.ts';
import { stepsOver } from '../http/steps.ts';
import { previewRoute } from '../preview/route.ts';
import type { RegisterDeps } from '../register/record.ts';
import { listAssessments } from './list.ts';
import { presentAssessment, seesReviews } from './presenter.ts';
import { AssessmentCommandBody, AssessmentItem, AssessmentQuery, AssessmentView } from './schema.ts';

const problems = [
  'process.not_found',
  'process.changed_since',
  'policy.forbidden',
  'assessment.not_submitted',
  'assessment.submitted',
  'assessment.not_later',
  'assessment.reviewed',
  'assessment.not_reviewed',
  'assessment.suspended',
  'assessment.closed',
  'assessment.item_unknown',
  'assessment.points_above',
  'assessment.zero_needs_note',
  'assessment.evidence_missing',
  'assessment.task_unknown',
  'assessment.indicator_unknown',
  'assessment.answers_missing',
  'assessment.note_needed',
  'assessment.reviews_missing',
  'assessment.not_invited',
  'assessment.visit_over',
  'assessment.own_unit',
  'assessment.scores_not_shown',
  'assessment.objection_raised',
  'assessment.objection_absent',
  'assessment.same_person',
  'evaluation.date_needed',
  'evaluation.date_past',
  'evidence.unknown',
  'period.invalid',
  'period.unit_refused',
] as const satisfies readonly ProblemCode[];

/** The answer of a command: the assessment as GET shows it. */
function present({ state, world, language }: Presented) {
  const unit = state as AssessmentState;
  return presentAssessment(unit, itemsAsked(unit, world), { org: world.org, now: world.now, language, actors: [world.actor], steps: assessment.allowed(unit, world) });
}

/** What a unit may read of a fact before its review is complete: that an item was reviewed, not with how many points. */
const withoutPoints = ({ points: _points, note: _note, ...data }: ShownFact['data']): ShownFact['data'] => data;

/** Assessments: each unit's part in an evaluation, answered by the unit, reviewed by the office and invited experts. */
export const assessmentRoutes = (deps: Pick<RegisterDeps, 'ledger'>): readonly Route[] => {
  const { ledger } = deps;
  return [
    route(
      {
        method: 'get',
        path: '/api/v1/assessments',
        summary: '单位考评列表 Assessments that one sees, by evaluation in the order of its units',
        tags: ['assessments'],
        query: AssessmentQuery,
        response: pageOf(AssessmentItem),
      },
      async ({ asker, query, moment, language }) => ({ body: await listAssessments(ledger, query, asker, moment, language) }),
    ),
    route(
      {
        method: 'get',
        path: '/api/v1/assessments/{id}',
        summary: '单位考评详情 A unit’s assessment, item by item',
        tags: ['assessments'],
        params: idParams,
        response: AssessmentView,
        problems: ['process.not_found'],
      },
      async ({ asker, params, moment, language }) => {
        const { state, actors } = await readProcess<AssessmentState>(ledger, asker, moment, 'assessment', params.id);
        const { rows } = await ledger.pool.query<{ state: ProcessState }>({ name: 'evaluation-of', text: 'SELECT state FROM process WHERE id = $1', values: [state.evaluationId] });
        const looked = { ...nothingLooked, processes: new Map(rows.map((row) => [row.state.id, row.state])) };
        const steps = stepsOver(actors, (actor) => assessment.allowed(state, worldOf(moment, moment.now, moment.now, actor, looked)));
        const items = itemsAsked(state, worldOf(moment, moment.now, moment.now, actors[0], looked));
        return { body: presentAssessment(state, items, { org: moment.org, now: moment.now, language, actors, steps }), version: state.version };
      },
    ),
    factsRoute<AssessmentState>(
      ledger,
      { type: 'assessment', things: 'assessments', summary: '单位考评事实 The facts of an assessment, oldest first' },
      (data, { state, actors }, moment) => ('points' in data && !seesReviews(state, actors, moment) ? withoutPoints(data) : data),
    ),
    commandRoute(
      {
        method: 'post',
        path: '/api/v1/assessments/{id}/commands',
        summary: '单位考评办理 Take a step on a unit’s assessment',
        description: 'Answers the assessment as GET does. `allowed` names the steps open to the asker, and why the others are not.',
        tags: ['assessments'],
        params: idParams,
        body: AssessmentCommandBody,
        response: AssessmentView,
        ifMatch: 'optional',
        problems,
      },
      { command: ({ params, body }) => ({ type: 'assessment', id: params.id, command: body }), present },
    ),
    previewRoute(deps, {
      type: 'assessment',
      things: 'assessments',
      body: AssessmentCommandBody,
      summary: '预览 What a step on an assessment would do; writes nothing',
      command: ({ body }) => body,
    }),
  ];
};
