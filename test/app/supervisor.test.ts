import type { Child, Exit } from '../../app/embedded/children.ts';
import { supervise } from '../../app/supervisor.ts';
import { until } from '../harness/until.ts';

/** A child that ends when it is told to. */
function fake(): Child & { readonly crash: () => void; readonly stops: () => number } {
  let end: (exit: Exit) => void = () => undefined;
  let running = true;
  let stops = 0;
  const exited = new Promise<Exit>((resolve) => {
    end = resolve;
  });
  const finish = (exit: Exit): void => {
    running = false;
    end(exit);
  };
  return {
    name: 'api',
    pid: 1,
    exited,
    running: () => running,
    stop: async () => {
      stops += 1;
      finish({ code: 0, signal: null });
    },
    kill: () => finish({ code: null, signal: 'SIGKILL' }),
    crash: () => finish({ code: 1, signal: null }),
    stops: () => stops,
  };
}

interface Told {
  readonly pauseMs: number;
  readonly exit?: Exit;
  readonly error?: unknown;
}

describe('a supervised server', () => {
  test('that crashes is started again, after pauses that double, and every crash is told', async () => {
    const [first, second, third] = [fake(), fake(), fake()];
    const waiting = [second, third];
    const told: Told[] = [];
    const at: number[] = [];
    const server = supervise(
      'api',
      first,
      async () => {
        at.push(performance.now());
        const next = waiting.shift();
        if (!next) throw new Error('nothing left');
        return next;
      },
      (_name, event) => told.push(event),
    );
    const began = performance.now();
    first.crash();
    await until(async () => server.child() === second, 5_000, 10);
    second.crash();
    await until(async () => server.child() === third, 5_000, 10);
    expect(told.map(({ pauseMs, exit }) => [pauseMs, exit?.code])).toEqual([
      [250, 1],
      [500, 1],
    ]);
    expect((at[0] ?? 0) - began).toBeGreaterThanOrEqual(245);
    expect((at[1] ?? 0) - (at[0] ?? 0)).toBeGreaterThanOrEqual(495);
    await server.stop();
    expect(third.stops()).toBe(1);
  });

  test('that had come up before it crashed is started again at once, however often that happens', async () => {
    const children = [fake(), fake(), fake()];
    const waiting = children.slice(1);
    const told: Told[] = [];
    const [first] = children;
    if (!first) throw new Error('no child');
    const server = supervise(
      'api',
      first,
      async () => waiting.shift() ?? fake(),
      (_name, event) => told.push(event),
    );
    for (const child of children.slice(0, 2)) {
      await until(async () => server.child() === child, 2_000, 10);
      await new Promise((resolve) => setTimeout(resolve, 3_050));
      child.crash();
    }
    await until(async () => server.child() === children[2], 2_000, 10);
    expect(told.map(({ pauseMs }) => pauseMs)).toEqual([250, 250]);
    await server.stop();
  });

  test('whose restart fails is tried again, never given up', async () => {
    const [first, last] = [fake(), fake()];
    const told: Told[] = [];
    let tries = 0;
    const server = supervise(
      'api',
      first,
      async () => {
        tries += 1;
        if (tries < 3) throw new Error(`try ${tries}`);
        return last;
      },
      (_name, event) => told.push(event),
    );
    first.crash();
    await until(async () => server.child() === last, 8_000, 10);
    expect(told.map(({ error, pauseMs }) => [error instanceof Error ? error.message : undefined, pauseMs])).toEqual([
      [undefined, 250],
      ['try 1', 500],
      ['try 2', 1_000],
    ]);
    await server.stop();
  });

  test('is not started again once it was stopped: neither after its end, nor out of the pause after a crash', async () => {
    const [first, crashed] = [fake(), fake()];
    let starts = 0;
    const told: Told[] = [];
    const start = async (): Promise<Child> => {
      starts += 1;
      return fake();
    };
    const server = supervise('api', first, start, (_name, event) => told.push(event));
    await server.stop();
    await server.stop();
    const other = supervise('api', crashed, start, (_name, event) => told.push(event));
    crashed.crash();
    await until(async () => other.child() === undefined, 1_000, 5);
    // Only microtasks lie between: it wakes from the pause and does not wait for its end.
    const later = new Promise((resolve) => setTimeout(resolve, 0, 'after the pause'));
    expect(await Promise.race([other.stop().then(() => 'at once'), later])).toBe('at once');
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect([starts, told.length]).toEqual([0, 1]);
  });
});
