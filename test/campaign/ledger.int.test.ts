import { randomUUID } from 'node:crypto';
import { Ledger } from '../../ledger/ledger.ts';
import { createPool } from '../../ledger/pool.ts';
import { createTestDatabase, type TestDatabase } from '../harness/database.ts';
import { loadTestDistrict, type TestDistrict } from '../harness/district.ts';
import { plan, planned } from './plan.ts';

describe('a launch in the ledger', () => {
  let database: TestDatabase;
  let ledger: Ledger;
  let district: TestDistrict;

  beforeAll(async () => {
    database = await createTestDatabase();
    ledger = new Ledger(createPool({ url: database.url }));
    district = await loadTestDistrict(ledger);
  });
  afterAll(async () => {
    await ledger.pool.end();
    await database.drop();
  });

  const tasks = (count: number) => {
    const units = district.acting.actor('liaison').unitId ?? '';
    return Array.from({ length: count }, (_, index) => planned(String(index + 1), { leadUnitId: units, dueOn: '2030-10-31' }));
  };
  const command = (count: number) => {
    const office = district.acting.actor('office').unitId ?? '';
    return { ...plan(tasks(count)), officeUnitId: office, groupUnitId: office, memberUnitIds: [], phases: [], dates: { mode: 'asPlanned' as const } };
  };

  test('writes the campaign and its 92 tasks with their rows in one transaction, and a second launch changes nothing', async () => {
    const id = randomUUID();
    const actor = district.acting.actor('office');
    const first = await ledger.execute({ type: 'campaign', id, creates: true, command: command(92), actor });
    expect(first.ok).toBe(true);
    const { rows } = await ledger.pool.query<{ number: string; order: number; stage: string; due_on: string }>(
      'SELECT number, "order", stage, due_on FROM task_record WHERE campaign_id = $1 ORDER BY "order"',
      [id],
    );
    expect(rows.length).toBe(92);
    expect(rows[36]).toEqual({ number: '37', order: 37, stage: 'issued', due_on: '2030-10-31' });
    const commands = await ledger.pool.query('SELECT DISTINCT command_id FROM fact f JOIN process p ON p.id = f.process_id WHERE p.id = $1 OR p.parent_id = $1', [id]);
    expect(commands.rowCount).toBe(1);
    expect(await ledger.execute({ type: 'campaign', id, creates: true, command: command(92), actor })).toMatchObject({ ok: false, code: 'campaign.already_launched' });
    const after = await ledger.pool.query('SELECT 1 FROM task_record WHERE campaign_id = $1', [id]);
    expect(after.rowCount).toBe(92);
  });

  test('that the database takes long over, in writing and in committing, is answered as done', async () => {
    // Each within the server's own limit for so large a write, together beyond what any other step is waited for (ledger/pool.ts).
    await ledger.pool.query(`CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(4.5); RETURN NULL; END $$`);
    await ledger.pool.query('CREATE TRIGGER slow_write AFTER INSERT ON task_record FOR EACH STATEMENT EXECUTE FUNCTION slow()');
    await ledger.pool.query('CREATE CONSTRAINT TRIGGER slow_commit AFTER INSERT ON campaign_record DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION slow()');
    const id = randomUUID();
    try {
      expect(await ledger.execute({ type: 'campaign', id, creates: true, command: command(60), actor: district.acting.actor('office') })).toMatchObject({ ok: true });
    } finally {
      await ledger.pool.query('DROP TRIGGER slow_write ON task_record');
      await ledger.pool.query('DROP TRIGGER slow_commit ON campaign_record');
      await ledger.pool.query('DROP FUNCTION slow');
    }
    expect((await ledger.pool.query('SELECT 1 FROM task_record WHERE campaign_id = $1', [id])).rowCount).toBe(60);
  });
});
