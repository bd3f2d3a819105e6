import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { messageOf, StartFailure } from '../failure.ts';
import type { Child, Children } from './children.ts';
import { type PostgresBinaries, postgresBinaries } from './postgres-binaries.ts';
import { commandLine, gone, identify, processesIn, signal } from './process.ts';
import { type Account, asAccount, serverAccount } from './server-account.ts';

/** Longest wait for the server to accept connections: after a crash it first replays its log. */
const readyLimitMs = 300_000;

const superuser = 'postgres';
/** The role that owns the product's database, without a superuser's rights. */
const owner = 'duban';

export interface PostgresOptions {
  /** Folder of the cluster; made when absent. */
  readonly folder: string;
  readonly port: number;
  /** Log file of the server. */
  readonly log: string;
  /** Passwords of the two roles; a cluster keeps those it was made with. */
  readonly superuserPassword: string;
  readonly ownerPassword: string;
  readonly children: Children;
}

export interface PostgresServer {
  readonly port: number;
  /** The product's database, as its owner. */
  readonly url: string;
  /** The maintenance database, as superuser: to make and drop databases. */
  readonly adminUrl: string;
  readonly child: Child;
  /** True if the server found that it had not been shut down and replayed its log. */
  readonly recovered: boolean;
  /** Ends sessions, writes a checkpoint, stops. */
  stop(): Promise<void>;
}

/**
 * Starts PostgreSQL on 127.0.0.1 with full durability (fsync and synchronous_commit on), making cluster, role and database when absent.
 * A server that a killed instance left in this folder is stopped first; a stale lock file is recognised.
 * Throws a `StartFailure` when the cluster is of another major version or the server does not come up.
 */
export async function startPostgres(options: PostgresOptions): Promise<PostgresServer> {
  const binaries = await postgresBinaries();
  const account = serverAccount();
  checkVersion(options.folder, binaries);
  if (!existsSync(join(options.folder, 'PG_VERSION'))) await makeCluster(options, binaries, account);
  await clearLeftovers(options.folder);
  const logStart = existsSync(options.log) ? statSync(options.log).size : 0;
  const program = asAccount(account, options.folder, binaries.postgres, ['-D', options.folder, '-p', String(options.port), ...settings()]);
  const child = await options.children.spawn({
    name: 'postgres',
    ...program,
    env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
    cwd: '/',
    log: options.log,
    // Fast shutdown: sessions are ended, a checkpoint is written. By force: immediate shutdown, replayed at the next start.
    stopSignal: 'SIGINT',
    killSignal: 'SIGQUIT',
    graceMs: 20_000,
  });
  await ready(options, child, logStart);
  const url = (database: string, user: string, password: string): string => `postgresql://${user}:${encodeURIComponent(password)}@127.0.0.1:${options.port}/${database}`;
  const adminUrl = url('postgres', superuser, options.superuserPassword);
  try {
    await makeDatabase(adminUrl, options.ownerPassword);
  } catch (error) {
    await child.stop();
    throw new StartFailure(
      'The embedded PostgreSQL started, but its database could not be opened.',
      messageOf(error),
      `restore secrets.json beside ${options.folder} from a backup, or begin anew: npm start -- --reset`,
      { cause: error },
    );
  }
  return {
    port: options.port,
    url: url(owner, owner, options.ownerPassword),
    adminUrl,
    child,
    recovered: newLog(options.log, logStart).includes('was not properly shut down'),
    stop: () => child.stop(),
  };
}

