import { Agent, request } from 'node:http';

/** An answer takes at most this long: the API gives up after 10 s by itself. */
const answerLimitMs = 60_000;

export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | undefined;
}

export interface Received {
  readonly status: number;
  /** Names and values in turn, as they came. */
  readonly rawHeaders: readonly string[];
  readonly bytes: Buffer;
}

/** Reads and writes with an Idempotency-Key do no more when they are sent twice. */
const isRepeatable = ({ method, headers }: Sent): boolean => method === 'GET' || method === 'HEAD' || Object.keys(headers).some((name) => name.toLowerCase() === 'idempotency-key');

/**
 * Node's own HTTP client over connections that are kept alive, parsing nothing that is not asked for: of thousands of small questions, fetch would take more than the answers do.
 * It follows no redirects. A connection that the server closed just as it was used again is replaced, and what may be repeated is sent once more.
 */
export class Sender {
  readonly #agent = new Agent({ keepAlive: true });
  readonly #host: string;
  readonly #port: string;

  constructor(url: string) {
    const { hostname, port } = new URL(url);
    this.#host = hostname;
    this.#port = port;
  }

  /** The answer, whatever its status. Rejects when none comes in 60 s, or the connection breaks. */
  send(sent: Sent, mayRepeat = isRepeatable(sent)): Promise<Received> {
    const { method, path, headers, body } = sent;
    return new Promise((resolve, reject) => {
      const length = body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) };
      const asked = request({ host: this.#host, port: this.#port, agent: this.#agent, method, path, headers: { ...headers, ...length } }, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('error', reject);
        response.on('end', () => resolve({ status: response.statusCode ?? 0, rawHeaders: response.rawHeaders, bytes: Buffer.concat(parts) }));
      });
      asked.setTimeout(answerLimitMs, () => asked.destroy(new Error(`${path}: no answer in ${answerLimitMs} ms`)));
      asked.on('error', (error: NodeJS.ErrnoException) => {
        if (mayRepeat && asked.reusedSocket && error.code === 'ECONNRESET') this.send(sent, false).then(resolve, reject);
        else reject(error);
      });
      // The length is told last, and the body written before the end: Node encodes a Content-Disposition anew where it knows the length before it.
      if (body !== undefined) asked.write(body);
      asked.end();
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}
