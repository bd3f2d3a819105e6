import { randomUUID } from 'node:crypto';
import { supervision } from '../../domain/supervision/definition.ts';
import type { SupervisionState } from '../../domain/supervision/state.ts';
import { type Moment, nothingLooked, worldOf } from '../../ledger/world.ts';
import { fileAnswer, xlsxType } from '../documents/answer.ts';
import { writeWorkbook } from '../export/workbook.ts';
import { pageOf } from '../http/keyset.ts';
import type { Language } from '../http/language.ts';
import { idParams } from '../http/params.ts';
import type { ProblemCode } from '../http/problem.ts';
import { factsRoute } from '../http/process-facts.ts';
import { commandRoute, type Presented, type Route, route } from '../http/route.ts';
import { readProcess, type Seen } from '../http/sight.ts';
import { stepsOver } from '../http/steps.ts';
import { previewRoute } from '../preview/route.ts';
import type { RegisterDeps } from '../register/record.ts';
import { asReadBy, discloseFact } from './disclosure.ts';
import { findingTable } from './export.ts';
import { listFindings, listSupervisions, tasksOfFindings } from './list.ts';
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

/** The answer of a command: the supervision as GET shows it. */
function present({ state, world, language }: Presented) {
  const visit = state as SupervisionState;
  return presentSupervision(asReadBy(visit, [world.actor], world.org), {
    now: world.now,
    org: world.org,
    language,
    steps: supervision.allowed(visit, world),
    processes: world.processes,
  });
}

/** Supervisions of campaigns: planned and recorded by the office; visited units put findings right or object. */
export function supervisionRoutes(deps: RegisterDeps): readonly Route[] {
  const { ledger } = deps;
  /** The supervision over all posts that see it, with how the tasks of its findings stand. */
  const shown = async ({ state, actors }: Seen<SupervisionState>, moment: Moment, language: Language) => {
    const processes = await tasksOfFindings(ledger.pool, [state]);
    const looked = { ...nothingLooked, processes };
    const steps = stepsOver(actors, (actor) => supervision.allowed(state, worldOf(moment, moment.now, moment.now, actor, looked)));
    return presentSupervision(asReadBy(state, actors, moment.org), { now: moment.now, org: moment.org, language, steps, processes });
  };
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
    route(
      {
        method: 'get',
        path: '/api/v1/campaigns/{id}/supervisions',
        summary: '专项行动的督导检查 Supervisions of a campaign that one sees, newest first',
        tags: ['supervisions'],
        params: idParams,
        query: CampaignSupervisionQuery,
        response: pageOf(SupervisionItem),
        problems: ['process.not_found'],
      },
      async ({ asker, params, query, moment, language }) => {
        await readProcess(ledger, asker, moment, 'campaign', params.id);
        return { body: await listSupervisions(ledger, { ...query, campaignId: params.id }, asker, moment, language) };
      },
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
    commandRoute(
      {
        method: 'post',
        path: '/api/v1/supervisions',
        summary: '制定督查计划 Plan a supervision of a campaign',
        description: 'The units visited hear of it, unless it is unannounced. `supervision.visits_exceeded` lists units that have had their planned visits of the quarter.',
        tags: ['supervisions'],
        body: NewSupervision,
        response: SupervisionView,
        status: 201,
        location: '/api/v1/supervisions/{id}',
        problems: planProblems,
      },
      { command: ({ body }) => ({ type: 'supervision', id: randomUUID(), creates: true, command: { type: 'plan', ...body } }), present },
    ),
    route(
      {
        method: 'get',
        path: '/api/v1/supervisions/{id}',
        summary: '督导检查详情 A supervision',
        tags: ['supervisions'],
        params: idParams,
        response: SupervisionView,
        problems: ['process.not_found'],
      },
      async ({ asker, params, moment, language }) => {
        const seen = await readProcess<SupervisionState>(ledger, asker, moment, 'supervision', params.id);
        return { body: await shown(seen, moment, language), version: seen.state.version };
      },
    ),
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
        const table = findingTable(state, await tasksOfFindings(ledger.pool, [state]));
        return fileAnswer(await writeWorkbook(table, { ...moment, language }), `问题清单${state.number}.xlsx`);
      },
    ),
    factsRoute<SupervisionState>(
      ledger,
      { type: 'supervision', things: 'supervisions', summary: '督导检查事实 The facts of a supervision, oldest first' },
      (data, { state, actors }, moment) => discloseFact(data, state, actors, moment.org),
    ),
    commandRoute(
      {
        method: 'post',
        path: '/api/v1/supervisions/{id}/commands',
        summary: '督导检查办理 Take a step on a supervision',
        description: 'Answers the supervision as GET does. `allowed` names the steps open to the asker, and why the others are not.',
        tags: ['supervisions'],
        params: idParams,
        body: SupervisionCommandBody,
        response: SupervisionView,
        ifMatch: 'optional',
        problems: commandProblems,
      },
      { command: ({ params, body }) => ({ type: 'supervision', id: params.id, command: body }), present },
    ),
    previewRoute(deps, {
      type: 'supervision',
      things: 'supervisions',
      body: SupervisionCommandBody,
      summary: '预览 What a step on a supervision would do; writes nothing',
      command: ({ body }) => body,
    }),
  ];
}
