import { Sender } from '../../bench/sender.ts';

/** What a server answered. */
interface Received {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

export interface HttpClient {
  readonly send: (method: string, where: string, headers: Readonly<Record<string, string>>, body?: string | Uint8Array) => Promise<Received>;
  readonly close: () => void;
}

/** A client of the server at an address, over connections that are kept alive. */
export function createClient(base: string): HttpClient {
  const sender = new Sender(base);
  return {
    send: async (method, where, headers, body) => {
      const { pathname, search } = new URL(base + where);
      const { status, rawHeaders, bytes } = await sender.send({ method, path: pathname + search, headers, body });
      const received = new Headers();
      for (let at = 0; at < rawHeaders.length; at += 2) received.append(rawHeaders[at] ?? '', rawHeaders[at + 1] ?? '');
      return { status, headers: received, text: new TextDecoder().decode(bytes) };
    },
    close: () => sender.close(),
  };
}
