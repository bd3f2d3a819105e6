import type { Client } from '@temporalio/client';
import { NativeConnection, type NativeConnectionOptions, Worker, type WorkerInterceptors } from '@temporalio/worker';
import type { Logger } from 'pino';
import type { Channel } from '../activities/channel/channel.ts';
import { createActivities } from '../activities/index.ts';
import type { TemporalTarget } from '../engine/connection.ts';
import { Keeper } from '../engine/keeper.ts';
import type { Nudger } from '../engine/nudger.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { WorkflowBundle } from './workflow-bundle.ts';

/** Activities in hand may end within this time after SIGTERM; each is one short transaction or one mail. */
const graceTime = '20s';
/** Then the worker stops whatever it is doing; what was cut off is done again by another. */
const forceTime = '25s';

export interface WorkerServiceOptions {
  readonly ledger: Ledger;
  readonly nudger: Nudger;
  readonly client: Client;
  readonly target: TemporalTarget;
  readonly taskQueue: string;
  readonly bundle: WorkflowBundle;
  readonly channels: readonly Channel[];
  /** False: notices leave at any hour. */
  readonly quietHours?: boolean;
  readonly logger: Logger;
  /** Name of the worker deployment, when workers are versioned (docs/operations.md); absent: unversioned. */
  readonly deploymentName?: string;
  /** Workflows kept in memory; about 0.3 MB each. */
  readonly maxCachedWorkflows?: number;
  /** False where nothing is to look after sweep and beacon: a server without schedules. */
  readonly keeper?: boolean;
  readonly interceptors?: WorkerInterceptors;
}

export interface WorkerService {
  /** Resolves when the worker has stopped, rejects when it died. */
  readonly done: Promise<void>;
  readonly isRunning: () => boolean;
  /** Stops polling, lets what is in hand end, and closes the connection. */
  readonly stop: () => Promise<void>;
}

/** Starts a worker for all workflows and activities of one ledger, and beside it the keeper of sweep and beacon. */
export async function startWorkerService(options: WorkerServiceOptions): Promise<WorkerService> {
  const { ledger, nudger, client, target, taskQueue, bundle, logger } = options;
  const connection = await NativeConnection.connect(target.connectionOptions as NativeConnectionOptions);
  const worker = await Worker.create({
    connection,
    namespace: target.namespace,
    taskQueue,
    workflowBundle: { code: bundle.code },
    activities: createActivities({ ledger, nudger, channels: options.channels, delivery: { logger, ...(options.quietHours === false ? { window: 'always' as const } : {}) } }),
    shutdownGraceTime: graceTime,
    shutdownForceTime: forceTime,
    maxCachedWorkflows: options.maxCachedWorkflows ?? 1_500,
    ...(options.interceptors ? { interceptors: options.interceptors } : {}),
    ...(options.deploymentName === undefined
      ? {}
      : {
          workerDeploymentOptions: {
            useWorkerVersioning: true,
            version: { deploymentName: options.deploymentName, buildId: bundle.buildId },
            // Years outlive deploys: a run keeps the build it began with and turns its page to the newest at its next pause (workflows/watch.ts).
            defaultVersioningBehavior: 'PINNED' as const,
          },
        }),
  });
  const keeper = new Keeper({ client, ledger, taskQueue, logger });
  const done = worker.run().finally(async () => {
    keeper.stop();
    await connection.close();
  });
  // Whoever waits for `done` hears of its failure; nobody waiting is no reason to crash before that.
  done.catch(() => undefined);
  if (options.keeper !== false) keeper.start();
  return {
    done,
    isRunning: () => worker.getState() === 'RUNNING',
    stop: async () => {
      keeper.stop();
      if (worker.getState() === 'RUNNING') worker.shutdown();
      await done;
    },
  };
}
