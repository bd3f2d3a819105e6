import createClient, { type Middleware } from 'openapi-fetch';
import { language } from '../i18n/index.ts';
import { noteDate } from './clock.ts';
import { offline, problemOf, timedOut } from './problem.ts';
import type { paths } from './types.ts';

let acting: Readonly<Record<string, string>> = {};

/** By these headers the API knows in which post the person acts from now on. Answers whether that is another than before. */
export function actIn(headers: Readonly<Record<string, string>>): boolean {
  const isOther = JSON.stringify(headers) !== JSON.stringify(acting);
  acting = headers;
  return isOther;
}

const names: readonly string[] = ['Duban-Post', 'Duban-Delegation'];

/** Headers of a request: the language of texts, and the post acted in, unless its own headers name one. */
export const headersOf = (own: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  'Accept-Language': language(),
  ...(names.some((name) => name in own) ? {} : acting),
  ...own,
});

/** Who one is, is asked as oneself: also where the post acted in was lost. */
const isOfOneself = (path: string): boolean => path === '/api/v1/me' || path === '/api/v1/session';

const said: Middleware = {
  onRequest({ request }) {
    const ofOneself = isOfOneself(new URL(request.url).pathname);
    for (const [name, value] of Object.entries(headersOf())) if (!(ofOneself && names.includes(name))) request.headers.set(name, value);
    return request;
  },
  onResponse: ({ response }) => noteDate(response.headers.get('Date')),
};

/** The public API, typed by its own description. Signing in leaves an HttpOnly cookie, so that no script ever holds the secret. */
export const api = createClient<paths>({ baseUrl: '/' });
api.use(said);

/** What was answered, or the problem thrown: a lost connection is a problem too. */
export async function answered<T>(asked: Promise<{ readonly data?: T; readonly error?: unknown; readonly response: Response }>): Promise<T> {
  const { data, error, response } = await asked.catch(() => {
    throw offline();
  });
  if (!response.ok) throw problemOf(error, response.status);
  return data as T;
}

/** Sends and reads one answer; a lost connection, no answer within `limitMs` milliseconds, and an answer that is not the API's, are problems too. */
async function sent<T>(method: string, address: string, body: BodyInit | undefined, headers: Readonly<Record<string, string>>, limitMs?: number): Promise<T> {
  const waiting = new AbortController();
  const limit = limitMs === undefined ? undefined : setTimeout(() => waiting.abort(), limitMs);
  const { response, said } = await fetch(address, { method, headers: headersOf(headers), signal: waiting.signal, ...(body === undefined ? {} : { body }) })
    .then(async (answer) => {
      noteDate(answer.headers.get('Date'));
      return { response: answer, said: answer.status === 204 ? undefined : ((await answer.json().catch(() => undefined)) as unknown) };
    })
    .catch(() => {
      throw waiting.signal.aborted ? timedOut() : offline();
    })
    .finally(() => clearTimeout(limit));
  if (!response.ok) throw problemOf(said, response.status);
  // A page in the service's stead: a network that wants a sign-in of its own.
  if (said === undefined && response.status !== 204) throw offline();
  return said as T;
}

/** Asks by a plain address, for what the type of a path cannot name: steps and facts of any kind of thing. `limitMs`: without an answer for so long there is no connection. */
export const ask = <T>(method: 'GET' | 'POST', address: string, body?: unknown, headers: Readonly<Record<string, string>> = {}, limitMs?: number): Promise<T> =>
  sent(method, address, body === undefined ? undefined : JSON.stringify(body), body === undefined ? headers : { ...headers, 'Content-Type': 'application/json' }, limitMs);

/** Sends a file, or a text as one, as the raw body; `limitMs` as above. */
export const sendFile = <T>(
  method: 'PUT' | 'POST',
  address: string,
  body: File | string,
  type: string,
  headers: Readonly<Record<string, string>> = {},
  limitMs?: number,
): Promise<T> => sent(method, address, body, { ...headers, 'Content-Type': type }, limitMs);
