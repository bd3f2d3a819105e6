import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { HttpProblem } from '../http/problem.ts';

/** A file received and not kept yet. */
export interface Received {
  /** Where it lies for the moment, for looking at its content. */
  readonly path: string;
  readonly size: number;
  /** In lower-case hexadecimal. */
  readonly sha256: string;
  /** Keeps it under its hash; a file already kept stays. On disk for good when this returns. */
  readonly keep: () => Promise<void>;
  /** Throws it away; harmless after `keep` and when repeated. */
  readonly discard: () => Promise<void>;
}

/** Where files are kept, by their SHA-256. Another store (S3) implements the same. */
export interface AttachmentStorage {
  /** Receives a stream of at most `limit` bytes, hashing as it comes: 413 `attachment.too_large`. Leaves nothing behind when it fails. */
  readonly receive: (source: Readable, limit: number, signal: AbortSignal) => Promise<Received>;
  /** The content, of a file set aside too, or undefined when it is not there. */
  readonly read: (sha256: string) => Promise<Readable | undefined>;
  /** Hashes kept that were last written before a moment, in no order. */
  readonly keptBefore: (moment: Date) => AsyncIterable<string>;
  /** Takes a file out of the way that no row names; undone by `bringBack`. */
  readonly setAside: (sha256: string) => Promise<void>;
  readonly bringBack: (sha256: string) => Promise<void>;
  /** Hashes set aside, in no order. */
  readonly aside: () => AsyncIterable<string>;
  /** Removes for good what was set aside before a moment. */
  readonly forget: (moment: Date) => Promise<void>;
  /** The ledger to which these files were given, or undefined before they were. */
  readonly owner: () => Promise<string | undefined>;
  readonly giveTo: (ledgerId: string) => Promise<void>;
}

/** An upload takes minutes at most; what lies longer in the incoming folder was left by a crash. */
const staleMs = 3_600_000;

/** Files in a folder: `incoming/` for those on their way, two levels of the hash for those kept, `orphans/` for those set aside, and `ledger` that names whose they are. Only names of our own making. */
export async function createDiskStorage(folder: string): Promise<AttachmentStorage> {
  const incoming = path.join(folder, 'incoming');
  await mkdir(incoming, { recursive: true, mode: 0o700 });
  await removeStale(incoming);
  const orphans = path.join(folder, 'orphans');
  await mkdir(orphans, { recursive: true, mode: 0o700 });
  const placeOf = (sha256: string): string => path.join(folder, sha256.slice(0, 2), sha256);
  const asideOf = (sha256: string): string => path.join(orphans, sha256);
  const owner = path.join(folder, 'ledger');

  return {
    receive: async (source, limit, signal) => {
      const temporary = path.join(incoming, `${randomUUID()}.part`);
      const discard = (): Promise<void> => rm(temporary, { force: true });
      try {
        const { size, sha256 } = await write(source, temporary, limit, signal);
        const keep = async (): Promise<void> => {
          const place = placeOf(sha256);
          await mkdir(path.dirname(place), { recursive: true, mode: 0o700 });
          await rename(temporary, place);
          await syncFolder(path.dirname(place));
        };
        return { path: temporary, size, sha256, keep, discard };
      } catch (error) {
        await discard();
        throw error;
      }
    },
    read: async (sha256) => {
      const file = (await opened(placeOf(sha256))) ?? (await opened(asideOf(sha256)));
      return file?.createReadStream();
    },
    async *keptBefore(moment) {
      for (const part of await readdir(folder)) {
        if (!/^[0-9a-f]{2}$/.test(part)) continue;
        for (const name of await readdir(path.join(folder, part))) {
          const found = await stat(path.join(folder, part, name)).catch(() => undefined);
          if (found && found.mtime < moment && isHash(name)) yield name;
        }
      }
    },
    setAside: async (sha256) => {
      const now = new Date();
      await utimes(placeOf(sha256), now, now);
      await rename(placeOf(sha256), asideOf(sha256));
    },
    bringBack: async (sha256) => {
      await mkdir(path.dirname(placeOf(sha256)), { recursive: true, mode: 0o700 });
      await rename(asideOf(sha256), placeOf(sha256));
    },
    async *aside() {
      for (const name of await readdir(orphans)) if (isHash(name)) yield name;
    },
    forget: async (moment) => {
      for (const name of await readdir(orphans)) {
        const found = await stat(asideOf(name)).catch(() => undefined);
        if (found && found.mtime < moment) await rm(asideOf(name), { force: true });
      }
    },
    owner: async () => {
      try {
        return (await readFile(owner, 'utf8')).trim();
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },
    giveTo: (ledgerId) => writeFile(owner, `${ledgerId}\n`, { mode: 0o600, flush: true }),
  };
}

const isHash = (name: string): boolean => /^[0-9a-f]{64}$/.test(name);

/** The file, or undefined when it is not there. */
async function opened(file: string) {
  try {
    return await open(file, 'r');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

const isMissing = (error: unknown): boolean => typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';

async function write(source: Readable, target: string, limit: number, signal: AbortSignal): Promise<{ readonly size: number; readonly sha256: string }> {
  const hash = createHash('sha256');
  let size = 0;
  const file = await open(target, 'wx', 0o600);
  const stop = (): void => void source.emit('error', new HttpProblem('request.timeout', { headers: { Connection: 'close' } }));
  signal.addEventListener('abort', stop, { once: true });
  try {
    // The source stays open when we stop reading, so that the sender can still be answered.
    for await (const chunk of source.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      signal.throwIfAborted();
      size += chunk.length;
      if (size > limit) throw new HttpProblem('attachment.too_large', { params: { limit } });
      hash.update(chunk);
      await file.writeFile(chunk);
    }
    await file.sync();
    return { size, sha256: hash.digest('hex') };
  } finally {
    signal.removeEventListener('abort', stop);
    await file.close();
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function removeStale(incoming: string): Promise<void> {
  const before = Date.now() - staleMs;
  for (const name of await readdir(incoming)) {
    const file = path.join(incoming, name);
    const found = await stat(file).catch(() => undefined);
    if (found && found.mtimeMs < before) await rm(file, { force: true });
  }
}

/** The first bytes of a file, for looking at its kind. */
export async function headOf(file: string, bytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of createReadStream(file, { end: bytes - 1 })) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
