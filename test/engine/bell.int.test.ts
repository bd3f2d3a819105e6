import { randomUUID } from 'node:crypto';
import { MockActivityEnvironment } from '@temporalio/testing';
import { createSweepActivities } from '../../activities/sweep.ts';
import type { CasePersonCommand } from '../../domain/case/commands.ts';
import { Keeper } from '../../engine/keeper.ts';
import { shards } from '../../ledger/herd.ts';
import { createTestDatabase, type TestDatabase } from '../harness/database.ts';
import { loadTestDistrict, type TestDistrict } from '../harness/district.ts';
import { createStack, logger, type Stack } from '../harness/stack.ts';
import { temporalAddress } from '../harness/temporal.ts';
import { until } from '../harness/until.ts';
import { moveClock } from '../ledger/fixture.ts';
import { launchHerd, seconds } from '../ledger/herd.ts';

let database: TestDatabase;
let stack: Stack;
let district: TestDistrict;
let keeper: Keeper;
let ledgerId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  stack = await createStack({ databaseUrl: database.url, address: temporalAddress() });
  // Test databases are clones of one template; beacon and bells need a ledger of their own.
  ledgerId = (await stack.pool.query<{ id: string }>('UPDATE ledger_state SET ledger_id = gen_random_uuid() WHERE id = 1 RETURNING ledger_id AS id')).rows[0]?.id ?? '';
  district = await loadTestDistrict(stack.ledger);
  keeper = new Keeper({ client: stack.client, ledger: stack.ledger, taskQueue: stack.taskQueue, logger });
  await stack.startWorker();
});
afterAll(async () => {
  await Promise.all(
    ['beacon', 'sweep', ...bells].map((name) =>
      stack?.client.workflow
        .getHandle(idOf(name))
        .terminate()
        .catch(() => undefined),
    ),
  );
  await stack?.client.schedule
    .getHandle(idOf('sweep'))
    .delete()
    .catch(() => undefined);
  await stack?.stop();
  await database?.drop();
});

const bells = Array.from({ length: shards }, (_, shard) => `bell ${shard}`);
const idOf = (name: string): string => `${name.split(' ')[0]}:${ledgerId}${name.includes(' ') ? `:${name.split(' ')[1]}` : ''}`;
const describeBell = (name: string) => stack.client.workflow.getHandle(idOf(name)).describe();
const stopBells = async (): Promise<void> => void (await Promise.all(bells.map((name) => stack.client.workflow.getHandle(idOf(name)).terminate())));

const open = (inspectIn: number): Promise<string> =>
  district.acting.begin<CasePersonCommand>('inspector-a', 'case', {
    type: 'open',
    partyId: district.ids.party('clinic'),
    title: '同时到期',
    source: 'complaint',
    limits: { inspect: seconds(inspectIn) },
  });
/** So many cases, a few at a time, all to be inspected within one second (of which they are opened over several). */
const openTogether = async (count: number, inspectIn: number): Promise<readonly string[]> => {
  const dueAt = Date.now() + inspectIn * 1_000;
  const lane = async (): Promise<readonly string[]> => {
    const ids: string[] = [];
    while (ids.length < count / 6) ids.push(await open(Math.round((dueAt - Date.now()) / 1_000)));
    return ids;
  };
  return (await Promise.all(Array.from({ length: 6 }, lane))).flat();
};
const unseen = async (ids: readonly string[]): Promise<number> =>
  (await stack.pool.query('SELECT count(*)::int AS n FROM watch WHERE process_id = ANY($1::uuid[]) AND seen <> wanted', [ids])).rows[0].n;

/** Milliseconds until the first of them is due. */
const firstDue = async (ids: readonly string[]): Promise<number> =>
  (await stack.pool.query('SELECT min((extract(epoch FROM wake_at) * 1000)::float8) - ledger_now_ms() AS ms FROM process WHERE id = ANY($1::uuid[])', [ids])).rows[0].ms;

/** Lets the time pass until every bell asks just once more before the first of them is due. */
const passToNap = async (ids: readonly string[]): Promise<void> => moveClock(stack.pool, Math.max(0, Math.ceil(await firstDue(ids)) - 16_000));

interface Struck {
  readonly id: string;
  readonly rungs: readonly string[];
  readonly notices: number;
  /** Milliseconds from due to struck. */
  readonly late: number;
}
/** What has become of the first rung after the date. */
async function struck(ids: readonly string[]): Promise<readonly Struck[]> {
  const { rows } = await stack.pool.query<Struck>(
    `SELECT f.process_id AS id, array_agg(f.data->>'rung') AS rungs, (SELECT count(*)::int FROM notice n WHERE n.process_id = f.process_id AND n.is_rung) AS notices,
 min((extract(epoch FROM f.at - d.due_at) * 1000)::float8) AS late
 FROM fact f JOIN deadline_record d ON d.process_id = f.process_id AND d.kind = f.data->>'kind' WHERE f.type = 'rungReached' AND f.process_id = ANY($1::uuid[]) GROUP BY 1`,
    [ids],
  );
  return rows;
}
const allStruck = (ids: readonly string[], limitMs: number): Promise<void> => until(async () => (await struck(ids)).length === ids.length, limitMs);

