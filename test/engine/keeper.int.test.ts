import { TestWorkflowEnvironment } from '@temporalio/testing';
import pg from 'pg';
import { temporalCliPath } from '../../app/embedded/binaries.ts';
import type { WorkerService } from '../../app/worker-service.ts';
import type { CasePersonCommand } from '../../domain/case/commands.ts';
import { Keeper } from '../../engine/keeper.ts';
import { readMark, releaseDeliveries } from '../../ledger/beacon.ts';
import { shards } from '../../ledger/herd.ts';
import { recipientsWaiting } from '../../ledger/sweep.ts';
import { createTestDatabase, type TestDatabase } from '../harness/database.ts';
import { loadTestDistrict, type TestDistrict } from '../harness/district.ts';
import { createStack, logger, type Stack } from '../harness/stack.ts';
import { temporalAddress } from '../harness/temporal.ts';
import { until } from '../harness/until.ts';
import { moveClock } from '../ledger/fixture.ts';

let database: TestDatabase;
let stack: Stack;
let district: TestDistrict;
let keeper: Keeper;
let beaconId: string;
let scheduleId: string;
let worker: WorkerService;

beforeAll(async () => {
  database = await createTestDatabase();
  stack = await createStack({ databaseUrl: database.url, address: temporalAddress() });
  // Test databases are clones of one template; a beacon needs a ledger of its own.
  const { rows } = await stack.pool.query<{ id: string }>('UPDATE ledger_state SET ledger_id = gen_random_uuid() WHERE id = 1 RETURNING ledger_id AS id');
  beaconId = `beacon:${rows[0]?.id}`;
  scheduleId = `sweep:${rows[0]?.id}`;
  district = await loadTestDistrict(stack.ledger);
  keeper = new Keeper({ client: stack.client, ledger: stack.ledger, taskQueue: stack.taskQueue, logger });
  worker = await stack.startWorker();
});
afterAll(async () => {
  await stack?.client.schedule
    .getHandle(scheduleId)
    .delete()
    .catch(() => undefined);
  for (const workflowId of [beaconId, ...Array.from({ length: shards }, (_, shard) => beaconId.replace('beacon', 'bell').concat(`:${shard}`))])
    await stack?.client.workflow
      .getHandle(workflowId)
      .terminate()
      .catch(() => undefined);
  await stack?.stop();
  await database?.drop();
});

const open = (): Promise<string> =>
  district.acting.begin<CasePersonCommand>('inspector-a', 'case', { type: 'open', partyId: district.ids.party('clinic'), title: '灯塔', source: 'complaint' });
const state = async () => (await stack.pool.query('SELECT era, beacon, held_since AS "heldSince" FROM ledger_state')).rows[0];
const remembered = async () => (await stack.client.workflow.getHandle(beaconId).describe()).memo?.mark as { counter: number; series: Record<string, number> } | undefined;
const shown = () => until(async () => (await remembered())?.counter === (await state()).beacon);
const voids = async (): Promise<number> => (await stack.pool.query('SELECT count(*)::int AS n FROM void_number')).rows[0].n;

describe('the keeper', () => {
  test('makes the sweep’s Schedule and the beacon, and counts on: the beacon shows what the ledger says', async () => {
    expect(await keeper.keep()).toBe('well');
    await open();
    expect(await keeper.keep()).toBe('well');
    await shown();
    expect(await keeper.keep()).toBe('well');
    await shown();
    expect(await remembered()).toEqual({ counter: 3, series: (await readMark(stack.pool)).series });
    await expect(stack.client.schedule.getHandle(scheduleId).describe()).resolves.toMatchObject({ scheduleId });
    expect((await state()).era).toBe(0);
  });

  test('is one at a time: another one finds the lock taken', async () => {
    const holder = await stack.pool.connect();
    try {
      await holder.query('BEGIN; SELECT pg_advisory_xact_lock(1685414497)');
      expect(await keeper.keep()).toBe('notMine');
    } finally {
      await holder.query('ROLLBACK');
      holder.release();
    }
  });

  test('brings back a Schedule that is gone', async () => {
    await stack.client.schedule.getHandle(scheduleId).delete();
    await keeper.keep();
    await expect(stack.client.schedule.getHandle(scheduleId).describe()).resolves.toMatchObject({ scheduleId });
    await shown();
  });
});

