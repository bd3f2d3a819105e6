import type { CampaignPersonCommand } from '../../domain/campaign/commands.ts';
import type { CasePersonCommand } from '../../domain/case/commands.ts';
import { time } from '../../domain/process/actor.ts';
import type { TaskPersonCommand } from '../../domain/task/commands.ts';
import { type LedgerBench, launchCommand, moveClock, openCase, openLedger, violation } from './fixture.ts';

let bench: LedgerBench;
beforeAll(async () => {
  bench = await openLedger();
  await bench.pool.query(`CREATE FUNCTION dawdle() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.type = TG_ARGV[0] THEN PERFORM pg_sleep(0.8); END IF; RETURN NEW; END $$`);
});
afterAll(() => bench?.stop());

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const office = (id: string, command: CampaignPersonCommand) => bench.ledger.execute({ type: 'campaign', id, command, actor: bench.district.acting.actor('office') });
const tasksOf = async (campaign: string): Promise<readonly string[]> =>
  (await bench.pool.query('SELECT id FROM process WHERE parent_id = $1 ORDER BY id', [campaign])).rows.map((row) => row.id);

/** A campaign of which only the office's word is missing to close its first phase. */
async function readyToClose(): Promise<{ campaign: string; task: string }> {
  const { acting } = bench.district;
  const campaign = await acting.begin('office', 'campaign', await launchCommand(bench, { tasks: 1 }));
  const [task = ''] = await tasksOf(campaign);
  for (const condition of ['publicCommitment', 'officeSetUp', 'planApproved', 'mobilisationMeeting'] as const) {
    await acting.step<CampaignPersonCommand>('office', 'campaign', campaign, { type: 'confirmCondition', condition, note: '已完成', documentNumber: '测试〔2026〕1号' });
  }
  await acting.step<TaskPersonCommand>('liaison', 'task', task, { type: 'sign' });
  await acting.step<TaskPersonCommand>('liaison', 'task', task, { type: 'submit', summary: '完成' });
  await acting.step<TaskPersonCommand>('office', 'task', task, { type: 'accept' });
  return { campaign, task };
}

/** Makes each fact of a type take its time, so that its transaction is still open when another begins. */
async function dawdling<T>(type: string, work: () => Promise<T>): Promise<T> {
  await bench.pool.query(`CREATE TRIGGER dawdle BEFORE INSERT ON fact FOR EACH ROW EXECUTE FUNCTION dawdle('${type}')`);
  try {
    return await work();
  } finally {
    await bench.pool.query('DROP TRIGGER dawdle ON fact');
  }
}

describe('a phase', () => {
  test.each(['relapse', 'withdrawAcceptance'] as const)('does not close over a task whose %s commits at the same time', async (type) => {
    const { campaign, task } = await readyToClose();
    await dawdling(type === 'relapse' ? 'taskRelapsed' : 'acceptanceWithdrawn', async () => {
      const falsified = bench.ledger.execute({ type: 'task', id: task, command: { type, reason: '反弹' } as TaskPersonCommand, actor: bench.district.acting.actor('office') });
      await pause(250);
      const closed = await office(campaign, { type: 'closePhase' });
      expect(await falsified).toMatchObject({ ok: true });
      expect(closed).toMatchObject({ ok: false, code: 'campaign.condition_missing' });
    });
    expect((await bench.pool.query('SELECT stage FROM process WHERE id = $1', [campaign])).rows[0].stage).toBe('commitment');
  });

  test('that closes first is seen by the relapse that waited for it', async () => {
    const { campaign, task } = await readyToClose();
    await dawdling('phaseClosed', async () => {
      const closed = office(campaign, { type: 'closePhase' });
      await pause(250);
      const relapsed = await bench.ledger.execute({
        type: 'task',
        id: task,
        command: { type: 'relapse', reason: '反弹' } as TaskPersonCommand,
        actor: bench.district.acting.actor('office'),
      });
      expect(await closed).toMatchObject({ ok: true });
      expect(relapsed).toMatchObject({ ok: true });
    });
    const { rows } = await bench.pool.query(
      "SELECT (SELECT max(at) FROM fact WHERE process_id = $1 AND type = 'phaseOpened') <= (SELECT max(at) FROM fact WHERE process_id = $2 AND type = 'taskRelapsed') AS later",
      [campaign, task],
    );
    expect(rows[0].later).toBe(true);
  });

  test('relapses of different tasks do not wait for each other', async () => {
    const campaign = await bench.district.acting.begin('office', 'campaign', await launchCommand(bench, { tasks: 2 }));
    const holder = await bench.pool.connect();
    try {
      await holder.query('BEGIN');
      await holder.query('SELECT 1 FROM process WHERE id = $1 FOR SHARE', [campaign]);
      const [task = ''] = await tasksOf(campaign);
      const refused = await bench.ledger.execute({
        type: 'task',
        id: task,
        command: { type: 'relapse', reason: '反弹' } as TaskPersonCommand,
        actor: bench.district.acting.actor('office'),
      });
      expect(refused).toMatchObject({ ok: false });
    } finally {
      await holder.query('ROLLBACK');
      holder.release();
    }
  });
});

