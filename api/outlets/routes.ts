import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type OutletState, outlet } from '../../domain/register/outlet.ts';
import { listRoutes } from '../export/routes.ts';
import { ownUnit } from '../http/acting.ts';
import { decodeCursor, limitOf, pageQuery } from '../http/keyset.ts';
import { idParams } from '../http/params.ts';
import { commandRoute, type Presented, type Route, route } from '../http/route.ts';
import { readProcess, sightOf } from '../http/sight.ts';
import { stepsFor } from '../http/steps.ts';
import { after, pageOfRecords, type RegisterDeps, textCursor } from '../register/record.ts';
import { outletLayout } from './export.ts';
import { presentOutlet, presentOutletItem } from './presenter.ts';
import { NewOutlet, OutletCommandBody, OutletItem, OutletView } from './schema.ts';

const present = ({ state, world, language }: Presented) => presentOutlet(state as OutletState, world.org, outlet.allowed(state as OutletState, world), language);

/** Outlets, by which a unit's notices leave the building besides mail: seen and kept by the unit's office and by administrators. */
export const outletRoutes = ({ ledger, prisma }: RegisterDeps): readonly Route[] => [
  ...listRoutes(
    {
      path: '/api/v1/outlets',
      summary: { zh: '外发渠道', en: 'Outlets of one’s unit; for administrators all' },
      tag: 'outlets',
      query: z.strictObject(pageQuery),
      item: OutletItem,
    },
    async (query, { asker, moment }) => {
      const limit = limitOf(query);
      const sight = sightOf(asker, 'outlet', moment);
      const mine = sight.all ? {} : { unitId: { in: sight.units.flatMap((seen) => seen.unitIds) } };
      const rows = await prisma.outletRecord.findMany({
        where: { AND: [mine, after('name', decodeCursor(query.cursor, textCursor))] },
        orderBy: [{ name: 'asc' }, { id: 'asc' }],
        take: limit + 1,
        select: { id: true, name: true },
      });
      return pageOfRecords(
        prisma,
        rows,
        limit,
        (row) => [row.name, row.id],
        (state: OutletState) => presentOutletItem(state, moment.org),
      );
    },
    outletLayout,
  ),
  route(
    {
      method: 'get',
      path: '/api/v1/outlets/{id}',
      summary: '外发渠道详情 An outlet',
      tags: ['outlets'],
      params: idParams,
      response: OutletView,
      problems: ['process.not_found'],
    },
    async ({ asker, params, moment, language }) => {
      const { state } = await readProcess<OutletState>(ledger, asker, moment, 'outlet', params.id);
      return { body: presentOutlet(state, moment.org, stepsFor(outlet, { state, actors: asker.actors }, moment), language), version: state.version };
    },
  ),
  commandRoute(
    {
      method: 'post',
      path: '/api/v1/outlets',
      summary: '登记外发渠道 Register an outlet: a webhook, or the robot of a chat group',
      description: 'From now on each notice to anybody of the unit goes there too, once. What a receiver gets and how it is signed: docs/api.md.',
      tags: ['outlets'],
      body: NewOutlet,
      response: OutletView,
      status: 201,
      location: '/api/v1/outlets/{id}',
      problems: ['policy.forbidden', 'outlet.not_your_unit', 'outlet.url_refused', 'outlet.secret_needed', 'unit.unknown'],
    },
    {
      command: ({ body, asker }) => ({ type: 'outlet', id: randomUUID(), creates: true, command: { type: 'register', unitId: ownUnit(asker), ...body } as { type: string } }),
      present,
    },
  ),
  commandRoute(
    {
      method: 'post',
      path: '/api/v1/outlets/{id}/commands',
      summary: '变更外发渠道 Change or end an outlet',
      tags: ['outlets'],
      params: idParams,
      body: OutletCommandBody,
      response: OutletView,
      ifMatch: 'required',
      problems: ['policy.forbidden', 'process.not_found', 'process.changed_since', 'outlet.url_refused', 'outlet.ended'],
    },
    { command: ({ params, body }) => ({ type: 'outlet', id: params.id, command: body }), present },
  ),
];
