import { holdDown, killAgain } from '../fault/kills.ts';
import { answersOf, knownOf } from '../history.ts';
import { until } from '../stack/until.ts';
import { exceeding, inSeconds, type Scenario, underLoad } from './scenario.ts';
import type { World } from './world.ts';

/**
 * A killed API answers again within this time. The short form runs where others share the cores, as every check before a change is taken over does; there only a return that hangs is a fault, and the time itself
 * is printed: speed is measured by the full form and the benchmarks.
 */
const apiBackMs = ({ options }: World): number => (options.short ? 20_000 : 5_000);
/** No request hangs longer, whatever is away. */
const longestAnswerMs = 10_500;
const timesOf = ({ options }: World, full: number): number => (options.short ? 3 : full);
/** Kills are spread over the load. */
const everyOf = ({ options }: World, times: number): number => (options.loadSeconds * 1_000) / times;

const askDatabase = async ({ pool }: World): Promise<boolean> => (await pool.query('SELECT 1')).rowCount === 1;

/** Tries since a moment that took longer than any request may. */
function hanging({ history }: World, since: number): readonly string[] {
  const took = history.writes.flatMap((write) => write.attempts.filter((attempt) => attempt.sentAt >= since).map((attempt) => attempt.endedAt - attempt.sentAt));
  return exceeding('a request hung', took, longestAnswerMs);
}

const killApi: Scenario = {
  name: 'F1',
  title: 'kill -9 of the API, again and again',
  run: async (world, random) => {
    const times = timesOf(world, 10);
    const returns = await underLoad(world, random, () =>
      killAgain(world.instance, random.child('kills'), { name: 'api', times, everyMs: everyOf(world, times), isBack: () => world.instance.isAlive() }),
    );
    return { figures: [`API killed ${times} times, back after ${inSeconds(returns)} s`], faults: exceeding('the API was away', returns, apiBackMs(world)) };
  },
};

const killWorker: Scenario = {
  name: 'F2',
  title: 'kill -9 of the worker, also in the middle of activities',
  run: async (world, random) => {
    const times = timesOf(world, 10);
    const returns = await underLoad(world, random, () =>
      killAgain(world.instance, random.child('kills'), {
        name: 'worker',
        times,
        everyMs: everyOf(world, times),
        isBack: async () => world.instance.server('worker') !== undefined,
      }),
    );
    return { figures: [`worker killed ${times} times, started again after ${inSeconds(returns)} s`], faults: [] };
  },
};

const killTemporal: Scenario = {
  name: 'F3',
  title: 'kill -9 of Temporal, then a longer outage',
  run: async (world, random) => {
    const { instance, options, history, temporal } = world;
    const times = options.short ? 2 : 5;
    const isBack = async (): Promise<boolean> => {
      await temporal.withDeadline(Date.now() + 2_000, () => temporal.workflowService.describeNamespace({ namespace: 'default' }));
      return true;
    };
    let down = { from: 0, until: 0, kills: 0 };
    const returns = await underLoad(world, random, async () => {
      const each = await killAgain(instance, random.child('kills'), { name: 'temporal', times, everyMs: 1_000, isBack });
      const from = Date.now();
      const kills = await holdDown(instance, 'temporal', options.downSeconds * 1_000);
      down = { from, until: Date.now(), kills };
      const back = await until(isBack, 60_000);
      if (back === undefined) throw new Error('Temporal did not come back');
      return [...each, back];
    });
    const meanwhile = history.writes.flatMap((write) => write.attempts).filter((attempt) => attempt.sentAt >= down.from && attempt.endedAt <= down.until);
    const done = meanwhile.filter((attempt) => attempt.known === 'ok').length;
    const away = meanwhile.filter((attempt) => attempt.known === 'unknown').length;
    return {
      figures: [
        `Temporal killed ${times} times, back after ${inSeconds(returns.slice(0, -1))} s; then down for ${options.downSeconds} s (killed ${down.kills} times), back ${inSeconds(returns.slice(-1))} s later`,
        `while it was down: ${done} steps done, ${away} without an answer`,
      ],
      faults: [...(done === 0 ? ['no step was taken while Temporal was down'] : []), ...(away > 0 ? [`${away} requests got no answer while only Temporal was down`] : [])],
    };
  },
};

const killPostgres: Scenario = {
  name: 'F4',
  title: 'kill -9 of PostgreSQL and its backends, again and again',
  run: async (world, random) => {
    const times = timesOf(world, 10);
    const since = Date.now();
    const returns = await underLoad(world, random, () =>
      killAgain(world.instance, random.child('kills'), { name: 'postgres', times, everyMs: everyOf(world, times), isBack: () => askDatabase(world) }),
    );
    const answers = world.history.writes.flatMap((write) => write.attempts).filter((attempt) => attempt.sentAt >= since);
    const away = answers.filter((attempt) => attempt.status === 503);
    const silent = answers.filter((attempt) => attempt.status === 500);
    return {
      figures: [`PostgreSQL killed ${times} times, back after ${inSeconds(returns)} s; ${away.length} requests answered 503`],
      faults: [...hanging(world, since), ...(silent.length > 0 ? [`${silent.length} requests answered 500 instead of 503: ${silent[0]?.text?.slice(0, 200)}`] : [])],
    };
  },
};

const killAllAtOnce: Scenario = {
  name: 'F5',
  title: 'kill -9 of everything at once, the start command too',
  run: async (world, random) => {
    const { instance, pool, history } = world;
    const started = await underLoad(world, random, async () => {
      await new Promise((resolve) => setTimeout(resolve, random.int(1_500, 3_000)));
      await instance.killEverything();
      return instance.start();
    });
    const settings = await pool.query<{ fsync: string; commit: string }>("SELECT current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS commit");
    const { fsync, commit } = settings.rows[0] ?? { fsync: '?', commit: '?' };
    const retried = history.writes.filter((write) => knownOf(write) !== 'unknown' && answersOf(write).length < write.attempts.length).length;
    return {
      figures: [
        `everything killed; the start command alone had it ready after ${inSeconds([started])} s; ${retried} writes found out by their key; fsync ${fsync}, synchronous_commit ${commit}`,
      ],
      faults: [...exceeding('the start took', [started], 60_000), ...(fsync === 'on' && commit === 'on' ? [] : [`fsync is ${fsync}, synchronous_commit ${commit}`])],
    };
  },
};

export const killScenarios: readonly Scenario[] = [killApi, killWorker, killTemporal, killPostgres, killAllAtOnce];
