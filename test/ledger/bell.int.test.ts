import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import type pg from 'pg';
import { type BellActivities, createBellActivities } from '../../activities/bell.ts';
import type { CasePersonCommand } from '../../domain/case/commands.ts';
import { time } from '../../domain/process/actor.ts';
import { dueOf, nextRing } from '../../ledger/bell.ts';
import { herd, shards } from '../../ledger/herd.ts';
import { Ledger } from '../../ledger/ledger.ts';
import type { Moved } from '../../ledger/request.ts';
import type { Recipient } from '../../ledger/sweep.ts';
import { verify } from '../../ledger/verify.ts';
import { type LedgerBench, moveClock, openCase, openLedger, tamper } from './fixture.ts';
import { launchHerd, seconds } from './herd.ts';

let bench: LedgerBench;
let ledger: Ledger;
let nudged: Moved[];
let told: Recipient[];
let ring: (shard: number) => Promise<number>;

beforeAll(async () => {
  bench = await openLedger();
});
afterAll(() => bench?.stop());

beforeEach(async () => {
  // What an earlier test left open would be due in this one.
  await bench.pool.query('UPDATE process SET closed = true WHERE timed');
  nudged = [];
  told = [];
  ledger = new Ledger(bench.pool, { channels: ['mail'], onMoved: (moved) => nudged.push(...moved), onDeliveries: (recipients) => told.push(...recipients) });
  ring = ringerOf(createBellActivities(ledger));
});

const ringerOf =
  (activities: BellActivities) =>
  (shard: number): Promise<number> =>
    new MockActivityEnvironment({}, { logger: new DefaultLogger('ERROR') }).run(activities.ring, shard) as Promise<number>;
const ringAll = async (): Promise<number> => (await Promise.all(Array.from({ length: shards }, (_, shard) => ring(shard)))).reduce((sum, n) => sum + n, 0);
const everybody = async (): Promise<readonly string[]> => (await Promise.all(Array.from({ length: shards }, (_, shard) => dueOf(bench.pool, shard, [], 10_000)))).flat();
const see = (ids: readonly string[]): Promise<pg.QueryResult> =>
  bench.pool.query('UPDATE watch SET seen = wanted, seen_at = ledger_now() WHERE process_id = ANY($1::uuid[])', [ids]);
const watched = async (id: string) => (await bench.pool.query('SELECT wanted, seen, nudged_at FROM watch WHERE process_id = $1', [id])).rows[0];
/** Whether facts, chain and read tables of these still agree. */
const faultsOf = async (ids: readonly string[]): Promise<readonly unknown[]> => {
  const { processes, faults } = await verify(bench.pool);
  expect(processes).toBeGreaterThan(ids.length);
  return faults.filter((fault) => ids.includes(fault.processId));
};
/** How often each process has heard each rung. */
const rungs = async (ids: readonly string[]): Promise<readonly string[]> =>
  (
    await bench.pool.query<{ id: string; rungs: string }>(
      "SELECT p.id, COALESCE(string_agg(f.data->>'rung', ' ' ORDER BY f.seq), '') AS rungs FROM process p LEFT JOIN fact f ON f.process_id = p.id AND f.type = 'rungReached' WHERE p.id = ANY($1::uuid[]) GROUP BY p.id",
      [ids],
    )
  ).rows.map((row) => row.rungs);
const each = (ids: readonly string[], text: string): readonly string[] => ids.map(() => text);
/** Milliseconds from now to the moment at which time must act. */
const wakeIn = async (id: string): Promise<number> =>
  (await bench.pool.query('SELECT (extract(epoch FROM wake_at) * 1000)::float8 - ledger_now_ms() AS ms FROM process WHERE id = $1', [id])).rows[0].ms;
const passTo = async (id: string, more = 0): Promise<void> => moveClock(bench.pool, Math.ceil(await wakeIn(id)) + more);

