import { addDays, beijingDateOf } from '../../domain/calendar/beijing.ts';
import type { CampaignPersonCommand, PlannedTask } from '../../domain/campaign/commands.ts';
import type { CampaignState } from '../../domain/campaign/state.ts';
import type { TaskState } from '../../domain/task/state.ts';
import { LedgerUnavailable } from '../../ledger/execute.ts';
import { verify } from '../../ledger/verify.ts';
import { contents, type LedgerBench, launchCommand, newId, openLedger } from './fixture.ts';

let bench: LedgerBench;
let id = '';
let tasks: readonly PlannedTask[] = [];
beforeAll(async () => {
  bench = await openLedger({ channels: ['mail'] });
  const launch = await launchCommand(bench, { tasks: 92 });
  tasks = launch.tasks;
  id = newId();
  expect(await bench.ledger.execute({ type: 'campaign', id, creates: true, command: launch, actor: office() })).toMatchObject({ ok: true });
  await bench.pool.query(`CREATE SEQUENCE cut;
CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF nextval('cut') = TG_ARGV[0]::int THEN PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(1); END IF;
  RETURN NEW;
END $$`);
});
afterAll(() => bench?.stop());

const office = () => bench.district.acting.actor('office');
/** Every third task a week later, one dropped, one new. */
const revised = (): CampaignPersonCommand => {
  const next = tasks.slice(1).map((task, index) => (index % 3 === 0 ? { ...task, dueOn: addDays(task.dueOn ?? '', 7) } : task));
  return {
    type: 'replan',
    version: { planId: newId(), phases: [], sections: [], tasks: [...next, { ...(tasks[0] as PlannedTask), number: '93', content: '新增任务' }] },
    reason: '年中调整',
  };
};
const replanning = (command: CampaignPersonCommand) => bench.ledger.execute({ type: 'campaign', id, command, actor: office() });
const campaign = async (): Promise<CampaignState> =>
  (await bench.pool.query<{ state: CampaignState }>('SELECT state FROM process WHERE id = $1', [id])).rows[0]?.state as CampaignState;
const tasksNow = async (): Promise<readonly TaskState[]> =>
  (await bench.pool.query<{ state: TaskState }>("SELECT state FROM process WHERE parent_id = $1 ORDER BY (state ->> 'order')::int", [id])).rows.map((row) => row.state);

describe('a re-plan of a running campaign', () => {
  test.each([
    ['fact', 20],
    ['process', 30],
    ['task_record', 15],
    ['deadline_record', 10],
    ['notice', 3],
  ] as const)('whose connection is cut at %s row %i leaves the version that was in force, whole', async (table, n) => {
    const before = await contents(bench.pool);
    await bench.pool.query(`ALTER SEQUENCE cut RESTART; CREATE TRIGGER cut_here BEFORE INSERT OR UPDATE ON ${table} FOR EACH ROW EXECUTE FUNCTION cut(${n})`);
    try {
      await expect(replanning(revised())).rejects.toThrow(LedgerUnavailable);
    } finally {
      await bench.pool.query(`DROP TRIGGER cut_here ON ${table}`);
    }
    expect(await contents(bench.pool)).toEqual(before);
  });

  test('rehearsed, writes nothing in any table and leaves no number behind; applied, it does exactly what was shown', async () => {
    const command = revised();
    const before = await contents(bench.pool);
    const shown = await bench.ledger.rehearse({ type: 'campaign', id, command, actor: office() });
    expect(await contents(bench.pool)).toEqual(before);
    expect([shown.refusal, shown.hidden]).toEqual([undefined, false]);

    expect(await replanning(command)).toMatchObject({ ok: true });
    const { revisions, taskCount } = await campaign();
    expect(revisions).toMatchObject([{ revision: 2, added: ['93'], cancelled: ['1'], left: [] }]);
    expect([revisions[0]?.amended.length, taskCount]).toEqual([31, 93]);
    const after = new Map((await tasksNow()).map((task) => [task.number, task]));
    const seen = shown.processes.filter((process) => process.type === 'task').map((process) => process.state as TaskState);
    expect(seen).toHaveLength(33);
    for (const task of seen) {
      const real = after.get(task.number);
      expect([task.number, task.stage, task.due?.dueOn, task.version]).toEqual([real?.number, real?.stage, real?.due?.dueOn, real?.version]);
      expect(task.deadlines.map(({ kind, rungs }) => [kind, rungs.map(({ rung }) => rung)])).toEqual(
        real?.deadlines.map(({ kind, rungs }) => [kind, rungs.map(({ rung }) => rung)]),
      );
    }
    const told = shown.processes.flatMap((process) => process.notices.flatMap(({ draft }) => draft.to.map((to) => `${draft.kind} ${to.personId}`))).sort();
    const commandId = (await bench.pool.query<{ id: string }>("SELECT command_id AS id FROM fact WHERE process_id = $1 AND type = 'planRevised'", [id])).rows[0]?.id;
    const given = await bench.pool.query<{ line: string }>(
      `SELECT kind || ' ' || person_id AS line FROM notice n WHERE EXISTS (SELECT 1 FROM fact f WHERE f.process_id = n.process_id AND f.seq = n.fact_seq AND f.command_id = $1) ORDER BY 1`,
      [commandId],
    );
    expect(told.length).toBeGreaterThan(30);
    expect(given.rows.map((row) => row.line).sort()).toEqual(told);
  });

  test('one batch of facts under one command, the chains whole and the tables as the facts say', async () => {
    const { rows } = await bench.pool.query<{ commands: number; processes: number }>(
      `SELECT count(DISTINCT command_id)::int AS commands, count(DISTINCT process_id)::int AS processes FROM fact
 WHERE command_id = (SELECT command_id FROM fact WHERE process_id = $1 AND type = 'planRevised')`,
      [id],
    );
    expect(rows).toEqual([{ commands: 1, processes: 34 }]);
    expect((await verify(bench.pool)).faults).toEqual([]);
  });

  test('dates of all tasks shifted at once: two offices at the same time leave one after the other, never half of each', async () => {
    const before = await tasksNow();
    const shift = (days: number) => replanning({ type: 'shiftDates', days, reason: '顺延' });
    expect(await Promise.all([shift(10), shift(4)])).toMatchObject([{ ok: true }, { ok: true }]);
    const after = await tasksNow();
    const open = before.filter((task) => task.stage !== 'cancelled');
    expect(open).toHaveLength(92);
    expect(after.filter((task) => task.stage !== 'cancelled').map((task) => task.due?.dueOn)).toEqual(open.map((task) => addDays(task.due?.dueOn ?? '', 14)));
    expect((await campaign()).revisions.map(({ revision, kind, amended }) => [revision, kind, amended.length])).toEqual([
      [2, 'replan', 31],
      [3, 'shiftDates', 92],
      [4, 'shiftDates', 92],
    ]);
    const today = beijingDateOf((await bench.ledger.moment()).now);
    expect(after.every((task) => task.stage === 'cancelled' || (task.due?.dueOn ?? '') > today)).toBe(true);
    expect((await verify(bench.pool)).faults).toEqual([]);
  });
});
