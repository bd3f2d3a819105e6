import { visibleSql } from '../../ledger/org-visibility.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import { sightOf } from '../http/sight.ts';
import type { Asking, List } from '../list/page.ts';
import { column } from './columns.ts';
import type { Layout } from './table.ts';

interface OfCampaign {
  /** Null or empty outside any campaign. */
  readonly campaignId: string | null;
}
type Titled<R> = R & { readonly campaignTitle: string | undefined };

/** The titles of these campaigns by id, as far as the asker sees them. */
async function titlesSeen(pool: LedgerDoor['pool'], ids: readonly string[], { asker, moment }: Asking): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const values: unknown[] = [ids];
  const { rows } = await pool.query<{ id: string; title: string }>(
    `SELECT r.id, r.title FROM campaign_record r WHERE r.id = ANY($1::uuid[]) AND ${visibleSql(sightOf(asker, 'campaign', moment), 'r.id', values)}`,
    values,
  );
  return new Map(rows.map(({ id, title }) => [id, title]));
}

/**
 * How a list over all campaigns looks as a file: as that of one campaign, and the campaign of each row in its last column. Whoever does not see the campaign finds none there, unless the
 * rows themselves tell its title to all who read them (`titles`).
 */
export const acrossCampaigns = <Q, R extends OfCampaign>(
  { pool }: Pick<LedgerDoor, 'pool'>,
  layout: Layout<R>,
  list: List<Q, R>,
  titles: (pool: LedgerDoor['pool'], ids: readonly string[], asking: Asking) => Promise<ReadonlyMap<string, string>> = titlesSeen,
): readonly [layout: Layout<Titled<R>>, rows: List<Q, Titled<R>>] => [
  { ...layout, columns: [...layout.columns, column('专项行动', 'Campaign', 40, ({ campaignTitle }) => campaignTitle)] },
  async (query, asking) => {
    const { items, next } = await list(query, asking);
    const known = await titles(pool, [...new Set(items.flatMap(({ campaignId }) => campaignId || []))], asking);
    return { items: items.map((row) => ({ ...row, campaignTitle: known.get(row.campaignId ?? '') })), next };
  },
];
