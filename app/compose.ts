import type { Client } from '@temporalio/client';
import type pg from 'pg';
import type { Logger } from 'pino';
import { lazyClient, type TemporalTarget } from '../engine/connection.ts';
import { Nudger } from '../engine/nudger.ts';
import { Ledger } from '../ledger/ledger.ts';
import { createPool } from '../ledger/pool.ts';

/** What API and worker processes have in common: the ledger, and the way to tell workflows that something moved. */
export interface Core {
  readonly pool: pg.Pool;
  readonly ledger: Ledger;
  readonly client: Client;
  readonly nudger: Nudger;
  readonly close: () => Promise<void>;
}

export interface CoreOptions {
  readonly databaseUrl: string;
  readonly target: TemporalTarget;
  readonly taskQueue: string;
  readonly logger: Logger;
  /** Names of the channels by which notices leave the building. */
  readonly channels: readonly string[];
  readonly applicationName: string;
  readonly connections?: number;
}

/** Failures of nudges come by the thousand when Temporal is away: one line a minute tells it. */
const tellEveryMs = 60_000;

/** Connects the ledger with Temporal: what commits is nudged. Neither connection is waited for. */
export function compose(options: CoreOptions): Core {
  const { logger } = options;
  const client = lazyClient(options.target);
  let toldAt = 0;
  const nudger = new Nudger({
    client,
    taskQueue: options.taskQueue,
    onFailure: (error) => {
      if (Date.now() - toldAt < tellEveryMs) return;
      toldAt = Date.now();
      logger.warn({ err: error }, 'workflows cannot be nudged now; the sweep will tell them');
    },
  });
  const pool = createPool({ url: options.databaseUrl, max: options.connections ?? 16, applicationName: options.applicationName });
  const ledger = new Ledger(pool, { channels: options.channels, onMoved: (moved) => nudger.nudge(moved), onDeliveries: (recipients) => nudger.wake(recipients) });
  return {
    pool,
    ledger,
    client,
    nudger,
    close: async () => {
      // What the sweep would tell half a minute later.
      await nudger.flush();
      await pool.end();
      await client.connection.close();
    },
  };
}
