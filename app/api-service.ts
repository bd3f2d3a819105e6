import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { PrismaPg } from '@prisma/adapter-pg';
import type { Logger } from 'pino';
import { createApi } from '../api/app.ts';
import { createDiskStorage } from '../api/attachments/storage.ts';
import { setOrphansAside } from '../api/attachments/store.ts';
import { Changes } from '../api/changes/changes.ts';
import { readConsole } from '../api/console/serve.ts';
import type { Readiness } from '../api/health/routes.ts';
import { createMetrics } from '../api/http/metrics.ts';
import { limitServer, stopOf } from '../api/http/server.ts';
import { resourceRoutes } from '../api/resources.ts';
import { hasPoller } from '../engine/poller.ts';
import { readHold } from '../ledger/beacon.ts';
import { digestFigures } from '../ledger/delivery.ts';
import { PrismaClient } from '../prisma/client/client.ts';
import { readMigrations } from '../prisma/migrate.ts';
import { type Core, composeService } from './compose.ts';
import type { Config } from './config.ts';
import { StartFailure } from './failure.ts';
import type { Running } from './run-service.ts';

/** Requests in hand may end within this time after SIGTERM; none may take longer than 10 s, but uploads. */
const drainMs = 12_000;

const version = (createRequire(import.meta.url)('../package.json') as { version: string }).version;

/** The console as it was built beside the programs (app/build-console.mjs); absent from a checkout in which nothing was built. */
async function builtConsole(keepsPages: boolean) {
  const folder = fileURLToPath(new URL('../dist/console', import.meta.url));
  return existsSync(folder) ? readConsole(folder, { keepsPages }) : undefined;
}

async function readiness(core: Core, config: Config, isStopping: () => boolean): Promise<Readiness> {
  const known = (await readMigrations()).length;
  const { rows } = await core.pool.query<{ applied: number; drill: boolean; demo: string | null }>(
    'SELECT (SELECT count(*)::int FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL) AS applied, drill, demo FROM ledger_state WHERE id = 1',
  );
  const row = rows[0];
  const polled = await hasPoller(core.client, config.taskQueue).catch(() => false);
  const checks = { migrated: row?.applied === known, demoLoaded: row !== undefined && (!row.drill || row.demo !== null), workerPolls: polled, inService: !isStopping() };
  return { ok: Object.values(checks).every(Boolean), checks };
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new StartFailure(`Port ${port} is taken.`, 'Another program listens there.', `PORT=${port + 1} npm start`, { cause: error }) : error),
    );
    server.listen(port, host, resolve);
  });
}

/** Starts the API: it answers as soon as PostgreSQL does, with or without Temporal. */
export async function startApi(config: Config, logger: Logger): Promise<Running> {
  const core = await composeService({
    databaseUrl: config.database.url,
    target: config.temporal,
    taskQueue: config.taskQueue,
    logger,
    channels: config.mail === undefined ? [] : ['mail'],
    applicationName: 'duban-api',
    connections: config.database.connections,
    ...(config.buggify === undefined ? {} : { buggify: config.buggify }),
  });
  // The ledger's own connections, so that the process opens no more than it was given.
  const prisma = new PrismaClient({ adapter: new PrismaPg(core.pool) });
  const metrics = createMetrics();
  metrics.pool('ledger', core.pool);
  metrics.deliveries({ digests: () => digestFigures(core.pool), held: async () => (await readHold(core.pool)) !== undefined });
  const storage = await createDiskStorage(config.attachmentsFolder);
  // Files whose commit failed before the last stop; an API that cannot ask the database now looks for them at its next start.
  await setOrphansAside(core.pool, storage, new Date()).then(
    (count) => {
      if (count === undefined)
        logger.warn(
          { folder: config.attachmentsFolder },
          'attachments that nobody names were left as they are: the folder is another ledger’s, or deliveries are held since a restore',
        );
      else if (count > 0) logger.warn({ count }, 'attachments that nobody names were set aside; they are kept for a month');
    },
    (error: unknown) => logger.warn({ err: error }, 'orphaned attachments were not looked for'),
  );
  const console = await builtConsole(config.consoleOffline);
  const changes = new Changes(core.pool);
  let stopping = false;
  const app = createApi({
    ledger: core.ledger,
    logger,
    readiness: () => readiness(core, config, () => stopping),
    resources: resourceRoutes({ ledger: core.ledger, prisma }),
    attachments: { storage },
    changes,
    version,
    ...(console ? { console } : {}),
    network: {
      https: config.http.https,
      ...(config.http.trustProxy === undefined ? {} : { trustProxy: config.http.trustProxy }),
      ...(config.http.hosts === undefined ? {} : { hosts: config.http.hosts }),
      ...(config.http.trustedOrigins === undefined ? {} : { trustedOrigins: config.http.trustedOrigins }),
    },
    metrics,
  });
  const server = limitServer(createServer(app));
  const stop = stopOf(server);
  const figures = config.metrics.port === undefined ? undefined : createServer(metrics.listener);
  let ended: () => void = () => undefined;
  let died: (error: Error) => void = () => undefined;
  const done = new Promise<void>((resolve, reject) => {
    ended = resolve;
    died = reject;
  });
  done.catch(() => undefined);
  try {
    await listen(server, config.http.host, config.http.port);
    if (figures && config.metrics.port !== undefined) await listen(figures, config.metrics.host, config.metrics.port);
  } catch (error) {
    server.close();
    await core.close();
    throw error;
  }
  server.on('error', died);
  return {
    done,
    stop: async () => {
      stopping = true;
      if (config.http.stopNoticeMs > 0) await new Promise((resolve) => setTimeout(resolve, config.http.stopNoticeMs));
      changes.close();
      await stop(drainMs);
      figures?.close();
      await prisma.$disconnect();
      await core.close();
      ended();
    },
  };
}
