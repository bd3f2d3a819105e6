import { markerOf } from '../invariant/once.ts';
import type { Random } from '../random.ts';
import { openTasks } from '../stack/bulk.ts';
import { sleep, until } from '../stack/until.ts';
import { exceeding, type Scenario } from './scenario.ts';
import type { World } from './world.ts';

const usualSize = 10_000;
/** Every deadline is noted within ten minutes. */
const notedWithinMs = 600_000;
const p99LimitMs = 500;
/** People go on working meanwhile. */
const probeEveryMs = 100;

/** Opens a case, or reads a list, ten times a second; notes how long each took. */
function probe({ people }: World, random: Random): { readonly times: number[]; readonly end: () => Promise<void> } {
  const times: number[] = [];
  let going = true;
  const [inspector] = people.bodies[0]?.inspectors ?? [];
  const work = (async () => {
    for (let n = 0; going; n++) {
      const began = performance.now();
      const key = random.uuid();
      if (n % 2 === 0) await inspector?.get('/api/v1/cases?limit=20');
      else
        await inspector?.write(
          { method: 'POST', path: '/api/v1/cases', body: { partyId: people.parties[0], title: markerOf(key), source: 'complaint' }, key },
          { type: 'open', marker: markerOf(key) },
        );
      times.push(performance.now() - began);
      await sleep(probeEveryMs);
    }
  })();
  return {
    times,
    end: async () => {
      going = false;
      await work;
    },
  };
}

const percentile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN;

interface Noted {
  readonly noted: number;
  readonly told: number;
  readonly early: number;
  readonly first: number | null;
  readonly p50: number | null;
  readonly last: number | null;
}

/** F20: many deadlines in the same second. */
export const herd: Scenario = {
  name: 'F20',
  title: 'ten thousand deadlines in the same second',
  apart: true,
  run: async (world, random) => {
    const { options, pool } = world;
    const size = options.size ?? usualSize;
    // Loading takes a few milliseconds a task; afterwards every workflow is to be armed.
    const dueAt = Math.ceil((Date.now() + 90_000 + size * 30) / 1_000) * 1_000;
    await openTasks(pool, { count: size, dueAt });
    const unseen = async (): Promise<number> => (await pool.query<{ n: number }>('SELECT count(*)::int AS n FROM watch WHERE seen < wanted')).rows[0]?.n ?? 0;
    await until(async () => (await unseen()) === 0, Math.max(0, dueAt - Date.now() - 2_000), 500);
    const unarmed = await unseen();
    await sleep(Math.max(0, dueAt - Date.now() - 3_000));
    const people = probe(world, random);
    const read = async (): Promise<Noted> => {
      const { rows } = await pool.query<Noted>(
        `WITH r AS (SELECT f.process_id, (extract(epoch FROM f.at - t.due_at) * 1000)::float8 AS late FROM fact f JOIN task_record t ON t.id = f.process_id WHERE f.type = 'rungReached' AND f.data->>'kind' = 'task' AND t.content LIKE '演练任务%')
 SELECT count(*)::int AS noted, (SELECT count(*)::int FROM notice n JOIN task_record t ON t.id = n.process_id WHERE n.rung = 'overdueNotice' AND t.content LIKE '演练任务%') AS told,
 count(*) FILTER (WHERE late < 0)::int AS early, min(late) AS first, percentile_cont(0.5) WITHIN GROUP (ORDER BY late) AS p50, max(late) AS last FROM r`,
      );
      return rows[0] ?? { noted: 0, told: 0, early: 0, first: null, p50: null, last: null };
    };
    const tookMs = await until(async () => (await read()).noted >= size, notedWithinMs + 3_000, 500);
    await people.end();
    const { noted, told, early, p50, last } = await read();
    const p99 = percentile(people.times, 0.99);
    return {
      figures: [
        `${size} deadlines due at once (${unarmed} workflows not armed by then): ${noted} noted, late by ${((p50 ?? Number.NaN) / 1000).toFixed(1)} s in the middle, ${((last ?? Number.NaN) / 1000).toFixed(1)} s at most; ${told} notices; ${people.times.length} requests meanwhile, p50 ${percentile(people.times, 0.5).toFixed(0)} ms, p99 ${p99.toFixed(0)} ms`,
      ],
      faults: [
        ...(tookMs === undefined ? [`${size - noted} not noted within ${notedWithinMs / 1000} s`] : []),
        ...(noted > size || told !== noted ? [`${noted} rungs and ${told} notices for ${size} deadlines`] : []),
        ...(early > 0 ? [`${early} were noted early`] : []),
        ...exceeding('p99 of the API', [p99], p99LimitMs),
      ],
    };
  },
};
