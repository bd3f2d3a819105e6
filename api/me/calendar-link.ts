import type pg from 'pg';
import { randomSecret, secretHash } from '../session/secret.ts';

/** How the secret in a feed's address begins: it opens the feed and nothing else. */
const calendarPrefix = 'dbc_';
const pattern = /^dbc_[A-Za-z0-9_-]{20,100}$/;

/** A person's link as they see it; the secret is not in it. */
export interface CalendarLink {
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
}

const columns = 'created_at AS "createdAt", last_used_at AS "lastUsedAt"';

/** The person's link, if there is one. */
export async function readLink(pool: pg.Pool, personId: string): Promise<CalendarLink | undefined> {
  const { rows } = await pool.query<CalendarLink>(`SELECT ${columns} FROM calendar_link WHERE person_id = $1`, [personId]);
  return rows[0];
}

/** Makes the person's link, in place of one that was there; its secret is answered here and never again. */
export async function makeLink(pool: pg.Pool, personId: string): Promise<{ readonly link: CalendarLink; readonly secret: string }> {
  const secret = `${calendarPrefix}${randomSecret()}`;
  const { rows } = await pool.query<CalendarLink>(
    `INSERT INTO calendar_link (person_id, token_hash, created_at) VALUES ($1, $2, clock_timestamp())
     ON CONFLICT (person_id) DO UPDATE SET token_hash = EXCLUDED.token_hash, created_at = EXCLUDED.created_at, last_used_at = NULL RETURNING ${columns}`,
    [personId, secretHash(secret)],
  );
  const link = rows[0];
  if (!link) throw new Error('a calendar link was not written');
  return { link, secret };
}

/** Takes the person's link away; its address opens nothing from now on. */
export async function dropLink(client: pg.Pool | pg.ClientBase, personId: string): Promise<void> {
  await client.query('DELETE FROM calendar_link WHERE person_id = $1', [personId]);
}

/** The person behind a link's secret; undefined for an unknown one. Its use is noted once a minute. */
export async function personOfLink(pool: pg.Pool, secret: string): Promise<string | undefined> {
  if (!pattern.test(secret)) return undefined;
  const { rows } = await pool.query<{ person_id: string; stale: boolean }>({
    name: 'calendar-link',
    text: `SELECT person_id, coalesce(last_used_at < clock_timestamp() - interval '1 minute', true) AS stale FROM calendar_link WHERE token_hash = $1`,
    values: [secretHash(secret)],
  });
  const row = rows[0];
  // A read must not fail because its use cannot be written down (disk full, a lock).
  if (row?.stale) await pool.query('UPDATE calendar_link SET last_used_at = clock_timestamp() WHERE person_id = $1', [row.person_id]).catch(() => undefined);
  return row?.person_id;
}
