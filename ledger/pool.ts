import pg from 'pg';

/** Longest wait for a lock; together with the statement time-out it stays below the grace that time grants people (domain/chase/deadline.ts). */
const lockTimeoutMs = 2_000;
/** Longest statement; a bulk write of 2,000 rows takes well under a second. */
const statementTimeoutMs = 2_500;

export interface PoolOptions {
  readonly url: string;
  /** Connections at most; each API and worker process has its own pool. */
  readonly max?: number;
  /** Longest statement in milliseconds, for maintenance that reads whole tables; 0 is none. */
  readonly statementTimeoutMs?: number;
  readonly applicationName?: string;
}

/**
 * The ledger's own connections: never waits for ever for a connection, notices dead peers, and bounds locks and statements on the server's side.
 * An idle connection that breaks is dropped and replaced; the pool heals without a restart.
 */
export function createPool(options: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.max ?? 10,
    connectionTimeoutMillis: 3_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    // Queries that do not wait for each other's answers travel together: a step takes four round trips instead of nine.
    pipeline: true,
    application_name: options.applicationName ?? 'duban',
    options: `-c statement_timeout=${options.statementTimeoutMs ?? statementTimeoutMs} -c lock_timeout=${lockTimeoutMs} -c idle_in_transaction_session_timeout=10000 -c timezone=UTC`,
    // A peer that is gone without a word must not hold a request: beyond the server's own time-outs nothing is worth waiting for.
    query_timeout: options.statementTimeoutMs === undefined ? 8_000 : undefined,
  });
  pool.on('error', () => undefined);
  // A connection lost while somebody holds it fails that one's query; without a listener of its own it would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}
