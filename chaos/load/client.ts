import type { Attempt, History, Known } from '../history.ts';

/** Longest wait for one answer: the API itself gives up after 9.5 s. */
const answerLimitMs = 15_000;
/** A write whose outcome is unknown is repeated for this long; every fault of this program heals sooner. */
const patienceMs = 120_000;
/** Between two tries: the first pause and the longest; 503 asks for a second. */
const firstPauseMs = 200;
const longestPauseMs = 2_000;

const pauseAfter = (tries: number): number => Math.min(longestPauseMs, firstPauseMs * 2 ** tries);

/** One request. */
export interface Ask {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly body?: unknown;
  /** A body that is no JSON, with its media type. */
  readonly raw?: { readonly content: string; readonly mediaType: string };
  readonly key?: string;
  readonly ifMatch?: number;
}

export interface Answer {
  readonly status: number;
  readonly text: string;
}

/** Where requests go. */
export interface Door {
  /** Addresses in the order in which this request tries them. */
  readonly addresses: () => readonly string[];
  /** Every request on a connection of its own, as behind a simple balancer; where nobody listens nothing was sent, and the next address is tried. */
  readonly apart?: boolean;
}

export const doorTo = (url: string): Door => ({ addresses: () => [url] });

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const isRefusedConnection = (error: unknown): boolean => {
  const cause = error instanceof Error ? error.cause : undefined;
  return typeof cause === 'object' && cause !== null && 'code' in cause && cause.code === 'ECONNREFUSED';
};

async function send(door: Door, token: string | undefined, ask: Ask): Promise<Answer> {
  const content = ask.raw?.content ?? (ask.body === undefined ? undefined : JSON.stringify(ask.body));
  const init: RequestInit = {
    method: ask.method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(content === undefined ? {} : { 'content-type': ask.raw?.mediaType ?? 'application/json' }),
      ...(ask.key === undefined ? {} : { 'idempotency-key': ask.key }),
      ...(ask.ifMatch === undefined ? {} : { 'if-match': `"${ask.ifMatch}"` }),
      ...(door.apart ? { connection: 'close' } : {}),
    },
    ...(content === undefined ? {} : { body: content }),
  };
  let refused: unknown = new Error('there is no address');
  for (const address of door.addresses()) {
    try {
      const answer = await fetch(`${address}${ask.path}`, { ...init, signal: AbortSignal.timeout(answerLimitMs) });
      return { status: answer.status, text: await answer.text() };
    } catch (error) {
      if (!door.apart || !isRefusedConnection(error)) throw error;
      refused = error;
    }
  }
  throw refused;
}

const errorText = (error: unknown): string => {
  const cause = error instanceof Error && error.cause instanceof Error ? ` (${error.cause.message})` : '';
  return `${error instanceof Error ? error.message : String(error)}${cause}`;
};

/** A server's answer that tells nothing of the outcome: the same key will tell. */
const isUnknown = (status: number): boolean => status >= 500 || status === 408 || status === 429;

/** Somebody signed in who keeps a history of every write. */
export class Client {
  readonly door: Door;
  readonly personId: string;
  readonly username: string;
  readonly #token: string;
  readonly #history: () => History;

  constructor(door: Door, person: { readonly id: string; readonly username: string; readonly token: string }, history: () => History) {
    this.door = door;
    this.personId = person.id;
    this.username = person.username;
    this.#token = person.token;
    this.#history = history;
  }

  /** The same person through another door. */
  through(door: Door): Client {
    return new Client(door, { id: this.personId, username: this.username, token: this.#token }, this.#history);
  }

  /** A read, repeated while nobody answers. Throws when it is refused, or after the patience. */
  async get<T>(path: string): Promise<T> {
    const answer = await this.#persist({ method: 'GET', path });
    if (answer.status >= 400) throw new Error(`GET ${path}: ${answer.status} ${answer.text.slice(0, 300)}`);
    return JSON.parse(answer.text) as T;
  }

  /** A write of the set-up, outside the history. Throws when it is refused. */
  async prepare<T>(ask: Ask): Promise<T> {
    const answer = await this.#persist(ask);
    if (answer.status >= 400) throw new Error(`${ask.method} ${ask.path}: ${answer.status} ${answer.text.slice(0, 500)}`);
    return JSON.parse(answer.text) as T;
  }

  async #persist(ask: Ask): Promise<Answer> {
    const until = Date.now() + patienceMs;
    for (let tries = 0; ; tries++) {
      try {
        const answer = await send(this.door, this.#token, ask);
        if (!isUnknown(answer.status) || Date.now() > until) return answer;
      } catch (error) {
        if (Date.now() > until) throw error;
      }
      await sleep(pauseAfter(tries));
    }
  }

  /**
   * A write under one key, sent `copies` times at once, repeated with the same key until an answer comes; `again` asks once more after the answer.
   * Answers undefined when none came within the patience: the outcome stays unknown.
   */
  async write(
    ask: Omit<Ask, 'key'> & { readonly key: string },
    { type, marker, copies = 1, again = false }: { readonly type: string; readonly marker?: string; readonly copies?: number; readonly again?: boolean },
  ): Promise<Answer | undefined> {
    const history = this.#history();
    const write = history.begin({ key: ask.key, personId: this.personId, type, path: ask.path, ...(marker === undefined ? {} : { marker }) });
    const once = async (): Promise<Attempt> => {
      history.invoked(write);
      const attempt = await this.#attempt(ask);
      history.ended(write, attempt);
      return attempt;
    };
    const until = Date.now() + patienceMs;
    let answered = (await Promise.all(Array.from({ length: copies }, once))).find((attempt) => attempt.known !== 'unknown');
    for (let tries = 0; !answered && Date.now() < until; tries++) {
      await sleep(pauseAfter(tries));
      const attempt = await once();
      if (attempt.known !== 'unknown') answered = attempt;
    }
    if (answered && (again || write.attempts.some((attempt) => attempt.known === 'unknown'))) await once();
    return answered && { status: answered.status ?? 0, text: answered.text ?? '' };
  }

  async #attempt(ask: Ask): Promise<Attempt> {
    const sentAt = Date.now();
    try {
      const { status, text } = await send(this.door, this.#token, ask);
      const known: Known = isUnknown(status) ? 'unknown' : status >= 400 ? 'refused' : 'ok';
      return { sentAt, endedAt: Date.now(), known, status, text };
    } catch (error) {
      return { sentAt, endedAt: Date.now(), known: 'unknown', error: errorText(error) };
    }
  }
}

/** Signs in, as often as it takes while a start is under way. Throws when the password is refused. */
export async function signIn(door: Door, username: string, password: string, history: () => History): Promise<Client> {
  const asked = await send(door, undefined, { method: 'POST', path: '/api/v1/session', body: { username, password } });
  if (asked.status !== 200) throw new Error(`sign-in of ${username}: ${asked.status} ${asked.text}`);
  const { token, person } = JSON.parse(asked.text) as { readonly token: string; readonly person: { readonly id: string } };
  return new Client(door, { id: person.id, username, token }, history);
}
