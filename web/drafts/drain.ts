import { Problem } from '../api/problem.ts';
import { carried, sendable, type Waiting } from './waiting.ts';

/** What waits on this device, which may change at any time, also from another window. */
export interface Queue {
  /** In the order of submission. */
  readonly read: () => Promise<readonly Waiting[]>;
  /** Records what became of a step; false where it waits no longer. */
  readonly amend: (waiting: Waiting) => Promise<boolean>;
  /** Takes out what was sent, where it still waits. */
  readonly settle: (waiting: Waiting) => Promise<void>;
}

/** A problem that the same request may outlive: no connection, a session to be renewed, too much at once, a service that restarts. */
const isPassing = ({ status }: Problem): boolean => status === 0 || status === 401 || status === 408 || status === 429 || status >= 500;

/** Sends what waits, in order, each once. Answers whether anything became of it; stops where the connection is lost again. `deliver` answers the version that a step led to, undefined where it was given up on the way. */
export async function drain(queue: Queue, deliver: (waiting: Waiting, progress: Queue['amend']) => Promise<number | undefined>): Promise<boolean> {
  for (let moved = false; ; moved = true) {
    const next = sendable(await queue.read());
    if (next === undefined) return moved;
    try {
      const version = await deliver(next, queue.amend);
      if (version === undefined) continue;
      // Also what was submitted behind it while it was under way.
      for (const behind of carried(await queue.read(), next, version)) await queue.amend(behind);
      await queue.settle(next);
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      if (isPassing(problem)) return moved;
      const { code, status, detail, title, items } = problem;
      await queue.amend({ ...next, refused: { code, status, detail, title, items } });
    }
  }
}
