import { proxyActivities } from '@temporalio/workflow';
import type { SweepActivities } from '../activities/sweep.ts';

const { sweepUnseen, sweepDeliveries } = proxyActivities<SweepActivities>({
  // A sweep after an outage nudges thousands, a hundred between heartbeats; the next sweep goes on where this one stops.
  startToCloseTimeout: '5m',
  heartbeatTimeout: '20s',
  retry: { maximumAttempts: 2 },
});

/** Started by a Schedule: tells the workflows of processes that moved, fell due or settled without anybody noticing, and the recipients whose deliveries lie. */
export async function sweep(): Promise<void> {
  await sweepUnseen();
  await sweepDeliveries();
}