describe('a herd that is due', () => {
  test('is struck each exactly once, none before its moment, by the facts and notices that its own workflow would give', async () => {
    // More in each shard than one transaction strikes.
    const ids = await launchHerd(bench, 900, 60);
    await see(ids);
    const [own = '', ...others] = ids;
    await passTo(own, -5_000);
    expect(await ringAll()).toBe(0);
    expect(await rungs(ids)).toEqual(each(ids, ''));
    await passTo(own);
    await ledger.execute({ type: 'task', id: own, command: { type: 'strike' }, actor: time });
    nudged = [];
    told = [];
    expect(await ringAll()).toBe(others.length);
    expect(await ringAll()).toBe(0);
    expect(await rungs(ids)).toEqual(each(ids, 'overdueNotice'));
    const { rows: doings } = await bench.pool.query(
      `SELECT count(*)::int AS tasks, array_agg(DISTINCT doing) AS doings FROM (
 SELECT p.id, jsonb_build_object('version', p.version, 'stage', p.stage, 'wake', p.wake_at - f.at > interval '1 hour', 'kind', p.wake_kind, 'fact', f.data, 'actor', f.actor, 'seq', f.seq,
  'notices', (SELECT jsonb_agg(jsonb_build_object('seq', n.fact_seq, 'kind', n.kind, 'deadline', n.deadline_kind, 'rung', n.rung, 'to', n.person_id, 'why', n.why, 'rule', n.rule, 'due', n.due_at)) FROM notice n WHERE n.process_id = p.id AND n.is_rung),
  'deliveries', (SELECT count(*) FROM notice n JOIN delivery d ON d.notice_id = n.id WHERE n.process_id = p.id AND n.is_rung)) AS doing
 FROM process p JOIN fact f ON f.process_id = p.id AND f.type = 'rungReached' WHERE p.id = ANY($1::uuid[])) x`,
      [ids],
    );
    expect(doings[0].tasks).toBe(ids.length);
    expect(doings[0].doings).toHaveLength(1);
    expect(doings[0].doings[0]).toMatchObject({ wake: true, deliveries: 1, actor: { by: 'time' }, notices: [{ rung: 'overdueNotice', deadline: 'task' }] });
    expect(await faultsOf(ids)).toEqual([]);
    const { rows: early } = await bench.pool.query(
      "SELECT count(*)::int AS n FROM fact f JOIN deadline_record d USING (process_id) WHERE f.type = 'rungReached' AND d.kind = 'task' AND f.at < d.due_at",
    );
    expect(early[0].n).toBe(0);
    // Nobody is nudged; whoever is to receive something is told.
    expect(nudged).toEqual([]);
    expect(told.length).toBeGreaterThan(0);
  });

  test('is held to have been seen by those whose workflow had seen everything, and only by those', async () => {
    const ids = await launchHerd(bench, 40, 60);
    const [unseen = '', ...seen] = ids;
    await see(seen);
    const before = await watched(unseen);
    expect(before.seen).toBeLessThan(before.wanted);
    await passTo(unseen);
    expect(await ringAll()).toBe(40);
    expect(await watched(unseen)).toEqual({ ...before, wanted: before.wanted + 1 });
    const { rows } = await bench.pool.query('SELECT count(*)::int AS n FROM watch WHERE process_id = ANY($1::uuid[]) AND seen = wanted AND wanted = $2', [seen, before.wanted + 1]);
    expect(rows[0].n).toBe(39);
  });

  test('of cases is struck with what the missed period brings: the inspectors’ limit to go back', async () => {
    const ids = await Promise.all(Array.from({ length: 8 }, () => openCase(bench)));
    for (const id of ids) {
      await bench.district.acting.step<CasePersonCommand>('inspector-a', 'case', id, {
        type: 'recordInspection',
        officers: [...bench.district.officers],
        result: 'violation',
        findings: [],
      });
      await bench.district.acting.step<CasePersonCommand>('inspector-a', 'case', id, { type: 'issueOrder', requirements: '整改', period: seconds(30) });
    }
    await passTo(ids.at(-1) ?? '', 2_500);
    expect(await ringAll()).toBe(8);
    const { rows } = await bench.pool.query("SELECT count(*)::int AS n FROM fact WHERE process_id = ANY($1::uuid[]) AND type = 'rectificationMissed'", [ids]);
    expect(rows[0].n).toBe(8);
    expect(await faultsOf(ids)).toEqual([]);
  });

  test('is struck once by two bells of one shard that ring at the same time, and beside its own workflows', async () => {
    const ids = await launchHerd(bench, 120, 60);
    await passTo(ids[0] ?? '');
    const other = ringerOf(createBellActivities(ledger));
    const own = Promise.all(ids.slice(0, 30).map((id) => ledger.execute({ type: 'task', id, command: { type: 'strike' }, actor: time })));
    const counts = await Promise.all(Array.from({ length: shards }, (_, shard) => [ring(shard), other(shard)]).flat());
    await own;
    expect(await rungs(ids)).toEqual(each(ids, 'overdueNotice'));
    expect(counts.reduce((sum, n) => sum + n, 0)).toBeGreaterThanOrEqual(90);
    expect((await bench.pool.query('SELECT count(*)::int AS n FROM notice WHERE process_id = ANY($1::uuid[]) AND is_rung GROUP BY process_id', [ids])).rows).toEqual(
      ids.map(() => ({ n: 1 })),
    );
  });

  test('goes past one that a person holds, and takes it when it is free', async () => {
    const ids = await launchHerd(bench, 40, 60);
    await passTo(ids[0] ?? '');
    const holder = await bench.pool.connect();
    try {
      await holder.query('BEGIN');
      await holder.query('SELECT 1 FROM process WHERE id = $1 FOR UPDATE', [ids[0]]);
      expect(await ringAll()).toBe(39);
      await holder.query('COMMIT');
      await moveClock(bench.pool, 2_000);
      expect(await ringAll()).toBe(1);
      expect(await rungs(ids)).toEqual(each(ids, 'overdueNotice'));
    } finally {
      holder.release();
    }
  });
});

