import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type pg from 'pg';
import { type Nudger, workflowId } from '../../engine/nudger.ts';
import type { Moved } from '../../ledger/request.ts';
import { endIfFailing } from './failing.ts';

/** The time-skipping server has lost a run: time no longer passes. */
class StuckServer extends Error {
  override name = 'StuckServer';
}

/** A busy machine takes long for a day full of deadlines; on a server that has lost a run the clock itself stands still. */
const patienceMs = 40_000;

export interface Passing {
  readonly environment: TestWorkflowEnvironment;
  readonly pool: pg.Pool;
  readonly nudger: Nudger;
  readonly patienceMs?: number;
}

/** Open processes that have a run. */
const openProcesses = async (pool: pg.Pool): Promise<readonly Moved[]> =>
  (await pool.query<Moved>('SELECT type, id FROM process WHERE NOT closed AND id IN (SELECT process_id FROM watch)')).rows;

/** Ends every run and starts it again from the ledger, as the sweep does with one that is deaf; time stands still meanwhile. */
async function startAnew({ environment, pool, nudger }: Passing): Promise<void> {
  process.stderr.write('time stood still: every run is started anew\n');
  await environment.connection.testService?.lockTimeSkipping({});
  try {
    const open = await openProcesses(pool);
    for (const process of open)
      await environment.client.workflow
        .getHandle(workflowId(process))
        .terminate('time stood still')
        .catch(() => undefined);
    await nudger.tell(open);
  } finally {
    await environment.connection.testService?.unlockTimeSkipping({});
  }
}

/** Takes away the lock on time that the server keeps for a run although it has ended. */
const release = ({ environment }: Passing): Promise<unknown> => environment.connection.testService?.unlockTimeSkipping({}) ?? Promise.resolve();

/**
 * Lets the server's clock go this far. The server may lose a run when a nudge and a timer of it fall in one instant, and then lets no time pass: every run is then started anew, and if the
 * server still holds the lost one's lock, that is taken away. Throws StuckServer when the clock stands still after both, FailingRun where a run fails whenever it is tried.
 */
export async function skip(passing: Passing, ms: number): Promise<void> {
  const { environment, patienceMs: patience = patienceMs } = passing;
  const remedies = [startAnew, release];
  let isOver = false;
  const watch = async (): Promise<void> => {
    let seen = 0;
    let since = Date.now();
    while (!isOver) {
      const now = await environment.currentTimeMs();
      // In real time a clock that is not skipped moves too: only a leap counts.
      if (now - seen > 2 * (Date.now() - since) + 60_000) [seen, since] = [now, Date.now()];
      else if (Date.now() - since > patience) {
        await endIfFailing(environment, await openProcesses(passing.pool));
        const remedy = remedies.shift();
        if (!remedy) throw new StuckServer(`time has stood still for ${patience / 1_000} s, a run does not move`);
        await remedy(passing);
        since = Date.now();
      }
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  };
  // Who gives up waiting calls the sleep off: it would be asked for again on a connection that is closed by then.
  const sleep = new AbortController();
  const passed = environment.connection.withAbortSignal(sleep.signal, () => environment.sleep(ms));
  passed.catch(() => undefined);
  await Promise.race([passed, watch()]).finally(() => {
    isOver = true;
    sleep.abort();
  });
}
