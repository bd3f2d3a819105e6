import { z } from 'zod';
import { readHold, releaseDeliveries } from '../../ledger/beacon.ts';
import { isDigest, parkedDigests, unparkDigest } from '../../ledger/delivery.ts';
import { exportRoutes } from '../export/routes.ts';
import { mustAdminister } from '../http/acting.ts';
import type { Asker } from '../http/asker.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import { cursorMoment, decodeCursor, limitOf, page } from '../http/keyset.ts';
import { id, idParams } from '../http/params.ts';
import { HttpProblem } from '../http/problem.ts';
import { type Route, route } from '../http/route.ts';
import type { Page } from '../list/page.ts';
import { deliveryLayout } from './export.ts';
import { presentHold, presentParked } from './presenter.ts';
import { Deliveries, DeliveryQuery, Released, Retried } from './schema.ts';

const cursor = z.tuple([cursorMoment, id]);

/** The messages parked, for administrators. */
async function parkedPage({ pool }: Pick<LedgerDoor, 'pool'>, query: z.output<typeof DeliveryQuery>, asker: Asker): Promise<Page<ReturnType<typeof presentParked>>> {
  mustAdminister(asker, 'listDeliveries');
  const limit = limitOf(query);
  const after = decodeCursor(query.cursor, cursor);
  return page(await parkedDigests(pool, limit + 1, after && { at: after[0], id: after[1] }), limit, (digest) => [digest.createdAt, digest.id], presentParked);
}

/** What leaves the building and does not get through: for administrators. */
export const deliveryRoutes = ({ ledger }: { readonly ledger: LedgerDoor }): readonly Route[] => [
  route(
    {
      method: 'get',
      path: '/api/v1/deliveries',
      summary: '搁置的外发通知 Messages parked after a day of failing, newest first, and whether all are held since a restore',
      tags: ['deliveries'],
      query: DeliveryQuery,
      response: Deliveries,
      problems: ['policy.forbidden'],
    },
    async ({ asker, query }) => {
      const [hold, parked] = await Promise.all([readHold(ledger.pool), parkedPage(ledger, query, asker)]);
      return { body: { held: presentHold(hold), ...parked } };
    },
  ),
  ...exportRoutes(
    {
      path: '/api/v1/deliveries',
      summary: { zh: '搁置的外发通知', en: 'Messages parked after a day of failing, newest first' },
      tag: 'deliveries',
      query: DeliveryQuery,
      problems: ['policy.forbidden'],
    },
    deliveryLayout,
    (query, { asker }) => parkedPage(ledger, query, asker),
  ),
  route(
    {
      method: 'post',
      path: '/api/v1/deliveries/{id}/retry',
      summary: '重新发送 Let a parked message try again, as the same message',
      tags: ['deliveries'],
      params: idParams,
      transaction: true,
      response: Retried,
      problems: ['policy.forbidden', 'delivery.not_found', 'delivery.not_parked'],
    },
    async ({ asker, params, transaction }) => {
      mustAdminister(asker, 'retryDelivery');
      if (!(await unparkDigest(transaction, params.id))) throw new HttpProblem((await isDigest(transaction, params.id)) ? 'delivery.not_parked' : 'delivery.not_found');
      return { body: { id: params.id } };
    },
  ),
  route(
    {
      method: 'post',
      path: '/api/v1/deliveries/release',
      summary: '恢复外发 After a restore: let notices leave the building again',
      tags: ['deliveries'],
      transaction: true,
      response: Released,
      problems: ['policy.forbidden'],
    },
    async ({ asker, transaction }) => {
      mustAdminister(asker, 'releaseDeliveries');
      return { body: { released: await releaseDeliveries(transaction) } };
    },
  ),
];
