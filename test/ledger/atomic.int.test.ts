import type { LaunchCampaign } from '../../domain/campaign/commands.ts';
import type { CasePersonCommand } from '../../domain/case/commands.ts';
import { LedgerUnavailable } from '../../ledger/execute.ts';
import { verify } from '../../ledger/verify.ts';
import { contents, type LedgerBench, launchCommand, newId, openCase, openLedger, violation } from './fixture.ts';

let bench: LedgerBench;
let launch: LaunchCampaign;
beforeAll(async () => {
  bench = await openLedger({ channels: ['mail'] });
  launch = await launchCommand(bench, { tasks: 92 });
  await bench.pool.query(`CREATE SEQUENCE cut;
CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF nextval('cut') = TG_ARGV[0]::int THEN
    IF TG_ARGV[1] = 'kill' THEN PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(1); END IF;
    RAISE EXCEPTION 'cut here' USING ERRCODE = 'raise_exception';
  END IF;
  RETURN NEW;
END $$`);
});
afterAll(() => bench?.stop());

/** Raises, or ends the connection, at the n-th row that goes into a table. */
async function cutting<T>(table: string, n: number, how: 'raise' | 'kill', work: () => Promise<T>): Promise<T> {
  await bench.pool.query(`ALTER SEQUENCE cut RESTART; CREATE TRIGGER cut_here BEFORE INSERT OR UPDATE ON ${table} FOR EACH ROW EXECUTE FUNCTION cut(${n}, '${how}')`);
  try {
    return await work();
  } finally {
    await bench.pool.query(`DROP TRIGGER cut_here ON ${table}`);
  }
}
const launching = (id: string) => bench.ledger.execute({ type: 'campaign', id, creates: true, command: launch, actor: bench.district.acting.actor('office') });

describe('a refused command', () => {
  test('changes nothing in any table', async () => {
    const id = await openCase(bench);
    const before = await contents(bench.pool);
    const actor = bench.district.acting.actor('inspector-a');
    const refused = [
      await bench.ledger.execute({ type: 'case', id, actor, command: { type: 'issueOrder', requirements: 'x', period: { value: 5, unit: 'workingDay' } } as CasePersonCommand }),
      await bench.ledger.execute({ type: 'case', id, actor, command: violation(bench), expectedVersion: 99 }),
      await bench.ledger.execute({ type: 'case', id: newId(), actor, command: violation(bench) }),
      await bench.ledger.execute({ type: 'case', id, actor: bench.district.acting.actor('liaison'), command: violation(bench) }),
      await bench.ledger.execute({ type: 'case', id, actor, command: { type: 'strike' } }),
      await bench.ledger.execute({
        type: 'campaign',
        id: newId(),
        creates: true,
        actor: bench.district.acting.actor('office'),
        command: { ...launch, tasks: [...launch.tasks, { ...launch.tasks[0], leadUnitId: newId() }] } as LaunchCampaign,
      }),
    ];
    expect(refused.map((outcome) => outcome.ok)).toEqual(refused.map(() => false));
    expect(await contents(bench.pool)).toEqual(before);
  });
});