describe('a task that its lead breaks down while its campaign ends or stands still', () => {
  const lead = 'liaison-street-east';
  /** A campaign with one task, signed for, of a unit that has others below it. */
  async function atWork(): Promise<{ campaign: string; task: string; breakDown: () => Promise<{ readonly ok: boolean }> }> {
    const { acting, ids } = bench.district;
    const campaign = await acting.begin('office', 'campaign', await launchCommand(bench, { tasks: 1, task: { leadUnitId: ids.unit('streetEast') } }));
    const [task = ''] = await tasksOf(campaign);
    await acting.step<TaskPersonCommand>(lead, 'task', task, { type: 'sign' });
    const command: TaskPersonCommand = { type: 'breakDown', shares: [{ unitId: ids.unit('communityHarbour') }] };
    return { campaign, task, breakDown: () => bench.ledger.execute({ type: 'task', id: task, command, actor: acting.actor(lead) }) };
  }
  const stagesOf = async (campaign: string): Promise<readonly string[]> =>
    (await bench.pool.query('SELECT stage FROM process WHERE parent_id = $1 ORDER BY number', [campaign])).rows.map((row) => row.stage);

  test.each([
    ['suspend', 'suspended'],
    ['cancel', 'cancelled'],
  ] as const)('takes its new shares along into %s', async (type, stage) => {
    const { campaign, breakDown } = await atWork();
    await dawdling('sharesAdded', async () => {
      const broken = breakDown();
      await pause(250);
      expect(await office(campaign, { type, reason: '机构改革' })).toMatchObject({ ok: true });
      expect(await broken).toMatchObject({ ok: true });
    });
    expect(await stagesOf(campaign)).toEqual([stage, stage]);
  });

  test('gets none once that has come first', async () => {
    const { campaign, breakDown } = await atWork();
    await dawdling('campaignSuspended', async () => {
      const suspended = office(campaign, { type: 'suspend', reason: '疫情' });
      await pause(250);
      expect(await breakDown()).toMatchObject({ ok: false, code: 'task.suspended' });
      expect(await suspended).toMatchObject({ ok: true });
    });
    expect(await stagesOf(campaign)).toEqual(['suspended']);
  });
});

