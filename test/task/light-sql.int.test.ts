import pg from 'pg';
import { lightSql } from '../../api/tasks/light.ts';
import type { TaskGlance } from '../../domain/task/glance.ts';
import { taskLight } from '../../domain/task/light.ts';
import { type TaskStage, taskStages } from '../../domain/task/state.ts';
import { createTestDatabase, type TestDatabase } from '../harness/database.ts';

const now = 1_000;
const around = [undefined, now - 1, now, now + 1] as const;

type Lit = Pick<TaskGlance, 'stage' | 'due' | 'submission' | 'madeGoodLate' | 'suspendedFrom' | 'suspendedAt'>;

/** Every way in which the rule can be asked: each stage, with and without a due moment and a near one, before, at and after now. */
const glances: readonly Lit[] = taskStages.flatMap((stage) =>
  around.flatMap((dueAt) =>
    around.flatMap((soonAt) =>
      around.flatMap((suspendedAt) =>
        ([undefined, 'signed', 'submitted'] as const satisfies readonly (TaskStage | undefined)[]).flatMap((suspendedFrom) =>
          [undefined, true, false].flatMap((late) =>
            [true, false].map(
              (madeGoodLate) =>
                JSON.parse(
                  JSON.stringify({
                    stage,
                    madeGoodLate,
                    suspendedFrom,
                    suspendedAt,
                    submission: late === undefined ? undefined : { late },
                    due: dueAt === undefined ? undefined : { dueAt, soonAt },
                  }),
                ) as Lit,
            ),
          ),
        ),
      ),
    ),
  ),
);

describe('the light of a task in a query', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  beforeAll(async () => {
    database = await createTestDatabase();
    pool = new pg.Pool({ connectionString: database.url, max: 1 });
  });
  afterAll(async () => {
    await pool?.end();
    await database?.drop();
  });

  test('is the light of the rule', async () => {
    const values: unknown[] = [JSON.stringify(glances)];
    const light = lightSql(now, (value) => `$${values.push(value)}`);
    const { rows } = await pool.query<{ light: string }>(
      `SELECT ${light} AS light FROM (SELECT glance, glance ->> 'stage' AS stage, (glance ->> 'madeGoodLate')::boolean AS made_good_late, place
 FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY g(glance, place)) r ORDER BY place`,
      values,
    );
    expect(glances.length).toBeGreaterThan(4_000);
    const differing = glances.flatMap((glance, index) => (rows[index]?.light === taskLight(glance, now).colour ? [] : [{ glance, light: rows[index]?.light }]));
    expect(differing).toEqual([]);
    expect(new Set(rows.map((row) => row.light))).toEqual(new Set(['green', 'yellow', 'red']));
  });
});
