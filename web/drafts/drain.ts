import { isTimedOut, Problem } from '../api/problem.ts';
import { carried, sendable, thingOf, type Waiting } from './waiting.ts';

/** What waits on this device, which may change at any time, also from another window. */
export interface Queue {
  /** In the order of submission. */
  readonly read: () => Promise<readonly Waiting[]>;
  /** Records what became of a step; false where it waits no longer. */
  readonly amend: (waiting: Waiting) => Promise<boolean>;
  /** Takes out what was sent, where it still waits. */
  readonly settle: (waiting: Waiting) => Promise<void>;
}

/** A problem that whatever else waits would meet too: no connection, a session to be renewed, too much at once. */
const isOfAll = (problem: Problem): boolean => (problem.status === 0 && !isTimedOut(problem)) || problem.status === 401 || problem.status === 429;

/** A problem of one request that the same may outlive: no answer in time, a service that failed or restarts. */
const isPassing = (problem: Problem): boolean => isTimedOut(problem) || problem.status === 408 || problem.status >= 500;

/**
 * Sends what waits, in order, each once. Answers whether anything became of it; stops where the service is not reached. One that fails alone waits for the next round, with all of its thing; the others go on.
 * `deliver` answers the version that a step led to, undefined where it was given up on the way.
 */
export async function drain(queue: Queue, deliver: (waiting: Waiting, progress: Queue['amend']) => Promise<number | undefined>): Promise<boolean> {
  const held = new Set<string>();
  for (let moved = false; ; ) {
    const next = sendable(await queue.read(), held);
    if (next === undefined) return moved;
    let now = next;
    try {
      const version = await deliver(next, (further) => {
        now = further;
        return queue.amend(further);
      });
      moved = true;
      if (version === undefined) continue;
      // Also what was submitted behind it while it was under way.
      for (const behind of carried(await queue.read(), next, version)) await queue.amend(behind);
      await queue.settle(next);
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      if (isOfAll(problem)) return moved;
      const { code, status, detail, title, items } = problem;
      if (isPassing(problem)) {
        held.add(thingOf(next));
        await queue.amend({ ...now, tried: { at: new Date().toISOString(), code, status, detail } });
      } else {
        moved = true;
        await queue.amend({ ...next, refused: { code, status, detail, title, items } });
      }
    }
  }
}
