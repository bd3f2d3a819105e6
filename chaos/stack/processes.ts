import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The processes that an instance notes for itself. */
export type ServerName = 'api' | 'worker' | 'temporal' | 'postgres';

/** The number of a server of the instance as it runs now; undefined between a crash and the restart. */
export function serverPid(folder: string, name: ServerName): number | undefined {
  const file = join(folder, 'run', 'children.json');
  if (!existsSync(file)) return undefined;
  try {
    const noted = JSON.parse(readFileSync(file, 'utf8')) as readonly { readonly name: string; readonly pid: number }[];
    return noted.find((child) => child.name === name && isAlive(child.pid))?.pid;
  } catch {
    // Read in the middle of being replaced.
    return undefined;
  }
}

function stat(pid: number): { readonly state: string; readonly parent: number } | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state = '', parent = '0'] = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { state, parent: Number(parent) };
  } catch {
    return undefined;
  }
}

/** A dead process whose parent has not asked yet is dead. */
export function isAlive(pid: number): boolean {
  const found = stat(pid);
  return found !== undefined && found.state !== 'Z' && found.state !== 'X';
}

/** A process and all its descendants, itself first (Linux). */
export function treeOf(root: number): readonly number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    const parent = Number.isInteger(pid) ? stat(pid)?.parent : undefined;
    if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), pid]);
  }
  const tree = [root];
  for (const pid of tree) tree.push(...(children.get(pid) ?? []));
  return tree;
}

/** Kills at once, without a word; harmless for who is gone. */
export function killAll(pids: readonly number[]): void {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {}
  }
}
