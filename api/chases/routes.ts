import type { z } from 'zod';
import { listRoutes } from '../export/routes.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import { limitOf } from '../http/keyset.ts';
import type { Route } from '../http/route.ts';
import type { Asking } from '../list/page.ts';
import { chaseLayout } from './export.ts';
import { readChases } from './list.ts';
import { type ChaseRow, presentChase } from './presenter.ts';
import { Chase, ChaseQuery } from './schema.ts';

/** 催办台账: every notice that chased, for whoever oversees the process, was told, or answers for the unit that was told. */
export const chaseRoutes = ({ ledger }: { readonly ledger: Pick<LedgerDoor, 'pool'> }): readonly Route[] => {
  const chases = async <T>(query: z.output<typeof ChaseQuery>, asking: Asking, present: (row: ChaseRow) => T) => {
    const { items, next } = await readChases(ledger.pool, query, asking, limitOf(query));
    return { items: items.map(present), next };
  };
  return listRoutes(
    {
      path: '/api/v1/chases',
      summary: { zh: '催办台账', en: 'Every notice that chased, newest first, and what came after' },
      description:
        'Reminders, overdue notices, escalations, signed 督办通知书 and urgings by hand: to whom, over which deadline, why and by which rule, read and sent when, ended by which fact. The office and the leading group see those of what they oversee; a unit those told to it, its leader and manager in charge those of the units below too, of records that they may see; everybody those told to themselves.',
      tag: 'chases',
      query: ChaseQuery,
      item: Chase,
    },
    (query, asking) => chases(query, asking, (row) => presentChase(row, { org: asking.moment.org, language: asking.language })),
    chaseLayout,
    (query, asking) => chases(query, asking, (row) => row),
  );
};
