import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { appendFileSync, mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readEndpoints } from '../../app/embedded/endpoints.ts';
import { freePort } from '../../app/embedded/ports.ts';
import { identify, isAlive, type ProcessIdentity } from '../../app/embedded/process.ts';
import { killAll, type ServerName, serverOf, treeOf } from './processes.ts';
import { sleep, until } from './until.ts';

/** This checkout. */
export const checkout = fileURLToPath(new URL('../..', import.meta.url));
export const password = 'drill-password-of-chaos';
/** Longest a start may take; the first on a machine fetches a Temporal server. */
const readyLimitMs = 300_000;
/** Services may take their 30 s of grace. */
const stopLimitMs = 60_000;

/** Starts under way: whatever ends this program, they do not outlive it. */
const started = new Set<ProcessIdentity>();
process.on('exit', () => {
  for (const start of started) killAll(treeOf(start));
});

/** Ports that stay the same over restarts, so that proxies in between know their way. */
export interface Ports {
  readonly api: number;
  readonly postgres: number;
  readonly temporal: number;
}

/** An environment without what npm, jest or another instance have put there. */
export function cleanEnvironment(more: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(npm_|NODE_OPTIONS|TEMPORAL_|DUBAN_|DATABASE_URL|SMTP_|PORT$|HOST$|LOG_LEVEL)/.test(name) || name === 'DUBAN_CACHE_DIR' || name === 'TEMPORAL_CLI_PATH',
  );
  return { ...Object.fromEntries(kept), ...more };
}

/** What `npm start` runs, in a data folder of its own, as a user would start it. */
export class Instance {
  // Made by the start itself, so that its database's user may pass through.
  readonly folder: string;
  /** Logs and histories of the clients. */
  readonly notes: string;
  readonly ports: Ports;
  #environment: Readonly<Record<string, string>> = {};
  #root = checkout;
  #child: ChildProcess | undefined;
  /** The start command itself. */
  #start: ProcessIdentity | undefined;

  private constructor(folder: string, ports: Ports) {
    this.folder = folder;
    this.notes = `${folder}-notes`;
    this.ports = ports;
    mkdirSync(this.notes, { recursive: true });
  }

  static async create(): Promise<Instance> {
    const ports = { api: await freePort(), postgres: await freePort(), temporal: await freePort() };
    return new Instance(join(tmpdir(), `duban-chaos-${randomUUID()}`), ports);
  }

  /** The environment of its next starts, besides its own ports and folder. */
  use(environment: Readonly<Record<string, string>>): void {
    this.#environment = environment;
  }

  get url(): string {
    return `http://127.0.0.1:${this.ports.api}`;
  }

  get databaseUrl(): string {
    const endpoints = readEndpoints(this.folder);
    if (!endpoints) throw new Error('the instance has noted no endpoints yet');
    return endpoints.databaseUrl;
  }

  get temporalAddress(): string {
    return `127.0.0.1:${this.ports.temporal}`;
  }

  /** The environment in which commands such as `npm run backup` work on this instance. */
  get commandEnvironment(): NodeJS.ProcessEnv {
    return cleanEnvironment({ DUBAN_DATA_DIR: this.folder });
  }

  /** Starts it, from another checkout when one is named; answers the milliseconds until it was ready. Throws when it does not become so. */
  async start(root = this.#root): Promise<number> {
    this.#root = root;
    const began = performance.now();
    const child = spawn(process.execPath, ['app/bootstrap.mjs', 'start'], {
      cwd: root,
      env: cleanEnvironment({
        LOG_LEVEL: 'warn',
        QUIET_HOURS: 'no',
        DUBAN_DEMO_PASSWORD: password,
        ...this.#environment,
        DUBAN_DATA_DIR: this.folder,
        PORT: String(this.ports.api),
        DUBAN_PG_PORT: String(this.ports.postgres),
        DUBAN_TEMPORAL_PORT: String(this.ports.temporal),
      }),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    const start = child.pid === undefined ? undefined : identify(child.pid);
    this.#start = start;
    if (start) {
      started.add(start);
      child.once('exit', () => started.delete(start));
    }
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (data: Buffer) => {
        said += data.toString('utf8');
        appendFileSync(join(this.notes, 'start.log'), data);
      });
    const took = await until(
      async () => {
        if (child.exitCode !== null || child.signalCode !== null) return true;
        return said.includes(' is ready in ') && (await this.isReady());
      },
      readyLimitMs,
      50,
    );
    if (child.exitCode !== null || took === undefined) throw new Error(`the instance did not start (${child.exitCode ?? 'not ready in time'}):\n${said.slice(-2_000)}`);
    return performance.now() - began;
  }

  async isReady(): Promise<boolean> {
    return (await fetch(`${this.url}/readyz`, { signal: AbortSignal.timeout(5_000) })).ok;
  }

  /** The API answers, whatever else does not. */
  async isAlive(): Promise<boolean> {
    return (await fetch(`${this.url}/livez`, { signal: AbortSignal.timeout(2_000) })).ok;
  }

  server(name: ServerName): ProcessIdentity | undefined {
    return serverOf(this.folder, name);
  }

  /** kill -9 of one server with all that it has started (PostgreSQL's backends). Answers whether it ran. */
  kill(name: ServerName): boolean {
    const server = this.server(name);
    if (server === undefined) return false;
    killAll(treeOf(server));
    return true;
  }

  /** kill -9 of everything at once: the start command, its guardian, every server and backend. */
  async killEverything(): Promise<void> {
    if (this.#child === undefined || this.#start === undefined) throw new Error('nothing runs');
    const tree = treeOf(this.#start);
    killAll(tree);
    if ((await until(async () => tree.every((process) => !isAlive(process)), 10_000, 20)) === undefined) throw new Error('something survived kill -9');
    this.#child = undefined;
  }

  /** SIGTERM, as a service manager sends it; resolves when the start and every server have ended. */
  async stop(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child === undefined || this.#start === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const tree = treeOf(this.#start);
    child.kill('SIGTERM');
    if ((await until(async () => tree.every((process) => !isAlive(process)), stopLimitMs, 50)) !== undefined) return;
    killAll(tree);
    await sleep(200);
    throw new Error('the instance did not stop in time');
  }

  /** Removes the data; the notes stay when they are asked for. */
  remove(keepNotes: boolean): void {
    rmSync(this.folder, { recursive: true, force: true });
    if (!keepNotes) rmSync(this.notes, { recursive: true, force: true });
  }
}
