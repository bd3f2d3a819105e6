import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { ApplicationFailure } from '@temporalio/common';
import { Worker } from '@temporalio/worker';
import { createActivities } from '../../activities/index.ts';
import { workflowBundle } from '../../app/workflow-bundle.ts';
import type { CasePersonCommand } from '../../domain/case/commands.ts';
import { Ledger } from '../../ledger/ledger.ts';
import { createTestDatabase, type TestDatabase } from '../harness/database.ts';
import { loadTestDistrict, type TestDistrict } from '../harness/district.ts';
import { bundleFolder, createStack, type Stack } from '../harness/stack.ts';
import { temporalAddress } from '../harness/temporal.ts';
import { until } from '../harness/until.ts';
import { launchCommand, setAway } from '../ledger/fixture.ts';

let database: TestDatabase;
let stack: Stack;
let district: TestDistrict;

beforeEach(async () => {
  database = await createTestDatabase();
  stack = await createStack({ databaseUrl: database.url, address: temporalAddress() });
  district = await loadTestDistrict(stack.ledger);
});
afterEach(async () => {
  await stack?.stop();
  await database?.drop();
});

const open = (title = '故障'): Promise<string> =>
  district.acting.begin<CasePersonCommand>('inspector-a', 'case', { type: 'open', partyId: district.ids.party('clinic'), title, source: 'complaint' });
const step = (id: string, command: CasePersonCommand): Promise<void> => district.acting.step('inspector-a', 'case', id, command);
const clean = (): CasePersonCommand => ({ type: 'recordInspection', officers: [...district.officers], result: 'clean', findings: [] });
const one = async (text: string, values: unknown[] = []): Promise<unknown> => Object.values((await stack.pool.query(text, values)).rows[0])[0];
const unseen = (): Promise<unknown> => one('SELECT count(*)::int FROM watch WHERE seen < wanted');
const closed = async (id: string): Promise<boolean> => (await one('SELECT closed FROM process WHERE id = $1', [id])) === true;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const activitiesOf = async (workflowId: string): Promise<readonly string[]> =>
  ((await stack.client.workflow.getHandle(workflowId).fetchHistory()).events ?? []).flatMap((event) => event.activityTaskScheduledEventAttributes?.activityType?.name ?? []);

async function violated(period: { value: number; unit: 'second' }): Promise<string> {
  const id = await open();
  await step(id, { type: 'recordInspection', officers: [...district.officers], result: 'violation', findings: [] });
  await step(id, { type: 'issueOrder', requirements: '整改', period });
  return id;
}

describe('looks that fail', () => {
  test('by the hundred starve no healthy case', async () => {
    await stack.startWorker();
    const healthy = await open('健康');
    await until(async () => (await unseen()) === 0);
    await stack.pool.query(`CREATE TABLE sick (id uuid); CREATE FUNCTION refuse_look() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
 IF NEW.seen > OLD.seen AND EXISTS (SELECT 1 FROM sick WHERE id = NEW.process_id) THEN RAISE EXCEPTION 'away'; END IF; RETURN NEW; END $$;
CREATE TRIGGER refuse_look BEFORE UPDATE ON watch FOR EACH ROW EXECUTE FUNCTION refuse_look();`);
    await stack.pool.query(
      'CREATE FUNCTION fall_sick() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO sick VALUES (NEW.process_id); RETURN NEW; END $$; CREATE TRIGGER fall_sick AFTER INSERT ON watch FOR EACH ROW EXECUTE FUNCTION fall_sick()',
    );
    for (let group = 0; group < 10; group++) await Promise.all(Array.from({ length: 8 }, () => open('有病')));
    // Each of them gives its slot back after 5 s of local retries; one that kept it would keep it for good.
    await pause(11_000);
    await step(healthy, clean());
    await until(() => closed(healthy));
    await stack.pool.query('DROP TRIGGER refuse_look ON watch');
    await until(async () => (await unseen()) === 0, 25_000);
  });

  test('because PostgreSQL is away for seconds fail no workflow: afterwards all have seen all, and go on', async () => {
    await stack.startWorker();
    const ids = await Promise.all(Array.from({ length: 10 }, () => open()));
    await setAway(database.url, true);
    await stack.nudger.tell(ids.map((id) => ({ type: 'case', id })));
    await pause(3_000);
    await setAway(database.url, false);
    for (const id of ids) await step(id, clean());
    for (const id of ids) await until(() => closed(id), 20_000);
  });
});

