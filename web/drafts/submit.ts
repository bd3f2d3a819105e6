import { isAway } from '../api/problem.ts';
import { type Delivered, deliver } from './sending.ts';
import { dropSent, dropWaiting, keepsDrafts, keepWaiting, readQueue } from './store.ts';
import type { Waiting } from './waiting.ts';

/** Sends a step or a new thing that a person submits, and answers what it became. Without a connection, or while the service is away, it waits in the queue with the key and version that it has now; behind what waits for the same thing it waits too. */
export async function submit(step: Waiting): Promise<Delivered | 'waiting'> {
  const { place } = step;
  let now = step;
  const isFirst = !keepsDrafts || !(await readQueue(place.personId)).some((other) => isBefore(other, step));
  if (isFirst && (navigator.onLine || !keepsDrafts)) {
    try {
      const made = await deliver(step, async (further) => {
        now = further;
        return true;
      });
      if (made && keepsDrafts) {
        await dropSent(step);
        await dropWaiting(place);
      }
      if (made) return made;
    } catch (problem) {
      if (!keepsDrafts || !isAway(problem)) throw problem;
    }
  }
  await keepWaiting(now);
  return 'waiting';
}

const isBefore = (other: Waiting, step: Waiting): boolean =>
  other.refused === undefined && other.place.things === step.place.things && other.place.id === step.place.id && other.place.step !== step.place.step;
