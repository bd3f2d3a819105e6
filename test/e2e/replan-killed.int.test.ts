import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection, ScheduleNotFoundError } from '@temporalio/client';
import { memberKeys } from '../../app/demo/district.ts';
import { freePort } from '../../app/embedded/ports.ts';
import { Random } from '../../chaos/random.ts';
import { Service } from '../../chaos/stack/service.ts';
import { addDays } from '../../domain/calendar/beijing.ts';
import type { LaunchCampaign, PlannedTask } from '../../domain/campaign/commands.ts';
import type { CampaignState } from '../../domain/campaign/state.ts';
import type { BeijingDate } from '../../domain/process/time.ts';
import type { TaskState } from '../../domain/task/state.ts';
import { workflowId } from '../../engine/nudger.ts';
import { shards } from '../../ledger/herd.ts';
import type { Moved } from '../../ledger/request.ts';
import { verify } from '../../ledger/verify.ts';
import { password } from '../harness/district.ts';
import { temporalAddress } from '../harness/temporal.ts';
import { until } from '../harness/until.ts';
import { type LedgerBench, launchCommand, moveClock, newId, openLedger } from '../ledger/fixture.ts';

/** Repeats the choice of rows; named in the failure of a test by its own name. */
const seed = Number(process.env.DUBAN_SEED ?? 20261127);
const random = new Random(seed).child('replan');
const taskCount = 92;

let bench: LedgerBench;
let notes = '';
let url = '';
let api: Service;
let worker: Service;
let token = '';
let temporal: Client;
let ledgerId = '';
const campaignId = newId();

const isReady = async (): Promise<boolean> => (await fetch(`${url}/readyz`).catch(() => undefined))?.ok ?? false;
const isAlive = async (): Promise<boolean> => (await fetch(`${url}/livez`).catch(() => undefined))?.ok ?? false;
async function startBoth(): Promise<void> {
  await Promise.all([api.start(isAlive), worker.start(async () => true)]);
  await until(isReady, 30_000);
}

beforeAll(async () => {
  temporal = new Client({ connection: await Connection.connect({ address: temporalAddress() }) });
  bench = await openLedger();
  // Test databases are clones of one template; a beacon needs a ledger of its own.
  ledgerId = (await bench.pool.query<{ id: string }>('UPDATE ledger_state SET ledger_id = gen_random_uuid() WHERE id = 1 RETURNING ledger_id AS id')).rows[0]?.id ?? '';
  const launch = await launchCommand(bench, { tasks: taskCount, command: { memberUnitIds: memberKeys.map(bench.district.ids.unit) } });
  const tasks = launch.tasks.map((task, index): PlannedTask => ({ ...task, leadUnitId: bench.district.ids.unit(memberKeys[index % memberKeys.length] ?? '') }));
  const command: LaunchCampaign = { ...launch, tasks };
  const launched = await bench.ledger.execute({ type: 'campaign', id: campaignId, creates: true, command, actor: bench.district.acting.actor('office') });
  expect(launched).toMatchObject({ ok: true });
  // Whoever writes the n-th row after the sequence was set waits here until the test lets go.
  await bench.pool.query(`CREATE SEQUENCE halted;
CREATE FUNCTION halt() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF nextval('halted') = TG_ARGV[0]::int THEN PERFORM pg_advisory_xact_lock(4711); END IF;
  RETURN NEW;
END $$`);
  notes = mkdtempSync(join(tmpdir(), 'duban-replan-'));
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  const environment = {
    DATABASE_URL: bench.url,
    TEMPORAL_ADDRESS: temporalAddress(),
    TASK_QUEUE: `replan-${randomUUID()}`,
    ATTACHMENTS_DIR: join(notes, 'attachments'),
    PORT: String(port),
  };
  api = new Service('api', environment, notes);
  worker = new Service('worker', environment, notes);
  await startBoth();
  const signedIn = await fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ username: 'office', password }),
  });
  token = ((await signedIn.json()) as { readonly token: string }).token;
});
afterAll(async () => {
  await Promise.all([api?.kill(), worker?.kill()]);
  await temporal.schedule
    .getHandle(`sweep:${ledgerId}`)
    .delete()
    .catch(() => undefined);
  for (const workflowId of [`beacon:${ledgerId}`, ...Array.from({ length: shards }, (_, shard) => `bell:${ledgerId}:${shard}`)])
    await temporal.workflow
      .getHandle(workflowId)
      .terminate()
      .catch(() => undefined);
  await temporal.connection.close();
  await bench?.stop();
  rmSync(notes, { recursive: true, force: true });
});

