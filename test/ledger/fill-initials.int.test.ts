import { migrateOrFail } from '../../app/migrate.ts';
import { completeLedger } from '../../app/prepare.ts';
import type { CasePersonCommand } from '../../domain/case/commands.ts';
import { fillInitials } from '../../ledger/fill-initials.ts';
import { verify } from '../../ledger/verify.ts';
import { type LedgerBench, launchCommand, newId, openLedger } from './fixture.ts';

let bench: LedgerBench;
const caseId = newId();
const tables = ['task_text', 'case_text', 'campaign_record', 'meeting_record', 'supervision_record', 'indicator_record', 'survey_record', 'bulletin_record', 'party_record'];

beforeAll(async () => {
  bench = await openLedger();
  const { district } = bench;
  const open: CasePersonCommand = { type: 'open', partyId: district.ids.party('clinic'), title: '控烟投诉', source: 'complaint' };
  const outcome = await bench.ledger.execute({ type: 'case', id: caseId, creates: true, command: open, actor: district.acting.actor('inspector-a') });
  if (!outcome.ok) throw new Error(outcome.code);
  await district.acting.begin('office', 'campaign', await launchCommand(bench, { tasks: 1_205, task: { content: '建设健康步道' } }));
});
afterAll(() => bench?.stop());

const read = async (table: string) => (await bench.pool.query<{ id: string; initials: string | null }>(`SELECT id, initials FROM ${table} ORDER BY id`)).rows;
const all = async () => Object.fromEntries(await Promise.all(tables.map(async (table) => [table, await read(table)] as const)));
const unfilled = async (): Promise<number> =>
  (await bench.pool.query<{ n: number }>(`SELECT (${tables.map((table) => `(SELECT count(*) FROM ${table} WHERE initials IS NULL)`).join(' + ')})::int AS n`)).rows[0]?.n ?? 0;

/** The database as the release before migration 0019 left it. */
async function asBefore(): Promise<void> {
  for (const table of tables) await bench.pool.query(`ALTER TABLE ${table} DROP COLUMN initials`);
  await bench.pool.query('DROP FUNCTION initials_pairs');
  // What came after it goes too.
  await bench.pool.query('DROP FUNCTION keep_unit_standing CASCADE');
  await bench.pool.query('DROP TABLE unit_standing CASCADE');
  await bench.pool.query('DROP INDEX task_due, process_open_in_time');
  await bench.pool.query('DROP INDEX case_record_body_unit_id_number_key');
  await bench.pool.query('CREATE UNIQUE INDEX case_record_number_key ON case_record (number)');
  await bench.pool.query(`DELETE FROM _prisma_migrations WHERE migration_name >= '0019'`);
}

describe('records of before there were initials', () => {
  test('are given theirs by a migration, as the ledger writes them; a second one finds nothing to do', async () => {
    const written = await all();
    expect([written.task_text?.length, written.case_text]).toEqual([1_205, [{ id: caseId, initials: 'kyts' }]]);
    expect(new Set(written.task_text?.map(({ initials }) => initials))).toEqual(new Set(['jsjkbd']));
    await asBefore();
    expect(await migrateOrFail(bench.url)).toEqual(['0019_initials', '0020_unit_standing', '0021_case_numbers', '0022_open_in_time']);
    const missing = await unfilled();
    expect(missing).toBe(Object.values(written).flat().length);
    expect((await verify(bench.pool, caseId)).faults.map(({ detail }) => detail)).toEqual([expect.stringContaining('case_text: a row is missing or altered')]);

    expect((await completeLedger(bench.url)).filled).toBe(missing);
    expect(await all()).toEqual(written);
    expect((await verify(bench.pool)).faults).toEqual([]);
    expect([await migrateOrFail(bench.url), await completeLedger(bench.url)]).toEqual([[], { years: [], filled: 0 }]);
  });

  test('cut short after a batch, the next call fills the rest alone', async () => {
    const written = await all();
    await bench.pool.query('UPDATE task_text SET initials = NULL');
    const cutShort = fillInitials(bench.pool, () => {
      throw new Error('killed');
    });
    await expect(cutShort).rejects.toThrow('killed');
    expect(await unfilled()).toBe(1_005);
    expect(await fillInitials(bench.pool)).toBe(1_005);
    expect(await all()).toEqual(written);
  });

  test('are not overwritten where a step writes them between the reading and the filling', async () => {
    await bench.pool.query('UPDATE case_text SET initials = NULL');
    const withStep = {
      query: async (text: string, values: unknown[]) => {
        const answer = await bench.pool.query(text, values);
        if (/^SELECT .* FROM case_text/.test(text)) await bench.pool.query("UPDATE case_text SET initials = 'byastep'");
        return answer;
      },
    };
    expect(await fillInitials(withStep as unknown as typeof bench.pool)).toBe(0);
    expect(await read('case_text')).toEqual([{ id: caseId, initials: 'byastep' }]);
  });
});
