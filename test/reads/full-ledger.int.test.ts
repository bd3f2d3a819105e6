import pg from 'pg';
import { crowdedFrom } from '../../api/chases/find.ts';
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

  test('of ⌘K go by the index of initials where the list’s order does not find enough soon', async () => {
    const [question] = questions.filter(({ what, reader }) => what === '⌘K: initials' && reader === 'office');
    if (!question) throw new Error('nobody asks by initials');
    const lines = (await plansOf(api, question, question.paths.slice(0, 1))).flatMap((plan) => plan.lines);
    expect(lines.filter((line) => line.includes('Index Scan on task_text_initials'))).toHaveLength(1);
  });

  test('a ranking adds up standings, and counts tasks of the current month alone, by an index of its own', async () => {
    const ranked = questions.filter(({ what }) => what === 'ranking of units, this year');
    expect(ranked.length).toBeGreaterThan(3);
    for (const question of ranked) {
      const lines = (await plansOf(api, question)).flatMap((plan) => plan.lines);
      expect(lines.some((line) => line.includes('unit_standing'))).toBe(true);
      const tasks = lines.filter((line) => line.includes('task_record'));
      // Of nothing at all, which a reader without a campaign or without a unit asks for, any index tells.
      expect(tasks.filter((line) => !/Index Only Scan using (task_due|task_counted)/.test(line) && !line.includes('rows=0.00'))).toEqual([]);
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

describe('the answers of reads', () => {
  const office = 'reads-office-1';
  interface Listed {
    readonly items: readonly { readonly id: string; readonly content: string }[];
    readonly next: string | null;
  }
  const pagesOf = async <T extends { readonly next: string | null }>(path: string, of: (body: unknown) => T): Promise<readonly T[]> => {
    const pages: T[] = [];
    for (let next: string | null = ''; next !== null; next = pages.at(-1)?.next ?? null) {
      const { status, body } = await api.ask(office, `/api/v1${path}${next === '' ? '' : `&cursor=${next}`}`);
      if (status !== 200) throw new Error(`${path}: ${status} ${JSON.stringify(body)}`);
      pages.push(of(body));
    }
    return pages;
  };

  test.each([50, 20])('a search finds every task with the words once, in the order of the list, %d a page', async (limit) => {
    const listed = async (path: string) => (await pagesOf(path, (body) => body as Listed)).flatMap(({ items }) => items);
    const all = await listed('/tasks?limit=200');
    for (const word of ['药店', '码头', '台账']) {
      const wanted = all.filter(({ content }) => content.includes(word)).map(({ id }) => id);
      expect([word, wanted.length > (word === '码头' ? 3 : limit)]).toEqual([word, true]);
      expect((await listed(`/tasks?limit=${limit}&q=${encodeURIComponent(word)}`)).map(({ id }) => id)).toEqual(wanted);
    }
  });

  test('initials find the tasks that hold them, first those first in the list', async () => {
    const all = (await pagesOf('/tasks?limit=200', (body) => body as Listed)).flatMap(({ items }) => items);
    for (const [initials, word] of [
      ['smxmt', '水产码头'],
      ['scmt', '水产码头'],
      ['lsyd', '连锁药店'],
    ] as const) {
      const { body } = await api.ask(office, `/api/v1/search?q=${initials}`);
      const { groups } = body as unknown as { readonly groups: readonly { readonly type: string; readonly items: readonly { readonly id: string }[] }[] };
      const wanted = initials === 'smxmt' ? [] : all.filter(({ content }) => content.includes(word)).map(({ id }) => id);
      expect([initials, groups.find(({ type }) => type === 'task')?.items.map(({ id }) => id) ?? []]).toEqual([initials, wanted.slice(0, 20)]);
    }
  });

  describe('of the chase ledger', () => {
    /** The notices that chase whoever is given, of what the office oversees, by SQL alone. */
    const overseen = async (condition: string, ...values: readonly unknown[]) =>
      (
        await api.pool.query<{ id: string }>(
          `SELECT n.id FROM notice n WHERE (n.is_rung OR n.kind IN ('tasksUrged', 'urgingNoticeSigned')) AND EXISTS (SELECT 1 FROM participation v JOIN post_record o ON o.unit_id = v.unit_id
 JOIN person_record h ON h.id = o.person_id WHERE v.process_id = n.process_id AND v.relation = 'office' AND h.username = $1) AND ${condition} ORDER BY n.created_at DESC, n.id`,
          [office, ...values],
        )
      ).rows.map(({ id }) => id);
    const listed = async (path: string) => (await pagesOf(path, (body) => body as Listed)).flatMap(({ items }) => items.map(({ id }) => id));

    test.each([200, 33])('every notice is listed once, newest first, whatever its campaign, %d a page', async (limit) => {
      const wanted = await overseen('true');
      expect(wanted.length).toBeGreaterThan(2_000);
      expect(await listed(`/chases?limit=${limit}`)).toEqual(wanted);
    });

    test('so is what a unit was told or owes, whether it leads few tasks or very many', async () => {
      const { rows: units } = await api.pool.query<{ unit: string; leads: number }>(
        "SELECT v.unit_id AS unit, count(*)::int AS leads FROM participation v WHERE v.relation = 'lead' AND v.place >= 0 GROUP BY 1 ORDER BY 2 DESC LIMIT 20",
      );
      const seen = { many: 0, few: 0 };
      for (const { unit, leads } of units) {
        const owed = "EXISTS (SELECT 1 FROM participation v WHERE v.process_id = n.process_id AND v.unit_id = $2 AND v.relation = 'lead')";
        const wanted = await overseen(`(n.unit_id = $2 OR ${owed})`, unit);
        expect([leads, await listed(`/chases?unitId=${unit}&limit=50`)]).toEqual([leads, wanted]);
        seen[leads > crowdedFrom ? 'many' : 'few'] += wanted.length;
      }
      expect([seen.many > 100, seen.few > 100]).toEqual([true, true]);
    });
  });

  test('overdue steps page in order without losing or repeating one, also where what fell due first is paused', async () => {
    interface Step {
      readonly body: { readonly id: string };
      readonly stage: string;
      readonly deadline: string;
      readonly dueAt: string;
      readonly steps: number;
    }
    const keyOf = ({ dueAt, body, stage, deadline, steps }: Step) => [new Date(dueAt).getTime(), body.id, stage, deadline, steps];
    const seen = async (limit: number) =>
      (await pagesOf(`/figures/cases?limit=${limit}`, (body) => (body as { readonly overdue: { readonly items: readonly Step[]; readonly next: string | null } }).overdue)).flatMap(
        ({ items }) => items.map(keyOf),
      );
    const counted = async () => {
      const bodies = [...new Set((await seen(200)).map(([, body]) => body))];
      const { rows } = await api.pool.query<{ at: Date; body: string; stage: string; deadline: string; steps: number }>(
        `SELECT d.due_at AS at, c.body_unit_id AS body, c.stage, split_part(d.kind, '.', 1) AS deadline, count(*)::int AS steps FROM case_record c JOIN deadline_record d ON d.process_id = c.id
 WHERE c.body_unit_id = ANY($1::uuid[]) AND d.due_at < ledger_now() AND NOT d.paused GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4`,
        [bodies],
      );
      return rows.map(({ at, body, stage, deadline, steps }) => [at.getTime(), body, stage, deadline, steps]);
    };
    const before = await counted();
    expect(before.length).toBeGreaterThan(30);
    expect(await seen(7)).toEqual(before);
    const { rowCount } = await api.pool.query(
      'UPDATE deadline_record SET paused = true WHERE process_id IN (SELECT id FROM case_record WHERE due_at < ledger_now() ORDER BY due_at LIMIT 60)',
    );
    expect(rowCount).toBeGreaterThan(50);
    const after = await counted();
    expect(after.length).toBeLessThan(before.length);
    expect(await seen(7)).toEqual(after);
  });
});
