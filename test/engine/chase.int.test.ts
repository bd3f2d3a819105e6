import { addDays, beijingDateOf } from '../../domain/calendar/beijing.ts';
import type { CasePersonCommand } from '../../domain/case/commands.ts';
import { time } from '../../domain/process/actor.ts';
import type { TimedType } from '../../domain/process/definition.ts';
import type { TaskPersonCommand } from '../../domain/task/commands.ts';
import type { Outcome } from '../../ledger/request.ts';
import { type LedgerBench, launchCommand, moveClock, openCase, openLedger, violation } from '../ledger/fixture.ts';

let bench: LedgerBench;
beforeAll(async () => {
  bench = await openLedger({ channels: ['mail'] });
});
afterAll(() => bench?.stop());

const strike = (type: TimedType, id: string): Promise<Outcome> => bench.ledger.execute({ type, id, command: { type: 'strike' }, actor: time });
const struck = (outcome: Outcome): number => (outcome.ok && !outcome.repeated ? outcome.facts.filter((recorded) => recorded.fact.type === 'rungReached').length : -1);
const wakeIn = async (id: string): Promise<number> =>
  (await bench.pool.query('SELECT (extract(epoch FROM wake_at) * 1000)::float8 - ledger_now_ms() AS ms FROM process WHERE id = $1', [id])).rows[0].ms;
/** Until time must act, and so much longer. */
const passTo = async (id: string, more = 0): Promise<void> => moveClock(bench.pool, Math.ceil(await wakeIn(id)) + more);
const rungs = async (id: string): Promise<readonly { seq: number; rung: string }[]> =>
  (await bench.pool.query('SELECT DISTINCT fact_seq AS seq, rung, min(created_at) AS at FROM notice WHERE process_id = $1 AND is_rung GROUP BY 1, 2 ORDER BY at', [id])).rows.map(
    ({ seq, rung }) => ({ seq, rung }),
  );
const deadline = async (id: string) => (await bench.pool.query('SELECT seq, due_on, due_at FROM deadline_record WHERE process_id = $1', [id])).rows[0];

async function ordered(period: { value: number; unit: 'workingDay' | 'second' }): Promise<string> {
  const id = await openCase(bench);
  await bench.district.acting.step('inspector-a', 'case', id, violation(bench));
  await bench.district.acting.step<CasePersonCommand>('inspector-a', 'case', id, { type: 'issueOrder', requirements: '整改', period });
  return id;
}

