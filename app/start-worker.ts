import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { DefaultLogger, makeTelemetryFilterString, Runtime } from '@temporalio/worker';
import type { Logger } from 'pino';
import { createChannels, createOutletChannels } from '../activities/channel/channels.ts';
import { createMetrics } from '../api/http/metrics.ts';
import { readOutletAddress } from '../ledger/delivery.ts';
import { type Core, composeService } from './compose.ts';
import type { Config } from './config.ts';
import { cacheFolder } from './embedded/binaries.ts';
import type { StartService } from './run-service.ts';
import { startWorkerService } from './worker-service.ts';
import { workflowBundle } from './workflow-bundle.ts';

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
      channels: [...channels, ...createOutletChannels((id) => readOutletAddress(core.pool, id), { allowedHosts: config.outletHosts })],
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
