import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { DefaultLogger, makeTelemetryFilterString, Runtime } from '@temporalio/worker';
import type { Logger } from 'pino';
import { createChannels } from '../activities/channel/channels.ts';
import { createMetrics } from '../api/http/metrics.ts';
import type { TemporalTarget } from '../engine/connection.ts';
import { createPool } from '../ledger/pool.ts';
import { raiseEra } from '../ledger/sweep.ts';
import { type Core, compose, composeService } from './compose.ts';
import type { Config } from './config.ts';
import { cacheFolder } from './embedded/binaries.ts';
import { seedCalendar } from './seed.ts';
import { startWorkerService } from './worker-service.ts';
import { workflowBundle } from './workflow-bundle.ts';

/** A service that runs until it is stopped. */
export interface Running {
  /** Rejects when the service died by itself; resolves when it has stopped. */
  readonly done: Promise<void>;
  /** Takes itself out of service, lets what is in hand end, closes its connections. */
  readonly stop: () => Promise<void>;
}

/** Starts a service in this process. */
export type StartService = (config: Config, logger: Logger) => Promise<Running>;

/** Notices that go out by mail need `mail`; without it there is no channel. */
const channelsOf = (config: Config) => createChannels(config.mail === undefined ? {} : { mail: config.mail });

/** The worker: all workflows and activities, sweep and beacon; its figures and its health stand on a port of their own. */
export const startWorker: StartService = async (config, logger) => {
  installRuntime(config, logger);
  const channels = channelsOf(config);
  const core = await composeService({
    databaseUrl: config.database.url,
    target: config.temporal,
    taskQueue: config.taskQueue,
    logger,
    channels: channels.map((channel) => channel.name),
    applicationName: 'duban-worker',
    connections: config.database.connections,
    ...(config.buggify === undefined ? {} : { buggify: config.buggify }),
  });
  try {
    const service = await startWorkerService({
      ledger: core.ledger,
      nudger: core.nudger,
      client: core.client,
      target: config.temporal,
      taskQueue: config.taskQueue,
      bundle: await workflowBundle(join(cacheFolder(), 'workflows')),
      channels,
      quietHours: config.quietHours,
      logger,
      ...(core.buggify === undefined ? {} : { interceptors: core.buggify.interceptors }),
      ...(config.deploymentName === undefined ? {} : { deploymentName: config.deploymentName }),
      ...(config.maxCachedWorkflows === undefined ? {} : { maxCachedWorkflows: config.maxCachedWorkflows }),
    });
    const figures = config.metrics.port === undefined ? undefined : await serveFigures(config.metrics.host, config.metrics.port, core, service.isRunning);
    return {
      done: service.done,
      stop: async () => {
        await service.stop();
        figures?.close();
        figures?.closeAllConnections();
        await core.close();
      },
    };
  } catch (error) {
    await core.close();
    throw error;
  }
};

/** Temporal's SDK logs through our logger, and shows its own figures where a port is named for them. Once per process. */
function installRuntime(config: Config, logger: Logger): void {
  const levels = { TRACE: 'trace', DEBUG: 'debug', INFO: 'debug', WARN: 'warn', ERROR: 'error' } as const;
  const { temporalPort, host } = config.metrics;
  Runtime.install({
    logger: new DefaultLogger('INFO', ({ level, message, meta }) => logger[levels[level]]({ ...meta }, message)),
    telemetryOptions: {
      logging: { forward: {}, filter: makeTelemetryFilterString({ core: 'WARN', other: 'ERROR' }) },
      ...(temporalPort === undefined ? {} : { metrics: { prometheus: { bindAddress: `${host}:${temporalPort}` } } }),
    },
  });
}

async function serveFigures(host: string, port: number, core: Core, isRunning: () => boolean): Promise<Server> {
  const metrics = createMetrics();
  metrics.pool('ledger', core.pool);
  const server = createServer((request, response) => {
    if (request.url === '/livez') response.writeHead(isRunning() ? 200 : 503).end();
    else metrics.listener(request, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return server;
}

/** The API. */
export const startApi: StartService = async (config, logger) => (await import('./api-service.ts')).startApi(config, logger);

export interface Preparation {
  readonly databaseUrl: string;
  readonly target: TemporalTarget;
  readonly taskQueue: string;
  readonly logger: Logger;
  /** Absent: no demo. */
  readonly demoPassword?: string;
  /** The password was asked for: a demo loaded before gets it too. */
  readonly demoPasswordGiven?: boolean;
  /** Temporal may have lost what it knew: every open process is nudged again. */
  readonly raiseEra: boolean;
  readonly progress: (text: string) => void;
}

/** What a migrated ledger needs before people use it: the calendar's announced years, and the demo when one is asked for. Harmless when repeated. */
export async function prepareLedger(options: Preparation): Promise<{ demoLoaded: boolean; demoPasswordSet: boolean }> {
  const core = compose({
    databaseUrl: options.databaseUrl,
    target: options.target,
    taskQueue: options.taskQueue,
    logger: options.logger,
    channels: [],
    applicationName: 'duban-start',
    connections: 4,
  });
  try {
    await seedCalendar(core.ledger);
    let demoLoaded = false;
    let demoPasswordSet = false;
    if (options.demoPassword !== undefined) {
      const { loadDemo } = await import('./demo/demo.ts');
      demoLoaded = await loadDemo({ ledger: core.ledger, password: options.demoPassword, progress: options.progress });
      if (!demoLoaded && options.demoPasswordGiven === true) {
        const { setDemoPassword } = await import('./demo/password.ts');
        demoPasswordSet = (await setDemoPassword(core.ledger, options.demoPassword)) > 0;
      }
    }
    if (options.raiseEra) await raiseEra(core.pool);
    return { demoLoaded, demoPasswordSet };
  } finally {
    await core.close();
  }
}

/** Announces the known calendar years in a ledger without Temporal at hand: part of `npm run migrate`. */
export async function seedLedger(databaseUrl: string): Promise<readonly number[]> {
  const { Ledger } = await import('../ledger/ledger.ts');
  const pool = createPool({ url: databaseUrl, max: 2, applicationName: 'duban-migrate' });
  try {
    return await seedCalendar(new Ledger(pool));
  } finally {
    await pool.end();
  }
}
