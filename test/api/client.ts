import { Agent, request } from 'node:http';

/** What a server answered. */
interface Received {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

export interface HttpClient {
  readonly send: (method: string, url: string, headers: Readonly<Record<string, string>>, body?: string | Uint8Array) => Promise<Received>;
  readonly close: () => void;
}

/** A client over kept connections on Node's own requests, without fetch's streams: of thousands of small questions, fetch would take more than the answers do. It follows no redirects. */
export function createClient(): HttpClient {
  const agent = new Agent({ keepAlive: true });
  return {
    send: (method, url, headers, body) =>
      new Promise((resolve, reject) => {
        const bytes = body === undefined ? undefined : Buffer.from(body);
        const length = bytes === undefined ? {} : { 'Content-Length': String(bytes.length) };
        const asked = request(url, { method, agent, headers: { ...headers, ...length } }, (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.once('error', reject);
          response.once('end', () => {
            const received = new Headers();
            for (let at = 0; at < response.rawHeaders.length; at += 2) received.append(response.rawHeaders[at] ?? '', response.rawHeaders[at + 1] ?? '');
            resolve({ status: response.statusCode ?? 0, headers: received, text: new TextDecoder().decode(Buffer.concat(chunks)) });
          });
        });
        asked.once('error', reject);
        // The length is told last, and the body written before the end: Node encodes a Content-Disposition anew where it knows the length before it.
        if (bytes !== undefined) asked.write(bytes);
        asked.end();
      }),
    close: () => agent.destroy(),
  };
}
