import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { choosePort, freePort, whoListens } from '../../app/embedded/ports.ts';
import { failureOf } from './failing.ts';

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
});

/** A port on which somebody listens. */
async function taken(): Promise<number> {
  const server = createServer();
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
async function free(): Promise<number> {
  const port = await taken();
  await new Promise((resolve) => servers.pop()?.close(resolve));
  return port;
}

/** A usual port that was free and so was chosen. Another test's server may take it before it is: then the next. */
async function chosenAsUsual(): Promise<number> {
  for (let tries = 0; tries < 5; tries++) {
    const usual = await free();
    if ((await choosePort({ what: 'one', variable: 'X', usual })) === usual) return usual;
  }
  throw new Error('a free port is not chosen');
}

describe('a port', () => {
  test('that was named and is taken is refused: who listens there, and how to choose another', async () => {
    const port = await taken();
    const failure = await failureOf(() => choosePort({ what: 'the API', variable: 'PORT', named: port, usual: 3000 }));
    expect(failure.what).toBe(`Port ${port} for the API is taken.`);
    expect(failure.why).toMatch(new RegExp(`^".+" \\(pid ${process.pid}\\) holds it\\.$`));
    const other = Number(/PORT=(\d+) npm start/.exec(failure.next)?.[1]);
    expect(other).toBeGreaterThan(0);
    expect(other).not.toBe(port);
  });

  test('that was named and is free is exactly the one', async () => {
    const port = await free();
    expect(await choosePort({ what: 'the API', variable: 'PORT', named: port })).toBe(port);
  });

  test('that is usual and taken gives way to a free one', async () => {
    const port = await taken();
    const chosen = await choosePort({ what: 'PostgreSQL', variable: 'DUBAN_PG_PORT', usual: port });
    expect(chosen).not.toBe(port);
    expect(whoListens(chosen)).toBeUndefined();
  });

  test('that is free is none which the system gives to outgoing connections: they come and go by the hundred until its server listens', async () => {
    // Where the system does not tell, the lowest of what systems are known to begin with.
    const outgoingFrom = process.platform === 'linux' ? Number(readFileSync('/proc/sys/net/ipv4/ip_local_port_range', 'utf8').trim().split(/\s+/)[0]) : 49_152;
    const found = await Promise.all(Array.from({ length: 20 }, () => freePort()));
    // A machine may hand out all it has: then the range is what is left to be held to.
    const below = outgoingFrom > 20_000 ? outgoingFrom : 32_768;
    expect(found.filter((port) => port >= below || port < 20_000)).toEqual([]);
    expect(new Set(found).size).toBeGreaterThan(15);
    for (const port of found.slice(0, 3)) expect(await choosePort({ what: 'one that was found', variable: 'X', named: port })).toBe(port);
  });

  test('is given once: until its server listens, nobody else finds it free', async () => {
    const usual = await chosenAsUsual();
    expect(await choosePort({ what: 'other', variable: 'X', usual })).not.toBe(usual);
    const failure = await failureOf(() => choosePort({ what: 'other', variable: 'X', named: usual }));
    expect(failure.why).toContain('Another instance that is just starting');
  });
});
