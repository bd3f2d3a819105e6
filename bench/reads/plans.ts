import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import { createApi } from '../../api/app.ts';
import type { AttachmentStorage } from '../../api/attachments/storage.ts';
import { createLogger } from '../../api/http/log.ts';
import { resourceRoutes } from '../../api/resources.ts';
import { Ledger } from '../../ledger/ledger.ts';
import { createPool } from '../../ledger/pool.ts';
import { PrismaClient } from '../../prisma/client/client.ts';
import { readerPassword } from './district.ts';
import type { Question } from './questions.ts';

/** A statement that an answer was made of. */
interface Said {
  readonly text: string;
  readonly values: unknown[];
}

/** A statement of a question with the plan by which the server answered it. */
export interface Plan {
  readonly question: Pick<Question, 'what' | 'reader'>;
  readonly path: string;
  readonly text: string;
  readonly lines: readonly string[];
}

/** Tables that grow with the work: reading one of them as a whole is what no question may do. */
const growing = ['process', 'participation', 'fact', 'sealed_value', 'notice', 'watch', 'deadline_record', 'task_record', 'task_text', 'case_record', 'case_text', 'case_act'];

/** The tables that a plan reads as a whole. */
export const readAsAWhole = ({ lines }: Pick<Plan, 'lines'>): readonly string[] =>
  lines.flatMap((line) => {
    const table = /Seq Scan on "?(\w+)"?/.exec(line)?.[1];
    return table !== undefined && growing.includes(table) ? [table] : [];
  });

/** The API in this process on that ledger, telling every statement that its answers are made of. */
export async function listeningApi(databaseUrl: string) {
  const pool = createPool({ url: databaseUrl, applicationName: 'duban-plans' });
  const said: Said[] = [];
  const query = pool.query.bind(pool) as (...given: readonly unknown[]) => Promise<unknown>;
  const recorded = new Proxy(pool, {
    get: (target, name) => {
      if (name !== 'query') return Reflect.get(target, name, target) as unknown;
      return (first: string | pg.QueryConfig, values?: unknown[]) => {
        said.push(typeof first === 'string' ? { text: first, values: values ?? [] } : { text: first.text, values: first.values ?? [] });
        return query(first, values);
      };
    },
  });
  const ledger = new Ledger(recorded);
  const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: databaseUrl, max: 2 }) });
  const app = createApi({
    ledger,
    logger: createLogger({ level: 'silent' }),
    readiness: async () => ({ ok: true, checks: {} }),
    resources: resourceRoutes({ ledger, prisma }),
    attachments: { storage: {} as AttachmentStorage },
    version: '0.0.0',
    checkAnswers: true,
  });
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const tokens = new Map<string, string>();
  const tokenOf = async (username: string): Promise<string> => {
    const known = tokens.get(username);
    if (known !== undefined) return known;
    const answer = await fetch(`${base}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username, password: readerPassword }),
    });
    const { token } = (await answer.json()) as { token: string };
    tokens.set(username, token);
    return token;
  };
  return {
    pool,
    /** The answer to the path, and the statements it was made of. */
    ask: async (username: string, path: string) => {
      const authorization = `Bearer ${await tokenOf(username)}`;
      said.length = 0;
      const answer = await fetch(base + path, { headers: { authorization } });
      return { status: answer.status, body: (await answer.json()) as { readonly items?: readonly unknown[] }, said: [...said] };
    },
    close: async () => {
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
      await prisma.$disconnect();
      await pool.end();
    },
  };
}

/** The plans of a question's statements that read a growing table, for its first path or for each. Throws when the question is not answered, or answered with nothing where something must be. */
export async function plansOf(api: Awaited<ReturnType<typeof listeningApi>>, question: Question, paths: readonly string[] = question.paths): Promise<readonly Plan[]> {
  const plans: Plan[] = [];
  for (const path of paths) {
    const { status, body, said } = await api.ask(question.username, path);
    if (status !== 200) throw new Error(`${question.reader} ${path}: ${status} ${JSON.stringify(body).slice(0, 1_000)}`);
    if (question.lists && !body.items?.length) throw new Error(`${question.reader} ${path} lists nothing`);
    for (const { text, values } of said) {
      if (!growing.some((table) => new RegExp(`\\b${table}\\b`).test(text)) || /^\s*(INSERT|UPDATE|DELETE)/i.test(text)) continue;
      const { rows } = await api.pool.query<{ 'QUERY PLAN': string }>(`EXPLAIN (ANALYZE, BUFFERS) ${text}`, values);
      plans.push({ question, path, text, lines: rows.map((row) => row['QUERY PLAN']) });
    }
  }
  return plans;
}
