import { Closings } from './closings.ts';
import { type Contender, stepsAfterOpening } from './contender.ts';
import { between, type Spent, spentBy } from './cpu-spent.ts';

/** What a closed loop of cases showed. */
export interface Driven {
  /** Cases seen closed by their workflow within the window. */
  readonly lifecycles: number;
  readonly seconds: number;
  /** Milliseconds of each request answered within the window: opening and the four steps after it. */
  readonly steps: readonly number[];
  /** Milliseconds from the answer to the last step until the case was seen closed. */
  readonly closings: readonly number[];
  readonly spent: Spent;
}

export interface Load {
  /** Cases under way at once, each from opening to seen closed; then the next one begins. */
  readonly inFlight: number;
  /** Not counted. */
  readonly warmMs: number;
  readonly windowMs: number;
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Carries cases from opening to their close, so many at a time. Throws when a step is not answered with success or a case is not closed. */
export async function drive(contender: Contender, { inFlight, warmMs, windowMs }: Load): Promise<Driven> {
  const closings = new Closings(contender);
  const steps: number[] = [];
  const waits: number[] = [];
  let counting = false;
  let over = false;
  let lifecycles = 0;
  const timed = async <T>(work: Promise<T>, times: number[]): Promise<T> => {
    const began = performance.now();
    const answer = await work;
    if (counting) times.push(performance.now() - began);
    return answer;
  };
  const one = async (): Promise<void> => {
    const id = await timed(contender.open(), steps);
    for (const step of stepsAfterOpening) await timed(contender.step(id, step), steps);
    await timed(closings.closed(id), waits);
    if (counting) lifecycles++;
  };
  const loop = async (): Promise<void> => {
    while (!over) await one();
  };
  const loops = Promise.all(Array.from({ length: inFlight }, loop));
  // A failure of one loop ends the wait at once.
  const during = async (ms: number): Promise<void> => {
    await Promise.race([sleep(ms), loops]);
  };
  try {
    await during(warmMs);
    const before = await spentBy(contender);
    const began = performance.now();
    counting = true;
    await during(windowMs);
    counting = false;
    const seconds = (performance.now() - began) / 1_000;
    const spent = between(before, await spentBy(contender));
    over = true;
    await loops;
    return { lifecycles, seconds, steps, closings: waits, spent };
  } finally {
    over = true;
    await loops.catch(() => undefined);
  }
}