describe('a deadline against a person', () => {
  test('who submitted in time and waited for a lock behind the strike: not late, though the fact stands after the strike', async () => {
    const { acting } = bench.district;
    const ladders = { task: [{ rung: 'overdueNotice', offset: { value: 0, unit: 'second' }, to: 'liaisonOfficer' }] } as const;
    const campaign = await acting.begin('office', 'campaign', await launchCommand(bench, { tasks: 1, task: { duePeriod: { value: 4, unit: 'second' } }, command: { ladders } }));
    const [task = ''] = await tasksOf(campaign);
    await acting.step<TaskPersonCommand>('liaison', 'task', task, { type: 'sign' });
    const dueIn = async (): Promise<number> =>
      (await bench.pool.query("SELECT (state->'due'->>'dueAt')::float8 - ledger_now_ms() AS ms FROM process WHERE id = $1", [task])).rows[0].ms;
    const holder = await bench.pool.connect();
    try {
      await holder.query('BEGIN');
      await holder.query('SELECT 1 FROM process WHERE id = $1 FOR UPDATE', [task]);
      // As long before as the lock may be waited for: a busy machine needs its time for each of these steps.
      await pause((await dueIn()) - 1_300);
      const struck = bench.ledger.execute({ type: 'task', id: task, command: { type: 'strike' }, actor: time });
      await pause(150);
      const submitted = bench.ledger.execute({ type: 'task', id: task, command: { type: 'submit', summary: '按时' } as TaskPersonCommand, actor: acting.actor('liaison') });
      expect(await dueIn()).toBeGreaterThan(0);
      await pause((await dueIn()) + 200);
      await holder.query('ROLLBACK');
      expect(await struck).toMatchObject({ ok: true });
      expect(await submitted).toMatchObject({ ok: true });
    } finally {
      await holder.query('ROLLBACK');
      holder.release();
    }
    const { rows } = await bench.pool.query('SELECT type, data, at, received_at FROM fact WHERE process_id = $1 ORDER BY seq DESC LIMIT 2', [task]);
    expect(rows.map((row) => row.type)).toEqual(['taskSubmitted', 'rungReached']);
    expect(rows[0].data.late).toBe(false);
    expect(rows[0].at.getTime()).toBeGreaterThanOrEqual(rows[1].at.getTime());
    expect(rows[0].received_at.getTime()).toBeLessThan(rows[0].at.getTime());
  });

  test('who submits after it: late', async () => {
    const { acting } = bench.district;
    const campaign = await acting.begin('office', 'campaign', await launchCommand(bench, { tasks: 1, task: { duePeriod: { value: 1, unit: 'second' } } }));
    const [task = ''] = await tasksOf(campaign);
    await acting.step<TaskPersonCommand>('liaison', 'task', task, { type: 'sign' });
    await pause(1_200);
    await acting.step<TaskPersonCommand>('liaison', 'task', task, { type: 'submit', summary: '晚了' });
    expect((await bench.pool.query("SELECT data->>'late' AS late FROM fact WHERE process_id = $1 AND type = 'taskSubmitted'", [task])).rows[0].late).toBe('true');
  });
});

describe('the one clock', () => {
  test('going back does not take the facts back with it', async () => {
    const id = await openCase(bench);
    await moveClock(bench.pool, -3_600_000);
    try {
      await bench.district.acting.step<CasePersonCommand>('inspector-a', 'case', id, violation(bench));
    } finally {
      await moveClock(bench.pool, 3_600_000);
    }
    const { rows } = await bench.pool.query('SELECT at FROM fact WHERE process_id = $1 ORDER BY seq', [id]);
    const times = rows.map((row) => row.at.getTime());
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times.length).toBeGreaterThan(1);
  });

  test('is read after the lock: a fact stands after what its command waited for', async () => {
    const id = await openCase(bench);
    const holder = await bench.pool.connect();
    try {
      await holder.query('BEGIN');
      await holder.query('SELECT 1 FROM process WHERE id = $1 FOR UPDATE', [id]);
      const stepped = bench.district.acting.step<CasePersonCommand>('inspector-a', 'case', id, violation(bench));
      await pause(300);
      const { rows } = await holder.query<{ now: Date }>('SELECT ledger_now() AS now');
      await holder.query('ROLLBACK');
      await stepped;
      const facts = await bench.pool.query<{ at: Date }>('SELECT at FROM fact WHERE process_id = $1 ORDER BY seq DESC LIMIT 1', [id]);
      expect(facts.rows[0]?.at.getTime()).toBeGreaterThanOrEqual(rows[0]?.now.getTime() ?? Number.POSITIVE_INFINITY);
    } finally {
      await holder.query('ROLLBACK');
      holder.release();
    }
  });

  test('is refused an offset in a database that is not a test’s', async () => {
    const client = await bench.pool.connect();
    try {
      await client.query("BEGIN; SET LOCAL duban.test = 'off'");
      await expect(client.query('INSERT INTO ledger_clock (id, offset_ms) VALUES (1, 1) ON CONFLICT (id) DO UPDATE SET offset_ms = 1')).rejects.toThrow('in tests only');
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
  });
});
