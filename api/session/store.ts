import type pg from 'pg';
import { type MomentRow, momentColumns } from '../../ledger/world.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import { randomSecret, secretHash, sessionPrefix } from './secret.ts';

/** How long sessions last, by the database's clock: real time, not the ledger's, which drills may set forward. */
export interface SessionTimes {
  /** Ends a session not used for this long. */
  readonly idleMinutes: number;
  /** Ends a session whatever its use. */
  readonly absoluteHours: number;
}

/** A working day without signing in twice; a night ends it. */
export const defaultSessionTimes: SessionTimes = { idleMinutes: 8 * 60, absoluteHours: 7 * 24 };

/** Writing down each use would make every read a write; the idle limit need not be finer than this. */
const touchSeconds = 60;

/** A live session. */
export interface LiveSession {
  readonly personId: string;
  readonly mustChangePassword: boolean;
}

/** A new session: the secret goes to the person and is kept nowhere. */
export interface OpenedSession {
  readonly token: string;
  readonly expiresAt: Date;
}

/** Why a first password that is right opens nothing. */
type FirstSpent = 'session.first_password_used' | 'session.first_password_expired';

/** Who may sign in with which password. */
export interface Account {
  readonly personId: string;
  readonly name: string;
  readonly username: string;
  readonly active: boolean;
  readonly hash: string | undefined;
  readonly mustChange: boolean;
  /** Of a first password that opens nothing any more. */
  readonly spent: FirstSpent | undefined;
}

/** Opens a session with a fresh secret; expired ones of the person are cleared away. */
export async function openSession(client: pg.Pool | pg.PoolClient, personId: string, times: SessionTimes): Promise<OpenedSession> {
  const token = `${sessionPrefix}${randomSecret()}`;
  const { rows } = await client.query<{ expires_at: Date }>(
    `WITH gone AS (DELETE FROM session WHERE person_id = $2 AND (expires_at < clock_timestamp() OR last_seen_at < clock_timestamp() - make_interval(mins => $4)))
     INSERT INTO session (token_hash, person_id, created_at, last_seen_at, expires_at)
     VALUES ($1, $2, clock_timestamp(), clock_timestamp(), clock_timestamp() + make_interval(hours => $3)) RETURNING expires_at`,
    [secretHash(token), personId, times.absoluteHours, times.idleMinutes],
  );
  const row = rows[0];
  if (!row) throw new Error('a session was not written');
  return { token, expiresAt: row.expires_at };
}

/**
 * Opens the one session of a first password and uses it up, in one statement: of several who come with it at once, one gets in.
 * Undefined when it was used up, has expired or was replaced meanwhile.
 */
export async function openFirstSession(
  client: pg.Pool | pg.PoolClient,
  { personId, hash }: Pick<Account, 'personId' | 'hash'>,
  times: SessionTimes,
): Promise<OpenedSession | undefined> {
  const token = `${sessionPrefix}${randomSecret()}`;
  const { rows } = await client.query<{ expires_at: Date }>(
    `WITH used AS (UPDATE credential SET used_at = clock_timestamp()
       WHERE person_id = $2 AND hash = $4 AND must_change AND used_at IS NULL AND (expires_at IS NULL OR expires_at > clock_timestamp()) RETURNING person_id)
     INSERT INTO session (token_hash, person_id, created_at, last_seen_at, expires_at)
     SELECT $1, person_id, clock_timestamp(), clock_timestamp(), clock_timestamp() + make_interval(hours => $3) FROM used RETURNING expires_at`,
    [secretHash(token), personId, times.absoluteHours, hash],
  );
  return rows[0] && { token, expiresAt: rows[0].expires_at };
}

/** Whether looking at a session counts as its use. */
export type SessionUse = 'noted' | 'unnoted';

/** The live session behind a secret, and the moment: asked for together, for each is a round trip that every request would wait for. Its use is noted once a minute. */
export async function findSession(
  ledger: Pick<LedgerDoor, 'query' | 'pool'>,
  token: string,
  times: SessionTimes,
  use: SessionUse = 'noted',
): Promise<{ readonly session?: LiveSession; readonly moment: MomentRow }> {
  const hash = secretHash(token);
  const { rows } = await ledger.query<MomentRow & { person_id: string | null; must_change: boolean | null; stale: boolean }>({
    name: 'session',
    text: `SELECT s.person_id, c.must_change, s.last_seen_at < clock_timestamp() - make_interval(secs => $3) AS stale, ${momentColumns}
           LEFT JOIN session s ON s.token_hash = $1 AND s.expires_at > clock_timestamp() AND s.last_seen_at > clock_timestamp() - make_interval(mins => $2)
           LEFT JOIN credential c ON c.person_id = s.person_id WHERE w.id = 1`,
    values: [hash, times.idleMinutes, touchSeconds],
  });
  const row = rows[0];
  if (!row) throw new Error('the ledger has no world: migrations have not run');
  if (row.person_id === null) return { moment: row };
  // A read must not fail because its use cannot be written down (disk full, a lock).
  if (row.stale && use === 'noted') await ledger.pool.query('UPDATE session SET last_seen_at = clock_timestamp() WHERE token_hash = $1', [hash]).catch(() => undefined);
  return { session: { personId: row.person_id, mustChangePassword: row.must_change === true }, moment: row };
}

