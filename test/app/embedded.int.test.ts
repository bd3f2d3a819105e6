import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { temporalCliPath, temporalCliVersion } from '../../app/embedded/binaries.ts';
import { type Children, startChildren } from '../../app/embedded/children.ts';
import { openDataFolder } from '../../app/embedded/data-folder.ts';
import { choosePort } from '../../app/embedded/ports.ts';
import { type PostgresServer, startPostgres } from '../../app/embedded/postgres.ts';
import { serverAccount } from '../../app/embedded/server-account.ts';
import { startTemporal, type TemporalServer } from '../../app/embedded/temporal.ts';
import { until } from '../harness/until.ts';
import { failureOf, removeScratch, scratch } from './failing.ts';

const port = (): Promise<number> => choosePort({ what: 'a test', variable: 'X' });
let root: string;
let children: Children;
beforeEach(() => {
  root = scratch();
  // PostgreSQL runs as another user when the tests run as root.
  if (process.getuid?.() === 0) chmodSync(root, 0o711);
  children = startChildren(root);
});
afterEach(() => children.close());
afterAll(removeScratch);

describe('the embedded PostgreSQL', () => {
  test('does not open a cluster of another major version: what, why, and the next command; the folder stays as it is', async () => {
    const folder = join(root, 'postgres');
    mkdirSync(folder);
    writeFileSync(join(folder, 'PG_VERSION'), '15\n');
    const failure = await failureOf(async () => startPostgres({ folder, port: await port(), log: join(root, 'log'), superuserPassword: 'a', ownerPassword: 'b', children }));
    expect(failure.what).toMatch(/was made by PostgreSQL 15; this version of Duban runs PostgreSQL 18\.$/);
    expect(failure.next).toMatch(/backup.*DUBAN_DATA_DIR=<folder> npm start/);
    expect(readdirSync(folder)).toEqual(['PG_VERSION']);
  });

  test('killed with -9 comes back with its data and says that it recovered; the wrong secrets are an error that says so', async () => {
    const data = openDataFolder(join(root, 'data'));
    const start = async (superuserPassword = 'first'): Promise<PostgresServer> =>
      startPostgres({ folder: data.postgres, port: await port(), log: join(data.logs, 'postgres.log'), superuserPassword, ownerPassword: 'second', children });
    const first = await start();
    expect(first.recovered).toBe(false);
    process.kill(first.child.pid, 'SIGKILL');
    await first.child.exited;
    const again = await start();
    expect(again.recovered).toBe(true);
    await again.stop();
    const failure = await failureOf(() => start('another'));
    expect(failure.what).toContain('its database could not be opened');
    expect(failure.next).toContain('secrets.json');
    expect(existsSync(join(data.postgres, 'postmaster.pid'))).toBe(false);
    data.release();
  });

  test('killed with -9 comes back although nobody has buried its dead postmaster yet, as where process 1 does not', async () => {
    const data = openDataFolder(join(root, 'data'));
    const start = async (): Promise<PostgresServer> =>
      startPostgres({ folder: data.postgres, port: await port(), log: join(data.logs, 'postgres.log'), superuserPassword: 'first', ownerPassword: 'second', children });
    const first = await start();
    process.kill(first.child.pid, 'SIGKILL');
    await first.child.exited;
    // A child of a process that never asks for it stays in the table of processes, dead; it must be of the server's user, or the server would not take it for its own.
    // It is killed only when the shell, which would bury it, has become a sleep, which does not.
    const account = serverAccount();
    const parent = spawn('sh', ['-c', 'sleep 60 & echo $!; exec sleep 60'], {
      cwd: '/',
      stdio: ['ignore', 'pipe', 'ignore'],
      ...(account === undefined ? {} : { uid: account.uid, gid: account.gid }),
    });
    try {
      const dead = Number(String((await once(parent.stdout, 'data'))[0]));
      await until(async () => readFileSync(`/proc/${parent.pid}/comm`, 'utf8') === 'sleep\n', 5_000, 20);
      process.kill(dead, 'SIGKILL');
      await until(async () => / Z /.test(readFileSync(`/proc/${dead}/stat`, 'utf8')), 5_000, 20);
      const lock = join(data.postgres, 'postmaster.pid');
      writeFileSync(lock, readFileSync(lock, 'utf8').replace(/^\d+/, String(dead)));
      const again = await start();
      expect(again.recovered).toBe(true);
      await again.stop();
    } finally {
      parent.kill();
      data.release();
    }
  });
});

describe('the Temporal dev server', () => {
  const start = async (program: string, more: { readonly port?: number } = {}): Promise<TemporalServer> => {
    const folder = join(root, 'temporal');
    mkdirSync(folder, { recursive: true });
    return startTemporal({ program, folder, log: join(root, 'temporal.log'), port: more.port ?? (await port()), httpPort: await port(), metricsPort: await port(), children });
  };

  test('keeps its store for its own version and sets it aside for another', async () => {
    const program = await temporalCliPath();
    const version = await temporalCliVersion(program);
    const other = join(root, 'other-temporal');
    writeFileSync(other, `#!/bin/sh\n[ "$1" = --version ] && { echo "temporal version 99.0.0"; exit 0; }\nexec '${program}' "$@"\n`, { mode: 0o755 });
    const first = await start(program);
    expect([first.fresh, first.version]).toEqual([true, version]);
    await first.stop();
    const second = await start(program);
    expect(second.fresh).toBe(false);
    await second.stop();
    const third = await start(other);
    expect([third.fresh, third.version]).toEqual([true, '99.0.0']);
    await third.stop();
    const names = readdirSync(join(root, 'temporal'));
    expect(names.filter((name) => name.startsWith(`temporal-${version}-`) && name.endsWith('.db.aside'))).toHaveLength(1);
    expect(readFileSync(join(root, 'temporal', 'version'), 'utf8')).toBe('99.0.0\n');
  });

  test('whose port is taken after all is an error with its own words and the next command', async () => {
    const server = createServer();
    const taken = await port();
    await new Promise<void>((resolve) => server.listen(taken, '127.0.0.1', resolve));
    try {
      const failure = await failureOf(async () => start(await temporalCliPath(), { port: taken }));
      expect(failure.what).toBe('The Temporal dev server did not start.');
      expect(failure.why).toContain(String(taken));
      expect(failure.next).toContain('DUBAN_TEMPORAL_PORT=');
    } finally {
      server.close();
    }
  });
});
