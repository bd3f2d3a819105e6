import { closeCases, closedOf, openCases } from '../load/cases.ts';
import { copyCheckout } from '../stack/copied-checkout.ts';
import { checkout } from '../stack/instance.ts';
import { failedWorkflowTasks } from '../stack/temporal.ts';
import { until } from '../stack/until.ts';
import type { Scenario } from './scenario.ts';
import type { World } from './world.ts';

/** Cases that run while new code is deployed. */
const usualSize = 500;
/** After the new code is there everything that was asked of it is done within this time. */
const doneWithinMs = 180_000;

/** A later release: a stage more is narrated, and effects are retried with another patience. Neither changes what the stories have recorded. */
const laterRelease = {
  'workflows/enforcementCase.ts': (text: string) =>
    text
      .replace("await file.during('settled'", "await file.during('archived');\n    await file.during('settled'")
      .replace("retry: { maximumInterval: '20s' }", "retry: { maximumInterval: '15s' }"),
};

const unseen = async ({ pool }: World): Promise<number> => (await pool.query<{ n: number }>('SELECT count(*)::int AS n FROM watch WHERE seen < wanted')).rows[0]?.n ?? 0;

/** F13: another release's workflow code under 500 running cases, by a restart of `npm start` in another checkout. */
export const deploying: Scenario = {
  name: 'F13',
  title: 'new workflow code deployed while cases run',
  apart: true,
  run: async (world, random) => {
    const { instance, options, temporal } = world;
    const size = options.size ?? usualSize;
    const later = copyCheckout(laterRelease);
    try {
      const ids = await openCases(world.people, random, size);
      if ((await until(async () => (await unseen(world)) === 0, doneWithinMs, 250)) === undefined) throw new Error('the cases did not begin to run');
      const began = performance.now();
      await instance.stop();
      const readyMs = await instance.start(later.root);
      await closeCases(world.people, random, ids);
      const tookMs = await until(async () => (await closedOf(world.pool, ids)) === ids.length, doneWithinMs, 250);
      const failed = await failedWorkflowTasks(
        temporal,
        ids.map((id) => `case:${id}`),
      );
      const finished = await closedOf(world.pool, ids);
      return {
        figures: [
          `${ids.length} cases ran under the old code; stop and start of the new took ${((performance.now() - began) / 1000).toFixed(1)} s in all, ready after ${(readyMs / 1000).toFixed(1)} s; ${finished} finished under the new code, ${failed.length} workflow tasks failed`,
        ],
        faults: [
          ...(ids.length < size ? [`only ${ids.length} of ${size} cases were opened`] : []),
          ...(tookMs === undefined ? [`${ids.length - finished} cases did not finish within ${doneWithinMs / 1000} s`] : []),
          ...(failed.length > 0 ? [`${failed.length} workflow tasks failed: ${[...new Set(failed)].slice(0, 3).join('; ')}`] : []),
        ],
      };
    } finally {
      await instance.stop();
      await instance.start(checkout);
      later.remove();
    }
  },
};
