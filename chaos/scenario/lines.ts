import { knownOf } from '../history.ts';
import { threeTimesEach } from '../load/acting.ts';
import { sleep } from '../stack/until.ts';
import { type Scenario, underLoad } from './scenario.ts';

/** Commits that are cut off between the server's doing and the sender's hearing. */
const cutCommits = 6;

const spoiltLines: Scenario = {
  name: 'F6',
  title: 'lines cut, one-way, and reset in the middle of COMMIT',
  run: async (world, random) => {
    const { proxies, options, history } = world;
    const { database, temporal } = proxies;
    const span = (): number => (options.short ? random.int(1_000, 2_000) : random.int(5_000, 12_000));
    const before = history.writes.length;
    const resetsBefore = database.resets();
    await underLoad(world, random, async () => {
      await sleep(1_000);
      database.resetAt('COMMIT', cutCommits);
      await sleep(1_500);
      for (const line of ['cut', 'requestsOnly', 'answersOnly'] as const) {
        database.set(line);
        await sleep(span());
        database.set('whole');
        await sleep(500);
        temporal.set(line);
        await sleep(span());
        temporal.set('whole');
        await sleep(500);
      }
    });
    const writes = history.writes.slice(before);
    const doubtful = writes.filter((write) => write.attempts.some((attempt) => attempt.known === 'unknown'));
    const settled = doubtful.filter((write) => knownOf(write) !== 'unknown');
    const resets = database.resets() - resetsBefore;
    return {
      figures: [`${resets} connections reset at COMMIT; ${doubtful.length} writes were in doubt, ${settled.length} of them found out by their key`],
      faults: [
        ...(resets < cutCommits ? [`only ${resets} of ${cutCommits} commits were cut`] : []),
        ...(doubtful.length === 0 ? ['no write was ever in doubt: the lines were not spoilt'] : []),
        ...(settled.length < doubtful.length ? [`${doubtful.length - settled.length} writes never found out`] : []),
      ],
    };
  },
};

const threeTimes: Scenario = {
  name: 'F10',
  title: 'every write sent three times at once',
  run: async (world, random) => {
    const { history } = world;
    const before = history.writes.length;
    await underLoad(world, random, async () => undefined, threeTimesEach);
    const writes = history.writes.slice(before).filter((write) => write.type !== 'upload');
    const single = writes.filter((write) => write.attempts.length < 3);
    return { figures: [`${writes.length} writes, each sent three times at once`], faults: single.length > 0 ? [`${single.length} writes were not sent three times`] : [] };
  },
};

export const lineScenarios: readonly Scenario[] = [spoiltLines, threeTimes];
