import { proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { CaseActivities } from '../activities/case.ts';
import type { ProcessInput } from './messages.ts';
import { watch } from './watch.ts';

const steps = proxyActivities<Omit<CaseActivities, 'closeCase'>>({
  // One short transaction; what fails for two minutes is told to the log and tried again with patience.
  startToCloseTimeout: '10s',
  scheduleToCloseTimeout: '2m',
  retry: { maximumInterval: '20s' },
});

const { closeCase } = proxyLocalActivities<Pick<CaseActivities, 'closeCase'>>({
  // Every case closes, most of them within one turn of their workflow: an ordinary activity would cost the server more than all the rest of the case. Limits as of a look, and two minutes in all as of an effect.
  startToCloseTimeout: '5s',
  scheduleToCloseTimeout: '2m',
  localRetryThreshold: '5s',
  retry: { initialInterval: '200ms', maximumInterval: '10s' },
  summary: 'close the case',
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
    await file.during('settled', { onEntry: closeCase });
  }
}
