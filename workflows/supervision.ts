import { proxyActivities } from '@temporalio/workflow';
import type { SupervisionActivities } from '../activities/supervision.ts';
import type { ProcessInput } from './messages.ts';
import { watch } from './watch.ts';

const steps = proxyActivities<SupervisionActivities>({
  // One short transaction; what fails for two minutes is told to the log and tried again with patience.
  startToCloseTimeout: '10s',
  scheduleToCloseTimeout: '2m',
  retry: { maximumInterval: '20s' },
});

/** A supervision: planned, chased until it was made; units object while they may, objections are decided on in time, and it closes when all its findings are settled. */
export async function supervision({ id }: ProcessInput): Promise<void> {
  const visit = await watch(id);
  while (await visit.open()) {
    await visit.during('planned', { onDeadline: steps.chaseVisit });
    await visit.during('visited', { onDeadline: steps.watchObjections });
    await visit.during('rectifying', { onDeadline: steps.settleFindings });
    await visit.during('suspended');
  }
}
