import { proxyActivities } from '@temporalio/workflow';
import type { IndicatorActivities } from '../activities/indicator.ts';
import type { ProcessInput } from './messages.ts';
import { watch } from './watch.ts';

const steps = proxyActivities<IndicatorActivities>({
  // One short transaction; what fails for two minutes is told to the log and tried again with patience.
  startToCloseTimeout: '10s',
  scheduleToCloseTimeout: '2m',
  retry: { maximumInterval: '20s' },
});

/** An indicator: measured in its rhythm until its campaign is over; whoever owes a value is chased for it. */
export async function indicator({ id }: ProcessInput): Promise<void> {
  const figure = await watch(id);
  while (await figure.open()) {
    await figure.during('measured', { onDeadline: steps.chaseValue });
    await figure.during('suspended');
  }
}
