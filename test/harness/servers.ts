import { chmodSync, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { temporalCliPath, timeSkippingServerPath } from '../../app/embedded/binaries.ts';
import { startChildren } from '../../app/embedded/children.ts';
import { openDataFolder } from '../../app/embedded/data-folder.ts';
import { choosePort } from '../../app/embedded/ports.ts';
import { startPostgres } from '../../app/embedded/postgres.ts';
import { startTemporal } from '../../app/embedded/temporal.ts';
import { migrate } from '../../prisma/migrate.ts';

/** Database that every test's database is a clone of. */
const template = 'duban_template';

/** One PostgreSQL and one Temporal dev server for all integration tests of a run, in a temporary folder. */
export interface TestServers {
  /** What test processes read, by `serversOfThisRun`. */
  readonly environment: Readonly<Record<string, string>>;
  /** Stops everything and removes the folder. */
  stop(): Promise<void>;
}

/** Starts the servers and migrates the template twice: the second time must find nothing to do. */
export async function startTestServers(): Promise<TestServers> {
  const root = mkdtempSync(join(realpathSync(tmpdir()), 'duban-test-'));
  // PostgreSQL runs as another user when the tests run as root.
  if (process.getuid?.() === 0) chmodSync(root, 0o711);
  const children = startChildren(root);
  children.removeOnDeath(root);
  const folder = openDataFolder(join(root, 'data'));
  const port = (what: string): Promise<number> => choosePort({ what, variable: 'no variable' });
  const startDatabase = async (): Promise<{ url: string; adminUrl: string; stop: () => Promise<void> }> => {
    const server = await startPostgres({
      folder: folder.postgres,
      port: await port('the PostgreSQL of tests'),
      log: join(folder.logs, 'postgres.log'),
      superuserPassword: folder.secret('postgres'),
      ownerPassword: folder.secret('duban'),
      children,
    });
    await makeTemplate(server.adminUrl, server.url);
    return server;
  };
  const startEngine = async (): Promise<{ address: string; stop: () => Promise<void> }> =>
    startTemporal({
      program: await temporalCliPath(),
      folder: folder.temporal,
      log: join(folder.logs, 'temporal.log'),
      port: await port('the Temporal of tests'),
      httpPort: await port("Temporal's HTTP of tests"),
      metricsPort: await port("Temporal's metrics of tests"),
      children,
    });
  const started = await Promise.allSettled([startDatabase(), startEngine(), timeSkippingServerPath()]);
  const stop = async (): Promise<void> => {
    await Promise.all([started[0], started[1]].map((server) => (server.status === 'fulfilled' ? server.value.stop() : undefined)));
    endTimeSkippingServers(root);
    folder.release();
    children.close();
    rmSync(root, { recursive: true, force: true });
  };
  const [database, engine, skipping] = started;
  if (database.status === 'rejected' || engine.status === 'rejected' || skipping.status === 'rejected') {
    await stop();
    throw started.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))[0];
  }
  return {
    environment: {
      DUBAN_TEST_ADMIN_URL: database.value.adminUrl,
      DUBAN_TEST_URL: database.value.url,
      DUBAN_TEST_TEMPORAL: engine.value.address,
      DUBAN_TEST_SKIPPING: timeSkippingLauncher(root, skipping.value),
      // What a test leaves in the temporary folder goes with the run.
      TMPDIR: root,
    },
    stop,
  };
}

async function makeTemplate(adminUrl: string, ownerUrl: string): Promise<void> {
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    await admin.query(`CREATE DATABASE ${template} OWNER duban`);
    const url = databaseUrl(ownerUrl, template);
    await migrate(url);
    const again = await migrate(url);
    if (again.applied.length > 0) throw new Error(`migrating twice applied ${again.applied.join(', ')} a second time`);
    await admin.query(`ALTER DATABASE ${template} WITH ALLOW_CONNECTIONS false IS_TEMPLATE true`);
  } finally {
    await admin.end();
  }
}

/** The same server, user and password, another database. */
export function databaseUrl(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

/** Name of the migrated database that `createTestDatabase` clones. */
export const templateDatabase = template;

/** Tests start time-skipping servers when they need one, each its own; the launcher notes their numbers so that none outlives the run. */
function timeSkippingLauncher(root: string, program: string): string {
  const launcher = join(root, 'temporal-test-server');
  writeFileSync(launcher, `#!/bin/sh\necho $$ >> '${join(root, 'pids')}'\nexec '${program}' "$@"\n`, { mode: 0o755 });
  return launcher;
}

function endTimeSkippingServers(root: string): void {
  const file = join(root, 'pids');
  if (!existsSync(file)) return;
  for (const pid of readFileSync(file, 'utf8').split('\n').map(Number)) {
    try {
      if (pid > 0) process.kill(pid, 'SIGKILL');
    } catch {}
  }
}
