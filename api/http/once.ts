import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { Json } from '../../domain/process/fact.ts';
import { canonical, sha256 } from '../../ledger/canonical.ts';
import type { StoredAnswer } from '../../ledger/request.ts';
import { HttpProblem } from './problem.ts';

/** An Idempotency-Key of a person, with a digest of what was asked under it. */
export interface Key {
  readonly personId: string;
  readonly key: string;
  readonly digest: string;
}

/** SHA-256 of method, path with its query, and body (JSON in canonical form, so that the order of members does not count; raw bodies as they are). */
export const digestOf = (method: string, url: string, body: unknown): string =>
  sha256(method.toUpperCase(), '\n', url, '\n', body instanceof Uint8Array ? body : body === undefined ? '' : canonical(body)).toString('hex');

/** Tables written outside any process: the key's row names this instead of one. */
const noProcess = '00000000-0000-0000-0000-000000000000';
/** A repeat waits for the request still running under its key; beyond this the client is asked to come again. */
const longestWaitMs = 8_000;

/** An answer, and whether it was kept before. */
export interface OnceAnswer {
  readonly repeated: boolean;
  readonly answer: StoredAnswer;
}

/**
 * Does work once for a key, in the transaction that `client` has begun: a repeat gets the first answer, to the letter, after waiting for the first to end.
 * Refuses with `command.key_reused` when the key was used for something else, `command.answer_erased` when the answer is no longer kept.
 */
export async function once(client: pg.PoolClient, key: Key, work: () => Promise<StoredAnswer>): Promise<OnceAnswer> {
  await client.query(`SELECT set_config('lock_timeout', $1, true), set_config('statement_timeout', $1, true)`, [String(longestWaitMs)]);
  const claimed = await client.query({
    name: 'once-claim',
    text: 'INSERT INTO command (person_id, key, digest, id, process_id, created_at) VALUES ($1, $2, $3, $4, $5, ledger_now()) ON CONFLICT (person_id, key) DO NOTHING',
    values: [key.personId, key.key, key.digest, randomUUID(), noProcess],
  });
  if (claimed.rowCount !== 1) return { repeated: true, answer: await earlier(client, key) };
  const answer = await work();
  await client.query({
    name: 'once-keep',
    text: 'UPDATE command SET status = $3, body = $4::json WHERE person_id = $1 AND key = $2',
    values: [key.personId, key.key, answer.status, JSON.stringify(answer.body)],
  });
  return { repeated: false, answer };
}

async function earlier(client: pg.PoolClient, key: Key): Promise<StoredAnswer> {
  const { rows } = await client.query<{ digest: string; status: number | null; body: Json; erased: boolean }>({
    name: 'once-earlier',
    text: 'SELECT digest, status, body, erased FROM command WHERE person_id = $1 AND key = $2',
    values: [key.personId, key.key],
  });
  const row = rows[0];
  if (!row || row.digest !== key.digest) throw new HttpProblem('command.key_reused');
  if (row.erased || row.status === null) throw new HttpProblem('command.answer_erased');
  return { status: row.status, body: row.body };
}
