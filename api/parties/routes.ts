import { randomUUID } from 'node:crypto';
import { type PartyState, party } from '../../domain/register/party.ts';
import { listRoutes } from '../export/routes.ts';
import { idParams } from '../http/params.ts';
import { HttpProblem } from '../http/problem.ts';
import { commandRoute, type Presented, type Route, route } from '../http/route.ts';
import { stepsFor } from '../http/steps.ts';
import type { RegisterDeps } from '../register/record.ts';
import { partyLayout } from './export.ts';
import { presentParty, presentPartyItem } from './presenter.ts';
import { PartyQuery, partiesPage, readParties } from './read.ts';
import { NewParty, PartyCommandBody, PartyItem, PartyView } from './schema.ts';

const present = ({ state, world, language }: Presented) => presentParty(state as PartyState, world.org, party.allowed(state as PartyState, world), language);

/** Inspected parties: read by enforcement bodies and whoever sees a case of them, registered by inspectors and administrators. */
export const partyRoutes = ({ ledger }: Pick<RegisterDeps, 'ledger'>): readonly Route[] => [
  ...listRoutes(
    { path: '/api/v1/parties', summary: { zh: '检查对象', en: 'Inspected parties' }, tag: 'parties', query: PartyQuery, item: PartyItem },
    (query, asking) => partiesPage(ledger, query, asking, presentPartyItem),
    partyLayout,
    (query, asking) => partiesPage(ledger, query, asking, (state) => state),
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
    async ({ asker, params, moment, language }) => {
      const [state] = await readParties(ledger, asker, moment, { id: params.id }, 1);
      if (!state) throw new HttpProblem('process.not_found');
      return { body: presentParty(state, moment.org, stepsFor(party, { state, actors: asker.actors }, moment), language), version: state.version };
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
