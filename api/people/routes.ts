import { randomUUID } from 'node:crypto';
import { type PersonState, person } from '../../domain/register/person.ts';
import { listRoutes } from '../export/routes.ts';
import { idParams } from '../http/params.ts';
import { commandRoute, type Presented, type Route, route } from '../http/route.ts';
import { readProcess } from '../http/sight.ts';
import { stepsFor } from '../http/steps.ts';
import type { RegisterDeps } from '../register/record.ts';
import { personLayout } from './export.ts';
import { firstPasswordRoutes } from './first-passwords.ts';
import { handOverRoutes } from './hand-over.ts';
import { PersonQuery, peoplePage } from './list.ts';
import { presentPerson, presentPersonItem } from './presenter.ts';
import { NewPerson, PersonCommandBody, PersonItem, PersonView } from './schema.ts';

const present = ({ state, world, asker, language }: Presented) =>
  presentPerson(state as PersonState, world.org, world.now, asker, person.allowed(state as PersonState, world), language);

/** People: their names and posts are read by everyone signed in, what is personal by administrators and themselves. */
export const personRoutes = ({ ledger, prisma }: RegisterDeps): readonly Route[] => [
  ...listRoutes(
    { path: '/api/v1/people', summary: { zh: '人员', en: 'People' }, tag: 'people', query: PersonQuery, item: PersonItem },
    (query, asking) => peoplePage({ prisma }, query, asking, (state) => presentPersonItem(state, asking.moment.org, asking.moment.now)),
    personLayout,
    (query, asking) => peoplePage({ prisma }, query, asking, (state) => state),
  ),
  route(
    { method: 'get', path: '/api/v1/people/{id}', summary: '人员详情 A person', tags: ['people'], params: idParams, response: PersonView, problems: ['process.not_found'] },
    async ({ asker, params, moment, language }) => {
      const { state } = await readProcess<PersonState>(ledger, asker, moment, 'person', params.id);
      return { body: presentPerson(state, moment.org, moment.now, asker, stepsFor(person, { state, actors: asker.actors }, moment), language), version: state.version };
    },
  ),
  commandRoute(
    {
      method: 'post',
      path: '/api/v1/people',
      summary: '登记人员 Register a person',
      tags: ['people'],
      body: NewPerson,
      response: PersonView,
      status: 201,
      location: '/api/v1/people/{id}',
      problems: ['policy.forbidden', 'person.username_taken'],
    },
    { command: ({ body }) => ({ type: 'person', id: randomUUID(), creates: true, command: { type: 'register', ...body } }), present },
  ),
  commandRoute(
    {
      method: 'post',
      path: '/api/v1/people/{id}/commands',
      summary: '人员变更 Change, certify, deactivate or reactivate a person',
      tags: ['people'],
      params: idParams,
      body: PersonCommandBody,
      response: PersonView,
      ifMatch: 'required',
      problems: ['policy.forbidden', 'process.changed_since', 'person.username_taken', 'person.inactive', 'person.active', 'person.certificate_expired', 'post.last_administrator'],
    },
    { command: ({ params, body }) => ({ type: 'person', id: params.id, command: body }), present },
  ),
  ...firstPasswordRoutes({ ledger }),
  ...handOverRoutes({ ledger }),
];
