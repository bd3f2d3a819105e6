import { randomUUID } from 'node:crypto';
import { Sender, type Sent } from './sender.ts';

/** A request that cannot be served now (503) is sent again under the same key, as any client of the API does; its time goes on meanwhile. */
const persistenceMs = 30_000;
const pauseMs = 250;

export interface Answer {
  readonly status: number;
  readonly text: string;
}

/** A lean client of the API: it shares the machine with what it measures. */
export class Http {
  readonly #sender: Sender;
  readonly #token: string | undefined;
  #refused = 0;

  constructor(url: string, token?: string) {
    this.#sender = new Sender(url);
    this.#token = token;
  }

  /** How often a request was answered with 503 so far. */
  get refused(): number {
    return this.#refused;
  }

  /** The answer to a GET. Throws unless it is a success. */
  get(path: string): Promise<Answer> {
    return this.#ask({ method: 'GET', path, headers: this.#authorization() });
  }

  /** The answer to a write with an Idempotency-Key of its own. Throws unless it is a success. */
  post(path: string, body: object, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.postBytes(path, JSON.stringify(body), 'application/json', headers);
  }

  postBytes(path: string, body: string | Buffer, mediaType: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.#ask({
      method: 'POST',
      path,
      headers: { ...this.#authorization(), 'content-type': mediaType, 'idempotency-key': randomUUID(), ...headers },
      body,
    });
  }

  close(): void {
    this.#sender.close();
  }

  #authorization(): Record<string, string> {
    return this.#token === undefined ? {} : { authorization: `Bearer ${this.#token}` };
  }

  async #ask(sent: Sent): Promise<Answer> {
    const end = performance.now() + persistenceMs;
    let answer = await this.#send(sent);
    while (answer.status === 503 && performance.now() < end) {
      this.#refused++;
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
      answer = await this.#send(sent);
    }
    if (answer.status >= 300) throw new Error(`${sent.method} ${sent.path}: ${answer.status} ${answer.text.slice(0, 500)}`);
    return answer;
  }

  async #send(sent: Sent): Promise<Answer> {
    const { status, bytes } = await this.#sender.send(sent);
    return { status, text: bytes.toString('utf8') };
  }
}

/** A field of a JSON answer, as text. */
export function field(answer: Answer, name: string): string {
  const value: unknown = JSON.parse(answer.text);
  const found = typeof value === 'object' && value !== null && name in value ? (value as Record<string, unknown>)[name] : undefined;
  if (found === undefined) throw new Error(`the answer has no ${name}: ${answer.text.slice(0, 200)}`);
  return String(found);
}

/** Signs in and answers a client with the token. */
export async function signIn(url: string, username: string, password: string): Promise<Http> {
  const stranger = new Http(url);
  try {
    return new Http(url, field(await stranger.post('/api/v1/session', { username, password }), 'token'));
  } finally {
    stranger.close();
  }
}
