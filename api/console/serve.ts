import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { RequestHandler } from 'express';

/** A file of the console as it is answered. */
interface Served {
  readonly type: string;
  readonly etag: string;
  /** Bytes by content coding; `identity` is always there. */
  readonly bytes: Readonly<Partial<Record<'br' | 'gzip' | 'identity', Buffer>>>;
}

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

const optional = async (file: string): Promise<Buffer | undefined> => (existsSync(file) ? readFile(file) : undefined);

async function served(file: string, type: string): Promise<Served> {
  const identity = await readFile(file);
  const [br, gzip] = await Promise.all([optional(`${file}.br`), optional(`${file}.gz`)]);
  return {
    type,
    etag: `"${createHash('sha256').update(identity).digest('base64url').slice(0, 22)}"`,
    bytes: { identity, ...(br ? { br } : {}), ...(gzip ? { gzip } : {}) },
  };
}

const worker = '/service-worker.js';
const leavingWorker = '/service-worker-leave.js';

/** How the console is answered. */
interface ConsoleOptions {
  /** False: browsers that keep its pages are made to give them up, by a service worker that takes itself off. */
  readonly keepsPages?: boolean;
}

/** The console's files by their address, read once: they are small and change only with a new version. */
export async function readConsole(folder: string, { keepsPages = true }: ConsoleOptions = {}): Promise<ReadonlyMap<string, Served>> {
  const files = new Map<string, Served>();
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    const type = mediaTypes[path.extname(entry.name)];
    if (!entry.isFile() || type === undefined) continue;
    const file = path.join(entry.parentPath, entry.name);
    files.set(`/${path.relative(folder, file).split(path.sep).join('/')}`, await served(file, type));
  }
  const leaving = files.get(leavingWorker);
  files.delete(leavingWorker);
  if (!keepsPages && leaving) files.set(worker, leaving);
  return files;
}

const isReserved = (address: string): boolean => address === '/livez' || address === '/readyz' || address.startsWith('/api/') || address === '/api';

/**
 * Answers the console: its files under /assets, whose names change with their content and may be kept for ever; its service worker, looked at anew each time; and for every other address that a browser opens as a page, the one page,
 * which reads the address itself. Whatever belongs to the API is passed on. The page tells nothing: all that it shows comes from the API, by the rights of the person signed in.
 */
export function consoleHandler(files: ReadonlyMap<string, Served>): RequestHandler {
  return (request, response, next) => {
    if ((request.method !== 'GET' && request.method !== 'HEAD') || isReserved(request.path)) return next();
    const asset = files.get(request.path);
    // A missing asset is one of a former version: 404, and never the page in its stead.
    const file = asset ?? (!request.path.startsWith('/assets/') && request.accepts('html') ? files.get('/index.html') : undefined);
    if (!file) return next();
    response.setHeader('Cache-Control', request.path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache');
    response.setHeader('ETag', file.etag);
    response.setHeader('Vary', 'Accept-Encoding');
    if (request.headers['if-none-match'] === file.etag) {
      response.status(304).end();
      return;
    }
    const coding = request.acceptsEncodings(['br', 'gzip', 'identity']);
    const chosen = coding === 'br' || coding === 'gzip' ? file.bytes[coding] : undefined;
    if (chosen) response.setHeader('Content-Encoding', coding as string);
    response.setHeader('Content-Type', file.type);
    const bytes = chosen ?? file.bytes.identity;
    response.setHeader('Content-Length', bytes?.length ?? 0);
    response.end(request.method === 'HEAD' ? undefined : bytes);
  };
}
