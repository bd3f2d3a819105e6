import { readdirSync, readFileSync } from 'node:fs';

/** A process of an instance by the part it plays. */
export interface Part {
  readonly name: string;
  readonly pid: number;
}

/** Linux counts CPU time in hundredths of a second for programs, whatever its own clock does (USER_HZ). */
const ticksPerSecond = 100;
const pageBytes = 4096;

interface Stat {
  readonly parent: number;
  readonly ticks: number;
  readonly pages: number;
}

function statOf(pid: number): Stat | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in brackets may hold anything; fields are counted after the last bracket.
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const at = (index: number): number => fields[index] ?? 0;
    // User and system time of its own, and of children that have ended and were waited for: a backend that is gone is still counted.
    return { parent: at(1), ticks: at(11) + at(12) + at(13) + at(14), pages: at(21) };
  } catch {
    return undefined;
  }
}

function pssOf(pid: number): number | undefined {
  try {
    const found = /^Pss:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'));
    return found ? Number(found[1]) * 1024 : undefined;
  } catch {
    return undefined;
  }
}

/** Everything of a part: its process and all that descend from it, but for those that are parts of their own. Linux only: elsewhere the map is empty. */
function membersOf(parts: readonly Part[]): ReadonlyMap<Part, readonly (readonly [pid: number, stat: Stat])[]> {
  if (process.platform !== 'linux') return new Map();
  const stats = new Map<number, Stat>();
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    const stat = Number.isInteger(pid) && pid > 0 ? statOf(pid) : undefined;
    if (!stat) continue;
    stats.set(pid, stat);
    children.set(stat.parent, [...(children.get(stat.parent) ?? []), pid]);
  }
  const roots = new Set(parts.map((part) => part.pid));
  const under = (pid: number): readonly number[] => [pid, ...(children.get(pid) ?? []).filter((child) => !roots.has(child)).flatMap(under)];
  return new Map(
    parts.map((part) => [
      part,
      under(part.pid).flatMap((pid) => {
        const stat = stats.get(pid);
        return stat ? [[pid, stat] as const] : [];
      }),
    ]),
  );
}

/** CPU seconds since its start of each part, children living and dead included. */
export function cpuOf(parts: readonly Part[]): ReadonlyMap<string, number> {
  return new Map([...membersOf(parts)].map(([part, members]) => [part.name, members.reduce((sum, [, stat]) => sum + stat.ticks, 0) / ticksPerSecond]));
}

/** CPU seconds since its start of one process alone. */
export const cpuOfProcess = (pid: number): number => (statOf(pid)?.ticks ?? 0) / ticksPerSecond;

/** Memory of a part. */
export interface Memory {
  /** Resident, shared pages counted in each process that maps them. */
  readonly rssBytes: number;
  /** Resident, shared pages divided among those that map them: parts may be added up. Undefined where the system does not tell. */
  readonly pssBytes: number | undefined;
  readonly processes: number;
}

/** Memory of each part now. */
export function memoryOf(parts: readonly Part[]): ReadonlyMap<string, Memory> {
  return new Map(
    [...membersOf(parts)].map(([part, members]) => {
      const pss = members.map(([pid]) => pssOf(pid));
      return [
        part.name,
        {
          rssBytes: members.reduce((sum, [, stat]) => sum + stat.pages * pageBytes, 0),
          pssBytes: pss.some((bytes) => bytes === undefined) ? undefined : pss.reduce<number>((sum, bytes) => sum + (bytes ?? 0), 0),
          processes: members.length,
        },
      ];
    }),
  );
}
