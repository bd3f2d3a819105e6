import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import { MockActivityEnvironment } from '@temporalio/testing';
import { createSweepActivities } from '../../activities/sweep.ts';
import type { CasePersonCommand } from '../../domain/case/commands.ts';
import { Nudger } from '../../engine/nudger.ts';
import { Ledger } from '../../ledger/ledger.ts';
import { raiseEra, troubled, unseenChildren } from '../../ledger/sweep.ts';
import { createTestDatabase, type TestDatabase } from '../harness/database.ts';
import { loadTestDistrict, type TestDistrict } from '../harness/district.ts';
import { createStack, type Stack } from '../harness/stack.ts';
import { temporalAddress } from '../harness/temporal.ts';
import { until } from '../harness/until.ts';
import { launchCommand, moveClock } from '../ledger/fixture.ts';

let database: TestDatabase;
let stack: Stack;
let district: TestDistrict;
/** A ledger whose nudges are all lost. */
let mute: Ledger;

beforeAll(async () => {
  database = await createTestDatabase();
  stack = await createStack({ databaseUrl: database.url, address: temporalAddress() });
  district = await loadTestDistrict(stack.ledger);
  mute = new Ledger(stack.pool);
  await stack.startWorker();
});
afterAll(async () => {
  await stack?.stop();
  await database?.drop();
});

async function openMutely(): Promise<string> {
  const id = randomUUID();
  const command: CasePersonCommand = { type: 'open', partyId: district.ids.party('clinic'), title: '无声', source: 'complaint' };
  expect(await mute.execute({ type: 'case', id, creates: true, command, actor: district.acting.actor('inspector-a') })).toMatchObject({ ok: true });
  return id;
}
const sweep = (): Promise<number> => new MockActivityEnvironment().run(createSweepActivities(stack.ledger, stack.nudger).sweepUnseen) as Promise<number>;
const seen = async (id: string): Promise<boolean> => (await stack.pool.query('SELECT seen = wanted AS seen FROM watch WHERE process_id = $1', [id])).rows[0].seen;
const runOf = async (id: string): Promise<string> => (await stack.client.workflow.getHandle(`case:${id}`).describe()).runId;
/** Only this process is left to be found. */
const alone = (id: string) => stack.pool.query('UPDATE watch SET seen = wanted, seen_at = ledger_now(), nudged_at = ledger_now() WHERE process_id <> $1', [id]);
const found = async (id: string): Promise<boolean> => (await troubled(stack.pool, 1_000)).some((process) => process.id === id);
const pass = (ms: number) => moveClock(stack.pool, ms);

describe('a lost nudge', () => {
  test('is mended by the sweep half a minute later, not before', async () => {
    const id = await openMutely();
    await sweep();
    expect(await seen(id)).toBe(false);
    await pass(31_000);
    expect(await sweep()).toBeGreaterThanOrEqual(1);
    await until(() => seen(id));
    expect(await sweep()).toBe(0);
  });
});

describe("the sweep's question", () => {
  test('"unseen for 30 s" finds who has not seen the last move, once in 25 s', async () => {
    const id = await openMutely();
    await alone(id);
    await pass(29_000);
    expect(await found(id)).toBe(false);
    await pass(2_000);
    expect(await found(id)).toBe(true);
    expect(await found(id)).toBe(false);
    await pass(26_000);
    expect(await found(id)).toBe(true);
    await stack.nudger.tell([{ type: 'case', id }]);
    await until(() => seen(id));
    await pass(26_000);
    expect(await found(id)).toBe(false);
  });

  test('"due for 2 minutes" finds who saw everything and did not act in time', async () => {
    const id = await openMutely();
    await alone(id);
    await stack.pool.query('UPDATE watch SET seen = wanted, seen_at = ledger_now() WHERE process_id = $1', [id]);
    await stack.pool.query("UPDATE process SET wake_at = ledger_now() - interval '119 seconds' WHERE id = $1", [id]);
    await pass(0);
    await stack.pool.query('UPDATE watch SET nudged_at = NULL WHERE process_id = $1', [id]);
    expect(await found(id)).toBe(false);
    await pass(2_000);
    expect(await found(id)).toBe(true);
    await stack.pool.query('UPDATE process SET closed = true WHERE id = $1', [id]);
    await pass(60_000);
    expect(await found(id)).toBe(false);
  });

  test('"settled, not closed for 2 minutes" finds a case whose closing step never came', async () => {
    const id = await openMutely();
    const command: CasePersonCommand = { type: 'recordInspection', officers: [...district.officers], result: 'clean', findings: [] };
    expect(await mute.execute({ type: 'case', id, command, actor: district.acting.actor('inspector-a') })).toMatchObject({ ok: true });
    await stack.pool.query('UPDATE watch SET seen = wanted, seen_at = ledger_now(), nudged_at = NULL WHERE process_id = $1', [id]);
    await alone(id);
    await pass(118_000);
    expect(await found(id)).toBe(false);
    await pass(3_000);
    expect(await found(id)).toBe(true);
    await pass(26_000);
    await sweep();
    await until(async () => (await stack.pool.query('SELECT closed FROM process WHERE id = $1', [id])).rows[0].closed);
  });

  test('"not looked at for 8 days" finds an open process whose run has silently gone', async () => {
    const id = await openMutely();
    await stack.pool.query('UPDATE process SET wake_at = NULL WHERE id = $1', [id]);
    await stack.pool.query("UPDATE watch SET seen = wanted, nudged_at = NULL, seen_at = ledger_now() - interval '8 days' + interval '1 minute' WHERE process_id = $1", [id]);
    await alone(id);
    expect(await found(id)).toBe(false);
    await pass(61_000);
    expect(await found(id)).toBe(true);
  });
});