describe('time striking', () => {
  test('ten times at once and again gives one notice a person and one delivery each', async () => {
    const id = await ordered({ value: 1, unit: 'second' });
    await passTo(id);
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => strike('case', id)));
    expect(outcomes.map(struck).filter((n) => n > 0)).toEqual([1]);
    await strike('case', id);
    expect((await bench.pool.query('SELECT DISTINCT deadline_kind FROM notice WHERE process_id = $1 AND is_rung', [id])).rows).toEqual([{ deadline_kind: 'rectify' }]);
    const { rows } = await bench.pool.query(
      'SELECT n.person_id, count(*)::int AS notices, count(d.id)::int AS deliveries FROM notice n LEFT JOIN delivery d ON d.notice_id = n.id WHERE n.process_id = $1 AND n.is_rung GROUP BY 1',
      [id],
    );
    expect(rows).toEqual([{ person_id: bench.district.ids.person('manager'), notices: 1, deliveries: 1 }]);
    await expect(
      bench.pool.query(
        "INSERT INTO notice SELECT gen_random_uuid(), process_id, fact_seq, deadline_kind, rung, 'x', is_rung, person_id, post_id, unit_id, NULL, title, why, rule, stops, NULL, false, created_at FROM notice WHERE process_id = $1 AND is_rung",
        [id],
      ),
    ).rejects.toThrow('duplicate key');
  });

  test('waits 5 s of grace for deadlines in days and none in drills; early it finds nothing to do', async () => {
    const days = await ordered({ value: 10, unit: 'workingDay' });
    await passTo(days, -2_500);
    expect(struck(await strike('case', days))).toBe(0);
    const { rows: planned } = await bench.pool.query('SELECT wake_at FROM process WHERE id = $1', [days]);
    expect(planned[0].wake_at.getTime() % 3_600_000).toBe(5_000);
    await passTo(days);
    const outcome = await strike('case', days);
    expect(struck(outcome)).toBe(1);
    const { rows } = await bench.pool.query("SELECT at FROM fact WHERE process_id = $1 AND type = 'rungReached'", [days]);
    const intoTheHour = rows[0].at.getTime() % 3_600_000;
    expect(intoTheHour).toBeGreaterThanOrEqual(5_000);

    const drill = await ordered({ value: 30, unit: 'second' });
    const due = (await deadline(drill)).due_at.getTime();
    const { rows: wake } = await bench.pool.query('SELECT wake_at FROM process WHERE id = $1', [drill]);
    expect(wake[0].wake_at.getTime()).toBe(due);
    await passTo(drill, -1_000);
    expect(struck(await strike('case', drill))).toBe(0);
    await passTo(drill);
    expect(struck(await strike('case', drill))).toBe(1);
  });

  test('after an outage climbs one rung only; later ones move by the delay, the legal date stands', async () => {
    const id = await ordered({ value: 10, unit: 'workingDay' });
    const before = await deadline(id);
    await moveClock(bench.pool, 60 * 86_400_000);
    expect(struck(await strike('case', id))).toBe(1);
    expect(await rungs(id)).toEqual([{ seq: before.seq, rung: 'overdue' }]);
    expect(struck(await strike('case', id))).toBe(0);
    expect(await wakeIn(id)).toBeGreaterThan(12 * 3_600_000);
    const { rows } = await bench.pool.query('SELECT due_on, due_at FROM deadline_record WHERE process_id = $1 AND seq = $2', [id, before.seq]);
    expect(rows).toEqual([{ due_on: before.due_on, due_at: before.due_at }]);
  });

  test('after an extension, and after its revocation, chases anew: the same rungs again, under the fact that set the date', async () => {
    const { acting } = bench.district;
    const campaign = await acting.begin('office', 'campaign', await launchCommand(bench, { tasks: 1 }));
    const id: string = (await bench.pool.query('SELECT id FROM process WHERE parent_id = $1', [campaign])).rows[0].id;
    const liaison = (command: TaskPersonCommand): Promise<void> => acting.step('liaison', 'task', id, command);
    const office = (command: TaskPersonCommand): Promise<void> => acting.step('office', 'task', id, command);
    await liaison({ type: 'sign' });
    const first = await deadline(id);
    await passTo(id);
    expect(struck(await strike('task', id))).toBe(1);
    await liaison({ type: 'requestExtension', reason: '延期', dueOn: addDays(first.due_on, 30) });
    await office({ type: 'decideExtension', approve: true, reason: '同意' });
    const second = await deadline(id);
    await passTo(id);
    expect(struck(await strike('task', id))).toBe(1);
    // Revoked: the date comes back to where the next rung is the same instant's once more.
    await office({ type: 'correctField', field: 'dueOn', value: beijingDateOf((await bench.ledger.moment()).now), reason: '撤销延期' } as TaskPersonCommand);
    const third = await deadline(id);
    await office({ type: 'correctField', field: 'dueOn', value: addDays(third.due_on, 1), reason: '改' } as TaskPersonCommand);
    await office({ type: 'correctField', field: 'dueOn', value: third.due_on, reason: '改回' } as TaskPersonCommand);
    const fourth = await deadline(id);
    expect(fourth.due_at).toEqual(third.due_at);
    await passTo(id);
    expect(struck(await strike('task', id))).toBe(1);
    expect(await rungs(id)).toEqual([
      { seq: first.seq, rung: 'reminder' },
      { seq: second.seq, rung: 'reminder' },
      { seq: fourth.seq, rung: 'overdueNotice' },
    ]);
    expect(new Set([first.seq, second.seq, third.seq, fourth.seq]).size).toBe(4);
  });

  test('never once the deadline is cleared: a submission stops the chase', async () => {
    const id = await ordered({ value: 1, unit: 'second' });
    await bench.district.acting.step<CasePersonCommand>('inspector-a', 'case', id, { type: 'submitRectification', description: '已改' });
    await moveClock(bench.pool, 5_000);
    expect(struck(await strike('case', id))).toBe(0);
    expect(await rungs(id)).toEqual([]);
  });
});
