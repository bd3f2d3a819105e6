import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type DelegationState, delegation } from '../../domain/register/delegation.ts';
import { listRoutes } from '../export/routes.ts';
import { cursorMoment, decodeCursor, limitOf, pageQuery } from '../http/keyset.ts';
import { idParams } from '../http/params.ts';
import { commandRoute, type Presented, type Route, route } from '../http/route.ts';
import { readProcess, sightOf } from '../http/sight.ts';
import { stepsFor } from '../http/steps.ts';
import { pageOfRecords, type RegisterDeps } from '../register/record.ts';
import { delegationLayout } from './export.ts';
import { presentDelegation, presentDelegationItem } from './presenter.ts';
import { DelegationCommandBody, DelegationItem, DelegationView, NewDelegation } from './schema.ts';

const ListQuery = z.strictObject({ ...pageQuery, inForce: z.literal('true').optional().meta({ description: 'Only those in force now' }) });
const cursorKey = z.tuple([cursorMoment, z.uuid()]);

const present = ({ state, world, language }: Presented) =>
  presentDelegation(state as DelegationState, world.org, world.now, delegation.allowed(state as DelegationState, world), language);

/** Delegations: seen by their two people and administrators, granted by a post's holder for a bounded period. */
export const delegationRoutes = ({ ledger, prisma }: RegisterDeps): readonly Route[] => [
  ...listRoutes(
    { path: '/api/v1/delegations', summary: { zh: '委托', en: 'Delegations that name me; for administrators all' }, tag: 'delegations', query: ListQuery, item: DelegationItem },
    async (query, { asker, moment }) => {
      const limit = limitOf(query);
      const after = decodeCursor(query.cursor, cursorKey);
      const now = new Date(moment.now);
      const mine = sightOf(asker, 'delegation', moment).all ? {} : { OR: [{ fromPersonId: asker.personId }, { toPersonId: asker.personId }] };
      const rows = await prisma.delegationRecord.findMany({
        where: {
          AND: [
            mine,
            query.inForce === undefined ? {} : { from: { lte: now }, until: { gte: now }, revokedAt: null },
            after === undefined ? {} : { OR: [{ from: { lt: new Date(after[0]) } }, { from: new Date(after[0]), id: { lt: after[1] } }] },
          ],
        },
        orderBy: [{ from: 'desc' }, { id: 'desc' }],
        take: limit + 1,
        select: { id: true, from: true },
      });
      return pageOfRecords(
        prisma,
        rows,
        limit,
        (row) => [row.from.getTime(), row.id],
        (state: DelegationState) => presentDelegationItem(state, moment.org, moment.now),
      );
    },
    delegationLayout,
  ),
  route(
    {
      method: 'get',
      path: '/api/v1/delegations/{id}',
      summary: '委托详情 A delegation',
      tags: ['delegations'],
      params: idParams,
      response: DelegationView,
      problems: ['process.not_found'],
    },
    async ({ asker, params, moment, language }) => {
      const { state } = await readProcess<DelegationState>(ledger, asker, moment, 'delegation', params.id);
      return { body: presentDelegation(state, moment.org, moment.now, stepsFor(delegation, { state, actors: asker.actors }, moment), language), version: state.version };
    },
  ),
  commandRoute(
    {
      method: 'post',
      path: '/api/v1/delegations',
      summary: '委托代行 Let somebody act in a post for a time',
      tags: ['delegations'],
      body: NewDelegation,
      response: DelegationView,
      status: 201,
      location: '/api/v1/delegations/{id}',
      problems: [
        'delegation.not_holder',
        'delegation.to_oneself',
        'delegation.chain',
        'delegation.in_past',
        'delegation.too_long',
        'delegation.needs_certificate',
        'register.date_order',
        'post.unknown',
        'post.vacant',
        'person.unknown',
        'person.inactive',
      ],
    },
    { command: ({ body }) => ({ type: 'delegation', id: randomUUID(), creates: true, command: { type: 'grant', ...body } }), present },
  ),
  commandRoute(
    {
      method: 'post',
      path: '/api/v1/delegations/{id}/commands',
      summary: '撤回委托 Revoke a delegation',
      tags: ['delegations'],
      params: idParams,
      body: DelegationCommandBody,
      response: DelegationView,
      problems: ['process.not_found', 'delegation.over'],
    },
    { command: ({ params, body }) => ({ type: 'delegation', id: params.id, command: body }), present },
  ),
];
