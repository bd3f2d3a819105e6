import { Closings } from './closings.ts';
import { type Contender, stepsAfterOpening } from './contender.ts';
import { readCpu, type Spent, spentBetween } from './cpu-spent.ts';

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
  /** Not counted, and at least until as many cases have been closed as are under way: the first ones move as a herd. */
  readonly warmMs: number;
  /** At least so long, and until as many more have been closed. */
  readonly windowMs: number;
}

/** Of a system that closes fewer than are under way in this time, what it did until then is counted. */
const longestMs = 60_000;

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Carries cases from opening to their close, so many at a time. Throws when a step is not answered with success or a case is not closed. */
export async function drive(contender: Contender, { inFlight, warmMs, windowMs }: Load): Promise<Driven> {
  const closings = new Closings(contender);
  const steps: number[] = [];
  const waits: number[] = [];
  let counting = false;
  let over = false;
  let closed = 0;
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
    closed++;
  };
  const loop = async (): Promise<void> => {
    while (!over) await one();
  };
  const loops = Promise.all(Array.from({ length: inFlight }, loop));
  // A failure of one loop ends the wait at once.
  const during = async (ms: number, more: number): Promise<void> => {
    const [began, goal] = [performance.now(), closed + more];
    const passed = (): number => performance.now() - began;
    while (passed() < ms || (closed < goal && passed() < longestMs)) await Promise.race([sleep(20), loops]);
  };
  try {
    await during(warmMs, warmMs > 0 ? inFlight : 0);
    const before = await readCpu(contender);
    const began = performance.now();
    const closedBefore = closed;
    counting = true;
    await during(windowMs, inFlight);
    counting = false;
    const lifecycles = closed - closedBefore;
    const seconds = (performance.now() - began) / 1_000;
    const spent = spentBetween(before, await readCpu(contender));
    over = true;
    await loops;
    return { lifecycles, seconds, steps, closings: waits, spent };
  } finally {
    over = true;
    await loops.catch(() => undefined);
  }
}