interface Answer {
  readonly status: number;
  readonly text: string;
}
const ask = async (key: string, body: object): Promise<Answer> => {
  const answer = await fetch(`${url}/api/v1/campaigns/${campaignId}/commands`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', 'Idempotency-Key': key },
    body: JSON.stringify(body),
  });
  return { status: answer.status, text: await answer.text() };
};
/** The same request under the same key until it is answered, as a client should. */
async function persist(key: string, body: object): Promise<Answer> {
  let answered: Answer | undefined;
  await until(
    async () => {
      answered = await ask(key, body).catch(() => undefined);
      return answered !== undefined && answered.status < 500;
    },
    30_000,
    100,
  );
  return answered as Answer;
}

const campaign = async (): Promise<CampaignState> =>
  (await bench.pool.query<{ state: CampaignState }>('SELECT state FROM process WHERE id = $1', [campaignId])).rows[0]?.state as CampaignState;
const tasksNow = async (): Promise<readonly (TaskState & { readonly id: string })[]> =>
  (
    await bench.pool.query<{ id: string; state: TaskState }>("SELECT id, state FROM process WHERE parent_id = $1 AND type = 'task' ORDER BY (state ->> 'order')::int", [campaignId])
  ).rows.map(({ id, state }) => ({ ...state, id }));
/** What the killed API told nobody is overlooked for half a minute, and then swept up: by the ledger's clock, and at once. */
const overlookedMs = 31_000;
/** Waits until every workflow has looked at what its process is now. */
async function settled(): Promise<void> {
  await moveClock(bench.pool, overlookedMs);
  // The worker makes the schedule once it runs, which it may not do yet.
  await until(() =>
    temporal.schedule
      .getHandle(`sweep:${ledgerId}`)
      .trigger()
      .then(
        () => true,
        (error) => {
          if (error instanceof ScheduleNotFoundError) return false;
          throw error;
        },
      ),
  );
  await until(
    async () =>
      (
        await bench.pool.query<{ n: number }>(
          'SELECT count(*)::int AS n FROM watch w JOIN process p ON p.id = w.process_id WHERE (p.id = $1 OR p.parent_id = $1) AND w.seen < w.wanted',
          [campaignId],
        )
      ).rows[0]?.n === 0,
    60_000,
    200,
  );
}
const planFacts = async (): Promise<readonly number[]> =>
  (
    await bench.pool.query<{ n: number }>(
      "SELECT count(*)::int AS n FROM fact WHERE process_id = $1 AND type = 'planRevised' GROUP BY data ->> 'revision' ORDER BY (data ->> 'revision')::int",
      [campaignId],
    )
  ).rows.map(({ n }) => n);

/** Tasks moved by all versions together. */
let movedTasks = 0;

/** A re-plan of every third task, one dropped and one new, and what the plan must be after it. */
async function nextVersion(round: number): Promise<{ readonly body: object; readonly plan: readonly (readonly [string, string, BeijingDate | undefined])[] }> {
  const tasks = await tasksNow();
  const open = tasks.filter(({ stage }) => stage !== 'cancelled');
  const moved = new Map(open.filter((_, index) => index % 3 === round % 3).map((task) => [task.id, addDays(task.due?.dueOn ?? '', 1)]));
  movedTasks += moved.size;
  const dropped = open.find(({ id }) => !moved.has(id));
  const number = `${taskCount + round}`;
  const due = addDays(open[0]?.due?.dueOn ?? '', 1);
  const changes = [
    ...[...moved].map(([taskId, dueOn]) => ({ change: 'amend', taskId, amendment: { dueOn } })),
    { change: 'cancel', taskId: dropped?.id },
    { change: 'add', task: { number, content: '新增任务', standard: '按期完成', leadUnitId: bench.district.ids.unit('education'), dueOn: due } },
  ];
  return {
    body: { type: 'replan', changes, reason: `第${round}次调整` },
    plan: [
      ...tasks.map(({ id, stage, number: own, due: now }) => [own, id === dropped?.id ? 'cancelled' : stage, moved.get(id) ?? now?.dueOn] as const),
      [number, 'issued', due] as const,
    ],
  };
}
const planNow = async () => (await tasksNow()).map(({ number, stage, due }) => [number, stage, due?.dueOn]);

/** Where the re-plan is when both processes are killed: at a row of a table within its transaction, or right after its commit. */
const moments = [
  ...(
    [
      ['fact', 30],
      ['process', 30],
      ['task_record', 15],
      ['deadline_record', 10],
      ['notice', 3],
    ] as const
  ).map(([table, most]) => ({ table, row: random.int(1, most) })),
  { table: undefined, row: 0 },
];