describe('a process that cannot be struck', () => {
  test.each([
    [
      'its rule breaks on it',
      "UPDATE process SET state = jsonb_set(state, '{deadlines}', (SELECT jsonb_agg(d - 'basis') FROM jsonb_array_elements(state->'deadlines') d)) WHERE id = '$id'",
    ],
    [
      'the write breaks on it',
      "INSERT INTO fact SELECT process_id, seq + 1, process_type, type, data, actor, at, received_at, command_id, prev, hash FROM fact WHERE process_id = '$id' AND seq = (SELECT version FROM process WHERE id = '$id')",
    ],
    ['nothing is to do though it is due', "UPDATE process SET state = jsonb_set(state, '{deadlines}', '[]') WHERE id = '$id'"],
  ])('because %s keeps nobody else waiting and does not make the bell ring again', async (_why, poison) => {
    const ids = await launchHerd(bench, 40, 60);
    const [broken = '', ...healthy] = ids;
    await tamper(bench.admin, poison.replaceAll('$id', broken));
    await passTo(broken, 5_000);
    expect(await ringAll()).toBe(39);
    expect(await rungs(healthy)).toEqual(each(healthy, 'overdueNotice'));
    expect(await everybody()).toEqual([broken]);
    expect(await ringAll()).toBe(0);
    await tamper(bench.admin, `DELETE FROM fact WHERE process_id = '${broken}' AND seq > (SELECT version FROM process WHERE id = '${broken}')`);
  });
});

describe('the next ring', () => {
  const next = async (except: readonly string[] = []): Promise<readonly (number | undefined)[]> =>
    Promise.all(Array.from({ length: shards }, (_, shard) => nextRing(bench.pool, shard, except)));
  const come = (waits: readonly (number | undefined)[]): readonly number[] => waits.flatMap((ms) => (ms === undefined ? [] : [ms]));

  test('is 2 s after a lone deadline, which is its own workflow’s', async () => {
    expect(come(await next())).toEqual([]);
    const [id = ''] = await launchHerd(bench, 1, 60);
    const before = await wakeIn(id);
    const waits = come(await next());
    expect(waits).toHaveLength(1);
    expect((waits[0] ?? 0) - (await wakeIn(id))).toBeGreaterThanOrEqual(1_999);
    expect((waits[0] ?? 0) - before).toBeLessThanOrEqual(2_002);
    expect(come(await next([id]))).toEqual([]);
    await passTo(id, 1_000);
    expect(come(await next())[0]).toBeGreaterThan(0);
    await moveClock(bench.pool, 1_500);
    expect(come(await next())[0]).toBeLessThanOrEqual(0);
    expect(await ringAll()).toBe(1);
  });

  test('is the moment itself for a herd, of which one less is none', async () => {
    const few = await launchHerd(bench, herd - 1, 60);
    const soon = async (id: string): Promise<readonly number[]> => {
      const ms = await wakeIn(id);
      return come(await next()).map((wait) => Math.round((wait - ms) / 1_000));
    };
    const lone = await soon(few[0] ?? '');
    expect(lone.length).toBeGreaterThan(1);
    expect(new Set(lone)).toEqual(new Set([2]));
    const many = await launchHerd(bench, herd, 30);
    const together = await soon(many[0] ?? '');
    expect(together).toHaveLength(shards);
    expect(new Set(together)).toEqual(new Set([0]));
  });
});

