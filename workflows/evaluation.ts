import { proxyActivities } from '@temporalio/workflow';
import type { EvaluationActivities } from '../activities/evaluation.ts';
import type { ProcessInput } from './messages.ts';
import { watch } from './watch.ts';

const steps = proxyActivities<EvaluationActivities>({
  // One short transaction; what fails for two minutes is told to the log and tried again with patience.
  startToCloseTimeout: '10s',
  scheduleToCloseTimeout: '2m',
  retry: { maximumInterval: '20s' },
});

/** An evaluation: the units check themselves, the office and invited experts review, scores are shown, objected to, published. Each visit of experts ends with its last day. */
export async function evaluation({ id }: ProcessInput): Promise<void> {
  const round = await watch(id);
  while (await round.open()) {
    await round.during('selfCheck', { onDeadline: { visit: steps.endVisit } });
    await round.during('review', { onDeadline: { review: steps.chaseScoring, visit: steps.endVisit } });
    await round.during('scored', { onDeadline: { objection: steps.chasePublication, visit: steps.endVisit } });
    await round.during('published');
    await round.during('suspended');
  }
}
