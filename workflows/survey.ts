import { proxyActivities } from '@temporalio/workflow';
import type { SurveyActivities } from '../activities/survey.ts';
import type { ProcessInput } from './messages.ts';
import { watch } from './watch.ts';

const steps = proxyActivities<SurveyActivities>({
  // One short transaction; what fails for two minutes is told to the log and tried again with patience.
  startToCloseTimeout: '10s',
  scheduleToCloseTimeout: '2m',
  retry: { maximumInterval: '20s' },
});

/** A survey: its points reach their samples, whose unit is late is chased, until it is completed. */
export async function survey({ id }: ProcessInput): Promise<void> {
  const field = await watch(id);
  while (await field.open()) {
    await field.during('running', { onDeadline: steps.chasePoints });
    await field.during('suspended');
  }
}
