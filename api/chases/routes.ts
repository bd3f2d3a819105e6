import { exportRoutes } from '../export/routes.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import { limitOf, page, pageOf } from '../http/keyset.ts';
import { type Route, route } from '../http/route.ts';
import { chaseTable } from './export.ts';
import { chaseKey, readChases } from './list.ts';
import { presentChase } from './presenter.ts';
import { Chase, ChaseQuery } from './schema.ts';

/** 催办台账: every notice that chased, for whoever oversees the process, was told, or answers for the unit that was told. */
export const chaseRoutes = ({ ledger }: { readonly ledger: Pick<LedgerDoor, 'pool'> }): readonly Route[] => [
  route(
    {
      method: 'get',
      path: '/api/v1/chases',
      summary: '催办台账 Every notice that chased, newest first, and what came after',
      description:
        'Reminders, overdue notices, escalations, signed 督办通知书 and urgings by hand: to whom, over which deadline, why and by which rule, read and sent when, ended by which fact. The office and the leading group see those of what they oversee; a unit those told to it, its leader and manager in charge those of the units below too, of records that they may see; everybody those told to themselves.',
      tags: ['chases'],
      query: ChaseQuery,
      response: pageOf(Chase),
    },
    async ({ asker, query, moment, language }) => {
      const limit = limitOf(query);
      const rows = await readChases(ledger.pool, query, { asker, moment }, limit + 1);
      return { body: page(rows, limit, chaseKey, (row) => presentChase(row, { org: moment.org, language })) };
    },
  ),
  ...exportRoutes(
    { path: '/api/v1/chases', tag: 'chases', summary: { zh: '催办台账', en: 'The chase ledger' }, query: ChaseQuery.omit({ cursor: true, limit: true }) },
    (query, exporting) => chaseTable(ledger, query, exporting),
  ),
];
