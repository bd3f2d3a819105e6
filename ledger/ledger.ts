import { isNativeError } from 'node:util/types';
import type pg from 'pg';
import { type Strikes, strikeTogether } from './bell.ts';
import { LedgerUnavailable, type Rehearsed, Transaction } from './execute.ts';
import { look } from './look.ts';
import type { CommandRequest, Nudge, Outcome } from './request.ts';
import type { Recipient } from './sweep.ts';
import { together } from './together.ts';
import { type Moment, type MomentRow, momentColumns, WorldCache } from './world.ts';

/** What a workflow may know of its process. */
export type { View } from './look.ts';

export interface LedgerOptions {
  /** Channels by which notices leave the building besides the in-app list; `mail` when SMTP is configured. */
  readonly channels?: readonly string[];
  /** Called after a commit with the processes in time that moved; must return at once and never throw. */
  readonly onMoved?: (moved: readonly Nudge[]) => void;
  /** Called after a commit with the recipients for whom something is to leave the building; must return at once and never throw. */
  readonly onDeliveries?: (recipients: readonly Recipient[]) => void;
}

/** PostgreSQL's codes for a deadlock, a failed serialisation and two writers of one unique value: the whole command is repeated, and its rule then refuses what is taken. */
const repeatable = new Set(['40P01', '40001', '23505']);
/** Codes and errors after which nothing is known to be wrong with the request itself: lock and statement time-outs, shutdown, lost connections. */
const passing = /^(08|53|57|55P03|25P03|25P04|40P01|40001)/;
const attempts = 3;

/** The one write door: every change of every process goes through `execute`, from people and from time alike. */
export class Ledger {
  readonly pool: pg.Pool;
  readonly #options: Required<Pick<LedgerOptions, 'channels'>> & LedgerOptions;
  readonly #world = new WorldCache();

  constructor(pool: pg.Pool, options: LedgerOptions = {}) {
    this.pool = pool;
    this.#options = { ...options, channels: options.channels ?? [] };
  }

  /**
   * Decides and records one command in one transaction. Refusals are values. A deadlock repeats the whole command, three times at most.
   * Throws LedgerUnavailable when the database is away or contended; whether a commit cut short took effect is then unknown, and the same key tells.
   */
  async execute(request: CommandRequest): Promise<Outcome> {
    const { outcome } = await this.#tell(() => this.#hold((client) => new Transaction(client, request, this.#world, { channels: this.#options.channels }).run()));
    return outcome;
  }

  /** What the command would do, without doing it (execute.ts). A deadlock with a real one is tried again like it. Throws LedgerUnavailable as `execute` does. */
  async rehearse(request: Omit<CommandRequest, 'key' | 'answer' | 'beside'>): Promise<Rehearsed> {
    const { rehearsed } = await this.#tell(async () => ({
      rehearsed: await this.#hold((client) => new Transaction(client, request, this.#world, { channels: [] }).rehearse()),
      moved: [],
      recipients: [],
    }));
    return rehearsed;
  }

  /** The bell: strikes those of the processes that are due, all of them in one transaction (ledger/bell.ts). Throws as `execute` does; then none was struck. */
  strikeTogether(ids: readonly string[]): Promise<Strikes> {
    return this.#tell(() => this.transact((client) => strikeTogether(client, this.#world, { channels: this.#options.channels }, ids)));
  }

  /** Runs a transaction, again after a deadlock, and tells after its commit who moved and for whom something is to leave. */
  async #tell<T extends { readonly moved: readonly Nudge[]; readonly recipients: readonly Recipient[] }>(work: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        const done = await work();
        if (done.moved.length > 0) this.#options.onMoved?.(done.moved);
        if (done.recipients.length > 0) this.#options.onDeliveries?.(done.recipients);
        return done;
      } catch (error) {
        const code = codeOf(error);
        if (code !== undefined && repeatable.has(code) && attempt < attempts) continue;
        if (isPassing(error)) throw new LedgerUnavailable('the ledger is not available', { cause: error });
        throw error;
      }
    }
  }

  /** What the process's workflow may know; notes in the watch table what was seen. */
  look(id: string): Promise<import('./look.ts').View> {
    return look(this.pool, id);
  }

  /** The clock, the org and the calendar as they stand, for reads. */
  async moment(): Promise<Moment> {
    const { rows } = await this.query<MomentRow>({ name: 'moment', text: `SELECT ${momentColumns} WHERE w.id = 1` });
    const [row] = rows;
    if (!row) throw new Error('the ledger has no world: migrations have not run');
    return this.momentOf(row);
  }

  /** The world at a moment read together with something else (`momentColumns`). */
  momentOf(row: MomentRow): Promise<Moment> {
    return this.#world.momentOf(this.pool, row);
  }

  /** One statement outside a transaction. Throws LedgerUnavailable when there is no connection. */
  async query<R extends pg.QueryResultRow>(query: pg.QueryConfig): Promise<pg.QueryResult<R>> {
    const client = await this.#connect();
    try {
      return await client.query<R>(query);
    } finally {
      client.release();
    }
  }

  /** Runs work in a transaction; commits unless it throws. */
  transact<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    return this.#hold(async (client) => {
      const [, result] = await together(client, () => [client.query('BEGIN'), work(client)]);
      await client.query('COMMIT');
      return result;
    });
  }

  /** Lends a connection for a transaction and rolls back what throws. A connection whose end is in doubt is thrown away. */
  async #hold<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    const client = await this.#connect();
    let broken: Error | undefined;
    try {
      return await work(client);
    } catch (error) {
      // Nothing is asked of a connection that is lost or silent: thrown away, the server rolls back.
      if (isPassing(error) && codeOf(error) === undefined) broken = error instanceof Error ? error : new Error('connection lost');
      else {
        await client.query('ROLLBACK').catch((failure: Error) => {
          broken = failure;
        });
      }
      throw error;
    } finally {
      client.release(broken);
    }
  }

  async #connect(): Promise<pg.PoolClient> {
    try {
      return await this.pool.connect();
    } catch (error) {
      throw new LedgerUnavailable('the ledger is not available', { cause: error });
    }
  }
}

/** PostgreSQL's own code of an error; EPIPE, the system's, has five letters too, but none of PostgreSQL's classes. */
function codeOf(error: unknown): string | undefined {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^[0-9FHPX][0-9A-Z]{4}$/.test(code) ? code : undefined;
}

/** True for errors of the way to the database, not of the request. */
export function isPassing(error: unknown): boolean {
  if (error instanceof LedgerUnavailable) return true;
  const code = codeOf(error);
  if (code !== undefined) return passing.test(code);
  // The system's own errors are not of this realm's class where the code runs in one of its own, as under jest.
  const text = isNativeError(error) ? `${(error as NodeJS.ErrnoException).code ?? ''} ${error.message}` : '';
  return /ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|terminated|timeout|connection|not queryable/i.test(text);
}
