import { proxyActivities } from '@temporalio/workflow';
import type { TaskActivities } from '../activities/task.ts';
import type { ProcessInput } from './messages.ts';
import { watch } from './watch.ts';

const steps = proxyActivities<TaskActivities>({
  // One short transaction; what fails for two minutes is told to the log and tried again with patience.
  startToCloseTimeout: '10s',
  scheduleToCloseTimeout: '2m',
  retry: { maximumInterval: '20s' },
});

/** A 督办通知书 has deadlines of its own: the office's to sign its draft, the unit's to answer. */
const urging = { urgingNotice: steps.chaseUrgingNotice, urgingAnswer: steps.chaseUrgingAnswer } as const;

/** A task: signed for, reported on, submitted, accepted or sent back; chased at every rung; a relapse starts it anew. */
export async function task({ id }: ProcessInput): Promise<void> {
  const item = await watch(id);
  while (await item.open()) {
    await item.during('issued', { onDeadline: { sign: steps.chaseSignature, task: steps.chaseTask, node: steps.chaseTask, ...urging } });
    await item.during('returned', { onDeadline: steps.chaseReassignment });
    // An acceptance of history that was taken back is under review here; its limit has always gone by the task's own step.
    await item.during('signed', { onDeadline: { task: steps.chaseTask, review: steps.chaseTask, node: steps.chaseTask, ...urging } });
    await item.during('submitted', { onDeadline: steps.chaseReview });
    await item.during('suspended');
  }
}
