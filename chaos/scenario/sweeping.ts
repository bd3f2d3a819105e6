import type pg from 'pg';
import { troubled } from '../../ledger/sweep.ts';
import { openTasks } from '../stack/bulk.ts';
import { until } from '../stack/until.ts';
import type { Scenario } from './scenario.ts';

const usualSize = 100_000;
/** Sweeps measured. */
const runs = 20;
/** A sweep that finds nothing costs next to nothing: every half minute it may take this long. */
const idleLimitMs = 50;
const dayMs = 86_400_000;

interface Plan {
  readonly 'Execution Time': number;
  readonly Plan: object;
}

/** The product's own statement, explained instead of only run; what it marks is rolled back. */
async function explain(pool: pg.Pool): Promise<{ readonly ms: number; readonly scans: readonly string[] }> {
  const client = await pool.connect();
  let plan: Plan | undefined;
  // The question is asked by the sweep's own function; only the way to the server adds the word.
  const explaining = {
    query: async ({ text, values }: { readonly text: string; readonly values: readonly unknown[] }) => {
      const { rows } = await client.query<{ 'QUERY PLAN': readonly Plan[] }>(`EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${text}`, [...values]);
      plan = rows[0]?.['QUERY PLAN'][0];
      return { rows: [] };
    },
  };
  try {
    await client.query('BEGIN');
    await troubled(explaining as unknown as pg.Pool, 100);
    await client.query('ROLLBACK');
  } finally {
    client.release();
  }
  if (!plan) throw new Error('there was no plan');
  const scans = [
    ...JSON.stringify(plan).matchAll(/"Node Type":"(Seq Scan|Index Scan|Index Only Scan|Bitmap Index Scan)"[^{}]*?(?:"Index Name":"([^"]+)"|"Relation Name":"([^"]+)")/g),
  ].map(([, type, index, relation]) => (type === 'Seq Scan' ? `Seq Scan ${relation}` : (index ?? `${type} ${relation}`)));
  return { ms: plan['Execution Time'], scans: [...new Set(scans)] };
}

/** What a sweep costs at 100,000 open processes when nothing is wrong, and how a day's outage is made up for. */
export const sweeping: Scenario = {
  name: 'sweep',
  title: 'the sweep over 100,000 open processes, and a day’s outage',
  apart: true,
  unchecked: true,
  run: async ({ options, pool, instance }) => {
    const size = options.size ?? usualSize;
    const began = performance.now();
    await openTasks(pool, { count: size });
    const loadedMs = performance.now() - began;
    // As if every workflow had looked: the cost of an idle sweep hangs on the tables, not on who looked.
    await pool.query('UPDATE watch SET seen = wanted, seen_at = ledger_now()');
    await pool.query('VACUUM ANALYZE');
    const times: number[] = [];
    for (let n = 0; n < runs; n++) {
      const from = performance.now();
      const found = await troubled(pool, 100);
      times.push(performance.now() - from);
      if (found.length > 0) throw new Error(`${found.length} were troubled although nothing is wrong`);
    }
    const { ms, scans } = await explain(pool);
    const median = [...times].sort((a, b) => a - b)[Math.floor(runs / 2)] ?? Number.NaN;
    const outage = await dayAway(pool, instance.databaseUrl);
    return {
      figures: [
        `${size} open processes loaded in ${(loadedMs / 1000).toFixed(0)} s; a sweep that finds nothing: median ${median.toFixed(2)} ms of ${runs}, most ${Math.max(...times).toFixed(2)} ms; EXPLAIN ANALYZE ${ms.toFixed(2)} ms by ${scans.join(', ')}`,
        outage.figure,
      ],
      faults: [
        ...(median > idleLimitMs ? [`an idle sweep takes ${median.toFixed(1)} ms, more than ${idleLimitMs} ms`] : []),
        ...(ms > idleLimitMs ? [`its statement takes ${ms.toFixed(1)} ms`] : []),
        ...outage.faults,
      ],
    };
  },
};

/** Longest until every rung of a day is noted after the return. */
const madeUpMs = 600_000;

/** The ledger's clock goes a day ahead at once, as after a day without Temporal: what fell due meanwhile is found by the sweep and noted. */
async function dayAway(pool: pg.Pool, databaseUrl: string): Promise<{ readonly figure: string; readonly faults: readonly string[] }> {
  const name = new URL(databaseUrl).pathname.slice(1);
  const client = await pool.connect();
  try {
    await client.query(`ALTER DATABASE ${name} SET duban.test = 'on'`);
    await client.query("SET duban.test = 'on'");
    await client.query('INSERT INTO ledger_clock (id, offset_ms) VALUES (1, $1)', [dayMs]);
  } finally {
    client.release();
  }
  const due = async (): Promise<number> =>
    (await pool.query<{ n: number }>('SELECT count(*)::int AS n FROM process WHERE timed AND NOT closed AND wake_at <= ledger_now()')).rows[0]?.n ?? 0;
  const first = await due();
  const tookMs = await until(async () => (await due()) === 0, madeUpMs, 1_000);
  return {
    figure: `a day ahead at once: ${first} processes overdue; all noted ${tookMs === undefined ? `not within ${madeUpMs / 1000} s, ${await due()} are left` : `after ${(tookMs / 1000).toFixed(0)} s`}`,
    faults: [...(first === 0 ? ['nothing fell due in that day'] : []), ...(tookMs === undefined ? ['a day’s outage was not made up for in time'] : [])],
  };
}
