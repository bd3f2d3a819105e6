import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { messageOf, StartFailure } from '../failure.ts';
import { Me, Problem, SignedIn } from './answers.ts';

/** Longest wait for one answer. The API itself answers within 10 s. */
const answerLimitMs = 15_000;
/** How long a request is repeated while a restarted service comes back. */
const persistenceMs = 20_000;

/** The API said no: the status, the stable code, the words for people. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly status: number;
  readonly code: string;
  readonly items: readonly Readonly<Record<string, unknown>>[];

  constructor(asked: string, status: number, problem: z.output<typeof Problem>) {
    super(`${asked}: ${status} ${problem.code} ${problem.detail}`);
    this.status = status;
    this.code = problem.code;
    this.items = problem.items ?? [];
  }
}

interface Asking {
  readonly body?: unknown;
  /** A body that is no JSON. */
  readonly text?: string;
  /** The version read before: the write is refused when somebody else wrote meanwhile. */
  readonly ifMatch?: number;
  /** Without it a write gets a fresh Idempotency-Key. */
  readonly key?: string;
}

async function send(url: string, init: RequestInit): Promise<{ readonly status: number; readonly text: string }> {
  try {
    const answer = await fetch(url, { ...init, signal: AbortSignal.timeout(answerLimitMs) });
    return { status: answer.status, text: await answer.text() };
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : '';
    throw new StartFailure(
      `No answer from ${new URL(url).origin}.`,
      `${messageOf(error)}${cause}`,
      'npm start (in another terminal), or name the running instance: npm run walk -- --url http://127.0.0.1:<port>',
    );
  }
}

/** A request that found nobody, or a service that is starting, is sent again: under its Idempotency-Key a write is done once all the same. */
async function persist(url: string, init: RequestInit): Promise<{ readonly status: number; readonly text: string }> {
  const end = Date.now() + persistenceMs;
  for (;;) {
    const last = Date.now() > end;
    try {
      const answer = await send(url, init);
      if (answer.status !== 503 || last) return answer;
    } catch (error) {
      if (last) throw error;
    }
    await sleep(500);
  }
}

/** Somebody signed in: everything they ask goes over HTTP as any client would send it. */
export class Person {
  readonly #url: string;
  readonly #token: string;
  readonly id: string;
  readonly name: string;
  readonly username: string;

  constructor(url: string, token: string, me: z.output<typeof Me>, username: string) {
    this.#url = url;
    this.#token = token;
    this.id = me.id;
    this.name = me.posts[0]?.title ?? me.name;
    this.username = username;
  }

  async get<T extends z.ZodType>(path: string, schema: T): Promise<z.output<T>> {
    return schema.parse(JSON.parse(await this.#ask('GET', path, {})));
  }

  /** A write. Throws `Refused`. */
  async post<T extends z.ZodType>(path: string, schema: T, asking: Asking): Promise<z.output<T>> {
    return schema.parse(JSON.parse(await this.postForText(path, asking)));
  }

  /** A write, answered to the letter. Throws `Refused`. */
  postForText(path: string, asking: Asking): Promise<string> {
    return this.#ask('POST', path, asking);
  }

  async signOut(): Promise<void> {
    await this.#ask('DELETE', '/api/v1/session', {});
  }

  async #ask(method: string, path: string, { body, text, ifMatch, key }: Asking): Promise<string> {
    const content = text === undefined ? (body === undefined ? undefined : JSON.stringify(body)) : text;
    const answer = await persist(`${this.#url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.#token}`,
        'accept-language': 'zh-CN',
        ...(content === undefined ? {} : { 'content-type': text === undefined ? 'application/json' : 'text/plain; charset=utf-8' }),
        ...(method === 'POST' ? { 'idempotency-key': key ?? randomUUID() } : {}),
        ...(ifMatch === undefined ? {} : { 'if-match': `"${ifMatch}"` }),
      },
      ...(content === undefined ? {} : { body: content }),
    });
    if (answer.status >= 400) throw new Refused(`${this.username} ${method} ${path}`, answer.status, Problem.parse(JSON.parse(answer.text)));
    return answer.text;
  }
}

/** Signs in. Throws `Refused` when the name or the password is not accepted. */
export async function signIn(url: string, username: string, password: string): Promise<Person> {
  const answer = await send(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': 'zh-CN' },
    body: JSON.stringify({ username, password }),
  });
  if (answer.status >= 400) throw new Refused(`sign-in of ${username}`, answer.status, Problem.parse(JSON.parse(answer.text)));
  const { token } = SignedIn.parse(JSON.parse(answer.text));
  const me = await send(`${url}/api/v1/me`, { headers: { authorization: `Bearer ${token}` } });
  return new Person(url, token, Me.parse(JSON.parse(me.text)), username);
}

const Ready = z.object({ ok: z.boolean(), checks: z.record(z.string(), z.boolean()) });

/** Nothing but a ready Duban at this address lets the walk begin. Throws a `StartFailure` that says what to do. */
export async function mustBeReady(url: string): Promise<void> {
  const answer = await send(`${url}/readyz`, {});
  const read = Ready.safeParse(jsonOf(answer.text));
  if (!read.success) throw new StartFailure(`${url} is not Duban.`, 'Something else answers there.', 'npm run walk -- --url http://127.0.0.1:<port that npm start printed>');
  if (read.data.ok) return;
  const lacking = Object.entries(read.data.checks).flatMap(([name, holds]) => (holds ? [] : [name]));
  throw new StartFailure(`Duban at ${url} is not ready.`, `Not yet: ${lacking.join(', ')}.`, 'wait for "is ready" in the terminal of npm start, then npm run walk again');
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
