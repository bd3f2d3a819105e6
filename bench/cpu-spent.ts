import type { Contender } from './contender.ts';
import { cpuOf, cpuOfProcess, type Part } from './process-cost.ts';

/** CPU seconds by part of a system. PostgreSQL's are told apart by whom its backends serve; what serves the bench's own questions is its own. */
export type Spent = ReadonlyMap<string, number>;

const generator = 'load generator';

async function backendsOf({ pool }: Contender): Promise<readonly { readonly pid: number; readonly name: string }[]> {
  const { rows } = await pool.query<{ pid: number; name: string }>({
    name: 'backends',
    text: "SELECT pid, application_name AS name FROM pg_stat_activity WHERE application_name <> '' AND datname = current_database()",
  });
  return rows;
}

/** CPU seconds spent since their start by all processes of a system and by this one. */
export async function spentBy(contender: Contender): Promise<Spent> {
  const backends = await backendsOf(contender);
  const parts: readonly Part[] = contender.instance.parts();
  const spent = new Map(cpuOf(parts));
  const move = (seconds: number, to: string): void => {
    spent.set('postgres', (spent.get('postgres') ?? 0) - seconds);
    spent.set(to, (spent.get(to) ?? 0) + seconds);
  };
  for (const { pid, name } of backends) {
    const seconds = cpuOfProcess(pid);
    if (name === 'bench') move(seconds, generator);
    else if (name.includes('worker')) move(seconds, 'postgres for the worker');
    else move(seconds, 'postgres for the API');
  }
  const { user, system } = process.cpuUsage();
  spent.set(generator, (spent.get(generator) ?? 0) + (user + system) / 1e6);
  return spent;
}

/** What was spent between two readings. */
export const between = (before: Spent, after: Spent): Spent => new Map([...after].map(([name, seconds]) => [name, seconds - (before.get(name) ?? 0)]));

/** Everything but the load generator. */
export const ofTheSystem = (spent: Spent): number => [...spent].reduce((sum, [name, seconds]) => sum + (name === generator ? 0 : seconds), 0);
