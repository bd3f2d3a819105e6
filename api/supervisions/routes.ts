import { supervision } from '../../domain/supervision/definition.ts';
import { type SupervisionState, tasksOf } from '../../domain/supervision/state.ts';
import { fileAnswer, xlsxType } from '../documents/answer.ts';
import { pageOf } from '../http/keyset.ts';
import { idParams } from '../http/params.ts';
import type { ProblemCode } from '../http/problem.ts';
import { type Route, route } from '../http/route.ts';
import { readProcess } from '../http/sight.ts';
import { processesOf } from '../list/walk.ts';
import { ofCampaignRoute } from '../process/of-campaign.ts';
import { createRoute, processRoutes, type Resource, readRoute } from '../process/resource.ts';
import type { RegisterDeps } from '../register/record.ts';
import { asReadBy, discloseFact } from './disclosure.ts';
import { exportFindings } from './export.ts';
import { listFindings, listSupervisions } from './list.ts';
import { presentSupervision } from './presenter.ts';
import { CampaignSupervisionQuery, FindingItem, FindingQuery, NewSupervision, SupervisionCommandBody, SupervisionItem, SupervisionQuery, SupervisionView } from './schema.ts';

const planProblems = [
  'process.not_found',
  'policy.forbidden',
  'campaign.suspended',
  'campaign.settled',
  'campaign.closed',
  'supervision.date_needed',
  'supervision.date_past',
  'supervision.unit_unknown',
  'supervision.person_unknown',
  'supervision.member_of_visited',
  'supervision.task_unknown',
  'supervision.follow_up_unknown',
  'supervision.visits_exceeded',
  'period.invalid',
  'period.unit_refused',
] as const satisfies readonly ProblemCode[];

const commandProblems = [
  'process.not_found',
  'process.changed_since',
  'policy.forbidden',
  'supervision.date_past',
  'supervision.not_visited',
  'supervision.visited',
  'supervision.rectifying',
  'supervision.closed',
  'supervision.cancelled',
  'supervision.suspended',
  'supervision.unit_not_visited',
  'supervision.nothing_changed',
  'supervision.nothing_to_object',
  'supervision.finding_unknown',
  'supervision.finding_not_yours',
  'supervision.finding_is_praise',
  'supervision.objection_late',
  'supervision.objection_repeated',
  'supervision.objection_absent',
  'supervision.reviewer_involved',
  'supervision.change_needed',
  'supervision.objection_window_open',
  'supervision.findings_open',
  'campaign.date_future',
  'campaign.date_past',
  'task.under_review',
  'task.closed',
  'task.cancelled',
  'task.date_past',
  'evidence.unknown',
  'period.invalid',
  'period.unit_refused',
] as const satisfies readonly ProblemCode[];

const supervisionResource: Resource<SupervisionState, typeof SupervisionView> = {
  type: 'supervision',
  name: { zh: '督导检查', en: 'a supervision' },
  definition: supervision,
  view: SupervisionView,
  present: (state, { world, language, actors, steps }) => presentSupervision(asReadBy(state, actors, world.org), { ...world, language, steps }),
};

/** Supervisions of campaigns: planned and recorded by the office; visited units put findings right or object. */
export function supervisionRoutes(deps: RegisterDeps): readonly Route[] {
  const { ledger } = deps;
  return [
    route(
      {
        method: 'get',
        path: '/api/v1/supervisions',
        summary: '督导检查列表 Supervisions that one sees, newest first',
        tags: ['supervisions'],
        query: SupervisionQuery,
        response: pageOf(SupervisionItem),
      },
      async ({ asker, query, moment, language }) => ({ body: await listSupervisions(ledger, query, asker, moment, language) }),
    ),
    ofCampaignRoute(
      ledger,
      {
        things: 'supervisions',
        summary: '专项行动的督导检查 Supervisions of a campaign that one sees, newest first',
        tag: 'supervisions',
        query: CampaignSupervisionQuery,
        item: SupervisionItem,
      },
      (query, ...asked) => listSupervisions(ledger, query, ...asked),
    ),
    route(
      {
        method: 'get',
        path: '/api/v1/findings',
        summary: '督查问题 Findings of supervisions that one sees, by unit and whether they are settled',
        tags: ['supervisions'],
        query: FindingQuery,
        response: pageOf(FindingItem),
      },
      async ({ asker, query, moment, language }) => ({ body: await listFindings(ledger, query, asker, moment, language) }),
    ),
    createRoute(supervisionResource, {
      summary: '制定督查计划 Plan a supervision of a campaign',
      description: 'The units visited hear of it, unless it is unannounced. `supervision.visits_exceeded` lists units that have had their planned visits of the quarter.',
      body: NewSupervision,
      problems: planProblems,
      command: ({ body }) => ({ type: 'plan', ...body }),
    }),
    readRoute(ledger, supervisionResource, { summary: '督导检查详情 A supervision' }, async (state) => ({ processes: await processesOf(ledger.pool, tasksOf(state)) })),
    route(
      {
        method: 'get',
        path: '/api/v1/supervisions/{id}/findings.xlsx',
        summary: '问题清单 The findings of a supervision as a workbook',
        tags: ['supervisions'],
        params: idParams,
        produces: xlsxType,
        problems: ['process.not_found'],
      },
      async ({ asker, params, moment, language }) => {
        const seen = await readProcess<SupervisionState>(ledger, asker, moment, 'supervision', params.id);
        const state = asReadBy(seen.state, seen.actors, moment.org);
        const content = await exportFindings(state, await processesOf(ledger.pool, tasksOf(state)), { ...moment, language });
        return fileAnswer(content, `问题清单${state.number}.xlsx`);
      },
    ),
    ...processRoutes(deps, supervisionResource, {
      body: SupervisionCommandBody,
      description: 'Answers the supervision as GET does. `allowed` names the steps open to the asker, and why the others are not.',
      problems: commandProblems,
      disclose: (data, { state, actors }, moment) => discloseFact(data, state, actors, moment.org),
    }),
  ];
}
