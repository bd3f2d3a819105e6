import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { temporalTarget } from '../engine/connection.ts';
import { buildProgram } from './build.mjs';
import { buildConsole } from './build-console.mjs';
import { type Children, startChildren, stopOrphans } from './embedded/children.ts';
import { type DataFolder, eraseDataFolder, openDataFolder } from './embedded/data-folder.ts';
import { noteEndpoints } from './embedded/endpoints.ts';
import { replaceFile } from './embedded/exclusive.ts';
import { type EmbeddedDatabase, type EmbeddedTemporal, embeddedDatabase, embeddedTemporal } from './embedded/instance.ts';
import { choosePort } from './embedded/ports.ts';
import { describeFailure, messageOf, StartFailure } from './failure.ts';
import { createLogger } from './logger.ts';
import { migrateOrFail } from './migrate.ts';
import { createProgress } from './progress.ts';
import { readStartOptions, type StartOptions } from './start-options.ts';
import { type OnCrash, type Supervised, supervise } from './supervisor.ts';

/** Longest wait until the API says that everything works. */
const readyLimitMs = 120_000;
/** A service that fails this often before it was ready once will not become so by trying again. */
const failuresBeforeReady = 3;
/** The same as in the demo district: one login per role. */
const demoLogins = ['admin', 'office', 'leader', 'manager', 'liaison', 'inspector-a', 'inspector-b', 'expert'];

const root = fileURLToPath(new URL('..', import.meta.url));
const progress = createProgress();

/** What runs, in the order in which it is stopped. */
const running: { api?: Supervised; worker?: Supervised; temporal?: Supervised; postgres?: Supervised; children?: Children; folder?: DataFolder } = {};
let stopping: Promise<void> | undefined;
let isReady = false;
let giveUp: (error: Error) => void = () => undefined;

const onCrash: OnCrash = (name, { exit, error, pauseMs }) => {
  const how = error !== undefined ? messageOf(error) : exit?.signal != null ? `ended by ${exit.signal}` : `ended with code ${exit?.code ?? '?'}`;
  progress.say(`  ! ${name}: ${how}; started again in ${(pauseMs / 1000).toFixed(1)} s`);
};

function stop(): Promise<void> {
  stopping ??= (async () => {
    const { api, worker, temporal, postgres, children, folder } = running;
    for (const server of [api, worker, temporal, postgres]) {
      if (server !== undefined) await progress.step(`stopping ${server.name}`, () => server.stop());
    }
    children?.close();
    folder?.release();
  })();
  return stopping;
}