describe('Temporal erased', () => {
  test('raises the era: every open process runs again, nothing is held, no number is skipped', async () => {
    const ids = await Promise.all(Array.from({ length: 12 }, open));
    await until(async () => (await stack.pool.query('SELECT count(*)::int AS n FROM watch WHERE seen < wanted')).rows[0].n === 0);
    // What was erased works no more: its sweep would nudge into it what the new one is to be told.
    await worker.stop();
    const { era } = await state();
    const fresh = await TestWorkflowEnvironment.createLocal({ server: { executable: { type: 'existing-path', path: await temporalCliPath() } } });
    const anew = await createStack({ databaseUrl: database.url, address: fresh.address });
    try {
      await anew.startWorker();
      const other = new Keeper({ client: anew.client, ledger: anew.ledger, taskQueue: anew.taskQueue, logger });
      expect(await other.keep()).toBe('temporalBehind');
      expect(await state()).toMatchObject({ era: era + 1, heldSince: null });
      expect(await voids()).toBe(0);
      // Its Schedule is there again and sweeps at once.
      await expect(anew.client.schedule.getHandle(scheduleId).describe()).resolves.toMatchObject({ scheduleId });
      const running = async (id: string): Promise<boolean> =>
        anew.client.workflow
          .getHandle(`case:${id}`)
          .describe()
          .then(
            ({ status }) => status.name === 'RUNNING',
            () => false,
          );
      for (const id of ids) await until(() => running(id));
      await until(async () => (await stack.pool.query('SELECT count(*)::int AS n FROM watch WHERE seen < wanted')).rows[0].n === 0);
    } finally {
      await anew.stop();
      await fresh.teardown();
    }
    worker = await stack.startWorker();
    await keeper.keep();
    await shown();
  });
});

describe('a worker that is away or too busy to show the beacon’s memory', () => {
  test('is no lost Temporal: what the server has taken counts, and nobody is nudged in vain', async () => {
    const quiet = await createStack({ databaseUrl: database.url, address: temporalAddress() });
    try {
      // A queue that nobody polls: the beacon of this ledger gets a new life on it, and no worker shows what it is told.
      await stack.client.workflow.getHandle(beaconId).terminate();
      const unshown = new Keeper({ client: quiet.client, ledger: quiet.ledger, taskQueue: quiet.taskQueue, logger });
      await unshown.keep();
      const { era, beacon } = await state();
      for (let turn = 0; turn < 3; turn++) expect(await unshown.keep()).toBe('well');
      expect(await state()).toMatchObject({ era, beacon: beacon + 3 });
      expect((await remembered())?.counter).toBe(beacon);
    } finally {
      await stack.client.workflow.getHandle(beaconId).terminate();
      await quiet.stop();
      await keeper.keep();
      await shown();
    }
  });

  test('nor is a signal of our own without an answer', async () => {
    const { era } = await state();
    const signal = stack.client.workflow.signalWithStart;
    stack.client.workflow.signalWithStart = () => Promise.reject(new Error('no answer in time'));
    await stack.client.schedule.getHandle(scheduleId).delete();
    try {
      for (let turn = 0; turn < 2; turn++) await expect(keeper.keep()).rejects.toThrow('no answer in time');
      // Sweep and bells do not wait for the beacon.
      await expect(stack.client.schedule.getHandle(scheduleId).describe()).resolves.toMatchObject({ scheduleId });
    } finally {
      stack.client.workflow.signalWithStart = signal;
    }
    expect(await keeper.keep()).toBe('well');
    expect((await state()).era).toBe(era);
    await shown();
    // Once answered, one that lags behind has lost something again.
    await stack.pool.query('UPDATE ledger_state SET beacon = beacon + 1');
    expect(await keeper.keep()).toBe('temporalBehind');
    await shown();
  });
});

describe('Temporal rolled back a little', () => {
  test('only nudges: a beacon behind its ledger holds nothing and skips no number', async () => {
    await keeper.keep();
    await shown();
    const before = await state();
    await stack.pool.query('UPDATE ledger_state SET beacon = beacon + 3');
    expect(await keeper.keep()).toBe('temporalBehind');
    expect(await state()).toMatchObject({ era: before.era + 1, heldSince: null });
    expect(await voids()).toBe(0);
    await shown();
  });
});

