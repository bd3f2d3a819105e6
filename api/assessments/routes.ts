import type { z } from 'zod';
import { assessment } from '../../domain/assessment/definition.ts';
import { itemsAsked } from '../../domain/assessment/rules.ts';
import type { AssessmentState } from '../../domain/assessment/state.ts';
import type { ShownFact } from '../../ledger/facts.ts';
import { acrossCampaigns } from '../export/campaigns.ts';
import { listRoutes } from '../export/routes.ts';
import type { ProblemCode } from '../http/problem.ts';
import type { Route } from '../http/route.ts';
import type { Asking } from '../list/page.ts';
import { processesOf } from '../list/walk.ts';
import { processRoutes, type Resource, readRoute } from '../process/resource.ts';
import type { RegisterDeps } from '../register/record.ts';
import { assessmentLayout } from './export.ts';
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

const assessmentResource: Resource<AssessmentState, typeof AssessmentView> = {
  type: 'assessment',
  name: { zh: '单位考评', en: 'an assessment' },
  definition: assessment,
  view: AssessmentView,
  present: (state, { world, language, actors, steps }) => presentAssessment(state, itemsAsked(state, world), { ...world, language, actors, steps }),
};

/** What a unit may read of a fact before its review is complete: that an item was reviewed, not with how many points. */
const withoutPoints = ({ points: _points, note: _note, ...data }: ShownFact['data']): ShownFact['data'] => data;

/** Assessments: each unit's part in an evaluation, answered by the unit, reviewed by the office and invited experts. */
export const assessmentRoutes = (deps: Pick<RegisterDeps, 'ledger'>): readonly Route[] => {
  const { ledger } = deps;
  const list = (query: z.output<typeof AssessmentQuery>, asking: Asking) => listAssessments(ledger, query, asking);
  return [
    ...listRoutes(
      {
        path: '/api/v1/assessments',
        summary: { zh: '单位考评列表', en: 'Assessments that one sees, by evaluation in the order of its units' },
        tag: 'assessments',
        query: AssessmentQuery,
        item: AssessmentItem,
      },
      list,
      ...acrossCampaigns(ledger, assessmentLayout, list),
    ),
    readRoute(ledger, assessmentResource, { summary: '单位考评详情 A unit’s assessment, item by item' }, async ({ evaluationId }) => ({
      processes: await processesOf(ledger.pool, [evaluationId]),
    })),
    ...processRoutes(deps, assessmentResource, {
      body: AssessmentCommandBody,
      description: 'Answers the assessment as GET does. `allowed` names the steps open to the asker, and why the others are not.',
      problems,
      disclose: (data, { state, actors }, moment) => ('points' in data && !seesReviews(state, actors, moment) ? withoutPoints(data) : data),
    }),
  ];
};