function stopOnSignals(): void {
  const onSignal = (): void => {
    if (stopping !== undefined) {
      progress.say('stopped by force; the next start recovers');
      for (const server of [running.api, running.worker, running.temporal, running.postgres]) server?.kill();
      process.exit(130);
    }
    progress.say('stopping (once more to stop at once) …');
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        progress.say(describeFailure(error));
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  // Killed itself, npm can pass no signal on: this start would run on unseen.
  if (process.env.npm_lifecycle_event !== undefined) {
    const parent = process.ppid;
    setInterval(() => {
      if (process.ppid !== parent && stopping === undefined) onSignal();
    }, 1_000).unref();
  }
}

async function start(options: StartOptions): Promise<void> {
  if (options.reset) await progress.step(`erasing ${options.dataDir}`, async () => eraseDataFolder(options.dataDir));
  const folder = openDataFolder(options.dataDir);
  running.folder = folder;
  const orphans = await stopOrphans(folder.run);
  if (orphans.length > 0) progress.say(`  ! stopped what a killed instance had left running: ${orphans.join(', ')}`);
  const children = startChildren(folder.run);
  running.children = children;
  const port = await choosePort({ what: 'the API', variable: 'PORT', named: options.port, usual: 3000, host: options.host });
  const metricsPorts = { api: await choosePort({ what: "the API's metrics", variable: 'PORT' }), worker: await choosePort({ what: "the worker's metrics", variable: 'PORT' }) };
  const surroundings = { folder, children, onCrash };
  const logger = createLogger('start', 'fatal');

  const databaseReady = progress
    .step(
      'PostgreSQL',
      () => embeddedDatabase(surroundings, options.pgPort),
      ({ port: at, recovered }) => `127.0.0.1:${at}${recovered ? ', recovered after a crash' : ''}`,
    )
    .then(async (database) => {
      running.postgres = database.server;
      await progress.step(
        'migrations',
        () => migrateOrFail(database.url),
        (applied) => (applied.length === 0 ? 'up to date' : `${applied.length} applied`),
      );
      return database;
    });
  const temporalReady = startOrUseTemporal(surroundings, options);
  const consoleReady = progress.step('console', () => buildConsole());
  consoleReady.catch(() => undefined);
  const [database, temporal] = await bothOrFirstFailure(databaseReady, temporalReady);

  const environment = serviceEnvironment({ options, folder, database, temporal, port });
  noteEndpoints(folder.run, { databaseUrl: database.url, ...(temporal.embedded === undefined ? {} : { temporalAddress: temporal.embedded.address }) });
  const service = async (name: 'api' | 'worker'): Promise<Supervised> => {
    const log = join(folder.logs, `${name}.log`);
    const program = await buildProgram(name);
    const launch = () =>
      children.spawn({
        name,
        command: process.execPath,
        args: ['--enable-source-maps', program],
        cwd: root,
        env: { ...environment, METRICS_PORT: String(metricsPorts[name]) },
        log,
        stopSignal: 'SIGTERM',
        killSignal: 'SIGKILL',
        graceMs: 32_000,
      });
    const logStart = existsSync(log) ? statSync(log).size : 0;
    let failures = 0;
    return supervise(name, await launch(), launch, (who, event) => {
      onCrash(who, event);
      failures += 1;
      if (!isReady && failures >= failuresBeforeReady) giveUp(new StartFailure(`The ${name} does not start.`, lastWords(log, logStart), `read ${log}`));
    });
  };
  const ownPassword = folder.secret('demo').slice(0, 12);
  const failing = new Promise<never>((_resolve, reject) => {
    giveUp = reject;
  });
  failing.catch(() => undefined);
  running.worker = await service('worker');
  await consoleReady;
  running.api = await service('api');
  const lost = folder.uncleanStart || database.recovered || temporal.fresh;
  await Promise.race([
    progress.step(
      options.demo === 'off' ? 'ledger' : 'ledger and demo district',
      async (note) => {
        const { prepareLedger } = await import('./prepare.ts');
        const target = temporal.embedded === undefined ? temporalTarget() : { connectionOptions: { address: temporal.embedded.address }, namespace: 'default' };
        const preparation = { databaseUrl: database.url, target, taskQueue: environment.TASK_QUEUE ?? 'duban', logger, raiseEra: lost, progress: note };
        const demo = { demoPassword: options.demoPassword ?? ownPassword, demoPasswordGiven: options.demoPassword !== undefined };
        const { demoLoaded, demoPasswordSet } = await prepareLedger(options.demo === 'off' ? preparation : { ...preparation, ...demo });
        if (options.demo !== 'off') notePassword(folder, options.demoPassword !== undefined, demoLoaded);
        return demoLoaded ? 'loaded' : demoPasswordSet ? 'the demo password was changed, sessions ended' : undefined;
      },
      (done) => done,
    ),
    failing,
  ]);
  await Promise.race([progress.step('worker and API', (note) => ready(port, options.host, note)), failing]);
  isReady = true;
  announce(options, { port, folder, demoPassword: existsSync(givenPassword(folder)) ? undefined : ownPassword, uiUrl: temporal.embedded?.uiUrl });
}

const givenPassword = (folder: DataFolder): string => join(folder.root, 'demo-password-given');

/** A later start that is given no demo password must not print one that no longer holds. */
function notePassword(folder: DataFolder, given: boolean, demoLoaded: boolean): void {
  if (given) writeFileSync(givenPassword(folder), '');
  else if (demoLoaded) rmSync(givenPassword(folder), { force: true });
}

interface Temporal {
  readonly embedded?: EmbeddedTemporal;
  readonly fresh: boolean;
}

async function startOrUseTemporal(surroundings: Parameters<typeof embeddedTemporal>[0], options: StartOptions): Promise<Temporal> {
  const given = process.env.TEMPORAL_ADDRESS;
  if (given !== undefined && given !== '') {
    progress.say(`  ✓ Temporal (TEMPORAL_ADDRESS: ${given})`);
    return { fresh: false };
  }
  const embedded = await progress.step(
    'Temporal',
    (note) => embeddedTemporal(surroundings, options.temporalPort, note),
    ({ address }) => address,
  );
  running.temporal = embedded.server;
  return { embedded, fresh: embedded.fresh };
}

/** Waits for both even when one fails, so that what the other started is known and can be stopped. */
async function bothOrFirstFailure<A, B>(one: Promise<A>, other: Promise<B>): Promise<[A, B]> {
  await Promise.allSettled([one, other]);
  return Promise.all([one, other]);
}

interface Started {
  readonly options: StartOptions;
  readonly folder: DataFolder;
  readonly database: EmbeddedDatabase;
  readonly temporal: Temporal;
  readonly port: number;
}

/** The database's address with another `host:port` in front of it: a proxy of a drill (docs/chaos.md). */
function via(databaseUrl: string, hostAndPort: string | undefined): string {
  if (hostAndPort === undefined || hostAndPort === '') return databaseUrl;
  const url = new URL(databaseUrl);
  url.host = hostAndPort;
  return url.href;
}

/** What API and worker see: this instance's servers, whatever the surrounding environment says of others; a drill may put proxies in between. */
function serviceEnvironment({ options, folder, database, temporal, port }: Started): Record<string, string | undefined> {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('npm_') && !name.startsWith('DATABASE_URL') && (temporal.embedded === undefined || !name.startsWith('TEMPORAL_')),
  );
  return {
    TASK_QUEUE: 'duban',
    ...Object.fromEntries(inherited),
    ...temporal.embedded?.environment,
    ...(temporal.embedded !== undefined && process.env.DUBAN_TEMPORAL_VIA ? { TEMPORAL_ADDRESS: process.env.DUBAN_TEMPORAL_VIA } : {}),
    DATABASE_URL: via(database.url, process.env.DUBAN_DATABASE_VIA),
    HOST: options.host,
    PORT: String(port),
    DUBAN_DEMO: options.demo,
    ATTACHMENTS_DIR: folder.attachments,
  };
}