/** Small, safe, the same everywhere. What is a default of the server is repeated only where a promise hangs on it. */
function settings(): string[] {
  const values: Record<string, string> = {
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '100',
    shared_buffers: '128MB',
    max_wal_size: '512MB',
    // Containers give 64 MB of shared memory by default; parallel plans can need more, and the product's queries are short.
    max_parallel_workers_per_gather: '0',
    jit: 'off',
    random_page_cost: '1.1',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_checkpoints: 'off',
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

function checkVersion(folder: string, binaries: PostgresBinaries): void {
  const file = join(folder, 'PG_VERSION');
  if (!existsSync(file)) return;
  const major = readFileSync(file, 'utf8').trim();
  if (major === binaries.major) return;
  throw new StartFailure(
    `The database in ${folder} was made by PostgreSQL ${major}; this version of Duban runs PostgreSQL ${binaries.major}.`,
    'PostgreSQL cannot open the files of another major version.',
    `start the version of Duban that made it and take a backup, then restore it here; or begin in a new folder: DUBAN_DATA_DIR=<folder> npm start`,
  );
}

/** Made beside its place and moved there whole: a start killed in the middle leaves nothing that looks like a cluster. */
async function makeCluster(options: PostgresOptions, binaries: PostgresBinaries, account: Account | undefined): Promise<void> {
  const parent = dirname(options.folder);
  const draft = `${options.folder}.new`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true, mode: 0o700 });
  const passwordFile = join(parent, `.initdb-${randomBytes(6).toString('hex')}`);
  writeFileSync(passwordFile, `${options.superuserPassword}\n`, { mode: 0o600 });
  if (account !== undefined) for (const path of [draft, passwordFile]) chownSync(path, account.uid, account.gid);
  const program = asAccount(account, draft, binaries.initdb, [
    `--pgdata=${draft}`,
    `--username=${superuser}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--locale=C.UTF-8',
    '--encoding=UTF8',
    '--no-instructions',
  ]);
  try {
    await promisify(execFile)(program.command, [...program.args], { uid: program.uid, gid: program.gid, cwd: '/', env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8', TZ: 'UTC' } });
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    throw new StartFailure(
      'PostgreSQL could not make its cluster.',
      messageOf(error).trim().split('\n').slice(-3).join(' '),
      'check free space and rights of the data folder, then npm start',
      {
        cause: error,
      },
    );
  } finally {
    rmSync(passwordFile, { force: true });
  }
  // Only an empty or half-made folder can stand there: a cluster would have PG_VERSION.
  rmSync(options.folder, { recursive: true, force: true });
  renameSync(draft, options.folder);
}

/** Whoever calls holds the data folder, so a server still running here belongs to an instance that was killed. */
async function clearLeftovers(folder: string): Promise<void> {
  const lock = join(folder, 'postmaster.pid');
  if (!existsSync(lock)) return;
  const pid = Number(readFileSync(lock, 'utf8').split('\n')[0]);
  const identity = Number.isInteger(pid) && pid > 0 ? identify(pid) : undefined;
  if (identity !== undefined && commandLine(pid)?.includes(folder) === true) {
    signal(identity, 'SIGINT');
    if (!(await gone(identity, 20_000))) signal(identity, 'SIGQUIT');
    await gone(identity, 10_000);
  }
  // Backends of a killed server notice its death by themselves; until then the files are theirs.
  for (const backend of processesIn(realpathSync(folder))) {
    if (await gone(backend, 5_000)) continue;
    signal(backend, 'SIGQUIT');
    await gone(backend, 5_000);
  }
  // The number in a stale lock may meanwhile belong to a stranger, or to a dead server that nobody has buried; the server would then refuse to start.
  const living = identify(pid) !== undefined && commandLine(pid)?.includes(folder) === true;
  if (existsSync(lock) && !living) rmSync(lock);
}

/** The server writes its state into the last line of its lock file. */
async function ready(options: PostgresOptions, child: Child, logStart: number): Promise<void> {
  const lock = join(options.folder, 'postmaster.pid');
  const until = performance.now() + readyLimitMs;
  for (;;) {
    if (existsSync(lock)) {
      const lines = readFileSync(lock, 'utf8').split('\n');
      if (lines[0]?.trim() === String(child.pid) && lines[7]?.trim() === 'ready') return;
    }
    if (!child.running() || performance.now() > until) {
      await child.stop();
      const said = newLog(options.log, logStart)
        .split('\n')
        .filter((line) => /FATAL|PANIC|could not|HINT/.test(line))
        .slice(-4)
        .join(' ');
      throw new StartFailure(
        'PostgreSQL did not start.',
        said === '' ? `It gave no reason in ${options.log}.` : said.replaceAll(/\s+/g, ' '),
        `read ${options.log}; a taken port: DUBAN_PG_PORT=<port> npm start`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function newLog(file: string, start: number): string {
  const content = existsSync(file) ? readFileSync(file) : Buffer.alloc(0);
  return content.subarray(content.length < start ? 0 : start).toString('utf8');
}

async function makeDatabase(adminUrl: string, ownerPassword: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    const { rows } = await client.query<{ role: boolean; database: boolean }>(
      `SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = $1) AS role, EXISTS (SELECT FROM pg_database WHERE datname = $1) AS database`,
      [owner],
    );
    if (rows[0]?.role !== true) await client.query(`CREATE ROLE ${owner} LOGIN PASSWORD ${client.escapeLiteral(ownerPassword)}`);
    if (rows[0]?.database !== true) await client.query(`CREATE DATABASE ${owner} OWNER ${owner}`);
  } finally {
    await client.end();
  }
}
