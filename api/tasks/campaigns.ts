import type { LedgerDoor } from '../http/kernel.ts';

/**
 * The titles of the campaigns of tasks, by id, for whoever reads the tasks. A campaign is seen by those who take part in it alone, but its title is no secret from who reads a task of it: the
 * task’s notices, its deadlines and its 督办通知书 name the document that orders it (`sourceOf` in domain/campaign/deadlines.ts).
 */
export async function campaignTitles(pool: LedgerDoor['pool'], ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await pool.query<{ id: string; title: string }>({
    name: 'campaign-titles',
    text: 'SELECT id, title FROM campaign_record WHERE id = ANY($1::uuid[])',
    values: [[...new Set(ids)]],
  });
  return new Map(rows.map(({ id, title }) => [id, title]));
}

/** The campaign of a task among these; null outside any. */
export function campaignRef(campaignId: string, titles: ReadonlyMap<string, string>) {
  return campaignId ? { id: campaignId, name: titles.get(campaignId) ?? null } : null;
}