describe('a look', () => {
  const look = (id: string) => ledger.look(id);

  test('tells a lone deadline to the millisecond, also one of as many as are not yet a herd', async () => {
    const ids = await launchHerd(bench, herd, 60);
    for (const id of ids) expect(Math.abs(((await look(id)).wakeInMs ?? 0) - (await wakeIn(id)))).toBeLessThan(1_000);
  });

  test('leaves the first half minute to the bell and spreads the timers of a herd over the ten minutes after it is due, each always the same, until it has been due for 2 minutes', async () => {
    const ids = await launchHerd(bench, 200, 60);
    const late = async (): Promise<readonly number[]> => {
      const found: number[] = [];
      for (const id of ids) found.push(Math.round((((await look(id)).wakeInMs ?? Number.NaN) - (await wakeIn(id))) / 1_000));
      return found;
    };
    const first = await late();
    expect(Math.min(...first)).toBeGreaterThanOrEqual(30);
    expect(Math.max(...first)).toBeLessThanOrEqual(600);
    expect(first.filter((s) => s > 300).length).toBeGreaterThan(60);
    expect(first.filter((s) => s <= 300).length).toBeGreaterThan(60);
    const again = await late();
    expect(again.map((s, index) => Math.abs(s - (first[index] ?? 0))).filter((difference) => difference > 1)).toEqual([]);
    // Due, and not yet its turn: it waits on.
    await passTo(ids[0] ?? '', 100_000);
    const due = await late();
    expect(due.filter((s) => s > 110).length).toBeGreaterThan(100);
    await moveClock(bench.pool, 21_000);
    expect(new Set(await late())).toEqual(new Set([0]));
    expect((await look(ids[0] ?? '')).wakeInMs).toBeLessThanOrEqual(0);
  });

  test('tells at once a herd whose deadline was set too late for a sleeping bell to hear of it', async () => {
    const ids = await launchHerd(bench, 60, 14);
    for (const id of ids) expect((await look(id)).wakeInMs).toBeLessThanOrEqual(14_000);
  });

  test('never delays a campaign', async () => {
    const ids = await launchHerd(bench, 40, 60);
    const { rows } = await bench.pool.query(
      'UPDATE process SET wake_at = (SELECT wake_at FROM process WHERE id = $1) WHERE id = (SELECT parent_id FROM process WHERE id = $1) RETURNING id',
      [ids[0]],
    );
    expect((await look(rows[0].id)).wakeInMs).toBeLessThanOrEqual(60_000);
  });
});

test('the questions of the bell stop at what is due, however many deadlines are to come', async () => {
  for (let campaign = 0; campaign < 2; campaign++) await launchHerd(bench, 500, 3_600);
  await bench.pool.query('ANALYZE process');
  const { rows } = await bench.pool.query<{ 'QUERY PLAN': string }>(
    `EXPLAIN (ANALYZE, BUFFERS OFF, COSTS OFF, TIMING OFF) SELECT id FROM process WHERE timed AND NOT closed AND wake_at IS NOT NULL AND type IN ('task', 'case') AND wake_at <= (SELECT ledger_now()) ORDER BY wake_at LIMIT 200`,
  );
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
  expect(plan).toContain('process_wake');
  expect(plan).not.toContain('Rows Removed by Filter');
});
