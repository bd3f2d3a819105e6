import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readEndpoints } from '../app/embedded/endpoints.ts';
import type { Context } from './measure.ts';
import type { Part } from './process-cost.ts';

/** Of all logins of the demo. */
export const password = 'a-password-for-the-bench';

/** Whole servers, databases and services of one system under measurement, in a folder of their own. */
export interface Instance {
  readonly url: string;
  readonly folder: string;
  /** The product's database, as its owner. */
  readonly databaseUrl: string;
  readonly temporalAddress: string;
  /** Milliseconds from the command to ready. */
  readonly readyMs: number;
  /** Its processes by the part they play. */
  readonly parts: () => readonly Part[];
  /** Stops it in order; the folder stays. Harmless when repeated. */
  readonly stop: () => Promise<void>;
}

const checkout = fileURLToPath(new URL('..', import.meta.url));

/** The first start on a machine fetches a Temporal server. */
const readyLimitMs = 300_000;
/** A service may take its 30 s of grace for what is in hand, one after the other. */
const stopGraceMs = 90_000;

/** The user's surroundings without what would lead this instance to other servers or other settings. */
function surroundings(): NodeJS.ProcessEnv {
  const foreign = /^(npm_config_|NODE_ENV|NODE_OPTIONS|TEMPORAL_(?!CLI_PATH)|DUBAN_|DATABASE_URL|SMTP_|PORT$|HOST$|LOG_LEVEL$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name) || name === 'DUBAN_CACHE_DIR'));
}

/** Starts `npm start`'s own program with the demo and waits until it is ready. In a folder used before: a warm start. It is stopped when the measure ends. */
export async function startInstance({ workplace, afterwards }: Pick<Context, 'workplace' | 'afterwards'>, folder = workplace.path('duban')): Promise<Instance> {
  const log = `${folder}.log`;
  // The instance finds a free port by itself and notes its address when it is ready.
  const address = join(folder, 'run', 'url');
  rmSync(address, { force: true });
  const began = performance.now();
  const child = await workplace.children.spawn({
    name: 'duban',
    command: process.execPath,
    args: ['app/bootstrap.mjs', 'start'],
    cwd: checkout,
    env: { ...surroundings(), DUBAN_DATA_DIR: folder, DUBAN_DEMO: 'lianyun', DUBAN_DEMO_PASSWORD: password },
    log,
    stopSignal: 'SIGTERM',
    killSignal: 'SIGKILL',
    graceMs: stopGraceMs,
  });
  afterwards(() => child.stop());
  for (;;) {
    if (!child.running()) throw new Error(`the instance ended before it was ready: ${readFileSync(log, 'utf8').trim().split('\n').slice(-6).join(' ')}`);
    if (existsSync(address)) break;
    if (performance.now() - began > readyLimitMs) throw new Error('the instance did not become ready in five minutes');
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  const readyMs = performance.now() - began;
  const url = readFileSync(address, 'utf8').trim();
  const endpoints = readEndpoints(folder);
  if (endpoints?.temporalAddress === undefined) throw new Error('the instance has noted no endpoints');
  return {
    url,
    folder,
    databaseUrl: endpoints.databaseUrl,
    temporalAddress: endpoints.temporalAddress,
    readyMs,
    parts: () => [{ name: 'supervisor', pid: child.pid }, ...(JSON.parse(readFileSync(join(folder, 'run', 'children.json'), 'utf8')) as Part[])],
    stop: () => child.stop(),
  };
}

/** Removes the folder of an instance that has been stopped, so that many runs do not fill the disk. */
export const removeFolder = (folder: string): void => rmSync(folder, { recursive: true, force: true });
