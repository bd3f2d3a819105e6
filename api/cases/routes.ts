import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { enforcementCase } from '../../domain/case/definition.ts';
import type { CaseState } from '../../domain/case/state.ts';
import type { Actor } from '../../domain/process/actor.ts';
import type { AllowedStep, PartyRecord } from '../../domain/process/definition.ts';
import { type Moment, nothingLooked, worldOf } from '../../ledger/world.ts';
import { decodeCursor, limitOf, page, pageOf } from '../http/keyset.ts';
import { idParams } from '../http/params.ts';
import { factsRoute } from '../http/process-facts.ts';
import { commandRoute, type Presented, type Route, route } from '../http/route.ts';
import { readProcess, sightOf, visibleProcess } from '../http/sight.ts';
import { stepsOver } from '../http/steps.ts';
import { literal, type RegisterDeps } from '../register/record.ts';
import { discloseFact, isOfBody, presentCase, presentCaseItem } from './presenter.ts';
import { CaseCommandBody, CaseItem, CaseQuery, CaseView, NewCase } from './schema.ts';

/** Newest first: the moment of opening and the id. */
const listCursor = z.tuple([z.int().min(0).max(253_402_300_799_999), z.uuid()]);

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
export const caseRoutes = ({ ledger, prisma }: RegisterDeps): readonly Route[] => {
  const partiesOf = async (states: readonly CaseState[]): Promise<ReadonlyMap<string, PartyRecord>> => {
    const rows = await prisma.partyRecord.findMany({
      where: { id: { in: [...new Set(states.map((state) => state.partyId))] } },
      select: { id: true, name: true, kind: true, address: true },
    });
    return new Map(rows.map((row) => [row.id, row]));
  };
  return [
    route(
      { method: 'get', path: '/api/v1/cases', summary: '案件列表 Cases, newest first', tags: ['cases'], query: CaseQuery, response: pageOf(CaseItem) },
      async ({ asker, query, moment }) => {
        const limit = limitOf(query);
        const after = decodeCursor(query.cursor, listCursor);
        const openedAt = after && new Date(after[0]);
        const rows = await prisma.caseRecord.findMany({
          where: {
            AND: [
              { process: visibleProcess(sightOf(asker, 'case', moment)) },
              query.stage === undefined ? {} : { stage: query.stage },
              query.open === undefined ? {} : query.open === 'true' ? { stage: { not: 'closed' } } : { stage: 'closed' },
              query.overdue === undefined ? {} : { dueAt: { lt: new Date(moment.now) } },
              query.source === undefined ? {} : { source: query.source },
              query.partyId === undefined ? {} : { partyId: query.partyId },
              query.taskId === undefined ? {} : { taskId: query.taskId },
              query.q === undefined ? {} : { OR: [{ number: { contains: literal(query.q) } }, { title: { contains: literal(query.q) } }] },
              after && openedAt ? { OR: [{ openedAt: { lt: openedAt } }, { openedAt, id: { gt: after[1] } }] } : {},
            ],
          },
          orderBy: [{ openedAt: 'desc' }, { id: 'asc' }],
          take: limit + 1,
          select: { id: true, openedAt: true },
        });
        const stored = await prisma.process.findMany({ where: { id: { in: rows.slice(0, limit).map((row) => row.id) } }, select: { state: true } });
        // The table keeps every process's state as JSON; these are cases.
        const found = stored.map((row) => row.state as unknown as CaseState);
        const states = new Map(found.map((state) => [state.id, state]));
        const parties = await partiesOf(found);
        const cut = page(
          rows,
          limit,
          (row) => [row.openedAt.getTime(), row.id],
          (row) => states.get(row.id),
        );
        return {
          body: {
            items: cut.items.flatMap((state) => (state ? [presentCaseItem(state, { now: moment.now, org: moment.org, party: parties.get(state.partyId) })] : [])),
            next: cut.next,
          },
        };
      },
    ),
    route(
      { method: 'get', path: '/api/v1/cases/{id}', summary: '案件详情 A case', tags: ['cases'], params: idParams, response: CaseView, problems: ['process.not_found'] },
      async ({ asker, params, moment, language }) => {
        const { state, actors } = await readProcess<CaseState>(ledger, asker, moment, 'case', params.id);
        const party = (await partiesOf([state])).get(state.partyId);
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
  ];
};
