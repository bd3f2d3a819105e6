import type { Client } from '@temporalio/client';
import type pg from 'pg';
import type { Logger } from 'pino';
import { lazyClient, type TemporalTarget } from '../engine/connection.ts';
import { Nudger } from '../engine/nudger.ts';
import { Ledger } from '../ledger/ledger.ts';
import { createPool } from '../ledger/pool.ts';
import type { Nudge } from '../ledger/request.ts';
import { Buggify, type BuggifyOptions } from './buggify.ts';

/** What API and worker processes have in common: the ledger, and the way to tell workflows that something moved. */
export interface Core {
  readonly pool: pg.Pool;
  readonly ledger: Ledger;
  readonly client: Client;
  readonly nudger: Nudger;
  /** Faults on purpose, in a drill that asked for them. */
  readonly buggify?: Buggify;
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

/** As `compose`; with faults on purpose where a drill asks for them. Throws a StartFailure when it asks for them in a ledger that is no drill. */
export async function composeService(options: CoreOptions & { readonly buggify?: BuggifyOptions }): Promise<Core> {
  if (options.buggify === undefined) return compose(options);
  const pool = createPool({ url: options.databaseUrl, max: 1, applicationName: 'duban-drill' });
  const buggify = await Buggify.forDrill(options.buggify, pool, options.logger).catch(async (error: unknown) => {
    await pool.end();
    throw error;
  });
  const core = compose(options, buggify);
  return {
    ...core,
    buggify,
    close: async () => {
      buggify.stop();
      await core.close();
      await pool.end();
    },
  };
}

/** Failures of nudges come by the thousand when Temporal is away: one line a minute tells it. */
const tellEveryMs = 60_000;

/** Connects the ledger with Temporal: what commits is nudged. Neither connection is waited for. */
export function compose(options: CoreOptions, buggify?: Buggify): Core {
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
  const tell = (moved: readonly Nudge[]): void => nudger.nudge(moved);
  const ledger = new Ledger(pool, { channels: options.channels, onMoved: buggify?.moves(tell) ?? tell, onDeliveries: (recipients) => nudger.wake(recipients) });
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
