import { randomUUID } from 'node:crypto';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { type ActivityInboundCallsInterceptor, DefaultLogger, Runtime, type WorkerInterceptors } from '@temporalio/worker';
import type pg from 'pg';
import pino from 'pino';
import type { Channel } from '../../activities/channel/channel.ts';
import { type Core, compose } from '../../app/compose.ts';
import { startWorkerService, type WorkerService } from '../../app/worker-service.ts';
import { workflowBundle } from '../../app/workflow-bundle.ts';
import type { Instant } from '../../domain/process/time.ts';
import { Nudger } from '../../engine/nudger.ts';
import { Ledger } from '../../ledger/ledger.ts';
import { createPool } from '../../ledger/pool.ts';
import type { Moved } from '../../ledger/request.ts';
import { bundleFolder } from './bundle-folder.ts';
import { endIfFailing } from './failing.ts';
import { skip } from './passing.ts';
import { until } from './until.ts';

export { bundleFolder };

/** Quiet unless DUBAN_TEST_LOG names a level. */
export const logger = pino({ level: process.env.DUBAN_TEST_LOG ?? 'silent' });

// Workers tell their state at every start and stop; a test's output is for what fails.
Runtime.install({ logger: new DefaultLogger('ERROR') });

export interface Stack extends Core {
  readonly taskQueue: string;
  readonly startWorker: (options?: { readonly keeper?: boolean; readonly interceptors?: WorkerInterceptors }) => Promise<WorkerService>;
  readonly stop: () => Promise<void>;
}

/** Ledger, nudges and workers on a real Temporal dev server; every stack has a task queue of its own. */
export async function createStack(options: {
  readonly databaseUrl: string;
  readonly address: string;
  readonly channels?: readonly Channel[];
  readonly taskQueue?: string;
}): Promise<Stack> {
  const taskQueue = options.taskQueue ?? `test-${randomUUID()}`;
  const target = { connectionOptions: { address: options.address }, namespace: 'default' };
  const core = compose({
    databaseUrl: options.databaseUrl,
    target,
    taskQueue,
    logger,
    channels: (options.channels ?? []).map((channel) => channel.name),
    applicationName: 'duban-test',
  });
  const workers: WorkerService[] = [];
  return {
    ...core,
    taskQueue,
    startWorker: async (worker = {}) => {
      const started = await startWorkerService({
        ledger: core.ledger,
        nudger: core.nudger,
        client: core.client,
        target,
        taskQueue,
        bundle: await workflowBundle(bundleFolder),
        channels: options.channels ?? [],
        logger,
        keeper: worker.keeper ?? false,
        ...(worker.interceptors ? { interceptors: worker.interceptors } : {}),
      });
      workers.push(started);
      return started;
    },
    stop: async () => {
      for (const worker of workers) await worker.stop().catch(() => undefined);
      await core.close();
    },
  };
}

export interface SkippingStack {
  readonly pool: pg.Pool;
  readonly ledger: Ledger;
  readonly nudger: Nudger;
  /** Lets workflows run until the server's clock has gone this far and all that was due is done; the ledger's clock goes with it. */
  readonly pass: (ms: number) => Promise<void>;
  /** The ledger's clock, in milliseconds. */
  readonly now: () => Promise<number>;
  readonly stop: () => Promise<void>;
}

export interface SkippingOptions {
  readonly databaseUrl: string;
  readonly environment: TestWorkflowEnvironment;
  readonly channels?: readonly Channel[];
  /** Moment at which the ledger's clock begins, so that dates and holidays of a test are always the same; the real time when absent. */
  readonly startsAt?: Instant;
  /** 1: runs push each other out of memory and are replayed from their start. (With 0 the SDK drops local activities in flight.) */
  readonly maxCachedWorkflows?: number;
  /** How long the server's clock may stand still while time passes. */
  readonly patienceMs?: number;
}

/** The same worker on the time-skipping server. The ledger's offset follows the server's clock: before each activity, and before each command of a test. */
export async function createSkippingStack(options: SkippingOptions): Promise<SkippingStack> {
  const { environment } = options;
  const ahead = options.startsAt === undefined ? 0 : options.startsAt - (await environment.currentTimeMs());
  const taskQueue = `skip-${randomUUID()}`;
  const pool = createPool({ url: options.databaseUrl, max: 16, applicationName: 'duban-test' });
  const follow = async (): Promise<void> => {
    const skipped = (await environment.currentTimeMs()) + ahead;
    await pool.query(
      `INSERT INTO ledger_clock (id, offset_ms) VALUES (1, $1 - (extract(epoch FROM clock_timestamp()) * 1000)::bigint)
 ON CONFLICT (id) DO UPDATE SET offset_ms = greatest(ledger_clock.offset_ms, EXCLUDED.offset_ms)`,
      [Math.round(skipped)],
    );
  };
  const quiet = async (): Promise<void> => {
    let tellAgainAt = Date.now() + 5_000;
    const isQuiet = async (): Promise<boolean> => {
      // What has no haste gathers for a second, in which nothing would happen here.
      await nudger.flush();
      const { rows } = await pool.query<Moved>(
        `SELECT p.type, p.id FROM watch w JOIN process p ON p.id = w.process_id WHERE w.seen < w.wanted OR (p.settled AND NOT p.closed) OR (NOT p.closed AND p.wake_at <= ledger_now())`,
      );
      if (rows.length > 0 && Date.now() > tellAgainAt) {
        // There is no sweep here: whose nudge was lost on a busy machine is told again.
        tellAgainAt = Date.now() + 5_000;
        await endIfFailing(environment, rows);
        await nudger.tell(rows);
      }
      return rows.length === 0;
    };
    await until(isQuiet, 60_000, 10);
  };
  const nudger = new Nudger({ client: environment.client, taskQueue });
  const ledger = new Ledger(pool, { channels: (options.channels ?? []).map((channel) => channel.name), onMoved: (moved) => nudger.nudge(moved) });
  await follow();
  const target = { connectionOptions: { address: environment.address }, namespace: environment.namespace ?? 'default' };
  const worker = await startWorkerService({
    ledger,
    nudger,
    client: environment.client,
    target,
    taskQueue,
    bundle: await workflowBundle(bundleFolder),
    channels: options.channels ?? [],
    logger,
    keeper: false,
    ...(options.maxCachedWorkflows === undefined ? {} : { maxCachedWorkflows: options.maxCachedWorkflows }),
    interceptors: {
      activity: [
        () => ({
          inbound: {
            execute: async (input, next) => {
              await follow();
              return next(input);
            },
          } satisfies ActivityInboundCallsInterceptor,
        }),
      ],
    },
  });
  return {
    pool,
    ledger,
    nudger,
    pass: async (ms) => {
      // Nudges run beside the commands that caused them: time may only jump when every workflow has seen its last move.
      await quiet();
      await skip({ environment, pool, nudger, ...(options.patienceMs === undefined ? {} : { patienceMs: options.patienceMs }) }, ms);
      await follow();
      await quiet();
    },
    now: async () => {
      await follow();
      const { rows } = await pool.query<{ now: number }>('SELECT ledger_now_ms() AS now');
      return rows[0]?.now ?? 0;
    },
    stop: async () => {
      await worker.stop();
      await pool.end();
    },
  };
}
