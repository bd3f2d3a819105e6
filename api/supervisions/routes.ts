import { z } from 'zod';
import { supervision } from '../../domain/supervision/definition.ts';
import { type SupervisionState, tasksOf } from '../../domain/supervision/state.ts';
import { acrossCampaigns } from '../export/campaigns.ts';
import { listRoutes, sheetRoutes } from '../export/routes.ts';
import { idParams } from '../http/params.ts';
import type { ProblemCode } from '../http/problem.ts';
import type { Route } from '../http/route.ts';
import { readProcess } from '../http/sight.ts';
import type { Asking } from '../list/page.ts';
import { processesOf } from '../list/walk.ts';
import { ofCampaignRoutes } from '../process/of-campaign.ts';
import { createRoute, processRoutes, type Resource, readRoute } from '../process/resource.ts';
import type { RegisterDeps } from '../register/record.ts';
import { asReadBy, discloseFact } from './disclosure.ts';
import { findingLayout, findingSheet, supervisionLayout } from './export.ts';
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
  const list = (query: z.output<typeof SupervisionQuery>, asking: Asking) => listSupervisions(ledger, query, asking);
  const findings = (query: z.output<typeof FindingQuery>, asking: Asking) => listFindings(ledger, query, asking);
  return [
    ...listRoutes(
      {
        path: '/api/v1/supervisions',
        summary: { zh: '督导检查列表', en: 'Supervisions that one sees, newest first' },
        tag: 'supervisions',
        query: SupervisionQuery,
        item: SupervisionItem,
      },
      list,
      ...acrossCampaigns(ledger, supervisionLayout, list),
    ),
    ...ofCampaignRoutes(
      ledger,
      {
        things: 'supervisions',
        summary: { zh: '专项行动的督导检查', en: 'Supervisions of a campaign that one sees, newest first' },
        tag: 'supervisions',
        query: CampaignSupervisionQuery,
        item: SupervisionItem,
      },
      list,
      supervisionLayout,
    ),
    ...listRoutes(
      {
        path: '/api/v1/findings',
        summary: { zh: '督查问题', en: 'Findings of supervisions that one sees, by unit and whether they are settled' },
        tag: 'supervisions',
        query: FindingQuery,
        item: FindingItem,
      },
      findings,
      ...acrossCampaigns(ledger, findingLayout, findings),
    ),
    createRoute(supervisionResource, {
      summary: '制定督查计划 Plan a supervision of a campaign',
      description: 'The units visited hear of it, unless it is unannounced. `supervision.visits_exceeded` lists units that have had their planned visits of the quarter.',
      body: NewSupervision,
      problems: planProblems,
      command: ({ body }) => ({ type: 'plan', ...body }),
    }),
    readRoute(ledger, supervisionResource, { summary: '督导检查详情 A supervision' }, async (state) => ({ processes: await processesOf(ledger.pool, tasksOf(state)) })),
    ...sheetRoutes(
      {
        path: '/api/v1/supervisions/{id}/findings',
        summary: { zh: '问题清单', en: 'The findings of a supervision' },
        tag: 'supervisions',
        params: idParams,
        query: z.strictObject({}),
        problems: ['process.not_found'],
      },
      async (_query, { asker, params, moment, language }) => {
        const seen = await readProcess<SupervisionState>(ledger, asker, moment, 'supervision', params.id);
        const state = asReadBy(seen.state, seen.actors, moment.org);
        const sheet = findingSheet(state, await processesOf(ledger.pool, tasksOf(state)), { ...moment, language });
        return { title: `${state.title}${language === 'zh' ? '' : ': '}${sheet.name}`, name: `问题清单${state.number}`, sheets: [sheet] };
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