/** What a process's run was asked to do, and how long it last set out to wait. */
async function story(workflowId: string): Promise<{ readonly activities: readonly string[]; readonly waitMs: number }> {
  const { events = [] } = await stack.client.workflow.getHandle(workflowId).fetchHistory();
  const timeout = events?.findLast((event) => event.timerStartedEventAttributes)?.timerStartedEventAttributes?.startToFireTimeout;
  return {
    activities: (events ?? []).flatMap((event) => event.activityTaskScheduledEventAttributes?.activityType?.name ?? []),
    waitMs: Number(timeout?.seconds ?? 0) * 1_000 + (timeout?.nanos ?? 0) / 1e6,
  };
}

describe('the keeper', () => {
  test('makes a bell for each shard, leaves those that run, and brings back those that Temporal has lost', async () => {
    await keeper.keep();
    const first = await Promise.all(bells.map(describeBell));
    expect(first.map(({ status, type }) => [status.name, type])).toEqual(bells.map(() => ['RUNNING', 'bell']));
    await keeper.keep();
    const second = await Promise.all(bells.map(describeBell));
    expect(second.map(({ runId }) => runId)).toEqual(first.map(({ runId }) => runId));
    await stopBells();
    await keeper.keep();
    const third = await Promise.all(bells.map(describeBell));
    expect(third.map(({ status }) => status.name)).toEqual(bells.map(() => 'RUNNING'));
    // A bell that cannot be replayed would stand still for ever: the server ends it.
    expect(third.map(({ raw }) => Number(raw.executionConfig?.workflowRunTimeout?.seconds))).toEqual(bells.map(() => 3 * 3_600));
    // Behind the backlog of a busy hour it would strike minutes late.
    expect(third.map(({ priority }) => priority?.priorityKey)).toEqual(bells.map(() => 1));
  });
});

describe('deadlines in one second', () => {
  test('of 300 cases are escalated by the bell: each once, none early, while their own timers wait', async () => {
    const ids = await openTogether(300, 150);
    await until(async () => (await unseen(ids)) === 0, 100_000);
    await passToNap(ids);
    await allStruck(ids, 30_000);
    const results = await struck(ids);
    expect(results.filter(({ rungs, notices }) => rungs.join() !== 'overdue' || notices !== 1)).toEqual([]);
    expect(Math.min(...results.map(({ late }) => late))).toBeGreaterThanOrEqual(0);
    expect(await unseen(ids)).toBe(0);
    const stories = await Promise.all(ids.map((id) => story(`case:${id}`)));
    expect(stories.flatMap(({ activities }) => activities)).toEqual([]);
    // All but the first few, which looked before there was a herd, wait minutes beyond the date.
    expect(stories.filter(({ waitMs }) => waitMs > 210_000).length).toBeGreaterThan(200);
    for (const name of bells) expect((await stack.client.workflow.getHandle(idOf(name)).fetchHistory()).events?.length).toBeLessThan(200);
  });

  test('of which one is alone is escalated by its own workflow', async () => {
    const id = await open(4);
    await allStruck([id], 10_000);
    await until(async () => (await unseen([id])) === 0);
    const [result] = await struck([id]);
    expect(result).toMatchObject({ rungs: ['overdue'], notices: 1 });
    expect((await story(`case:${id}`)).activities).toEqual(['remindInspection']);
  });
});

describe('with every bell dead', () => {
  test('own timers and the sweep escalate a herd: each once, none early, none later than ten minutes', async () => {
    await stopBells();
    const ids = await launchHerd({ ...stack, district }, 60, 30);
    await until(async () => (await unseen(ids)) === 0, 25_000);
    expect((await struck(ids)).length).toBe(0);
    await moveClock(stack.pool, Math.ceil(await firstDue(ids)) + 110_000);
    const sweep = createSweepActivities(stack.ledger, stack.nudger);
    await new MockActivityEnvironment().run(sweep.sweepUnseen);
    // Due, and nobody's turn yet but a few's.
    expect((await struck(ids)).length).toBeLessThan(30);
    await moveClock(stack.pool, 15_000);
    await new MockActivityEnvironment().run(sweep.sweepUnseen);
    await allStruck(ids, 40_000);
    const results = await struck(ids);
    expect(results.filter(({ rungs, notices }) => rungs.join() !== 'overdueNotice' || notices !== 1)).toEqual([]);
    expect(Math.min(...results.map(({ late }) => late))).toBeGreaterThanOrEqual(0);
    expect(Math.max(...results.map(({ late }) => late))).toBeLessThan(600_000);
    const stories = await Promise.all(ids.map((id) => story(`task:${id}`)));
    expect(stories.filter(({ activities }) => activities.includes('chaseTask')).length).toBe(60);
  });
});

describe('two bells of one shard', () => {
  test('strike nobody twice', async () => {
    await keeper.keep();
    const doubles = await Promise.all(
      Array.from({ length: shards }, (_, shard) => stack.client.workflow.start('bell', { workflowId: `double:${randomUUID()}`, taskQueue: stack.taskQueue, args: [{ shard }] })),
    );
    try {
      const ids = await launchHerd({ ...stack, district }, 200, 30);
      await passToNap(ids);
      await allStruck(ids, 60_000);
      const results = await struck(ids);
      expect(results.filter(({ rungs, notices }) => rungs.join() !== 'overdueNotice' || notices !== 1)).toEqual([]);
    } finally {
      await Promise.all(doubles.map((handle) => handle.terminate()));
    }
  });
});
