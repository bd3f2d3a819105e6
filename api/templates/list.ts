import { z } from 'zod';
import type { TemplateState } from '../../domain/register/template.ts';
import { visibleSql } from '../../ledger/org-visibility.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import { decodeCursor, limitOf, page } from '../http/keyset.ts';
import { sightOf } from '../http/sight.ts';
import type { Asking } from '../list/page.ts';
import { presentTemplateItem } from './presenter.ts';
import type { TemplateQuery } from './schema.ts';

const cursor = z.tuple([z.iso.datetime(), z.uuid()]);

/** A page of the templates that the asker sees, in the order in which they first came into force. There are four of a unit at most: they need no read table. */
export async function listTemplates({ pool }: Pick<LedgerDoor, 'pool'>, query: z.output<typeof TemplateQuery>, { asker, moment }: Pick<Asking, 'asker' | 'moment'>) {
  const limit = limitOf(query);
  const after = decodeCursor(query.cursor, cursor) ?? [null, null];
  const values: unknown[] = [query.kind ?? null, ...after, limit + 1];
  const visible = visibleSql(sightOf(asker, 'template', moment), 'p.id', values);
  const { rows } = await pool.query<{ state: TemplateState; opened_at: Date }>(
    `SELECT p.state, p.opened_at FROM process p WHERE p.type = 'template' AND ($1::text IS NULL OR p.state ->> 'kind' = $1)
   AND ($2::timestamptz IS NULL OR (p.opened_at, p.id) > ($2, $3::uuid)) AND ${visible} ORDER BY p.opened_at, p.id LIMIT $4`,
    values,
  );
  return page(
    rows,
    limit,
    ({ state, opened_at: at }) => [at.toISOString(), state.id],
    ({ state }) => presentTemplateItem(state, moment.org),
  );
}
