import { Context, heartbeat, log, sleep } from '@temporalio/activity';
import { dueOf, nextRing, type Unstruck } from '../ledger/bell.ts';
import { isPassing, type Ledger } from '../ledger/ledger.ts';

/** What a bell does for the processes of its shard. */
export interface BellActivities {
  /** Milliseconds until the bell is to ring, 0 or less: now; absent when nothing is to come. A local activity. */
  nextRing(shard: number): Promise<number | undefined>;
  /** Strikes all tasks and cases of the shard that are due, a batch a transaction, and those that fall due meanwhile. Answers how many; after 10 s what is left is the next ring's. */
  ring(shard: number): Promise<number>;
}

/** Processes struck in one transaction: a person's step on one of them waits for it, a tenth of a second. */
const batch = 200;
/** Batches asked for at once: to find who is due reads past everybody struck before, so that asking for each batch would cost a quarter of the strikes. */
const batchesAtOnce = 10;
/** A ring in hand ends within the worker's grace time (20 s) without being told. */
const longestMs = 10_000;
/** A herd that falls due within this time is waited for: to be called again costs a tenth of it. */
const soonMs = 1_000;
/** Whoever is locked by another transaction is asked for again after this time. */
const breathMs = 50;
/** A process that cannot be struck is left to its own workflow for so long: it would stand first in every batch. */
const leftAloneMs = 600_000;

export function createBellActivities(ledger: Ledger): BellActivities {
  /** Until when this worker leaves a process alone. */
  const leftAlone = new Map<string, number>();
  const except = (): readonly string[] => {
    for (const [id, until] of leftAlone) if (until < Date.now()) leftAlone.delete(id);
    return [...leftAlone.keys()];
  };
  const leave = (processes: readonly Unstruck[]): void => {
    for (const { id, reason } of processes) {
      leftAlone.set(id, Date.now() + leftAloneMs);
      log.warn('a process that is due cannot be struck by the bell; it is left to its own workflow', { process: id, reason });
    }
  };
  /** All of them in one transaction; where one breaks it, each in its own. Answers how many were struck. */
  const strike = async (ids: readonly string[]): Promise<number> => {
    try {
      const { struck, unstruck } = await ledger.strikeTogether(ids);
      leave(unstruck);
      return struck;
    } catch (error) {
      if (isPassing(error)) throw error;
      const [id] = ids;
      if (ids.length > 1) return strikeEach(ids);
      if (id !== undefined) leave([{ id, reason: String(error) }]);
      return 0;
    }
  };
  const strikeEach = async (ids: readonly string[]): Promise<number> => {
    let struck = 0;
    for (const id of ids) {
      struck += await strike([id]);
      heartbeat(struck);
    }
    return struck;
  };
  return {
    nextRing: (shard) => nextRing(ledger.pool, shard, except()),
    async ring(shard) {
      const began = Date.now();
      const { cancellationSignal } = Context.current();
      let struck = 0;
      while (!cancellationSignal.aborted && Date.now() - began < longestMs) {
        const due = await dueOf(ledger.pool, shard, except(), batch * batchesAtOnce);
        const before = struck;
        for (let at = 0; at < due.length && !cancellationSignal.aborted && Date.now() - began < longestMs; at += batch) {
          struck += await strike(due.slice(at, at + batch));
          heartbeat(struck);
        }
        if (struck > before && due.length === batch * batchesAtOnce) continue;
        const nextMs = await nextRing(ledger.pool, shard, except());
        if (nextMs === undefined || nextMs > soonMs) break;
        await sleep(Math.max(nextMs, breathMs));
      }
      if (struck > 0) log.info('the bell rang', { shard, struck, ms: Date.now() - began });
      return struck;
    },
  };
}
