import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type PersonState, person } from '../../domain/register/person.ts';
import { decodeCursor, limitOf, pageOf, pageQuery } from '../http/keyset.ts';
import { id, idParams } from '../http/params.ts';
import { commandRoute, type Presented, type Route, route } from '../http/route.ts';
import { readProcess, sightOf } from '../http/sight.ts';
import { after, literal, pageOfRecords, type RegisterDeps, searchText, stepsFor, textCursor } from '../register/record.ts';
import { handOverRoutes } from './hand-over.ts';
import { presentPerson, presentPersonItem } from './presenter.ts';
import { NewPerson, PersonCommandBody, PersonItem, PersonView } from './schema.ts';

const ListQuery = z.strictObject({
  ...pageQuery,
  q: searchText,
  unitId: id.optional().meta({ description: 'Holders of posts in this unit' }),
  active: z.enum(['true', 'false']).optional(),
});

const present = ({ state, world, asker }: Presented) => presentPerson(state as PersonState, world.org, world.now, asker, person.allowed(state as PersonState, world));

/** People: their names and posts are read by everyone signed in, what is personal by administrators and themselves. */
export const personRoutes = ({ ledger, prisma }: RegisterDeps): readonly Route[] => [
  route({ method: 'get', path: '/api/v1/people', summary: '人员 People', tags: ['people'], query: ListQuery, response: pageOf(PersonItem) }, async ({ asker, query, moment }) => {
    const limit = limitOf(query);
    const holders =
      query.unitId === undefined ? undefined : await prisma.postRecord.findMany({ where: { unitId: query.unitId, personId: { not: null } }, select: { personId: true } });
    const rows = sightOf(asker, 'person', moment).all
      ? await prisma.personRecord.findMany({
          where: {
            AND: [
              query.q === undefined ? {} : { name: { contains: literal(query.q) } },
              query.active === undefined ? {} : { active: query.active === 'true' },
              holders === undefined ? {} : { id: { in: holders.flatMap((post) => post.personId ?? []) } },
              after('name', decodeCursor(query.cursor, textCursor)),
            ],
          },
          orderBy: [{ name: 'asc' }, { id: 'asc' }],
          take: limit + 1,
          select: { id: true, name: true },
        })
      : [];
    return {
      body: await pageOfRecords(
        prisma,
        rows,
        limit,
        (row) => [row.name, row.id],
        (state: PersonState) => presentPersonItem(state, moment.org, moment.now),
      ),
    };
  }),
  route(
    { method: 'get', path: '/api/v1/people/{id}', summary: '人员详情 A person', tags: ['people'], params: idParams, response: PersonView, problems: ['process.not_found'] },
    async ({ asker, params, moment }) => {
      const { state } = await readProcess<PersonState>(ledger, asker, moment, 'person', params.id);
      return { body: presentPerson(state, moment.org, moment.now, asker, stepsFor('person', state, asker.actors, moment)), version: state.version };
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
  ...handOverRoutes({ ledger }),
];
