import { isCancellation, log, makeContinueAsNewFunc, proxyActivities, proxyLocalActivities, sleep, workflowInfo } from '@temporalio/workflow';
import type { BellActivities } from '../activities/bell.ts';
import type { BellInput } from './messages.ts';

const { nextRing } = proxyLocalActivities<Pick<BellActivities, 'nextRing'>>({
  // One indexed query. After 5 s of local retries it waits on the server's timer instead and gives its slot back; it never gives up.
  startToCloseTimeout: '5s',
  localRetryThreshold: '5s',
  retry: { initialInterval: '200ms', maximumInterval: '10s' },
  summary: 'when to ring next',
});
const { ring } = proxyActivities<Pick<BellActivities, 'ring'>>({
  // A ring ends by itself after 10 s, a heartbeat after each batch; one whose worker died is taken up by another 10 s later. What fails for two minutes is tried again with patience.
  startToCloseTimeout: '30s',
  scheduleToCloseTimeout: '2m',
  heartbeatTimeout: '10s',
  retry: { maximumInterval: '5s' },
  summary: 'strike all that is due',
});

/** Longest sleep: a herd of deadlines set later than this before they are due is left to its own timers (ledger/herd.ts). */
const napMs = 15_000;
/** Turns after which the run turns its page: within the hour, some 1,200 events. */
const pageTurns = 200;

/** The bell of one shard of tasks and cases: when many deadlines fall due together, it strikes them in batches; each process's own workflow is the second pair of eyes. */
export async function bell({ shard }: BellInput): Promise<void> {
  let fruitless = 0;
  // At least one turn a page, and each turn waits: a page that is full from its start is no circle.
  for (let turn = 0; turn === 0 || (turn < pageTurns && !pageIsFull()); turn++) {
    const waitMs = Math.min((await nextRing(shard)) ?? napMs, napMs);
    if (waitMs > 0) await sleep(waitMs, { summary: 'next deadlines' });
    else if (await strike(shard)) fruitless = 0;
    // Somebody else holds what is due, or it cannot be struck: asked for again with patience.
    else await sleep(Math.min(napMs, 250 * 2 ** fruitless++), { summary: 'after a ring that struck nobody' });
  }
  await makeContinueAsNewFunc<typeof bell>({ initialVersioningBehavior: 'AUTO_UPGRADE' })({ shard });
}

/** True when the ring struck somebody. */
async function strike(shard: number): Promise<boolean> {
  try {
    return (await ring(shard)) > 0;
  } catch (error) {
    if (isCancellation(error)) throw error;
    log.error('a ring of the bell failed; it rings again', { error: String(error) });
    return false;
  }
}

const pageIsFull = (): boolean => {
  const info = workflowInfo();
  return info.continueAsNewSuggested || info.targetWorkerDeploymentVersionChanged;
};