describe('a step of time', () => {
  test('that fails keeps the story going: it is tried again and the case lives on', async () => {
    let failures = 0;
    const activities = createActivities({ ledger: stack.ledger, nudger: stack.nudger, channels: [] });
    const worker = await Worker.create({
      taskQueue: stack.taskQueue,
      connection: await (await import('@temporalio/worker')).NativeConnection.connect({ address: temporalAddress() }),
      workflowBundle: { code: (await workflowBundle(bundleFolder)).code },
      activities: {
        ...activities,
        chaseRectification: async (id: string) => {
          failures++;
          if (failures <= 2) throw ApplicationFailure.nonRetryable('broken');
          return activities.chaseRectification(id);
        },
      },
    });
    await worker.runUntil(async () => {
      const id = await violated({ value: 1, unit: 'second' });
      await until(async () => (await one("SELECT count(*)::int FROM notice WHERE process_id = $1 AND rung = 'overdue'", [id])) === 1, 20_000);
      expect(failures).toBe(3);
      await step(id, { type: 'recordFollowUp', officers: [...district.officers], result: 'rectified', findings: [] });
      await until(() => closed(id));
    });
  });
});

describe('a long story', () => {
  test('turns its page past 2,000 events and goes on: its deadline is struck, it closes', async () => {
    await stack.startWorker();
    const id = await violated({ value: 600, unit: 'second' });
    const handle = stack.client.workflow.getHandle(`case:${id}`);
    await until(async () => (await unseen()) === 0);
    const first = (await handle.describe()).runId;
    for (let nudge = 0; nudge < 1_500 && (await handle.describe()).runId === first; nudge++) {
      for (let n = 0; n < 5; n++) await stack.nudger.tell([{ type: 'case', id }]);
    }
    const turned = await handle.describe();
    expect(turned.runId).not.toBe(first);
    expect((await stack.client.workflow.getHandle(`case:${id}`, first).describe()).historyLength).toBeLessThan(2_200);
    await stack.pool.query('INSERT INTO ledger_clock (id, offset_ms) VALUES (1, 601000)');
    await stack.nudger.tell([{ type: 'case', id }]);
    await until(async () => (await one("SELECT count(*)::int FROM notice WHERE process_id = $1 AND rung = 'overdue'", [id])) === 1);
    await step(id, { type: 'recordFollowUp', officers: [...district.officers], result: 'rectified', findings: [] });
    await until(() => closed(id));
  });
});

describe('a campaign', () => {
  const launch = async (tasks: number, ledger: Ledger): Promise<string> => {
    const id = randomUUID();
    const command = await launchCommand({ ledger: stack.ledger, district }, { tasks });
    expect(await ledger.execute({ type: 'campaign', id, creates: true, command, actor: district.acting.actor('office') })).toMatchObject({ ok: true });
    return id;
  };

  test('at rest does nothing: its tasks are started once, not again and again', async () => {
    await stack.startWorker();
    const id = await launch(3, stack.ledger);
    await until(async () => (await unseen()) === 0);
    await until(async () => (await activitiesOf(`campaign:${id}`)).length > 0);
    await pause(500);
    const before = (await stack.client.workflow.getHandle(`campaign:${id}`).describe()).historyLength;
    await pause(7_000);
    expect(await activitiesOf(`campaign:${id}`)).toEqual(['startTasks']);
    expect((await stack.client.workflow.getHandle(`campaign:${id}`).describe()).historyLength).toBe(before);
  });

  test('whose worker is killed while 300 tasks are being started has all of them running in the end', async () => {
    const id = await launch(300, new Ledger(stack.pool));
    const worker: ChildProcess = spawn(process.execPath, [fileURLToPath(new URL('../../app/service.mjs', import.meta.url)), 'worker'], {
      env: { ...process.env, NODE_OPTIONS: '', DATABASE_URL: database.url, TEMPORAL_ADDRESS: temporalAddress(), TASK_QUEUE: stack.taskQueue, LOG_LEVEL: 'fatal' },
      stdio: 'ignore',
    });
    try {
      await stack.nudger.tell([{ type: 'campaign', id }]);
      await until(async () => ((await one('SELECT count(*)::int FROM watch WHERE seen > 0')) as number) > 10, 40_000, 5);
    } finally {
      worker.kill('SIGKILL');
    }
    const left = (await unseen()) as number;
    expect(left).toBeGreaterThan(0);
    await stack.startWorker();
    await until(async () => (await unseen()) === 0, 100_000);
    const { rows } = await stack.pool.query<{ id: string }>('SELECT id FROM process WHERE parent_id = $1', [id]);
    const states = await Promise.all(rows.map(async (row) => (await stack.client.workflow.getHandle(`task:${row.id}`).describe()).status.name));
    expect(states).toEqual(Array.from({ length: 300 }, () => 'RUNNING'));
  });
});
