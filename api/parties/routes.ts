import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type PartyState, party, partyKinds } from '../../domain/register/party.ts';
import { exportRoutes } from '../export/routes.ts';
import { decodeCursor, limitOf, page, pageOf, pageQuery } from '../http/keyset.ts';
import { idParams } from '../http/params.ts';
import { HttpProblem } from '../http/problem.ts';
import { commandRoute, type Presented, type Route, route } from '../http/route.ts';
import { stepsFor } from '../http/steps.ts';
import { type RegisterDeps, searchText, textCursor } from '../register/record.ts';
import { partyTable } from './export.ts';
import { presentParty, presentPartyItem } from './presenter.ts';
import { readParties } from './read.ts';
import { NewParty, PartyCommandBody, PartyItem, PartyView } from './schema.ts';

const ListQuery = z.strictObject({ ...pageQuery, q: searchText, kind: z.enum(partyKinds).optional() });

const present = ({ state, world }: Presented) => presentParty(state as PartyState, world.org, party.allowed(state as PartyState, world));

/** Inspected parties: read by enforcement bodies and whoever sees a case of them, registered by inspectors and administrators. */
export const partyRoutes = ({ ledger }: Pick<RegisterDeps, 'ledger'>): readonly Route[] => [
  route(
    { method: 'get', path: '/api/v1/parties', summary: '检查对象 Inspected parties', tags: ['parties'], query: ListQuery, response: pageOf(PartyItem) },
    async ({ asker, query, moment }) => {
      const limit = limitOf(query);
      const states = await readParties(ledger, asker, moment, { q: query.q, kind: query.kind, after: decodeCursor(query.cursor, textCursor) }, limit + 1);
      return { body: page(states, limit, (state) => [state.name, state.id], presentPartyItem) };
    },
  ),
  ...exportRoutes(
    { path: '/api/v1/parties', tag: 'parties', summary: { zh: '检查对象', en: 'The parties of a list' }, query: ListQuery.omit({ cursor: true, limit: true }) },
    (query, exporting) => partyTable(ledger, query, exporting),
  ),
  route(
    {
      method: 'get',
      path: '/api/v1/parties/{id}',
      summary: '检查对象详情 An inspected party',
      tags: ['parties'],
      params: idParams,
      response: PartyView,
      problems: ['process.not_found'],
    },
    async ({ asker, params, moment }) => {
      const [state] = await readParties(ledger, asker, moment, { id: params.id }, 1);
      if (!state) throw new HttpProblem('process.not_found');
      return { body: presentParty(state, moment.org, stepsFor(party, { state, actors: asker.actors }, moment)), version: state.version };
    },
  ),
  commandRoute(
    {
      method: 'post',
      path: '/api/v1/parties',
      summary: '登记检查对象 Register an inspected party',
      tags: ['parties'],
      body: NewParty,
      response: PartyView,
      status: 201,
      location: '/api/v1/parties/{id}',
      problems: ['policy.forbidden'],
    },
    { command: ({ body }) => ({ type: 'party', id: randomUUID(), creates: true, command: { type: 'register', ...body } }), present },
  ),
  commandRoute(
    {
      method: 'post',
      path: '/api/v1/parties/{id}/commands',
      summary: '变更检查对象 Change an inspected party',
      tags: ['parties'],
      params: idParams,
      body: PartyCommandBody,
      response: PartyView,
      ifMatch: 'required',
      problems: ['policy.forbidden', 'process.changed_since'],
    },
    { command: ({ params, body }) => ({ type: 'party', id: params.id, command: body }), present },
  ),
];
