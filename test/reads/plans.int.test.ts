import pg from 'pg';
import { duesQuery } from '../../api/me/calendar-dues.ts';
import { load } from '../../bench/reads/load.ts';
import { listeningApi, plansOf, readAsAWhole } from '../../bench/reads/plans.ts';
import { type Question, questionsOf } from '../../bench/reads/questions.ts';
import { createTestDatabase, type TestDatabase } from '../harness/database.ts';

/** Enough rows that reading a table as a whole is never the cheap way to a page of it. */
const amount = { campaigns: 12, tasksPerCampaign: 1_000, cases: 4_000, parties: 400, dayStep: 30 };

let database: TestDatabase;
let api: Awaited<ReturnType<typeof listeningApi>>;
let questions: readonly Question[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  await load(database.url, amount, () => undefined);
  api = await listeningApi(database.url);
  questions = await questionsOf(api.pool);
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

describe('the plans of reads', () => {
  test('none reads a table that grows with the work as a whole, whoever asks for whatever', async () => {
    const whole: string[] = [];
    let seen = 0;
    for (const question of questions) {
      const plans = await plansOf(api, question, question.paths.slice(0, 1));
      seen += plans.length;
      for (const plan of plans) for (const table of readAsAWhole(plan)) whole.push(`${question.what}, ${question.reader}: ${table}\n${plan.text}\n${plan.lines.join('\n')}`);
    }
    expect(questions.length).toBeGreaterThan(70);
    expect(seen).toBeGreaterThan(questions.length);
    expect(whole).toEqual([]);
  });

  test('of a calendar neither: records looked up one by one, and for a unit in very many the deadlines of what it owes by day', async () => {
    const now = Date.now();
    const { rows } = await api.pool.query<{ unit: string }>(
      "SELECT unit_id AS unit FROM participation WHERE relation IN ('office', 'lead') GROUP BY unit_id, relation ORDER BY count(*) DESC LIMIT 3",
    );
    expect(rows).toHaveLength(3);
    for (const crowded of [[], ['lead', 'office']] as const) {
      for (const { unit } of rows) {
        const { text, values } = duesQuery([unit], crowded, { now });
        const plan = await api.pool.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${text}`, values);
        const lines = plan.rows.map((row) => row['QUERY PLAN']);
        expect([readAsAWhole({ lines }), lines.some((line) => line.includes('deadline_owed')), lines.join('\n')]).toEqual([[], crowded.length > 0, lines.join('\n')]);
      }
    }
  });

  test('a plan that does is recognised', async () => {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN SELECT count(*) FROM task_record WHERE content LIKE '%药店%'`);
    await client.end();
    expect(readAsAWhole({ lines: rows.map((row) => row['QUERY PLAN']) })).toEqual(['task_record']);
  });
});
