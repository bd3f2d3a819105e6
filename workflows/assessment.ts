import { proxyActivities } from '@temporalio/workflow';
import type { AssessmentActivities } from '../activities/assessment.ts';
import type { ProcessInput } from './messages.ts';
import { watch } from './watch.ts';

const steps = proxyActivities<AssessmentActivities>({
  // One short transaction; what fails for two minutes is told to the log and tried again with patience.
  startToCloseTimeout: '10s',
  scheduleToCloseTimeout: '2m',
  retry: { maximumInterval: '20s' },
});

/** A unit's assessment: the self-check is chased until it is handed in, again after each return; then it waits for the review and the publication. */
export async function assessment({ id }: ProcessInput): Promise<void> {
  const unit = await watch(id);
  while (await unit.open()) {
    await unit.during('issued', { onDeadline: steps.chaseSelfCheck });
    await unit.during('submitted');
    await unit.during('reviewed');
    await unit.during('suspended');
  }
}
