import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { unitKinds } from '../../domain/org/org.ts';
import { type UnitState, unit } from '../../domain/register/unit.ts';
import { decodeCursor, limitOf, pageOf, pageQuery } from '../http/keyset.ts';
import { id, idParams } from '../http/params.ts';
import { commandRoute, type Route, route } from '../http/route.ts';
import { readProcess, sightOf } from '../http/sight.ts';
import { after, literal, pageOfRecords, type RegisterDeps, searchText, stepsFor, textCursor } from '../register/record.ts';
import { presentUnit, presentUnitItem } from './presenter.ts';
import { NewUnit, UnitCommandBody, UnitItem, UnitView } from './schema.ts';

const ListQuery = z.strictObject({
  ...pageQuery,
  q: searchText,
  kind: z.enum(unitKinds).optional(),
  parentId: id.optional(),
  living: z.enum(['true', 'false']).optional().meta({ description: 'Only units that exist (or only ended ones)' }),
});

/** Units of the org tree: read by everyone signed in, kept by administrators. */
export const unitRoutes = ({ ledger, prisma }: RegisterDeps): readonly Route[] => [
  route(
    { method: 'get', path: '/api/v1/units', summary: '单位 Units of the org tree', tags: ['units'], query: ListQuery, response: pageOf(UnitItem) },
    async ({ asker, query, moment }) => {
      const limit = limitOf(query);
      const now = new Date(moment.now);
      const living = query.living === undefined ? {} : query.living === 'true' ? { OR: [{ until: null }, { until: { gt: now } }] } : { until: { lte: now } };
      const rows = sightOf(asker, 'unit', moment).all
        ? await prisma.unitRecord.findMany({
            where: {
              AND: [
                query.q === undefined ? {} : { OR: [{ name: { contains: literal(query.q) } }, { shortName: { contains: literal(query.q) } }] },
                query.kind === undefined ? {} : { kind: query.kind },
                query.parentId === undefined ? {} : { parentId: query.parentId },
                living,
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
          (state: UnitState) => presentUnitItem(state, moment.org),
        ),
      };
    },
  ),
  route(
    { method: 'get', path: '/api/v1/units/{id}', summary: '单位详情 A unit', tags: ['units'], params: idParams, response: UnitView, problems: ['process.not_found'] },
    async ({ asker, params, moment }) => {
      const { state } = await readProcess<UnitState>(ledger, asker, moment, 'unit', params.id);
      return { body: presentUnit(state, moment.org, stepsFor('unit', state, asker.actors, moment)), version: state.version };
    },
  ),
  commandRoute(
    {
      method: 'post',
      path: '/api/v1/units',
      summary: '登记单位 Register a unit',
      tags: ['units'],
      body: NewUnit,
      response: UnitView,
      status: 201,
      location: '/api/v1/units/{id}',
      problems: ['policy.forbidden', 'unit.unknown', 'unit.ended', 'unit.name_taken', 'register.date_in_future'],
    },
    {
      command: ({ body }) => ({ type: 'unit', id: randomUUID(), creates: true, command: { type: 'register', ...body } }),
      present: ({ state, world }) => presentUnit(state as UnitState, world.org, unit.allowed(state as UnitState, world)),
    },
  ),
  commandRoute(
    {
      method: 'post',
      path: '/api/v1/units/{id}/commands',
      summary: '单位变更 Rename, change, move or end a unit',
      tags: ['units'],
      params: idParams,
      body: UnitCommandBody,
      response: UnitView,
      ifMatch: 'required',
      problems: [
        'policy.forbidden',
        'process.changed_since',
        'unit.ended',
        'unit.name_taken',
        'unit.cycle',
        'unit.has_children',
        'unit.successor_invalid',
        'post.last_administrator',
      ],
    },
    {
      command: ({ params, body }) => ({ type: 'unit', id: params.id, command: body }),
      present: ({ state, world }) => presentUnit(state as UnitState, world.org, unit.allowed(state as UnitState, world)),
    },
  ),
];