describe('a run deaf to three nudges', () => {
  test('is replaced, and the new run sees the move', async () => {
    const id = await openMutely();
    // Its run waits in a queue that nobody polls: the stand-in for a run that fails every workflow task.
    const nowhere = new Nudger({ client: stack.client, taskQueue: `nobody-${randomUUID()}` });
    await nowhere.tell([{ type: 'case', id }]);
    const deaf = await runOf(id);
    for (let nudge = 0; nudge < 3; nudge++) {
      await pass(31_000);
      await sweep();
      expect(await runOf(id)).toBe(deaf);
    }
    await pass(31_000);
    await sweep();
    await until(() => seen(id));
    expect(await runOf(id)).not.toBe(deaf);
  });

  test('and one that can be neither told nor replaced keep nobody else from being told', async () => {
    const ids = await Promise.all(Array.from({ length: 24 }, openMutely));
    const [refusesSignals = '', refusesAll = '', ...healthy] = ids;
    await stack.pool.query('UPDATE watch SET nudges = 9 WHERE process_id = $1', [refusesAll]);
    const told: string[] = [];
    const tell = async (_name: string, { workflowId }: { workflowId: string }): Promise<void> => {
      if (workflowId.includes(refusesSignals) || workflowId.includes(refusesAll)) throw new Error('exceeded workflow execution limit');
      told.push(workflowId.slice(5));
    };
    const client = { workflow: { signalWithStart: tell, start: tell }, withDeadline: (_at: number, work: () => Promise<void>) => work() } as unknown as Client;
    await pass(31_000);
    await stack.pool.query('UPDATE watch SET seen = wanted, seen_at = ledger_now() WHERE process_id <> ALL($1::uuid[])', [ids]);
    await new MockActivityEnvironment().run(createSweepActivities(stack.ledger, new Nudger({ client, taskQueue: 'none' })).sweepUnseen);
    expect(told.sort()).toEqual([...healthy].sort());
  });
});

describe('the era', () => {
  test('raised makes every open process unseen and due to be told, and no closed one, also beyond one batch', async () => {
    const open = await openMutely();
    const closed = await openMutely();
    await stack.pool.query('UPDATE process SET closed = true, wake_at = NULL WHERE id = $1', [closed]);
    await stack.pool.query('UPDATE watch SET seen = wanted, seen_at = ledger_now(), nudged_at = ledger_now()');
    await stack.pool.query(`WITH copies AS (INSERT INTO process SELECT gen_random_uuid(), p.type, NULL, p.stage, p.since, p.version, p.head, p.state, p.parent_id, NULL, NULL, p.settled, p.closed, p.timed, p.opened_at, p.moved_at FROM process p, generate_series(1, 4500) WHERE p.id = '${open}' RETURNING id)
 INSERT INTO watch SELECT id, 1, 1, ledger_now(), ledger_now(), ledger_now(), 0 FROM copies`);
    const era = await raiseEra(stack.pool);
    expect(await raiseEra(stack.pool)).toBe(era + 1);
    const { rows } = await stack.pool.query(
      'SELECT count(*) FILTER (WHERE w.seen <> 0 OR w.nudged_at IS NOT NULL)::int AS overlooked FROM watch w JOIN process p ON p.id = w.process_id WHERE NOT p.closed',
    );
    expect(rows[0].overlooked).toBe(0);
    expect(await seen(closed)).toBe(true);
    expect((await troubled(stack.pool, 100)).length).toBe(100);
    await stack.pool.query('DELETE FROM watch WHERE process_id IN (SELECT id FROM process WHERE id <> $1 AND number IS NULL)', [open]);
    await stack.pool.query('DELETE FROM process WHERE number IS NULL AND timed');
  });
});

describe('the start of a campaign’s tasks', () => {
  test('names exactly those not started yet, page by page, so that it goes on where it was killed', async () => {
    const id = randomUUID();
    expect(
      await mute.execute({ type: 'campaign', id, creates: true, command: await launchCommand({ ledger: mute, district }, { tasks: 30 }), actor: district.acting.actor('office') }),
    ).toMatchObject({ ok: true });
    const first = await unseenChildren(stack.pool, id, '', 20);
    expect(first).toHaveLength(20);
    expect(await unseenChildren(stack.pool, id, first.at(-1)?.id ?? '', 20)).toHaveLength(10);
    await stack.pool.query('UPDATE watch SET seen = wanted WHERE process_id = ANY($1::uuid[])', [first.slice(0, 7).map((one) => one.id)]);
    expect(await unseenChildren(stack.pool, id, '', 100)).toHaveLength(23);
  });
});
