import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A way to PostgreSQL that a test can spoil. */
export interface Relay {
  readonly url: string;
  /** Takes everything and passes nothing on, either way. */
  readonly silence: () => void;
  /** Passes on again; connections of the silence are ended. */
  readonly speak: () => void;
  /** Cuts the connection on which this word is sent next, after the server has answered it and before the client hears. */
  readonly cutAfter: (word: string) => void;
  /** Cuts the connection that sends the n-th message from now: before the server has it, or after the server has answered and before the client hears. */
  readonly cutNth: (n: number, when: 'unheard' | 'answered') => void;
  readonly stop: () => Promise<void>;
}

export async function startRelay(databaseUrl: string): Promise<Relay> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let silent = false;
  let word: string | undefined;
  let nth: { left: number; readonly when: 'unheard' | 'answered' } | undefined;
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    let doomed: string | undefined;
    const end = (): void => {
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', end).on('close', () => {
        sockets.delete(socket);
        end();
      });
    }
    client.on('data', (bytes) => {
      if (silent) return;
      if (word !== undefined && bytes.includes(word)) {
        doomed = word;
        word = undefined;
      }
      if (nth) nth.left -= 1;
      if (nth?.left === 0) {
        const { when } = nth;
        nth = undefined;
        if (when === 'unheard') return end();
        // Whatever the server answers next is not heard.
        doomed = '';
      }
      upstream.write(bytes);
    });
    upstream.on('data', (bytes) => {
      // What is sent together is answered one by one: the answer names the word too.
      if (doomed !== undefined && bytes.includes(doomed)) end();
      else if (!silent) client.write(bytes);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(databaseUrl);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);
  const endAll = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: url.href,
    silence: () => {
      silent = true;
    },
    speak: () => {
      if (silent) endAll();
      silent = false;
    },
    cutAfter: (next) => {
      word = next;
    },
    cutNth: (n, when) => {
      nth = { left: n, when };
    },
    stop: async () => {
      endAll();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
