import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { TokenScope } from '../http/asker.ts';
import { randomSecret, secretHash, tokenPrefix } from '../session/secret.ts';

/** An API token as its owner sees it; the secret is not in it. */
export interface TokenRecord {
  readonly id: string;
  readonly prefix: string;
  readonly name: string;
  readonly scope: TokenScope;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
}

const columns = 'id, prefix, name, scope, created_at AS "createdAt", expires_at AS "expiresAt", last_used_at AS "lastUsedAt", revoked_at AS "revokedAt"';

/** The person and scope behind a token's secret; undefined when it is unknown, expired or revoked. Its use is noted once a minute. */
export async function findToken(pool: pg.Pool, secret: string): Promise<{ readonly personId: string; readonly scope: TokenScope } | undefined> {
  const { rows } = await pool.query<{ id: string; person_id: string; scope: TokenScope; stale: boolean }>({
    name: 'token',
    text: `SELECT id, person_id, scope, coalesce(last_used_at < clock_timestamp() - interval '1 minute', true) AS stale FROM api_token
           WHERE token_hash = $1 AND revoked_at IS NULL AND expires_at > clock_timestamp()`,
    values: [secretHash(secret)],
  });
  const row = rows[0];
  if (!row) return undefined;
  // A read must not fail because its use cannot be written down (disk full, a lock).
  if (row.stale) await pool.query('UPDATE api_token SET last_used_at = clock_timestamp() WHERE id = $1', [row.id]).catch(() => undefined);
  return { personId: row.person_id, scope: row.scope };
}

/** Makes a token; the secret is answered here and never again. */
export async function makeToken(
  client: pg.PoolClient,
  personId: string,
  name: string,
  scope: TokenScope,
  days: number,
): Promise<{ readonly record: TokenRecord; readonly secret: string }> {
  const shown = randomSecret();
  const secret = `${tokenPrefix}${shown}`;
  const { rows } = await client.query<TokenRecord>(
    `INSERT INTO api_token (id, prefix, token_hash, person_id, name, scope, created_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6::jsonb, clock_timestamp(), clock_timestamp() + make_interval(days => $7)) RETURNING ${columns}`,
    [randomUUID(), secret.slice(0, tokenPrefix.length + 6), secretHash(secret), personId, name, JSON.stringify(scope), days],
  );
  const record = rows[0];
  if (!record) throw new Error('a token was not written');
  return { record, secret };
}

/** Until the transaction ends nobody else makes, counts or ends tokens of this person. */
const lockTokens = (client: pg.ClientBase, personId: string): Promise<unknown> => client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`api_token ${personId}`]);

/** Valid tokens of a person, counted under a lock on the person's name, so that two requests do not both take the last place. */
export async function countTokens(client: pg.PoolClient, personId: string): Promise<number> {
  await lockTokens(client, personId);
  const { rows } = await client.query<{ n: number }>('SELECT count(*)::int AS n FROM api_token WHERE person_id = $1 AND revoked_at IS NULL AND expires_at > clock_timestamp()', [
    personId,
  ]);
  return rows[0]?.n ?? 0;
}

/** Tokens of a person, newest first, from after `before`. */
export async function listTokens(pool: pg.Pool, personId: string, limit: number, after: { readonly at: number; readonly id: string } | undefined): Promise<readonly TokenRecord[]> {
  const { rows } = await pool.query<TokenRecord>(
    `SELECT ${columns} FROM api_token WHERE person_id = $1 AND ($2::bigint IS NULL OR (created_at, id) < (to_timestamp($2 / 1000.0), $3::uuid)) ORDER BY created_at DESC, id DESC LIMIT $4`,
    [personId, after?.at ?? null, after?.id ?? null, limit],
  );
  return rows;
}

/** Revokes a token of a person; false when there is none. A second time changes nothing. */
export async function revokeToken(pool: pg.Pool, personId: string, id: string): Promise<boolean> {
  const { rowCount } = await pool.query('UPDATE api_token SET revoked_at = coalesce(revoked_at, clock_timestamp()) WHERE id = $1 AND person_id = $2', [id, personId]);
  return rowCount === 1;
}

/** Revokes every token of a person, in the caller's transaction; one that is being made meanwhile waits or goes with them. */
export async function revokeTokens(client: pg.ClientBase, personId: string): Promise<void> {
  await lockTokens(client, personId);
  await client.query('UPDATE api_token SET revoked_at = clock_timestamp() WHERE person_id = $1 AND revoked_at IS NULL', [personId]);
}
