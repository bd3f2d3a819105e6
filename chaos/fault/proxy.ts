import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** What a line does: passes everything, is cut (connections end, new ones are refused), or lets bytes pass one way only. */
export type Line = 'whole' | 'cut' | 'requestsOnly' | 'answersOnly';

/** A TCP proxy on loopback whose line can be spoilt. */
export interface FaultProxy {
  readonly port: number;
  /** `host:port` of the proxy. */
  readonly address: string;
  /** Spoils or mends the line; connections that a one-way line has left half-heard end when it is mended. */
  readonly set: (line: Line) => void;
  /** The next `times` connections that send this word are reset before the answer reaches the sender, whatever the receiver has done by then. */
  readonly resetAt: (word: string, times: number) => void;
  /** How often a reset was done. */
  readonly resets: () => number;
  readonly stop: () => Promise<void>;
}

/** Listens on a free port and passes on to `target` (a port of loopback). */
export async function startProxy(target: number): Promise<FaultProxy> {
  const pairs = new Set<{ readonly client: Socket; readonly upstream: Socket }>();
  let line: Line = 'whole';
  let word = '';
  let left = 0;
  let resets = 0;
  const server = createServer((client) => {
    if (line === 'cut') {
      client.on('error', () => undefined).destroy();
      return;
    }
    const upstream = connect(target, '127.0.0.1');
    const pair = { client, upstream };
    pairs.add(pair);
    let isDoomed = false;
    const end = (): void => {
      pairs.delete(pair);
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) socket.setNoDelay(true).on('error', end).on('close', end);
    client.on('data', (bytes) => {
      if (line === 'answersOnly') return;
      if (left > 0 && bytes.includes(word)) {
        isDoomed = true;
        left--;
        resets++;
      }
      upstream.write(bytes);
    });
    upstream.on('data', (bytes) => {
      if (isDoomed) end();
      else if (line !== 'requestsOnly') client.write(bytes);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const endAll = (): void => {
    for (const { client, upstream } of pairs) {
      client.destroy();
      upstream.destroy();
    }
  };
  return {
    port,
    address: `127.0.0.1:${port}`,
    set: (next) => {
      if (next === 'cut' || (line !== 'whole' && next === 'whole')) endAll();
      line = next;
    },
    resetAt: (next, times) => {
      word = next;
      left = times;
    },
    resets: () => resets,
    stop: async () => {
      endAll();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
