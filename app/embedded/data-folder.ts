import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { codeOf, StartFailure } from '../failure.ts';
import { createExclusive, replaceFile } from './exclusive.ts';
import { identify, isAlive } from './process.ts';

/** How this code arranges a data folder. Raised only when an older arrangement could no longer be read. */
const layoutVersion = 1;

const Layout = z.object({ product: z.literal('duban'), layout: z.number().int() });
const Holder = z.object({ pid: z.number().int(), started: z.string(), since: z.string(), released: z.boolean() });
type Holder = z.infer<typeof Holder>;

/** The folder of one instance: its database, Temporal's file, attachments, logs and secrets. One process holds it at a time. */
export interface DataFolder {
  readonly root: string;
  readonly postgres: string;
  readonly temporal: string;
  readonly attachments: string;
  readonly logs: string;
  /** What the running instance notes for the next start. */
  readonly run: string;
  /** True when the previous holder ended without giving the folder back: killed, or the machine lost power. */
  readonly uncleanStart: boolean;
  /** A random secret of this instance, made when first asked for; the file is readable by its owner alone. */
  secret(name: string): string;
  /** Gives the folder back. Harmless when repeated. */
  release(): void;
}

/**
 * Opens the folder, making it when absent, and holds it until released.
 * Throws a `StartFailure` when another live instance holds it, when it is something else than a data folder, or of another layout.
 */
export function openDataFolder(path: string): DataFolder {
  const root = resolve(path);
  prepare(root);
  const run = join(root, 'run');
  mkdirSync(run, { recursive: true, mode: 0o700 });
  const lock = hold(root, run);
  const folder = (name: string, mode: number): string => {
    const made = join(root, name);
    mkdirSync(made, { recursive: true, mode });
    return made;
  };
  return {
    root,
    run,
    postgres: join(root, 'postgres'),
    temporal: folder('temporal', 0o700),
    attachments: folder('attachments', 0o700),
    logs: folder('logs', 0o755),
    uncleanStart: lock.unclean,
    secret: (name) => secret(root, name),
    release: lock.release,
  };
}

/** Erases everything of an instance that is not running. Refuses a folder that is not a data folder of this product, and one in use. */
export function eraseDataFolder(path: string): void {
  const root = resolve(path);
  if (!existsSync(root)) return;
  const folder = openDataFolder(root);
  folder.release();
  rmSync(root, { recursive: true, force: true });
}

function prepare(root: string): void {
  try {
    // The database runs as another user when this one is root: it must be able to pass through.
    mkdirSync(root, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
  } catch (error) {
    const taken = codeOf(error) === 'EEXIST' || codeOf(error) === 'ENOTDIR';
    throw new StartFailure(
      `The data folder ${root} cannot be made.`,
      taken ? 'A file stands where the folder should be.' : `The system answers ${codeOf(error) ?? 'an error'}.`,
      'DUBAN_DATA_DIR=<another folder> npm start',
      { cause: error },
    );
  }
  const file = join(root, 'layout.json');
  if (!existsSync(file)) {
    if (readdirSync(root).length > 0) {
      throw new StartFailure(`${root} is not a data folder of Duban.`, 'It holds other files, and none that says it is one.', 'DUBAN_DATA_DIR=<an empty or new folder> npm start');
    }
    createExclusive(file, `${JSON.stringify({ product: 'duban', layout: layoutVersion })}\n`);
  }
  const layout = parseFile(file, Layout);
  if (layout === undefined) throw new StartFailure(`${file} cannot be read.`, 'It is damaged or belongs to another product.', 'DUBAN_DATA_DIR=<another folder> npm start');
  if (layout.layout !== layoutVersion) {
    throw new StartFailure(
      `The data folder ${root} has layout ${layout.layout}; this version reads layout ${layoutVersion}.`,
      layout.layout > layoutVersion ? 'It was written by a newer version of Duban.' : 'It was written by an older version of Duban whose arrangement is no longer read.',
      layout.layout > layoutVersion
        ? 'git pull && npm start (or another folder: DUBAN_DATA_DIR=<folder> npm start)'
        : 'start the old version once and make a backup, or take another folder: DUBAN_DATA_DIR=<folder> npm start',
    );
  }
}

/**
 * Lock files carry rising numbers and are never reused, so of two starts that both find a stale lock exactly one creates the next number.
 * A holder is known by number and start of its process: what a kill -9 leaves behind is recognised.
 */
function hold(root: string, run: string): { unclean: boolean; release: () => void } {
  const self = identify(process.pid) ?? { pid: process.pid, started: 'unknown' };
  const mine: Holder = { ...self, since: new Date().toISOString(), released: false };
  for (;;) {
    const latest = Math.max(0, ...generations(run));
    const holder = latest === 0 ? undefined : parseFile(lockFile(run, latest), Holder);
    if (holder !== undefined && !holder.released && isAlive(holder)) {
      throw new StartFailure(
        `The data folder ${root} is in use.`,
        `Process ${holder.pid} has held it since ${holder.since}.`,
        `stop it (kill ${holder.pid}), or run a second instance beside it: DUBAN_DATA_DIR=<another folder> npm start`,
      );
    }
    const number = latest + 1;
    if (!createExclusive(lockFile(run, number), JSON.stringify(mine))) continue;
    if (Math.max(...generations(run)) > number) {
      rmSync(lockFile(run, number), { force: true });
      continue;
    }
    for (const old of generations(run)) if (old < number) rmSync(lockFile(run, old), { force: true });
    let released = false;
    return {
      unclean: holder !== undefined && !holder.released,
      release: () => {
        if (released) return;
        released = true;
        if (existsSync(run)) replaceFile(lockFile(run, number), JSON.stringify({ ...mine, released: true }));
      },
    };
  }
}

function lockFile(run: string, number: number): string {
  return join(run, `instance-${number}.lock`);
}

function generations(run: string): number[] {
  return readdirSync(run).flatMap((name) => {
    const match = /^instance-(\d+)\.lock$/.exec(name);
    return match === null ? [] : [Number(match[1])];
  });
}

function secret(root: string, name: string): string {
  const file = join(root, 'secrets.json');
  const all = existsSync(file) ? parseFile(file, z.record(z.string(), z.string())) : {};
  if (all === undefined)
    throw new StartFailure(
      `${file} cannot be read.`,
      'It holds the passwords of this instance and is damaged.',
      `restore ${file} from a backup, or begin anew: npm start -- --reset`,
    );
  const known = all[name];
  if (known !== undefined) return known;
  const made = randomBytes(24).toString('base64url');
  replaceFile(file, `${JSON.stringify({ ...all, [name]: made }, null, 2)}\n`);
  return made;
}

function parseFile<T>(file: string, schema: z.ZodType<T>): T | undefined {
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}
