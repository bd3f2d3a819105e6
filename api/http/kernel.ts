import type { Request } from 'express';
import type pg from 'pg';
import type { Logger } from 'pino';
import type { Rehearsed } from '../../ledger/execute.ts';
import type { CommandRequest, Outcome } from '../../ledger/request.ts';
import type { Moment, MomentRow } from '../../ledger/world.ts';
import type { Asker, TokenScope } from './asker.ts';
import type { RequestLimits } from './limits.ts';
import type { Metrics } from './metrics.ts';
import type { NetworkOptions } from './security.ts';

/** What the API needs of the ledger; `Ledger` (ledger/ledger.ts) is one. */
export interface LedgerDoor {
  readonly execute: (request: CommandRequest) => Promise<Outcome>;
  /** What a command would do, without doing it. */
  readonly rehearse: (request: Omit<CommandRequest, 'key' | 'answer' | 'beside'>) => Promise<Rehearsed>;
  /** The ledger's clock, org and calendar as they stand. */
  readonly moment: () => Promise<Moment>;
  /** The same, from a row that was read together with something else (ledger/world.ts). */
  readonly momentOf: (row: MomentRow) => Promise<Moment>;
  /** One statement outside a transaction. */
  readonly query: <R extends pg.QueryResultRow>(query: pg.QueryConfig) => Promise<pg.QueryResult<R>>;
  /** Runs work in one transaction, committed unless it throws. */
  readonly transact: <T>(work: (client: pg.PoolClient) => Promise<T>) => Promise<T>;
  readonly pool: pg.Pool;
}

/** Whose request it is, before posts are looked at. */
export interface Identity {
  readonly personId: string;
  readonly by: 'session' | 'token';
  readonly scope: TokenScope;
  readonly mustChangePassword: boolean;
}

/** Who asks, and the ledger's clock, org and calendar at that moment. */
export interface Identified {
  readonly identity: Identity;
  readonly moment: Moment;
}

/** Knows people by what their requests carry. */
export interface Gate {
  /** Throws 401 `session.missing` or `session.invalid`; without troubling the database where the request carries nothing that could say whose it is. */
  readonly identify: (request: Request) => Promise<Identified>;
  /** The same, without counting as a use of the session: for what goes on by itself. */
  readonly still: (request: Request) => Promise<Identified>;
  /** The posts the request may read and act in; `delegationId` where a request names it elsewhere than in its header. Throws 401, 403 `actor.post_not_held` or `actor.delegation_invalid`. */
  readonly asker: (request: Request, identity: Omit<Identity, 'mustChangePassword'>, moment: Moment, delegationId?: string) => Promise<Asker>;
}

/** What serving a route needs. */
export interface Kernel {
  readonly logger: Logger;
  readonly ledger: LedgerDoor;
  readonly gate: Gate;
  readonly limits: RequestLimits;
  readonly network: NetworkOptions;
  readonly metrics?: Metrics;
  /** Checks every answer against its schema, so that the reference is true; for tests and drills, since it costs time. */
  readonly checkAnswers?: boolean;
}
