import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type pg from 'pg';
import { type ApiDeps, createApi } from '../../api/app.ts';
import { createDiskStorage } from '../../api/attachments/storage.ts';
import { type ChangeLimits, Changes } from '../../api/changes/changes.ts';
import type { Readiness } from '../../api/health/routes.ts';
import { createLogger } from '../../api/http/log.ts';
import { createMetrics, type Metrics } from '../../api/http/metrics.ts';
import type { Route } from '../../api/http/route.ts';
import { limitServer, stopOf } from '../../api/http/server.ts';
import { createPasswords } from '../../api/session/password.ts';
import { setCredential } from '../../api/session/store.ts';
import type { Role } from '../../domain/process/actor.ts';
import { system } from '../../domain/process/actor.ts';
import type { ProcessType } from '../../domain/process/definition.ts';
import { Ledger } from '../../ledger/ledger.ts';
import { createPool } from '../../ledger/pool.ts';
import { createTestDatabase } from '../harness/database.ts';
import { createClient } from './client.ts';

/** The password of everyone in these tests. */
export const password = 'a long enough secret';

export interface TestApi {
  readonly base: string;
  readonly ledger: Ledger;
  readonly pool: pg.Pool;
  /** Stops it as the service does. */
  readonly stop: ReturnType<typeof stopOf>;
  readonly metrics: Metrics;
  readonly changes: Changes;
  /** Folder of the attachments. */
  readonly folder: string;
  /** Every line logged, as text. */
  readonly lines: string[];
  readonly call: (method: string, path: string, options?: CallOptions) => Promise<Answered>;
  readonly record: (type: ProcessType, command: { readonly type: string } & Readonly<Record<string, unknown>>) => Promise<string>;
  readonly unit: (name: string, kind: string, parentId?: string) => Promise<string>;
  /** A person with a password and posts, called after their roles where no title is given; answers the id and a session’s token. */
  readonly person: (
    username: string,
    ...posts: readonly { readonly unitId: string; readonly role: Role; readonly title?: string }[]
  ) => Promise<{ readonly id: string; readonly token: string; readonly posts: readonly string[] }>;
  readonly signIn: (username: string) => Promise<string>;
  readonly close: () => Promise<void>;
}

export interface CallOptions {
  readonly token?: string | undefined;
  readonly body?: unknown;
  readonly raw?: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  readonly body: any;
  readonly text: string;
}

/** A real API on a real ledger in a database of its own; only Temporal is absent, which these tests do not need. */
export async function startApi(
  overrides: Partial<Omit<ApiDeps, 'attachments'>> & { readonly attachments?: Partial<ApiDeps['attachments']>; readonly routes?: (ledger: Ledger) => readonly Route[] } = {},
  streams: Partial<ChangeLimits> = {},
): Promise<TestApi> {
  const database = await createTestDatabase();
  const pool = createPool({ url: database.url });
  const ledger = new Ledger(pool);
  const folder = await mkdtemp(path.join(tmpdir(), 'duban-attachments-'));
  const lines: string[] = [];
  const metrics = createMetrics();
  const passwords = createPasswords();
  const { attachments, routes, ...rest } = overrides;
  const changes = new Changes(pool, streams);
  const app = createApi({
    ledger,
    logger: createLogger({ level: 'debug' }, { write: (line) => void lines.push(line) }),
    readiness: async (): Promise<Readiness> => ({ ok: true, checks: { migrated: true } }),
    resources: routes?.(ledger) ?? [],
    version: '0.0.0',
    metrics,
    passwords,
    changes,
    checkAnswers: true,
    ...rest,
    attachments: { storage: await createDiskStorage(folder), ...attachments },
  });
  const server = limitServer(createServer(app));
  const stop = stopOf(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const client = createClient(base);
  const call: TestApi['call'] = async (method, where, { token, body, raw, headers = {} } = {}) => {
    const mediaType = body !== undefined ? 'application/json' : typeof raw === 'string' ? 'text/plain;charset=UTF-8' : undefined;
    const own = { ...(token ? { Authorization: `Bearer ${token}` } : {}), ...(mediaType === undefined ? {} : { 'Content-Type': mediaType }), ...headers };
    const answer = await client.send(method, where, own, body === undefined ? raw : JSON.stringify(body));
    const json = answer.headers.get('content-type')?.includes('json') ?? false;
    return { ...answer, body: json && answer.text !== '' ? JSON.parse(answer.text) : undefined };
  };
  const record: TestApi['record'] = async (type, command) => {
    const id = randomUUID();
    const outcome = await ledger.execute({ type, id, creates: true, command, actor: system });
    if (!outcome.ok) throw new Error(`${type} ${command.type}: ${outcome.code}`);
    return id;
  };
  const signIn: TestApi['signIn'] = async (username) => {
    const { body } = await call('POST', '/api/v1/session', { body: { username, password } });
    return body.token;
  };
  const hash = await passwords.hash(password);
  return {
    base,
    ledger,
    pool,
    stop,
    metrics,
    changes,
    folder,
    lines,
    call,
    record,
    signIn,
    unit: (name, kind, parentId) => record('unit', { type: 'register', name, kind, ...(parentId ? { parentId } : {}) }),
    person: async (username, ...posts) => {
      const id = await record('person', { type: 'register', name: `${username}的持有人`, username });
      await setCredential(pool, id, hash, false);
      const held: string[] = [];
      for (const post of posts) held.push(await record('post', { type: 'create', title: `${post.role}岗`, personId: id, ...post }));
      return { id, token: await signIn(username), posts: held };
    },
    close: async () => {
      await stop(0);
      client.close();
      await pool.end();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
