import { existsSync, readdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { StartFailure } from '../failure.ts';
import { temporalCliVersion } from './binaries.ts';
import type { Child, Children } from './children.ts';
import { replaceFile } from './exclusive.ts';

/** Longest wait until the namespace can be used. */
const readyLimitMs = 60_000;

export interface TemporalOptions {
  /** The Temporal CLI. */
  readonly program: string;
  /** Folder of the server's file. */
  readonly folder: string;
  readonly log: string;
  readonly port: number;
  readonly httpPort: number;
  readonly metricsPort: number;
  /** Port of Temporal's web UI; without one the server runs without UI. */
  readonly uiPort?: number | undefined;
  readonly children: Children;
}

export interface TemporalServer {
  /** host:port, as TEMPORAL_ADDRESS takes it. */
  readonly address: string;
  readonly uiUrl: string | undefined;
  readonly version: string;
  /** The store begins empty: everything that runs must be nudged anew from the ledger. */
  readonly fresh: boolean;
  readonly child: Child;
  stop(): Promise<void>;
}

/**
 * Starts the Temporal dev server on 127.0.0.1 with its store in a file, namespace `default`.
 * The server never migrates that file: when the CLI's version has changed, the file is set aside (`temporal-<version>-<time>.db.aside`) and a new one
 * begun, which the ledger fills again. Throws a `StartFailure` when the server does not come up.
 */
export async function startTemporal(options: TemporalOptions): Promise<TemporalServer> {
  const version = await temporalCliVersion(options.program);
  const store = join(options.folder, 'temporal.db');
  setAsideOther(options.folder, store, version);
  const fresh = !existsSync(store);
  replaceFile(versionFile(options.folder), `${version}\n`, 0o644);
  const logStart = existsSync(options.log) ? statSync(options.log).size : 0;
  const child = await options.children.spawn({
    name: 'temporal',
    command: options.program,
    args: [
      ...['server', 'start-dev', '--ip', '127.0.0.1', '--namespace', 'default', '--log-level', 'error', '--log-format', 'json'],
      ...['--port', String(options.port), '--http-port', String(options.httpPort), '--metrics-port', String(options.metricsPort)],
      ...(options.uiPort === undefined ? ['--headless'] : ['--ui-port', String(options.uiPort), '--ui-disable-news-fetch']),
      // The write-ahead log makes the file store three times faster; what a power cut takes from it, the sweep mends from the ledger.
      ...['--db-filename', store, '--sqlite-pragma', 'journal_mode=WAL', '--sqlite-pragma', 'synchronous=NORMAL'],
    ],
    // The CLI reads settings of other clusters from its environment and its configuration file: none of them may reach this server.
    env: { PATH: process.env.PATH, HOME: process.env.HOME, TMPDIR: process.env.TMPDIR, TEMPORAL_CONFIG_FILE: join(options.folder, 'none.toml') },
    cwd: options.folder,
    log: options.log,
    stopSignal: 'SIGTERM',
    killSignal: 'SIGKILL',
    graceMs: 10_000,
  });
  await ready(options, child, logStart);
  return {
    address: `127.0.0.1:${options.port}`,
    uiUrl: options.uiPort === undefined ? undefined : `http://127.0.0.1:${options.uiPort}`,
    version,
    fresh,
    child,
    stop: () => child.stop(),
  };
}

function versionFile(folder: string): string {
  return join(folder, 'version');
}

function setAsideOther(folder: string, store: string, version: string): void {
  if (!existsSync(store)) return;
  const known = existsSync(versionFile(folder)) ? readFileSync(versionFile(folder), 'utf8').trim() : 'unknown';
  if (known === version) return;
  const aside = `temporal-${known}-${new Date().toISOString().replaceAll(/[:.]/g, '-')}.db.aside`;
  for (const name of readdirSync(folder)) {
    if (name.startsWith('temporal.db')) renameSync(join(folder, name), join(folder, name.replace('temporal.db', aside)));
  }
}

async function ready(options: TemporalOptions, child: Child, logStart: number): Promise<void> {
  const until = performance.now() + readyLimitMs;
  const question = `http://127.0.0.1:${options.httpPort}/api/v1/namespaces/default`;
  for (;;) {
    try {
      const answer = await fetch(question, { signal: AbortSignal.timeout(2_000) });
      await answer.arrayBuffer();
      if (answer.ok) return;
    } catch {}
    if (!child.running() || performance.now() > until) {
      await child.stop();
      const said = existsSync(options.log) ? readFileSync(options.log).subarray(logStart).toString('utf8').trim().split('\n').slice(-3).join(' ') : '';
      throw new StartFailure(
        'The Temporal dev server did not start.',
        said === '' ? `It gave no reason in ${options.log}.` : said.slice(0, 600),
        `read ${options.log}; a taken port: DUBAN_TEMPORAL_PORT=<port> npm start; a damaged store: move ${options.folder} away, it is rebuilt from the ledger`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}
