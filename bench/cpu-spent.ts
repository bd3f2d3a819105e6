import type { Contender } from './contender.ts';
import { cpuOf, cpuOfProcess } from './process-cost.ts';

/** CPU seconds by part of a system. PostgreSQL's are told apart by whom its backends serve; what serves the bench's own questions is the bench's. */
export type Spent = ReadonlyMap<string, number>;

const generator = 'load generator';

/** CPU seconds since their start: of the parts, of this process, and of PostgreSQL's living backends by number. */
export interface CpuReading {
  readonly parts: ReadonlyMap<string, number>;
  readonly own: number;
  readonly backends: ReadonlyMap<number, { readonly serves: string; readonly seconds: number }>;
}

const servedBy = (application: string): string => (application === 'bench' ? generator : application.includes('worker') ? 'postgres for the worker' : 'postgres for the API');

/** Reads what all processes of a system, and this one, have spent so far. */
export async function readCpu({ instance, pool }: Contender): Promise<CpuReading> {
  const { rows } = await pool.query<{ pid: number; application: string }>({
    name: 'backends',
    text: "SELECT pid, application_name AS application FROM pg_stat_activity WHERE application_name <> '' AND datname = current_database()",
  });
  const { user, system } = process.cpuUsage();
  return {
    parts: cpuOf(instance.parts()),
    own: (user + system) / 1e6,
    backends: new Map(rows.map(({ pid, application }) => [pid, { serves: servedBy(application), seconds: cpuOfProcess(pid) }])),
  };
}

/** What was spent between two readings. A backend that ended meanwhile is counted with PostgreSQL itself. */
export function spentBetween(before: CpuReading, after: CpuReading): Spent {
  const spent = new Map([...after.parts].map(([name, seconds]) => [name, seconds - (before.parts.get(name) ?? 0)]));
  const add = (name: string, seconds: number): void => void spent.set(name, (spent.get(name) ?? 0) + seconds);
  add(generator, after.own - before.own);
  for (const [pid, { serves, seconds }] of after.backends) {
    const during = seconds - (before.backends.get(pid)?.seconds ?? 0);
    add('postgres', -during);
    add(serves, during);
  }
  return spent;
}

/** Everything but the load generator. */
export const ofTheSystem = (spent: Spent): number => [...spent].reduce((sum, [name, seconds]) => sum + (name === generator ? 0 : seconds), 0);
