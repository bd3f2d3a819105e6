import { proxyActivities } from '@temporalio/workflow';
import type { BulletinActivities } from '../activities/bulletin.ts';
import type { ProcessInput } from './messages.ts';
import { watch } from './watch.ts';

const steps = proxyActivities<BulletinActivities>({
  // One short transaction; what fails for two minutes is told to the log and tried again with patience.
  startToCloseTimeout: '10s',
  scheduleToCloseTimeout: '2m',
  retry: { maximumInterval: '20s' },
});

/** A bulletin: drafted from the records, signed by the office, issued to the units; the office is chased for both. */
export async function bulletin({ id }: ProcessInput): Promise<void> {
  const paper = await watch(id);
  while (await paper.open()) {
    await paper.during('drafted', { onDeadline: { signing: steps.chaseBulletinSigning } });
    await paper.during('signed', { onDeadline: { issuing: steps.chaseBulletinIssuing } });
    await paper.during('suspended');
  }
}
