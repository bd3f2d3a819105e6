import { proxyActivities } from '@temporalio/workflow';
import type { SweepActivities } from '../activities/sweep.ts';

const { sweepUnseen, sweepDeliveries, sweepCalendar } = proxyActivities<SweepActivities>({
  // A sweep after an outage nudges thousands, forty between heartbeats; the next sweep goes on where this one stops.
  startToCloseTimeout: '5m',
  heartbeatTimeout: '20s',
  retry: { maximumAttempts: 2 },
});

/** Started by a Schedule: tells the workflows of processes that moved, fell due or settled without anybody noticing, the recipients whose deliveries lie,
 * and deadlines that an announcement of holidays has not reached. */
export async function sweep(): Promise<void> {
  await sweepUnseen();
  await sweepDeliveries();
  await sweepCalendar();
}
