import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import pg from 'pg';
import { temporalCliPath } from '../../app/embedded/binaries.ts';
import { openDataFolder } from '../../app/embedded/data-folder.ts';
import { choosePort } from '../../app/embedded/ports.ts';
import { startPostgres } from '../../app/embedded/postgres.ts';
import { startTemporal } from '../../app/embedded/temporal.ts';
import { hasPoller } from '../../engine/poller.ts';
import { Contender, type Schema } from '../contender.ts';
import { Http } from '../http.ts';
import { removeFolder } from '../instance.ts';
import type { Context } from '../measure.ts';

const taskQueue = 'baseline';

const table = `CREATE TABLE step (case_id uuid NOT NULL, seq int NOT NULL, type text NOT NULL, data jsonb NOT NULL, due_at timestamptz(3), at timestamptz(3) NOT NULL, PRIMARY KEY (case_id, seq))`;
const schema: Schema = {
  closed: "SELECT case_id AS id FROM step WHERE case_id = ANY($1::uuid[]) AND type = 'closed'",
  escalations:
    "SELECT case_id, extract(epoch FROM due_at)::float8 * 1000 AS due_at, extract(epoch FROM at)::float8 * 1000 AS at FROM step WHERE case_id = ANY($1::uuid[]) AND type = 'overdue'",
  countClosed: "SELECT count(*)::int AS n FROM step WHERE type = 'closed'",
  escalated: "SELECT count(*)::int AS n FROM step WHERE type = 'overdue'",
  // Its steps are answered by the workflow itself.
  unseen: 'SELECT 0 AS n',
};

/** A minute is plenty for two small programs. */
const readyLimitMs = 60_000;

/**
 * Starts the plain Temporal application with servers of its own: the same PostgreSQL with the same settings, the same Temporal server with the same kind of store,
 * worker and API as processes of their own. It goes when the measure ends, or sooner by `stop`.
 */
export async function startBaseline(context: Pick<Context, 'workplace' | 'afterwards'>): Promise<Contender> {
  const { workplace, afterwards } = context;
  const began = performance.now();
  const folder = openDataFolder(workplace.path('baseline'));
  const port = (what: string): Promise<number> => choosePort({ what: `the baseline's ${what}`, variable: 'no variable' });
  const { children } = workplace;
  const postgres = await startPostgres({
    folder: folder.postgres,
    port: await port('PostgreSQL'),
    log: join(folder.logs, 'postgres.log'),
    superuserPassword: folder.secret('postgres'),
    ownerPassword: folder.secret('duban'),
    children,
  });
  afterwards(() => postgres.stop());
  const temporal = await startTemporal({
    program: await temporalCliPath(),
    folder: folder.temporal,
    log: join(folder.logs, 'temporal.log'),
    port: await port('Temporal'),
    uiPort: await port('Temporal UI'),
    httpPort: await port('Temporal HTTP'),
    metricsPort: await port('Temporal metrics'),
    children,
  });
  afterwards(() => temporal.stop());
  const setUp = new pg.Client({ connectionString: postgres.url });
  await setUp.connect();
  await setUp.query(table).finally(() => setUp.end());
  const apiPort = await port('API');
  const token = randomUUID();
  const url = `http://127.0.0.1:${apiPort}`;
  const service = async (name: 'worker' | 'api') => {
    const child = await children.spawn({
      name: `baseline ${name}`,
      command: process.execPath,
      args: ['--import', 'tsx', fileURLToPath(new URL(`./${name}.ts`, import.meta.url))],
      cwd: fileURLToPath(new URL('../..', import.meta.url)),
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        DATABASE_URL: postgres.url,
        TEMPORAL_ADDRESS: temporal.address,
        TASK_QUEUE: taskQueue,
        PORT: String(apiPort),
        TOKEN: token,
      },
      log: join(folder.logs, `${name}.log`),
      stopSignal: 'SIGTERM',
      killSignal: 'SIGKILL',
      graceMs: 10_000,
    });
    afterwards(() => child.stop());
    return child;
  };
  const [worker, api] = [await service('worker'), await service('api')];
  const connection = await Connection.connect({ address: temporal.address });
  const client = new Client({ connection });
  while (!(await isReady(client, url))) {
    if (!worker.running() || !api.running() || performance.now() - began > readyLimitMs) throw new Error(`the baseline did not start: ${lastWords(folder.logs)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await connection.close();
  let stopping: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    for (const child of [api, worker, temporal, postgres]) await child.stop();
    folder.release();
  };
  const contender = new Contender({
    name: 'plain Temporal',
    instance: {
      url,
      folder: folder.root,
      databaseUrl: postgres.url,
      temporalAddress: temporal.address,
      readyMs: performance.now() - began,
      parts: () => [
        { name: 'api', pid: api.pid },
        { name: 'worker', pid: worker.pid },
        { name: 'temporal', pid: temporal.child.pid },
        { name: 'postgres', pid: postgres.child.pid },
      ],
      stop: () => (stopping ??= stop()),
    },
    http: new Http(url, token),
    schema,
    partyId: randomUUID(),
    officers: [randomUUID(), randomUUID()],
  });
  afterwards(async () => {
    await contender.stop();
    removeFolder(folder.root);
  });
  return contender;
}

const lastWords = (logs: string): string =>
  ['worker', 'api']
    .map(
      (name) =>
        `${name}: ${readFileSync(join(logs, `${name}.log`), 'utf8')
          .trim()
          .split('\n')
          .slice(-12)
          .join(' ')}`,
    )
    .join('; ');

async function isReady(client: Client, url: string): Promise<boolean> {
  const answer = await fetch(`${url}/livez`).catch(() => undefined);
  await answer?.arrayBuffer();
  return answer?.ok === true && (await hasPoller(client, taskQueue).catch(() => false));
}
