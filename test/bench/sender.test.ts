import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Sender } from '../../bench/sender.ts';

let server: Server;
let sender: Sender;
/** What has come so far, and how many of the next requests find their connection closed. */
let seen: string[] = [];
let toReset = 0;

beforeAll(async () => {
  server = createServer((asked, answer) => {
    let body = '';
    asked.on('data', (part: Buffer) => {
      body += part.toString();
    });
    asked.on('end', () => {
      seen.push(`${asked.method} ${body}`);
      if (toReset-- > 0) asked.socket.resetAndDestroy();
      else answer.end('here');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
beforeEach(() => {
  sender = new Sender(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  seen = [];
  toReset = 0;
});
afterEach(() => sender.close());
afterAll(() => new Promise((resolve) => server.close(resolve)));

const get = { method: 'GET', path: '/', headers: {} };
const post = { method: 'POST', path: '/', headers: {}, body: '督办' };
/** One connection is open and kept; the next requests, so many of them, find theirs closed. */
async function kept(resets: number): Promise<void> {
  await sender.send(get);
  toReset = resets;
  seen = [];
}

describe('a connection that the server closes as it is used again', () => {
  test.each([
    ['a read', get, ['GET ', 'GET ']],
    ['a write with a key', { ...post, headers: { 'Idempotency-Key': 'k' } }, ['POST 督办', 'POST 督办']],
  ])('%s is sent once more', async (_what, sent, came) => {
    await kept(1);
    expect((await sender.send(sent)).bytes.toString()).toBe('here');
    expect(seen).toEqual(came);
  });

  test('a write without a key is not, nor is anything twice, nor what a new connection lost', async () => {
    await kept(1);
    await expect(sender.send(post)).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(seen).toEqual(['POST 督办']);
    await kept(2);
    await expect(sender.send(get)).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(seen).toEqual(['GET ', 'GET ']);
    seen = [];
    toReset = 1;
    await expect(sender.send(get)).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(seen).toEqual(['GET ']);
  });
});
