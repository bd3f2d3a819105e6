import { randomUUID } from 'node:crypto';
import { type UnitState, unit } from '../../domain/register/unit.ts';
import { listRoutes } from '../export/routes.ts';
import { idParams } from '../http/params.ts';
import { commandRoute, type Route, route } from '../http/route.ts';
import { readProcess } from '../http/sight.ts';
import { stepsFor } from '../http/steps.ts';
import type { RegisterDeps } from '../register/record.ts';
import { unitLayout } from './export.ts';
import { UnitQuery, unitsPage } from './list.ts';
import { presentUnit, presentUnitItem } from './presenter.ts';
import { unitPreviewRoute } from './preview.ts';
import { NewUnit, UnitCommandBody, UnitItem, UnitView } from './schema.ts';

/** Units of the org tree: read by everyone signed in, kept by administrators. */
export const unitRoutes = ({ ledger, prisma }: RegisterDeps): readonly Route[] => [
  ...listRoutes(
    { path: '/api/v1/units', summary: { zh: '单位', en: 'Units of the org tree' }, tag: 'units', query: UnitQuery, item: UnitItem },
    (query, asking) => unitsPage({ prisma }, query, asking, (state) => presentUnitItem(state, asking.moment.org)),
    unitLayout,
    (query, asking) => unitsPage({ prisma }, query, asking, (state) => state),
  ),
  route(
    { method: 'get', path: '/api/v1/units/{id}', summary: '单位详情 A unit', tags: ['units'], params: idParams, response: UnitView, problems: ['process.not_found'] },
    async ({ asker, params, moment, language }) => {
      const { state } = await readProcess<UnitState>(ledger, asker, moment, 'unit', params.id);
      return { body: presentUnit(state, moment.org, stepsFor(unit, { state, actors: asker.actors }, moment), language), version: state.version };
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
      present: ({ state, world, language }) => presentUnit(state as UnitState, world.org, unit.allowed(state as UnitState, world), language),
    },
  ),
  commandRoute(
    {
      method: 'post',
      path: '/api/v1/units/{id}/commands',
      summary: '单位变更 Rename, change, move, end, merge or split a unit',
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
        'unit.parts_invalid',
        'post.last_administrator',
      ],
    },
    {
      command: ({ params, body }) => ({ type: 'unit', id: params.id, command: body }),
      present: ({ state, world, language }) => presentUnit(state as UnitState, world.org, unit.allowed(state as UnitState, world), language),
    },
  ),
  unitPreviewRoute({ ledger }),
];
