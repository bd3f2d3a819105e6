import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { stopOf } from '../../api/http/server.ts';

async function serve() {
  const asked: ServerResponse[] = [];
  const server = createServer((_, answer) => void asked.push(answer));
  const stop = stopOf(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const open = async (sent: string): Promise<{ readonly socket: Socket; readonly heard: Promise<string> }> => {
    const [socket] = [connect(port, '127.0.0.1'), await once(server, 'connection')];
    let text = '';
    socket.on('data', (part: Buffer) => {
      text += part.toString();
    });
    socket.write(sent);
    // Closed while the server had bytes unread, the connection ends with a reset: an end like any other here.
    socket.on('error', () => undefined);
    return { socket, heard: new Promise<string>((resolve) => socket.once('close', () => resolve(text))) };
  };
  return { asked, server, stop, open };
}
const request = 'GET / HTTP/1.1\r\nHost: here\r\n\r\n';

describe('a server that stops', () => {
  test('lets a request in hand end, and waits neither for what is idle after an answer nor for what was opened in advance', async () => {
    const { asked, server, stop, open } = await serve();
    const idle = await open(request);
    await once(server, 'request');
    asked.pop()?.end('first');
    await once(idle.socket, 'data');
    const inHand = await open(request);
    await once(server, 'request');
    const spare = await open('');
    const stopped = stop(600_000);
    expect([await idle.heard, await spare.heard]).toEqual([expect.stringContaining('first'), '']);
    asked.pop()?.end('second');
    expect(await inHand.heard).toContain('second');
    await stopped;
  });

  test('closes what is left after its time: half a request', async () => {
    const { server, stop, open } = await serve();
    const half = await open('GET / HT');
    await stop(1);
    expect([await half.heard, server.listening]).toEqual(['', false]);
  });
});
