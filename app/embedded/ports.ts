import { execFileSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, readlinkSync, rmdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { codeOf, StartFailure } from '../failure.ts';
import { createExclusive } from './exclusive.ts';
import { allPids, commandLine, identify, isAlive, type ProcessIdentity } from './process.ts';

export interface PortWish {
  /** For messages: what is to listen there. */
  readonly what: string;
  /** Environment variable that names the port, for the message's next step. */
  readonly variable: string;
  /** The port asked for by flag or environment: exactly this one, or an error. */
  readonly named?: number | undefined;
  /** Taken if free; otherwise any free one. Absent: any free one. */
  readonly usual?: number;
  /** Address to listen on; 127.0.0.1 unless told. */
  readonly host?: string;
}

/**
 * A port for this process and its children, held against other instances of this product until this process ends.
 * Throws a `StartFailure` that names who listens there when a named port is taken.
 */
export async function choosePort(wish: PortWish): Promise<number> {
  const host = wish.host ?? '127.0.0.1';
  if (wish.named !== undefined) {
    const state = await probe(wish.named, host);
    if (state === 'free' && reserve(wish.named)) return wish.named;
    if (state === 'forbidden') {
      throw new StartFailure(
        `Port ${wish.named} for ${wish.what} may not be opened.`,
        'Ports below 1024 need more rights than this user has.',
        `${wish.variable}=${wish.named + 8000} npm start`,
      );
    }
    throw new StartFailure(
      `Port ${wish.named} for ${wish.what} is taken.`,
      `${whoListens(wish.named) ?? 'Another instance that is just starting, or a process of another user,'} holds it.`,
      `stop that process, or choose another port: ${wish.variable}=${await freePort(host)} npm start (without ${wish.variable} a free one is found)`,
    );
  }
  if (wish.usual !== undefined && (await probe(wish.usual, host)) === 'free' && reserve(wish.usual)) return wish.usual;
  for (;;) {
    const port = await freePort(host);
    if (reserve(port)) return port;
  }
}

/** Who listens on a TCP port, as "name (pid N)"; undefined if the system does not tell. */
export function whoListens(port: number): string | undefined {
  const pid = process.platform === 'linux' ? listenerOnLinux(port) : listenerByLsof(port);
  if (pid === undefined) return undefined;
  const command = commandLine(pid);
  return command === undefined ? `process ${pid}` : `"${command.length > 80 ? `${command.slice(0, 77)}…` : command}" (pid ${pid})`;
}

async function probe(port: number, host: string): Promise<'free' | 'taken' | 'forbidden'> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error) => {
      const code = codeOf(error);
      if (code === 'EADDRINUSE') resolve('taken');
      else if (code === 'EACCES') resolve('forbidden');
      else reject(error);
    });
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve('free')));
  });
}

/** Below what systems hand out for outgoing connections (Linux from 32768, others from 49152): none of those can take the port in the seconds until its server listens, or while that is started again. */
const freeRange = { first: 20_000, last: 32_767 };
/** So many ports of the range taken by others means that somebody holds them on purpose. */
const triesInRange = 200;

/** A port of this machine on which nobody listens, held against nobody: two who ask may be given the same, which is unlikely. */
export async function freePort(host = '127.0.0.1'): Promise<number> {
  for (let tries = 0; tries < triesInRange; tries++) {
    const port = randomInt(freeRange.first, freeRange.last + 1);
    if ((await probe(port, host)) === 'free') return port;
  }
  return anyFree(host);
}

async function anyFree(host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port: 0, host }, () => {
      const address = server.address();
      server.close(() => (typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('no port'))));
    });
  });
}

const reserved = new Set<number>();
/** Fixed at first use: a test run moves its temporary folder later on. */
let reservationsFolder: string | undefined;

function reservations(): string {
  reservationsFolder ??= join(tmpdir(), `duban-ports-${userInfo().uid}`);
  return reservationsFolder;
}

/** Between finding a port free and listening on it lie seconds in which another instance would find it free as well: a file holds it. */
function reserve(port: number): boolean {
  const self = identify(process.pid);
  if (self === undefined) return true;
  const folder = reservations();
  const file = join(folder, String(port));
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    for (let attempt = 0; attempt < 2; attempt++) {
      if (createExclusive(file, JSON.stringify(self))) {
        if (reserved.size === 0) {
          dropStale(folder);
          process.once('exit', releaseAll);
        }
        reserved.add(port);
        return true;
      }
      const holder = readHolder(file);
      if (holder !== undefined && isAlive(holder)) return false;
      rmSync(file, { force: true });
    }
    return false;
  } catch {
    return true;
  }
}

/** What killed processes left behind. */
function dropStale(folder: string): void {
  for (const name of readdirSync(folder)) {
    const holder = readHolder(join(folder, name));
    if (/^\d+$/.test(name) && (holder === undefined || !isAlive(holder))) rmSync(join(folder, name), { force: true });
  }
}

function releaseAll(): void {
  for (const port of reserved) rmSync(join(reservations(), String(port)), { force: true });
  try {
    rmdirSync(reservations());
  } catch {}
}

function readHolder(file: string): ProcessIdentity | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof value !== 'object' || value === null || !('pid' in value) || !('started' in value)) return undefined;
    return typeof value.pid === 'number' && typeof value.started === 'string' ? { pid: value.pid, started: value.started } : undefined;
  } catch {
    return undefined;
  }
}

function listenerOnLinux(port: number): number | undefined {
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const inodes = new Set<string>();
  for (const table of ['/proc/net/tcp', '/proc/net/tcp6']) {
    try {
      for (const line of readFileSync(table, 'utf8').split('\n').slice(1)) {
        const fields = line.trim().split(/\s+/);
        if (fields[1]?.endsWith(suffix) === true && fields[3] === '0A' && fields[9] !== undefined) inodes.add(`socket:[${fields[9]}]`);
      }
    } catch {}
  }
  if (inodes.size === 0) return undefined;
  return allPids().find((pid) => {
    try {
      return readdirSync(`/proc/${pid}/fd`).some((fd) => {
        try {
          return inodes.has(readlinkSync(`/proc/${pid}/fd/${fd}`));
        } catch {
          return false;
        }
      });
    } catch {
      return false;
    }
  });
}

function listenerByLsof(port: number): number | undefined {
  try {
    const answer = execFileSync('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fp'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    const pid = Number(/^p(\d+)/m.exec(answer)?.[1]);
    return Number.isInteger(pid) && pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}