/** The API says by /readyz that the ledger is migrated, the demo there and a worker polling. */
async function ready(port: number, host: string, note: (text: string) => void): Promise<void> {
  const until = performance.now() + readyLimitMs;
  let lacking = 'no answer yet';
  while (performance.now() < until && stopping === undefined) {
    try {
      const answer = await fetch(`${address(host, port)}/readyz`, { signal: AbortSignal.timeout(5_000) });
      const body = await answer.text();
      if (answer.ok) return;
      lacking = body.slice(0, 300);
    } catch {}
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
  note(lacking);
  throw new StartFailure('The API did not become ready.', `It last said: ${lacking}`, `read ${join(running.folder?.logs ?? 'logs', 'api.log')} and worker.log beside it`);
}

function address(host: string, port: number): string {
  const reachable = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`;
}

function lastWords(log: string, start: number): string {
  const said = existsSync(log) ? readFileSync(log).subarray(start).toString('utf8').trim().split('\n') : [];
  const failure = said.findLast((line) => /"level":"(fatal|error)"/.test(line)) ?? said.at(-1) ?? '';
  try {
    const parsed: unknown = JSON.parse(failure);
    if (typeof parsed === 'object' && parsed !== null && 'err' in parsed && typeof parsed.err === 'object' && parsed.err !== null && 'message' in parsed.err)
      return String(parsed.err.message);
  } catch {}
  return failure === '' ? 'It said nothing.' : failure.slice(0, 500);
}

function announce(
  options: StartOptions,
  { port, folder, demoPassword, uiUrl }: { port: number; folder: DataFolder; demoPassword: string | undefined; uiUrl: string | undefined },
): void {
  const url = address(options.host, port);
  // `npm run walk` finds the instance by it: whole, or not yet there.
  replaceFile(join(folder.run, 'url'), `${url}\n`, 0o644);
  const usualFolder = resolve('.duban') === folder.root;
  const told = options.demoPassword === undefined ? demoPassword : undefined;
  const password = told ?? '<as given>';
  const environment = [...(usualFolder ? [] : [`PORT=${port} `]), ...(usualFolder && told !== undefined ? [] : [`DUBAN_DEMO_PASSWORD=${password} `])].join('');
  const lines = [
    '',
    `Duban 督办 is ready in ${(performance.now() / 1000).toFixed(1)} s`,
    '',
    `  Console          ${url}/`,
    `  API              ${url}/api/v1`,
    `  API reference    ${url}/api/docs`,
    ...(uiUrl === undefined ? [] : [`  Temporal UI      ${uiUrl}`]),
    `  data folder      ${folder.root}  (logs in logs/)`,
    ...(options.demo === 'off'
      ? []
      : [`  demo logins      ${demoLogins.join(', ')}`, `  demo password    ${told ?? (options.demoPassword === undefined ? 'as last given' : 'as given')}`]),
    '',
    ...(options.demo === 'off' ? [] : [`  next to try      ${environment}npm run walk   (in another terminal)`]),
    '  stop             Ctrl-C; the next npm start goes on where everything stood',
    '',
  ];
  progress.say(lines.join('\n'));
}

const options = readStartOptions(process.argv.slice(2));
progress.say('Duban 督办 is starting');
stopOnSignals();
try {
  await start(options);
} catch (error) {
  if (stopping === undefined) {
    await stop();
    process.stderr.write(`\n${describeFailure(error)}\n`);
    process.exit(1);
  }
}