describe('the launch of a campaign with 92 tasks', () => {
  test('may take longer than the statement of a step', async () => {
    await bench.pool.query('CREATE FUNCTION linger() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(0.033); RETURN NEW; END $$');
    await bench.pool.query("CREATE TRIGGER linger BEFORE INSERT ON fact FOR EACH ROW WHEN (NEW.type = 'taskIssued') EXECUTE FUNCTION linger()");
    const id = newId();
    try {
      expect((await launching(id)).ok).toBe(true);
    } finally {
      await bench.pool.query('DROP TRIGGER linger ON fact');
    }
    expect((await bench.pool.query('SELECT 1 FROM process WHERE parent_id = $1', [id])).rowCount).toBe(92);
  });

  test.each([
    ['fact', 1],
    ['fact', 47],
    ['fact', 93],
    ['process', 60],
    ['task_record', 92],
    ['campaign_record', 1],
    ['participation', 100],
    ['deadline_record', 90],
    ['watch', 93],
    ['notice', 50],
    ['delivery', 50],
  ] as const)('cut at %s row %i is not there at all', async (table, n) => {
    const before = await contents(bench.pool);
    await expect(cutting(table, n, 'raise', () => launching(newId()))).rejects.toThrow('cut here');
    expect(await contents(bench.pool)).toEqual(before);
  });

  test.each(['fact', 'task_record', 'watch'])('whose connection is cut in the middle of %s is not there at all, and the ledger says that it does not know', async (table) => {
    const before = await contents(bench.pool);
    await expect(cutting(table, 50, 'kill', () => launching(newId()))).rejects.toThrow(LedgerUnavailable);
    expect(await contents(bench.pool)).toEqual(before);
  });

  test('cut while it commits is not there at all, and launched again it is whole', async () => {
    const before = await contents(bench.pool);
    await bench.pool.query(
      `CREATE CONSTRAINT TRIGGER cut_commit AFTER INSERT ON campaign_record DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION cut(1, 'kill'); ALTER SEQUENCE cut RESTART`,
    );
    const id = newId();
    await expect(launching(id)).rejects.toThrow(LedgerUnavailable);
    await bench.pool.query('DROP TRIGGER cut_commit ON campaign_record');
    expect(await contents(bench.pool)).toEqual(before);
    expect(await launching(id)).toMatchObject({ ok: true });
    const { rows } = await bench.pool.query(
      'SELECT count(*)::int AS n, count(w.process_id)::int AS watched FROM process p LEFT JOIN watch w ON w.process_id = p.id WHERE p.parent_id = $1',
      [id],
    );
    expect(rows[0]).toEqual({ n: 92, watched: 92 });
    expect((await verify(bench.pool)).faults).toEqual([]);
  });
});

describe('numbers of a series', () => {
  test('have no gap and no double under concurrency and rollbacks', async () => {
    await bench.pool.query(`CREATE FUNCTION cut_titles() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.title = '断' THEN RAISE EXCEPTION 'cut here'; END IF; RETURN NEW; END $$;
CREATE TRIGGER cut_titles BEFORE INSERT ON case_record FOR EACH ROW EXECUTE FUNCTION cut_titles()`);
    const ended = await Promise.allSettled(Array.from({ length: 40 }, (_, index) => openCase(bench, index % 3 === 0 ? '断' : '续')));
    expect(ended.filter((end) => end.status === 'rejected')).toHaveLength(14);
    const { rows } = await bench.pool.query<{ number: string }>('SELECT number FROM case_record');
    const numbers = rows.map((row) => Number(/(\d+)号?$/.exec(row.number)?.[1])).sort((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: numbers.length }, (_, index) => index + 1));
    expect((await bench.pool.query("SELECT max(last)::int AS last FROM number_series WHERE name LIKE 'case%'")).rows[0].last).toBe(numbers.length);
  });
});

describe('a deadlock', () => {
  test('repeats the whole command, which then has its effect once', async () => {
    const { pool, ledger, district } = bench;
    const personId = district.ids.person('inspector-a');
    const other = await pool.connect();
    try {
      await other.query('BEGIN');
      await other.query('UPDATE number_series SET last = last');
      const opened = ledger.execute({
        type: 'case',
        id: newId(),
        creates: true,
        command: { type: 'open', partyId: district.ids.party('clinic'), title: '死锁', source: 'complaint' } as CasePersonCommand,
        actor: district.acting.actor('inspector-a'),
        key: { personId, key: 'deadlock', digest: 'd' },
        answer: () => ({ status: 201, body: null }),
      });
      await new Promise((resolve) => setTimeout(resolve, 400));
      // The command holds its key and waits for the series; this one holds the series and waits for the key.
      await other.query("SELECT pg_advisory_xact_lock(hashtextextended($1::text || ' deadlock', 0))", [personId]);
      await other.query('ROLLBACK');
      expect(await opened).toMatchObject({ ok: true, repeated: false });
      expect((await pool.query("SELECT count(*)::int AS n FROM case_record WHERE title = '死锁'")).rows[0].n).toBe(1);
    } finally {
      await other.query('ROLLBACK').catch(() => undefined);
      other.release();
    }
  });
});
