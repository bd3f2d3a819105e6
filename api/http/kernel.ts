import type { Request } from 'express';
import type pg from 'pg';
import type { CommandRequest, Outcome } from '../../ledger/request.ts';
import type { Moment } from '../../ledger/world.ts';
import type { Asker, TokenScope } from './asker.ts';
import type { RequestLimits } from './limits.ts';
import type { Metrics } from './metrics.ts';
import type { NetworkOptions } from './security.ts';

/** What the API needs of the ledger; `Ledger` (ledger/ledger.ts) is one. */
export interface LedgerDoor {
  readonly execute: (request: CommandRequest) => Promise<Outcome>;
  /** The ledger's clock, org and calendar as they stand. */
  readonly moment: () => Promise<Moment>;
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

/** Knows people by what their requests carry. */
export interface Gate {
  /** True when the request carries anything that could say whose it is; asks no database. */
  readonly carriesSecret: (request: Request) => boolean;
  /** Throws 401 `session.missing` or `session.invalid`. */
  readonly identify: (request: Request) => Promise<Identity>;
  /** The posts the request may read and act in. Throws 401, 403 `actor.post_not_held` or `actor.delegation_invalid`. */
  readonly asker: (request: Request, identity: Identity, moment: Moment) => Promise<Asker>;
}

/** What serving a route needs. */
export interface Kernel {
  readonly ledger: LedgerDoor;
  readonly gate: Gate;
  readonly limits: RequestLimits;
  readonly network: NetworkOptions;
  readonly metrics?: Metrics;
  /** Checks every answer against its schema, so that the reference is true; for tests and drills, since it costs time. */
  readonly checkAnswers?: boolean;
}
