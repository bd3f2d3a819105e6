import type pg from 'pg';
import { Buggify, parseBuggify } from '../../app/buggify.ts';
import { createPool } from '../../ledger/pool.ts';
import type { Nudge } from '../../ledger/request.ts';
import { createTestDatabase, type TestDatabase } from '../harness/database.ts';
import { logger } from '../harness/stack.ts';
import { until } from '../harness/until.ts';

let database: TestDatabase;
let pool: pg.Pool;
const made: Buggify[] = [];
/** Stands in for the process's death, which no test survives. */
const survive = (): void => undefined;
const buggify = async (seed: number, rate: number): Promise<Buggify> => {
  const one = await Buggify.forDrill({ seed, rate }, pool, logger, survive);
  made.push(one);
  return one;
};

beforeEach(async () => {
  database = await createTestDatabase();
  pool = createPool({ url: database.url, max: 2 });
});
afterEach(async () => {
  for (const one of made.splice(0)) one.stop();
  await pool.end();
  await database.drop();
});

const drill = (): Promise<unknown> => pool.query('UPDATE ledger_state SET drill = true WHERE id = 1');
const use = (): Promise<unknown> =>
  pool.query(
    `INSERT INTO process (id, type, stage, since, version, head, state, settled, closed, timed, opened_at, moved_at)
 VALUES (gen_random_uuid(), 'unit', 'registered', 1, 1, '\\x00', '{}', false, false, false, ledger_now(), ledger_now())`,
  );
const move: readonly Nudge[] = [{ type: 'case', id: 'a', noted: true, urgent: true }];

/** What becomes of a hundred moves: how often each was told at once. */
async function fates(one: Buggify): Promise<readonly number[]> {
  return Array.from({ length: 100 }, () => {
    let told = 0;
    one.moves(() => {
      told++;
    })(move);
    return told;
  });
}

describe('faults on purpose', () => {
  test('are refused by a ledger in real use', async () => {
    await use();
    await expect(buggify(7, 0.5)).rejects.toThrow(/in real use/);
  });

  test('wait in an empty ledger until it is a drill: before that nothing goes wrong', async () => {
    const one = await buggify(7, 1);
    expect(new Set(await fates(one))).toEqual(new Set([1]));
    await drill();
    await until(async () => new Set(await fates(one).catch(() => [])).size > 1, 5_000, 200);
  });

  test('in a drill lose, delay and double nudges by seed: the same seed, the same faults', async () => {
    await drill();
    await use();
    const one = await fates(await buggify(7, 0.5));
    expect(new Set(one)).toEqual(new Set([0, 1, 2]));
    expect(await fates(await buggify(7, 0.5))).toEqual(one);
    expect(await fates(await buggify(8, 0.5))).not.toEqual(one);
    expect(new Set(await fates(await buggify(7, 0)))).toEqual(new Set([1]));
  });

  test('break activities before they have done anything, and after', async () => {
    await drill();
    const create = (await buggify(7, 0.5)).interceptors.activity?.[0];
    // The SDK hands over the activity's context; faults do not look at it.
    const inbound = create?.({} as Parameters<NonNullable<typeof create>>[0]).inbound;
    let done = 0;
    const outcomes = new Set<string>();
    for (let n = 0; n < 100; n++) {
      const before = done;
      const input = { args: [], headers: {} };
      const failed = await inbound
        ?.execute?.(input, async () => ++done)
        .then(
          () => undefined,
          (error: Error) => error.message,
        );
      outcomes.add(`${done > before ? 'done' : 'not done'}, ${failed ?? 'answered'}`);
    }
    expect([...outcomes].sort()).toEqual(['done, answered', 'done, failed on purpose, after the commit', 'not done, failed on purpose, before anything was done']);
  });

  test.each(['', '7', '7:2', '-1:0.5', 'a:0.5', '7:0.5:1'])('"%s" is no seed and share', (text) => {
    expect(() => parseBuggify(text)).toThrow(RangeError);
  });
});
