import type { LadderChoice } from '../../domain/campaign/ladders.ts';
import type { Period } from '../../domain/process/time.ts';
import { defaultTaskLadders } from '../../domain/task/ladders.ts';
import { verify } from '../../ledger/verify.ts';
import { at } from '../campaign/district.ts';
import { inSkippedTime } from './in-skipped-time.ts';
import { plan, planned } from './plan.ts';

const dayMs = 86_400_000;
let campaignId = '';
const skipped = inSkippedTime(at('2026-03-02 10:00'), async () => {
  campaignId = await skipped.district.acting.begin(
    'office',
    'campaign',
    plan(skipped.district.ids, [planned(skipped.district.ids, 3, '2026-03-20'), planned(skipped.district.ids, 4, '2026-03-20')]),
  );
});

const workingDays = (value: number): Period => ({ value, unit: 'workingDay' });
const set = (ladders: LadderChoice) => skipped.district.acting.step('office', 'campaign', campaignId, { type: 'setLadders', ladders, reason: '区领导要求加快' });
/** Rungs told of the tasks' due dates, as `day time rung`, with how many tasks each was told of. */
async function rungs(): Promise<readonly string[]> {
  const { rows } = await skipped.stack.pool.query<{ line: string }>(
    `SELECT minute || ' ' || rung || ' ' || count(DISTINCT process_id) AS line
 FROM (SELECT to_char(n.created_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') AS minute, n.rung, n.process_id
  FROM notice n JOIN process p ON p.id = n.process_id WHERE p.parent_id = $1 AND n.is_rung AND n.rung = ANY($2)) AS told GROUP BY minute, rung ORDER BY 1`,
    [campaignId, defaultTaskLadders.task.map(({ rung }) => rung)],
  );
  return rows.map((row) => row.line);
}
const tasks = async (): Promise<readonly string[]> =>
  (await skipped.stack.pool.query<{ id: string }>("SELECT id FROM process WHERE parent_id = $1 AND type = 'task' ORDER BY state ->> 'number'", [campaignId])).rows.map(
    ({ id }) => id,
  );

describe('chase rules changed on the real engine', () => {
  test('workflows that wait for a rung come at its new time, and never for one left out; what was told before is not told again', async () => {
    // Each workflow waits for the reminder of 17 March by now.
    await skipped.stack.pass(2 * dayMs);
    await set({
      task: defaultTaskLadders.task.filter(({ rung }) => rung !== 'escalation').map((step) => (step.rung === 'reminder' ? { ...step, offset: workingDays(-8) } : step)),
    });
    await skipped.stack.pass(8 * dayMs);
    expect(await rungs()).toEqual(['2026-03-10 09:00 reminder 2']);
    await set({
      task: defaultTaskLadders.task.filter(({ rung }) => rung !== 'escalation').map((step) => (step.rung === 'urgingNotice' ? { ...step, offset: workingDays(3) } : step)),
    });
    await skipped.stack.pass(30 * dayMs);
    expect(await rungs()).toEqual(['2026-03-10 09:00 reminder 2', '2026-03-23 09:00 overdueNotice 2', '2026-03-26 09:00 urgingNotice 2', '2026-04-07 09:00 leadingGroup 2']);
    expect(await verify(skipped.stack.pool)).toMatchObject({ faults: [] });
  });

  test('a rung moved to a time already past comes at once, from one workflow each; a task that is over keeps silent', async () => {
    const [first = '', second = ''] = await tasks();
    for (const id of [first, second]) await skipped.district.acting.step('office', 'task', id, { type: 'cancel', reason: '另行安排' });
    const before = await rungs();
    const { phase: _phase, ...more } = planned(skipped.district.ids, 5, '2026-04-20');
    await skipped.district.acting.step('office', 'campaign', campaignId, { type: 'addTask', task: more, reason: '追加' });
    await skipped.stack.pass(dayMs);
    const { now } = await skipped.stack.ledger.moment();
    await set({ task: [{ rung: 'reminder', offset: workingDays(-30), to: 'responsible' }] });
    await skipped.stack.pass(10 * 60_000);
    const since = (await rungs()).slice(before.length);
    const minute = (ms: number): string => new Date(ms + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
    expect(since).toEqual([`${minute(now)} reminder 1`]);
    await skipped.stack.pass(30 * dayMs);
    expect((await rungs()).slice(before.length)).toEqual(since);
    const [, , third = ''] = await tasks();
    expect([await skipped.endOf(`task:${first}`), await skipped.statusOf(`task:${third}`)]).toEqual(['COMPLETED', 'RUNNING']);
    expect(await verify(skipped.stack.pool)).toMatchObject({ faults: [] });
  });
});
