import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';

/** An answer takes at most this long: the API gives up after 10 s by itself. */
const answerLimitMs = 60_000;

/** A request that cannot be served now (503) is sent again under the same key, as any client of the API does; its time goes on meanwhile. */
const persistenceMs = 30_000;
const pauseMs = 250;

export interface Answer {
  readonly status: number;
  readonly text: string;
}

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** Node's own HTTP client over connections that are kept alive, parsing nothing that is not asked for: the client shares the machine with what it measures. */
export class Http {
  readonly #agent = new Agent({ keepAlive: true, scheduling: 'lifo' });
  readonly #host: string;
  readonly #port: string;
  readonly #token: string | undefined;
  #refused = 0;

  constructor(url: string, token?: string) {
    const { hostname, port } = new URL(url);
    this.#host = hostname;
    this.#port = port;
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
    const length = String(Buffer.byteLength(body));
    return this.#ask({
      method: 'POST',
      path,
      headers: { ...this.#authorization(), 'content-type': mediaType, 'content-length': length, 'idempotency-key': randomUUID(), ...headers },
      body,
    });
  }

  close(): void {
    this.#agent.destroy();
  }

  #authorization(): Record<string, string> {
    return this.#token === undefined ? {} : { authorization: `Bearer ${this.#token}` };
  }

  async #ask(sent: Sent): Promise<Answer> {
    const end = performance.now() + persistenceMs;
    let answer = await this.#send(sent, true);
    while (answer.status === 503 && performance.now() < end) {
      this.#refused++;
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
      answer = await this.#send(sent, true);
    }
    if (answer.status >= 300) throw new Error(`${sent.method} ${sent.path}: ${answer.status} ${answer.text.slice(0, 500)}`);
    return answer;
  }

  #send(sent: Sent, mayRepeat: boolean): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const asked = request({ host: this.#host, port: this.#port, agent: this.#agent, method: sent.method, path: sent.path, headers: sent.headers }, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString('utf8') }));
        response.on('error', reject);
      });
      asked.setTimeout(answerLimitMs, () => asked.destroy(new Error(`${sent.path}: no answer in ${answerLimitMs} ms`)));
      asked.on('error', (error: NodeJS.ErrnoException) => {
        // The server closed a connection kept alive just as it was used again; the key makes the repeat harmless.
        if (mayRepeat && asked.reusedSocket && error.code === 'ECONNRESET') this.#send(sent, false).then(resolve, reject);
        else reject(error);
      });
      asked.end(sent.body);
    });
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
