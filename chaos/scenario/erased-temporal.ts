import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { openTasks } from '../stack/bulk.ts';
import { runningWorkflows } from '../stack/temporal.ts';
import { until } from '../stack/until.ts';
import { type Scenario, underLoad } from './scenario.ts';

const usualSize = 10_000;
/** Ten thousand are rebuilt within ten minutes; more take as much longer. */
const limitFor = (size: number): number => 600_000 * Math.max(1, size / usualSize);

/** F16: Temporal's file is gone; the ledger has every open process running again. */
export const erasedTemporal: Scenario = {
  name: 'F16',
  title: 'Temporal’s file deleted: every open process is rebuilt from the ledger',
  apart: true,
  run: async (world, random) => {
    const { instance, options, pool, temporal } = world;
    const size = options.size ?? usualSize;
    await underLoad({ ...world, options: { ...options, loadSeconds: 5 } }, random, async () => undefined);
    const began = performance.now();
    await openTasks(pool, { count: size });
    const loadedMs = performance.now() - began;
    await instance.stop();
    rmSync(join(instance.folder, 'temporal'), { recursive: true, force: true });
    const startedMs = await instance.start();
    const open = async (): Promise<number> => (await pool.query<{ n: number }>('SELECT count(*)::int AS n FROM process WHERE timed AND NOT closed')).rows[0]?.n ?? 0;
    const isRebuilt = async (): Promise<boolean> => {
      const { rows } = await pool.query<{ n: number }>('SELECT count(*)::int AS n FROM watch WHERE seen < wanted');
      if (rows[0]?.n !== 0) return false;
      const running = (await runningWorkflows(temporal)).filter((id) => /^(case|task|campaign):/.test(id)).length;
      return running === (await open());
    };
    const tookMs = await until(isRebuilt, limitFor(size), 1_000);
    const count = await open();
    const rate = tookMs === undefined ? 0 : count / (tookMs / 1000);
    return {
      figures: [
        `${size} tasks loaded in ${(loadedMs / 1000).toFixed(1)} s; start with an empty Temporal ${(startedMs / 1000).toFixed(1)} s; ${count} open processes rebuilt ${tookMs === undefined ? 'not in time' : `${(tookMs / 1000).toFixed(1)} s after it (${rate.toFixed(0)}/s; 100,000 would take ${Math.round(100_000 / rate / 60)} min)`}`,
      ],
      faults: tookMs === undefined ? [`not rebuilt within ${limitFor(size) / 1000} s`] : [],
    };
  },
};