describe(`a re-plan while API and worker are killed (seed ${seed})`, () => {
  test.each(moments.map(({ table, row }, index) => [table === undefined ? 'right after its commit' : `at row ${row} of ${table}`, index + 1, table, row] as const))(
    '%s is one version in force, whole, told once, whatever the client repeats',
    async (_, round, table, row) => {
      await settled();
      const before = { plan: await planNow(), revisions: (await campaign()).revisions.length };
      const { body, plan } = await nextVersion(round);
      const key = randomUUID();
      const holder = await bench.pool.connect();
      try {
        if (table !== undefined) {
          await holder.query('SELECT pg_advisory_lock(4711)');
          await bench.pool.query(`ALTER SEQUENCE halted RESTART; CREATE TRIGGER halt_here BEFORE INSERT OR UPDATE ON ${table} FOR EACH ROW EXECUTE FUNCTION halt(${row})`);
        }
        const first = ask(key, body).catch(() => undefined);
        if (table === undefined) await until(async () => (await campaign()).revisions.length > before.revisions, 15_000, 1);
        else await until(async () => (await bench.pool.query("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objid = 4711 AND NOT granted")).rowCount === 1, 15_000, 5);
        await Promise.all([api.kill(), worker.kill()]);
        const answered = await first;
        if (table !== undefined) expect(answered).toBeUndefined();
      } finally {
        if (table !== undefined) await holder.query('SELECT pg_advisory_unlock(4711)');
        holder.release();
      }
      if (table !== undefined) {
        await until(
          async () =>
            (await bench.pool.query("SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'duban%' AND application_name <> 'duban-test'"))
              .rowCount === 0,
        );
        await bench.pool.query(`DROP TRIGGER halt_here ON ${table}`);
        // Cut off within its transaction it left nothing of itself; where its commit had been sent with the rows, PostgreSQL may have finished it, whole.
        expect([
          [before.plan, before.revisions],
          [plan, round],
        ]).toContainEqual([await planNow(), (await campaign()).revisions.length]);
      }
      await startBoth();
      const answers = [await persist(key, body), ...(await Promise.all([persist(key, body), persist(key, body)]))];
      expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
      expect(answers[0]?.status).toBe(200);
      const { revisions } = await campaign();
      expect([revisions.length, revisions.at(-1)?.revision]).toEqual([round, round + 1]);
      expect(await planNow()).toEqual(plan);
      expect(await planFacts()).toEqual(Array(round).fill(1));
    },
  );

  test('tells each person once of each version, and of each task taken away or moved once', async () => {
    await settled();
    const { rows } = await bench.pool.query<{ kind: string; told: number }>(
      "SELECT kind, count(*)::int AS told FROM notice WHERE kind IN ('taskCancelled', 'taskIssued', 'dueCorrected') GROUP BY kind ORDER BY kind",
    );
    // The liaison officer of each task: when it was launched or came new, was moved, was taken away.
    expect(Object.fromEntries(rows.map(({ kind, told }) => [kind, told]))).toEqual({
      dueCorrected: movedTasks,
      taskCancelled: moments.length,
      taskIssued: taskCount + moments.length,
    });
    const times = await bench.pool.query<{ revisions: number; people: number; told: number }>(
      "SELECT count(DISTINCT fact_seq)::int AS revisions, count(DISTINCT (fact_seq, person_id))::int AS people, count(*)::int AS told FROM notice WHERE process_id = $1 AND kind = 'planRevised'",
      [campaignId],
    );
    const { revisions, people, told } = times.rows[0] ?? { revisions: 0, people: 0, told: 0 };
    expect([revisions, people > revisions, told]).toEqual([moments.length, true, people]);
  });

  test('leaves every chain whole and a workflow for every task that runs', async () => {
    await settled();
    expect((await verify(bench.pool)).faults).toEqual([]);
    const { rows: open } = await bench.pool.query<Moved & { seen: boolean | null }>(
      'SELECT p.type, p.id, w.seen >= w.wanted AS seen FROM process p LEFT JOIN watch w ON w.process_id = p.id WHERE (p.id = $1 OR p.parent_id = $1) AND NOT p.closed',
      [campaignId],
    );
    // The campaign, and of its tasks those that no version took away: one goes and one comes with each.
    expect(open).toHaveLength(1 + taskCount);
    expect(open.filter(({ seen }) => seen !== true)).toEqual([]);
    for (const one of open) expect([one, (await temporal.workflow.getHandle(workflowId(one)).describe()).status.name]).toEqual([one, 'RUNNING']);
  });
});
