import { proxyActivities } from '@temporalio/workflow';
import type { CaseActivities } from '../activities/case.ts';
import type { ProcessInput } from './messages.ts';
import { watch } from './watch.ts';

const steps = proxyActivities<CaseActivities>({
  // One short transaction; what fails for two minutes is told to the log and tried again with patience.
  startToCloseTimeout: '10s',
  scheduleToCloseTimeout: '2m',
  retry: { maximumInterval: '20s' },
});

/** An enforcement case: inspect, order rectification, follow up, close; a filed case is concluded; a relapse opens it again. */
export async function enforcementCase({ id }: ProcessInput): Promise<void> {
  const file = await watch(id);
  while (await file.open()) {
    await file.during('opened', { onDeadline: steps.remindInspection });
    await file.during('inspected', { onDeadline: steps.chaseMeasure });
    await file.during('ordered', { onDeadline: steps.chaseRectification });
    await file.during('corrected', { onDeadline: steps.chaseFollowUp });
    await file.during('filed', { onDeadline: steps.chaseFiledCase });
    await file.during('settled', { onEntry: steps.closeCase });
  }
}
