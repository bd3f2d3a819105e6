import type { z } from 'zod';
import { evaluation } from '../../domain/evaluation/definition.ts';
import type { EvaluationState } from '../../domain/evaluation/state.ts';
import type { ProcessState } from '../../domain/process/definition.ts';
import { acrossCampaigns } from '../export/campaigns.ts';
import { listRoutes, sheetRoutes } from '../export/routes.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import { idParams } from '../http/params.ts';
import type { ProblemCode } from '../http/problem.ts';
import { type Route, route } from '../http/route.ts';
import { readProcess } from '../http/sight.ts';
import type { Asking } from '../list/page.ts';
import { processesOf } from '../list/walk.ts';
import { createRoute, processRoutes, type Resource, readRoute } from '../process/resource.ts';
import type { RegisterDeps } from '../register/record.ts';
import { evaluationLayout, scoreSheets } from './export.ts';
import { listEvaluations } from './list.ts';
import { presentEvaluation, presentScores } from './presenter.ts';
import { EvaluationCommandBody, EvaluationItem, EvaluationQuery, EvaluationView, NewEvaluation, ScoresQuery, ScoresView } from './schema.ts';
import { figuresSeen, seenScores } from './scores.ts';

const startProblems = [
  'process.not_found',
  'policy.forbidden',
  'campaign.suspended',
  'campaign.settled',
  'campaign.closed',
  'evaluation.one_at_a_time',
  'evaluation.item_repeated',
  'evaluation.class_repeated',
  'evaluation.class_unknown',
  'evaluation.class_without_items',
  'evaluation.no_units',
  'evaluation.unit_repeated',
  'evaluation.unit_unknown',
  'evaluation.weights_unsound',
  'evaluation.date_needed',
  'evaluation.date_past',
  'period.invalid',
  'period.unit_refused',
] as const satisfies readonly ProblemCode[];

const commandProblems = [
  'process.not_found',
  'process.changed_since',
  'policy.forbidden',
  'evaluation.self_checking',
  'evaluation.under_review',
  'evaluation.scored',
  'evaluation.published',
  'evaluation.not_published',
  'evaluation.suspended',
  'evaluation.closed',
  'evaluation.reviews_missing',
  'evaluation.indicators_missing',
  'evaluation.objections_open',
  'evaluation.objection_period',
  'evaluation.item_unknown',
  'evaluation.unit_unknown',
  'evaluation.points_above',
  'evaluation.nothing_changed',
  'evaluation.no_indicator_part',
  'evaluation.count_unsound',
  'evaluation.visit_dates',
  'evaluation.not_an_expert',
  'evaluation.expert_conflict',
  'campaign.not_evaluating',
  'campaign.suspended',
  'evidence.unknown',
] as const satisfies readonly ProblemCode[];

const evaluationResource: Resource<EvaluationState, typeof EvaluationView> = {
  type: 'evaluation',
  name: { zh: '考评', en: 'an evaluation' },
  definition: evaluation,
  view: EvaluationView,
  present: (state, { world, language, actors, steps }) => presentEvaluation(state, { ...world, language, steps, isSeen: figuresSeen(state, actors, world) }),
};

/** The assessments of an evaluation under review, which tell whether a self-check is owed again; in any other stage no step asks. */
const assessmentsUnderReview = ({ pool }: Pick<LedgerDoor, 'pool'>, { stage, units }: EvaluationState): Promise<ReadonlyMap<string, ProcessState>> =>
  processesOf(pool, stage === 'review' ? units.map(({ assessmentId }) => assessmentId) : []);

/** Evaluations of campaigns: by the superior's standard, steered by the office, seen by the units evaluated. */
export const evaluationRoutes = (deps: Pick<RegisterDeps, 'ledger'>): readonly Route[] => {
  const { ledger } = deps;
  const list = (query: z.output<typeof EvaluationQuery>, asking: Asking) => listEvaluations(ledger, query, asking);
  return [
    ...listRoutes(
      { path: '/api/v1/evaluations', summary: { zh: '考评列表', en: 'Evaluations that one sees, newest first' }, tag: 'evaluations', query: EvaluationQuery, item: EvaluationItem },
      list,
      ...acrossCampaigns(ledger, evaluationLayout, list),
    ),
    createRoute(evaluationResource, {
      summary: '开始考评 Begin the evaluation of a campaign',
      description: 'One at a time for each campaign. Every unit’s assessment begins with it, and its self-check is chased by itself.',
      body: NewEvaluation,
      problems: startProblems,
      command: ({ body }) => ({ type: 'start', ...body }),
    }),
    readRoute(ledger, evaluationResource, { summary: '考评详情 An evaluation with its standard' }, async (state) => ({ processes: await assessmentsUnderReview(ledger, state) })),
    route(
      {
        method: 'get',
        path: '/api/v1/evaluations/{id}/scores',
        summary: '得分排名 Scores with their formulas, ranked within each class',
        description:
          'Before the publication the office and the leading group see what the reviews come to so far, a unit its own score once the scores are shown. Every published version stays reproducible.',
        tags: ['evaluations'],
        params: idParams,
        query: ScoresQuery,
        response: ScoresView,
        problems: ['process.not_found', 'document.absent'],
      },
      async ({ asker, params, query, moment, language }) => {
        const seen = await readProcess<EvaluationState>(ledger, asker, moment, 'evaluation', params.id);
        const { version, table, ranked } = await seenScores(ledger, seen, moment, query.version);
        return { body: presentScores(seen.state, version, table, { org: moment.org, language, ranked }) };
      },
    ),
    ...sheetRoutes(
      {
        path: '/api/v1/evaluations/{id}/scores',
        summary: { zh: '得分表', en: 'The scores, class by class' },
        description: 'The workbook has a column for each item, the document the formulas alone.',
        tag: 'evaluations',
        params: idParams,
        query: ScoresQuery,
        problems: ['process.not_found', 'document.absent'],
      },
      async ({ version }, { asker, params, moment, language }) => {
        const seen = await readProcess<EvaluationState>(ledger, asker, moment, 'evaluation', params.id);
        const title = `${seen.state.title}${language === 'zh' ? '得分表' : ': scores'}`;
        return { title, name: `${seen.state.title}得分表`, ...scoreSheets(seen.state, await seenScores(ledger, seen, moment, version), moment.org, language) };
      },
    ),
    ...processRoutes(deps, evaluationResource, {
      body: EvaluationCommandBody,
      description: 'Answers the evaluation as GET does. `allowed` names the steps open to the asker, and why the others are not.',
      problems: commandProblems,
      // How another unit met its indicators is told with the publication.
      disclose: (data, { state, actors }, moment) => ('met' in data && !figuresSeen(state, actors, moment)(String(data.unitId)) ? { unitId: data.unitId } : data),
    }),
  ];
};