/** Ends a session at the server: its secret opens nothing from now on. */
export async function endSession(pool: pg.Pool, token: string): Promise<void> {
  await pool.query('DELETE FROM session WHERE token_hash = $1', [secretHash(token)]);
}

/** Ends all sessions of a person but the one with this secret; answers how many. */
export async function endOtherSessions(client: pg.PoolClient, personId: string, keep: string | undefined): Promise<number> {
  const { rowCount } = await client.query('DELETE FROM session WHERE person_id = $1 AND token_hash <> $2', [personId, keep === undefined ? Buffer.alloc(0) : secretHash(keep)]);
  return rowCount ?? 0;
}

const accountColumns = `p.id, p.name, p.username, p.active, c.hash, c.must_change, c.used_at IS NOT NULL AS used, c.expires_at <= clock_timestamp() AS expired
 FROM person_record p LEFT JOIN credential c ON c.person_id = p.id`;
interface AccountRow {
  readonly id: string;
  readonly name: string;
  readonly username: string;
  readonly active: boolean;
  readonly hash: string | null;
  readonly must_change: boolean | null;
  readonly used: boolean;
  readonly expired: boolean | null;
}
const accountOf = (row: AccountRow | undefined): Account | undefined =>
  row && {
    personId: row.id,
    name: row.name,
    username: row.username,
    active: row.active,
    hash: row.hash ?? undefined,
    mustChange: row.must_change === true,
    spent: row.must_change !== true ? undefined : row.used ? 'session.first_password_used' : row.expired === true ? 'session.first_password_expired' : undefined,
  };

/** The account of a user name. */
export async function accountNamed(pool: pg.Pool, username: string): Promise<Account | undefined> {
  const { rows } = await pool.query<AccountRow>({ name: 'account-named', text: `SELECT ${accountColumns} WHERE p.username = $1`, values: [username] });
  return accountOf(rows[0]);
}

/** The account of a person. */
export async function accountOfPerson(client: pg.Pool | pg.PoolClient, personId: string): Promise<Account | undefined> {
  const { rows } = await client.query<AccountRow>({ name: 'account-of', text: `SELECT ${accountColumns} WHERE p.id = $1`, values: [personId] });
  return accountOf(rows[0]);
}

/**
 * Sets passwords of several people in one statement: their own, or `first` ones, each of which opens one session within so many hours of real time, for the change to their own.
 * Answers the end of first ones.
 */
export async function setCredentials(
  client: pg.Pool | pg.ClientBase,
  credentials: readonly { readonly personId: string; readonly hash: string }[],
  first: false | { readonly hours: number },
): Promise<Date | undefined> {
  const { rows } = await client.query<{ expires_at: Date | null }>(
    `INSERT INTO credential (person_id, hash, must_change, changed_at, expires_at)
     SELECT c.person_id, c.hash, $3, statement_timestamp(), statement_timestamp() + make_interval(hours => $4) FROM unnest($1::uuid[], $2::text[]) c (person_id, hash)
     ON CONFLICT (person_id) DO UPDATE
       SET hash = EXCLUDED.hash, must_change = EXCLUDED.must_change, changed_at = EXCLUDED.changed_at, expires_at = EXCLUDED.expires_at, used_at = NULL
     RETURNING expires_at`,
    [credentials.map(({ personId }) => personId), credentials.map(({ hash }) => hash), first !== false, first === false ? null : first.hours],
  );
  return rows[0]?.expires_at ?? undefined;
}

/** The same for one person. */
export async function setCredential(client: pg.Pool | pg.PoolClient, personId: string, hash: string, first: false | { readonly hours: number }): Promise<void> {
  await setCredentials(client, [{ personId, hash }], first);
}

/** A password of one's own in the place of the one that was verified; false when another has been set meanwhile, which then stays. */
export async function changeCredential(client: pg.PoolClient, personId: string, verified: string, hash: string): Promise<boolean> {
  const { rowCount } = await client.query(
    'UPDATE credential SET hash = $3, must_change = false, changed_at = clock_timestamp(), expires_at = NULL, used_at = NULL WHERE person_id = $1 AND hash = $2',
    [personId, verified, hash],
  );
  return rowCount === 1;
}
