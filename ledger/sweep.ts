import type pg from 'pg';
import type { Moved } from './request.ts';

/** A process that may have been overlooked. */
export interface Troubled extends Moved {
  /** It has ignored three nudges within ten minutes: its run is replaced. */
  readonly deaf: boolean;
}

// Each question is answered by a partial index and costs what it finds. Whoever is answered is marked as nudged now, so that the next batch has others.
const text = `WITH found AS (
  SELECT process_id FROM (
    (SELECT w.process_id, p.wake_at FROM watch w JOIN process p ON p.id = w.process_id
      WHERE w.seen < w.wanted AND w.wanted_at < ledger_now() - interval '30 seconds' AND (w.nudged_at IS NULL OR w.nudged_at < ledger_now() - interval '25 seconds')
      ORDER BY p.wake_at NULLS LAST LIMIT $1)
    UNION
    (SELECT p.id, p.wake_at FROM process p JOIN watch w ON w.process_id = p.id
      WHERE p.timed AND NOT p.closed AND p.wake_at < ledger_now() - interval '2 minutes' AND (w.nudged_at IS NULL OR w.nudged_at < ledger_now() - interval '25 seconds')
      ORDER BY p.wake_at LIMIT $1)
    UNION
    (SELECT p.id, p.wake_at FROM process p JOIN watch w ON w.process_id = p.id
      WHERE p.settled AND NOT p.closed AND p.moved_at < ledger_now() - interval '2 minutes' AND (w.nudged_at IS NULL OR w.nudged_at < ledger_now() - interval '25 seconds')
      LIMIT $1)
    UNION
    (SELECT w.process_id, p.wake_at FROM watch w JOIN process p ON p.id = w.process_id
      WHERE NOT p.closed AND w.seen_at < ledger_now() - interval '8 days' AND (w.nudged_at IS NULL OR w.nudged_at < ledger_now() - interval '25 seconds')
      ORDER BY w.seen_at LIMIT $1)
  ) q ORDER BY wake_at NULLS LAST LIMIT $1),
 marked AS (
  UPDATE watch w SET nudged_at = ledger_now(), nudges = w.nudges + 1 FROM found f WHERE w.process_id = f.process_id RETURNING w.process_id, w.nudges)
 SELECT p.type, p.id, m.nudges > 3 AS deaf FROM marked m JOIN process p ON p.id = m.process_id`;

/**
 * Processes whose workflow has not seen their last move for 30 s, or that fell due, or settled, 2 minutes ago, or that nobody has looked at for 8 days;
 * the earliest due first, `limit` at most. Their nudge is noted.
 */
export async function troubled(pool: pg.Pool, limit: number): Promise<readonly Troubled[]> {
  const { rows } = await pool.query<Troubled>({ name: 'troubled', text, values: [limit] });
  return rows;
}

/** How many of these processes have a move that their workflow has not seen. */
export async function unseenOf(pool: pg.Pool, ids: readonly string[]): Promise<number> {
  const { rows } = await pool.query<{ n: number }>({
    name: 'unseen-of',
    text: 'SELECT count(*)::int AS n FROM watch WHERE process_id = ANY($1::uuid[]) AND seen < wanted',
    values: [ids],
  });
  return rows[0]?.n ?? 0;
}

/** Children of a process whose workflow has never looked, in order of id after `after`. */
export async function unseenChildren(pool: pg.Pool, parentId: string, after: string, limit: number): Promise<readonly Moved[]> {
  const { rows } = await pool.query<Moved>({
    name: 'unseen-children',
    text: `SELECT p.type, p.id FROM process p JOIN watch w ON w.process_id = p.id
 WHERE p.parent_id = $1 AND w.seen < w.wanted AND p.id > $2::uuid ORDER BY p.id LIMIT $3`,
    values: [parentId, after || '00000000-0000-0000-0000-000000000000', limit],
  });
  return rows;
}

export interface Recipient {
  readonly personId: string;
  readonly channel: string;
}

/** Recipients with deliveries that have waited for more than a minute, unless deliveries are held since a restore. */
export async function recipientsWaiting(pool: pg.Pool, limit: number): Promise<readonly Recipient[]> {
  const { rows } = await pool.query<Recipient>({
    name: 'recipients-waiting',
    text: `SELECT DISTINCT person_id AS "personId", channel FROM delivery
 WHERE state IN ('pending', 'frozen') AND moved_at < ledger_now() - interval '1 minute' AND (SELECT held_since IS NULL FROM ledger_state WHERE id = 1) LIMIT $1`,
    values: [limit],
  });
  return rows;
}

/** Rows that one transaction forgets at most: a commit that moves one of them waits for milliseconds. */
const forgetAtOnce = 2_000;

/**
 * Raises the era: every open process becomes unseen, so that the sweep nudges all of them, the earliest due first. Answers the new era. Costs what is open, batch by batch, each of
 * itself unless the client is in a transaction; cut short, it is done again and writes only what is not yet forgotten.
 */
export async function raiseEra(client: pg.ClientBase | pg.Pool): Promise<number> {
  const { rows } = await client.query<{ era: number }>('UPDATE ledger_state SET era = era + 1 WHERE id = 1 RETURNING era');
  let after: string | null = '00000000-0000-0000-0000-000000000000';
  while (after !== null) {
    const pages: pg.QueryResult<{ last: string | null }> = await client.query<{ last: string | null }>({
      name: 'forget-seen',
      text: `WITH page AS (SELECT id FROM process WHERE timed AND NOT closed AND id > $1::uuid ORDER BY id LIMIT $2),
 forgotten AS (UPDATE watch w SET seen = 0, nudged_at = NULL, nudges = 0, wanted_at = ledger_now() - interval '1 minute' FROM page
   WHERE w.process_id = page.id AND (w.seen > 0 OR w.nudged_at IS NOT NULL OR w.wanted_at > ledger_now() - interval '1 minute'))
 SELECT (SELECT id FROM page ORDER BY id DESC LIMIT 1) AS last`,
      values: [after, forgetAtOnce],
    });
    after = pages.rows[0]?.last ?? null;
  }
  return rows[0]?.era ?? 0;
}
