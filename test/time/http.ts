import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import { createApi } from '../../api/app.ts';
import { createDiskStorage } from '../../api/attachments/storage.ts';
import { createMetrics } from '../../api/http/metrics.ts';
import { resourceRoutes } from '../../api/resources.ts';
import { createPasswords } from '../../api/session/password.ts';
import { PrismaClient } from '../../prisma/client/client.ts';
import { logger, type SkippingStack } from '../harness/stack.ts';

/** What an answer holds: tests look into answers of every shape. */
// biome-ignore lint/suspicious/noExplicitAny: see above
export type Body = any;

/** People who use the API of a stack in skipped time, each by a login, or by `login#post` who holds several posts; sessions that have ended meanwhile are begun anew. */
export interface Office {
  readonly get: (login: string, path: string) => Promise<Body>;
  readonly bytes: (login: string, path: string) => Promise<Buffer>;
  readonly post: (login: string, path: string, body: object, version?: number) => Promise<Body>;
  /** The import of a text. */
  readonly hand: (login: string, path: string, text: string) => Promise<Body>;
  /** The code with which a step is refused. */
  readonly refused: (login: string, path: string, body: object) => Promise<string>;
  readonly close: () => Promise<void>;
}

/** The whole API on the stack's ledger, as the product serves it. */
export async function openOffice(stack: SkippingStack, password: string): Promise<Office> {
  const folder = await mkdtemp(path.join(tmpdir(), 'duban-office-'));
  const prisma = new PrismaClient({ adapter: new PrismaPg(stack.pool) });
  const { ledger } = stack;
  const app = createApi({
    ledger,
    logger,
    readiness: async () => ({ ok: true, checks: {} }),
    resources: resourceRoutes({ ledger, prisma }),
    version: '0.0.0',
    metrics: createMetrics(),
    passwords: createPasswords(),
    checkAnswers: true,
    attachments: { storage: await createDiskStorage(folder) },
  });
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const tokens = new Map<string, string>();
  const signIn = async (login: string): Promise<string> => {
    const answer = await fetch(`${base}/api/v1/session`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ username: login, password }) });
    const { token } = (await answer.json()) as { readonly token: string };
    tokens.set(login, token);
    return token;
  };
  const ask = async (who: string, method: string, where: string, content?: { readonly type: string; readonly body: string }, version?: number): Promise<Response> => {
    const [login = '', post] = who.split('#');
    const send = (token: string): Promise<Response> =>
      fetch(base + where, {
        method,
        headers: {
          Authorization: `Bearer ${token}`,
          ...(post === undefined ? {} : { 'Duban-Post': post }),
          ...(content ? { 'Content-Type': content.type } : {}),
          ...(version === undefined ? {} : { 'If-Match': `"${version}"` }),
        },
        ...(content ? { body: content.body } : {}),
      });
    const known = tokens.get(login);
    const answer = known === undefined ? undefined : await send(known);
    return answer && answer.status !== 401 ? answer : send(await signIn(login));
  };
  const json = (body: object) => ({ type: 'application/json', body: JSON.stringify(body) });
  const agreed = async (answer: Response, what: string): Promise<Body> => {
    if (!answer.ok) throw new Error(`${what}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  return {
    get: async (login, where) => agreed(await ask(login, 'GET', where), `${login} GET ${where}`),
    bytes: async (login, where) => {
      const answer = await ask(login, 'GET', where);
      if (!answer.ok) throw new Error(`${login} GET ${where}: ${answer.status} ${await answer.text()}`);
      return Buffer.from(await answer.arrayBuffer());
    },
    post: async (login, where, body, version) => agreed(await ask(login, 'POST', where, json(body), version), `${login} POST ${where} ${JSON.stringify(body).slice(0, 200)}`),
    hand: async (login, where, text) => agreed(await ask(login, 'POST', where, { type: 'text/plain', body: text }), `${login} POST ${where}`),
    refused: async (login, where, body) => {
      const answer = await ask(login, 'POST', where, json(body));
      return answer.ok ? 'agreed' : ((await answer.json()) as { readonly code: string }).code;
    },
    close: async () => {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      await prisma.$disconnect();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