describe('a ledger so large that raising its era takes longer than a turn may wait for Temporal, or a transaction for its client', () => {
  /** Pages of the raise, of which there are two at the least, come so late; where it is failing, no second one comes. */
  async function slowly<T>(ms: number, work: () => Promise<T>, failing = false): Promise<T> {
    const client = pg.Client.prototype as unknown as { query: (this: pg.Client, ...given: unknown[]) => unknown };
    const { query } = client;
    let pages = 0;
    client.query = function (...given) {
      if ((given[0] as { readonly name?: string } | undefined)?.name !== 'forget-seen') return query.apply(this, given);
      if (failing && ++pages > 1) throw new Error('the raise is cut short');
      return new Promise((resolve) => setTimeout(resolve, ms)).then(() => query.apply(this, given));
    };
    try {
      return await work();
    } finally {
      client.query = query;
    }
  }

  test('is healed in one turn: the beacon is told afterwards, sweep and bells are there, and the next turn finds all well', async () => {
    await keeper.keep();
    await shown();
    const bell = stack.client.workflow.getHandle(beaconId.replace('beacon', 'bell').concat(':0'));
    await bell.terminate();
    await stack.client.schedule.getHandle(scheduleId).delete();
    await stack.pool.query('UPDATE ledger_state SET beacon = beacon + 3');
    const { era } = await state();
    expect(await slowly(5_500, () => keeper.keep())).toBe('temporalBehind');
    expect((await state()).era).toBe(era + 1);
    await shown();
    await expect(stack.client.schedule.getHandle(scheduleId).describe()).resolves.toMatchObject({ scheduleId });
    expect((await bell.describe()).status.name).toBe('RUNNING');
    expect(await keeper.keep()).toBe('well');
    await shown();
  }, 60_000);

  test('restored by other means, is taken up again by the next turn where the first was cut short, with its deliveries held from the first on', async () => {
    await keeper.keep();
    await shown();
    await stack.pool.query('UPDATE ledger_state SET beacon = beacon - 2');
    await stack.pool.query(`WITH one AS (SELECT * FROM process WHERE timed AND NOT closed LIMIT 1), copies AS (
   INSERT INTO process SELECT gen_random_uuid(), p.type, NULL, p.stage, p.since, p.version, p.head, p.state, p.parent_id, NULL, NULL, p.settled, p.closed, p.timed, p.opened_at, p.moved_at FROM one p, generate_series(1, 2500) RETURNING id)
 INSERT INTO watch SELECT id, 1, 1, ledger_now(), ledger_now(), NULL, 0 FROM copies`);
    try {
      await expect(slowly(0, () => keeper.keep(), true)).rejects.toThrow('the raise is cut short');
      expect((await state()).heldSince).toEqual(expect.any(Date));
      expect(await keeper.keep()).toBe('ledgerRestored');
      const { rows } = await stack.pool.query(
        'SELECT count(*)::int AS n FROM watch w JOIN process p ON p.id = w.process_id WHERE p.timed AND NOT p.closed AND p.number IS NULL AND w.seen > 0',
      );
      expect(rows[0].n).toBe(0);
    } finally {
      await releaseDeliveries(stack.pool);
      await stack.pool.query('DELETE FROM watch WHERE process_id IN (SELECT id FROM process WHERE number IS NULL AND timed)');
      await stack.pool.query('DELETE FROM process WHERE number IS NULL AND timed');
      await stack.pool.query('DELETE FROM void_number');
      await shown();
    }
  });
});

describe('a ledger behind its beacon', () => {
  test('was restored: deliveries are held, each series jumps past what the beacon knows, the gap is void with its reason, and all is nudged', async () => {
    await open();
    await keeper.keep();
    await shown();
    const mark = await readMark(stack.pool);
    const [key = '', high = 0] = Object.entries(mark.series)[0] ?? [];
    const [name, year] = [key.slice(0, key.lastIndexOf('/')), Number(key.slice(key.lastIndexOf('/') + 1))];
    // As an older backup would have it; its cases keep their rows, which is of no matter here.
    await stack.pool.query('UPDATE ledger_state SET beacon = beacon - 2');
    await stack.pool.query('UPDATE number_series SET last = last - 2 WHERE name = $1 AND year = $2', [name, year]);
    await stack.pool.query(
      `WITH n AS (INSERT INTO notice (id, process_id, fact_seq, rung, kind, is_rung, person_id, post_id, unit_id, title, why, rule, stops, created_at) SELECT gen_random_uuid(), id, 1, 'x', 'x', false, $1, $1, $1, '{}', '{}', '{}', '{}', ledger_now() FROM process WHERE timed LIMIT 1 RETURNING id)
 INSERT INTO delivery SELECT gen_random_uuid(), id, $1, 'mail', 'pending', NULL, NULL, ledger_now(), ledger_now() FROM n`,
      [district.ids.person('manager')],
    );
    await moveClock(stack.pool, 120_000);
    expect((await recipientsWaiting(stack.pool, 10)).length).toBe(1);
    const { era } = await state();

    expect(await keeper.keep()).toBe('ledgerRestored');

    expect(await state()).toMatchObject({ era: era + 1, heldSince: expect.any(Date) });
    expect((await readMark(stack.pool)).series[key]).toBe(high);
    const { rows } = await stack.pool.query('SELECT "from", until, reason FROM void_number');
    expect(rows).toEqual([{ from: high - 1, until: high, reason: expect.stringContaining('restored') }]);
    expect(await recipientsWaiting(stack.pool, 10)).toEqual([]);
    const id = await open();
    expect((await stack.pool.query('SELECT number FROM case_record WHERE id = $1', [id])).rows[0].number).toContain(String(high + 1));

    await shown();
    expect(await keeper.keep()).toBe('well');
    expect(await voids()).toBe(1);
    expect(await releaseDeliveries(stack.pool)).toBe(true);
    expect((await recipientsWaiting(stack.pool, 10)).length).toBe(1);
    await shown();
    expect(await keeper.keep()).toBe('well');
    expect((await state()).heldSince).toBeNull();
  });
});
