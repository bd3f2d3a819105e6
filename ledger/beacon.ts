import type pg from 'pg';
import type { Instant } from '../domain/process/time.ts';

/** What the ledger tells its beacon, and compares with it. */
export interface LedgerMark {
  readonly ledgerId: string;
  readonly counter: number;
  readonly series: Readonly<Record<string, number>>;
}

/** Name of a series in the beacon. */
const seriesKey = (name: string, year: number): string => `${name}/${year}`;

/** The ledger's identity, counter and highest numbers, without changing anything. */
export async function readMark(client: pg.ClientBase | pg.Pool): Promise<LedgerMark> {
  const { rows } = await client.query<{ ledger_id: string; beacon: number; series: Record<string, number> | null }>(
    `SELECT s.ledger_id, s.beacon, (SELECT jsonb_object_agg(n.name || '/' || n.year, n.last) FROM number_series n) AS series FROM ledger_state s WHERE s.id = 1`,
  );
  const row = rows[0];
  if (!row) throw new Error('the ledger has no state: migrations have not run');
  return { ledgerId: row.ledger_id, counter: row.beacon, series: row.series ?? {} };
}

/** Counts on by one and answers what the beacon is to remember. The ledger first, then the beacon: a crash in between leaves the beacon behind, which only nudges. */
export async function advanceMark(pool: pg.Pool): Promise<LedgerMark> {
  await pool.query('UPDATE ledger_state SET beacon = beacon + 1 WHERE id = 1');
  return readMark(pool);
}

/**
 * Marks the ledger as restored: deliveries are held until an administrator releases them, and each series jumps past its high-water mark, the gap recorded as void.
 * Done again it changes nothing. What else a restore asks for: `raiseEra`, and then `catchUpWithBeacon`.
 */
export async function markRestored(client: pg.ClientBase, reason: string, highWater: Readonly<Record<string, number>>): Promise<void> {
  await client.query('UPDATE ledger_state SET held_since = COALESCE(held_since, ledger_now()), held_reason = $1 WHERE id = 1', [reason]);
  for (const [key, high] of Object.entries(highWater).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const cut = key.lastIndexOf('/');
    const name = key.slice(0, cut);
    const year = Number(key.slice(cut + 1));
    if (seriesKey(name, year) !== key || !Number.isSafeInteger(high)) continue;
    await client.query(
      `WITH had AS (SELECT COALESCE((SELECT last FROM number_series WHERE name = $1 AND year = $2 FOR UPDATE), 0) AS last),
 jumped AS (INSERT INTO number_series (name, year, last) SELECT $1, $2, $3 FROM had WHERE had.last < $3 ON CONFLICT (name, year) DO UPDATE SET last = EXCLUDED.last RETURNING 1)
 INSERT INTO void_number (name, year, "from", until, reason, at) SELECT $1, $2, had.last + 1, $3, $4, ledger_now() FROM had, jumped`,
      [name, year, high, reason],
    );
  }
}

/** A restore is dealt with: the counter becomes the beacon's, so that the keeper finds it no more. The last of its steps, for whoever is cut short before it begins anew. */
export async function catchUpWithBeacon(client: pg.ClientBase, counter: number): Promise<void> {
  await client.query('UPDATE ledger_state SET beacon = greatest(beacon, $1) WHERE id = 1', [counter]);
}

/** Since when, and why, nothing leaves the building. */
export interface Hold {
  readonly since: Instant;
  readonly reason: string;
}

/** The hold on deliveries since a restore; undefined when they go out. */
export async function readHold(pool: pg.Pool): Promise<Hold | undefined> {
  const { rows } = await pool.query<Hold>({
    name: 'hold',
    text: `SELECT (extract(epoch FROM held_since) * 1000)::float8 AS since, COALESCE(held_reason, '') AS reason FROM ledger_state WHERE id = 1 AND held_since IS NOT NULL`,
  });
  return rows[0];
}

/** Lets deliveries go again. Answers whether they were held. */
export async function releaseDeliveries(client: pg.ClientBase | pg.Pool): Promise<boolean> {
  const { rowCount } = await client.query('UPDATE ledger_state SET held_since = NULL, held_reason = NULL WHERE id = 1 AND held_since IS NOT NULL');
  return rowCount === 1;
}
