import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { identify, isAlive, type ProcessIdentity, signal } from '../../app/embedded/process.ts';

/** The processes that an instance notes for itself. */
export type ServerName = 'api' | 'worker' | 'temporal' | 'postgres';

/** A server of the instance as it runs now; undefined between a crash and the restart. */
export function serverOf(folder: string, name: ServerName): ProcessIdentity | undefined {
  const file = join(folder, 'run', 'children.json');
  if (!existsSync(file)) return undefined;
  try {
    const noted = JSON.parse(readFileSync(file, 'utf8')) as readonly (ProcessIdentity & { readonly name: string })[];
    return noted.find((child) => child.name === name && isAlive(child));
  } catch {
    // Read in the middle of being replaced.
    return undefined;
  }
}

function parentOf(pid: number): number | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return undefined;
  }
}

/** A process and all its descendants, itself first (Linux); nobody when it is gone. Named by their start, so that a later process of the same number is never meant. */
export function treeOf(root: ProcessIdentity): readonly ProcessIdentity[] {
  if (!isAlive(root)) return [];
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    const parent = Number.isInteger(pid) ? parentOf(pid) : undefined;
    if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), pid]);
  }
  const pids = [root.pid];
  for (const pid of pids) pids.push(...(children.get(pid) ?? []));
  return pids.flatMap((pid) => identify(pid) ?? []);
}

/** Kills at once, without a word; harmless for who is gone. */
export function killAll(processes: readonly ProcessIdentity[]): void {
  for (const process of processes) signal(process, 'SIGKILL');
}
