import type { Child, Exit } from './embedded/children.ts';

/** The pause before a restart doubles from the first to the last; a child that lived for `steadyMs` had come up, its end is no loop of failing starts: it begins again with the first. */
const firstPauseMs = 250;
const lastPauseMs = 15_000;
const steadyMs = 3_000;

export interface Supervised {
  readonly name: string;
  /** The child as it runs now; undefined between a crash and the restart. */
  child(): Child | undefined;
  /** Stops it and does not start it again. Harmless when repeated. */
  stop(): Promise<void>;
  /** Ends it at once and does not start it again. */
  kill(): void;
}

/** Told when a child ended unasked, with the pause until it is started again; `error` when a restart failed. */
export type OnCrash = (name: string, event: { readonly exit?: Exit; readonly error?: unknown; readonly pauseMs: number }) => void;

/** Watches a child that runs and starts it again whenever it ends unasked, never giving up. */
export function supervise(name: string, running: Child, start: () => Promise<Child>, onCrash: OnCrash): Supervised {
  let current: Child | undefined = running;
  let stopping = false;
  let pauseMs = firstPauseMs;
  let wake: (() => void) | undefined;
  let restarting: Promise<void> = Promise.resolve();

  const follow = (child: Child): void => {
    const since = performance.now();
    void child.exited.then((exit) => {
      if (stopping) return;
      current = undefined;
      if (performance.now() - since > steadyMs) pauseMs = firstPauseMs;
      onCrash(name, { exit, pauseMs });
      restarting = restart();
    });
  };
  const restart = async (): Promise<void> => {
    for (;;) {
      await new Promise<void>((resolve) => {
        wake = resolve;
        setTimeout(resolve, pauseMs);
      });
      pauseMs = Math.min(pauseMs * 2, lastPauseMs);
      if (stopping) return;
      try {
        const child = await start();
        current = child;
        if (stopping) await child.stop();
        else follow(child);
        return;
      } catch (error) {
        if (stopping) return;
        onCrash(name, { error, pauseMs });
      }
    }
  };
  follow(running);
  return {
    name,
    child: () => current,
    stop: async () => {
      stopping = true;
      wake?.();
      await restarting;
      await current?.stop();
    },
    kill: () => {
      stopping = true;
      current?.kill();
    },
  };
}
