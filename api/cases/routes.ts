import { randomUUID } from 'node:crypto';
import { enforcementCase } from '../../domain/case/definition.ts';
import type { CaseState } from '../../domain/case/state.ts';
import type { Actor } from '../../domain/process/actor.ts';
import type { AllowedStep } from '../../domain/process/definition.ts';
import { type Moment, nothingLooked, worldOf } from '../../ledger/world.ts';
import { exportRoutes } from '../export/routes.ts';
import { pageOf } from '../http/keyset.ts';
import { idParams } from '../http/params.ts';
import { factsRoute } from '../http/process-facts.ts';
import { commandRoute, type Presented, type Route, route } from '../http/route.ts';
import { readProcess } from '../http/sight.ts';
import { stepsOver } from '../http/steps.ts';
import { previewRoute } from '../preview/route.ts';
import type { RegisterDeps } from '../register/record.ts';
import { caseTable } from './export.ts';
import { listCases, partiesOf } from './list.ts';
import { discloseFact, isOfBody, presentCase } from './presenter.ts';
import { CaseCommandBody, CaseItem, CaseQuery, CaseView, NewCase } from './schema.ts';

const stepsOf = (state: CaseState, actors: readonly Actor[], moment: Moment): readonly AllowedStep[] =>
  stepsOver(actors, (actor) => enforcementCase.allowed(state, worldOf(moment, moment.now, moment.now, actor, nothingLooked)));

/** The answer of a command: the case as GET shows it. */
function present({ state, world, language }: Presented) {
  const file = state as CaseState;
  return presentCase(file, {
    now: world.now,
    org: world.org,
    party: world.parties.get(file.partyId),
    language,
    actors: [world.actor],
    steps: enforcementCase.allowed(file, world),
  });
}

/** Enforcement cases: opened and worked by their body, seen by it and its joint bodies, by nobody else. */
export const caseRoutes = ({ ledger }: Pick<RegisterDeps, 'ledger'>): readonly Route[] => [
  route(
    { method: 'get', path: '/api/v1/cases', summary: '案件列表 Cases, newest first', tags: ['cases'], query: CaseQuery, response: pageOf(CaseItem) },
    async ({ asker, query, moment }) => ({ body: await listCases(ledger, query, asker, moment) }),
  ),
  ...exportRoutes(
    { path: '/api/v1/cases', tag: 'cases', summary: { zh: '案件', en: 'The cases of a list' }, query: CaseQuery.omit({ cursor: true, limit: true }) },
    (query, exporting) => caseTable(ledger, query, exporting),
  ),
  route(
    { method: 'get', path: '/api/v1/cases/{id}', summary: '案件详情 A case', tags: ['cases'], params: idParams, response: CaseView, problems: ['process.not_found'] },
    async ({ asker, params, moment, language }) => {
      const { state, actors } = await readProcess<CaseState>(ledger, asker, moment, 'case', params.id);
      const party = (await partiesOf(ledger.pool, [state])).get(state.partyId);
      return { body: presentCase(state, { now: moment.now, org: moment.org, party, language, actors, steps: stepsOf(state, actors, moment) }), version: state.version };
    },
  ),
  factsRoute<CaseState>(ledger, { type: 'case', things: 'cases', summary: '案件事实 The facts of a case, oldest first' }, (data, { state, actors }, moment) =>
    discloseFact(data, isOfBody(state, actors, moment.org)),
  ),
  commandRoute(
    {
      method: 'post',
      path: '/api/v1/cases',
      summary: '立档 Open a case',
      tags: ['cases'],
      body: NewCase,
      response: CaseView,
      status: 201,
      location: '/api/v1/cases/{id}',
      problems: [
        'policy.forbidden',
        'case.body_not_enforcement',
        'case.not_your_body',
        'case.party_unknown',
        'case.task_unknown',
        'case.ladder_invalid',
        'case.ladder_target_refused',
        'period.invalid',
        'period.unit_refused',
      ],
    },
    { command: ({ body }) => ({ type: 'case', id: randomUUID(), creates: true, command: { type: 'open', ...body } }), present },
  ),
  commandRoute(
    {
      method: 'post',
      path: '/api/v1/cases/{id}/commands',
      summary: '案件办理 Take a step on a case',
      description: 'Answers the case as GET does. `allowed` of the case names the steps open to the asker, and why the others are not.',
      tags: ['cases'],
      params: idParams,
      body: CaseCommandBody,
      response: CaseView,
      ifMatch: 'optional',
      problems: [
        'process.not_found',
        'process.changed_since',
        'policy.forbidden',
        'case.stage_wrong',
        'case.closed',
        'case.same_inspector_twice',
        'case.two_inspectors_needed',
        'case.not_an_inspector',
        'case.certificate_expired',
        'case.date_in_future',
        'case.date_too_early',
        'case.date_in_past',
        'case.measure_unknown',
        'case.must_file',
        'case.no_open_order',
        'case.extension_pending',
        'case.no_extension_pending',
        'case.order_still_open',
        'case.close_pending',
        'case.no_close_pending',
        'case.second_person_needed',
        'case.duplicate_of_needed',
        'case.field_unchanged',
        'case.source_unknown',
        'evidence.unknown',
        'period.invalid',
        'period.unit_refused',
      ],
    },
    { command: ({ params, body }) => ({ type: 'case', id: params.id, command: body }), present },
  ),
  previewRoute({ ledger }, { type: 'case', things: 'cases', body: CaseCommandBody, summary: '预览 What a step on a case would do; writes nothing', command: ({ body }) => body }),
];
