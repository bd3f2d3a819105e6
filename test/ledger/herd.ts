import type { Period } from '../../domain/process/time.ts';
import { type LedgerBench, launchCommand } from './fixture.ts';

export const seconds = (value: number): Period => ({ value, unit: 'second' });

/** Tasks of one launch, so many seconds before they are due: all at the same millisecond, when each is to climb the rung `overdueNotice`. Answers their ids. */
export async function launchHerd(bench: Pick<LedgerBench, 'ledger' | 'district' | 'pool'>, tasks: number, dueIn: number): Promise<readonly string[]> {
  const campaign = await bench.district.acting.begin('office', 'campaign', await launchCommand(bench, { tasks, task: { duePeriod: seconds(dueIn) } }));
  const { rows } = await bench.pool.query<{ id: string }>('SELECT id FROM process WHERE parent_id = $1 ORDER BY id', [campaign]);
  return rows.map((row) => row.id);
}
