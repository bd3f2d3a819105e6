import { type Finding, finding } from './finding.ts';
import type { ProcessRow } from './rows.ts';

/** Names of workflow ids by type of process. */
const timed = ['campaign', 'task', 'case', 'meeting', 'supervision', 'indicator', 'survey', 'evaluation', 'assessment', 'consultation', 'bulletin'] as const;

/** I3: `running` has the workflow id of every running workflow, as often as it runs. */
export function workflows(processes: readonly Pick<ProcessRow, 'id' | 'type' | 'closed' | 'timed' | 'stage'>[], running: readonly string[]): Finding {
  const counts = new Map<string, number>();
  for (const id of running) counts.set(id, (counts.get(id) ?? 0) + 1);
  const faults: string[] = [];
  let checked = 0;
  const known = new Set<string>();
  for (const process of processes) {
    if (!process.timed) continue;
    checked++;
    const id = `${process.type}:${process.id}`;
    known.add(id);
    const count = counts.get(id) ?? 0;
    const wanted = process.closed ? 0 : 1;
    if (count !== wanted) faults.push(`${id} (${process.stage}) has ${count} running workflows instead of ${wanted}`);
  }
  for (const id of counts.keys()) {
    const isOfProcess = timed.some((type) => id.startsWith(`${type}:`));
    if (isOfProcess && !known.has(id)) faults.push(`${id} runs, and there is no such process`);
  }
  return finding('I3', checked, faults);
}
