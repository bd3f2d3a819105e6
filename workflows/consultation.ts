import { proxyActivities } from '@temporalio/workflow';
import type { ConsultationActivities } from '../activities/consultation.ts';
import type { ProcessInput } from './messages.ts';
import { watch } from './watch.ts';

const steps = proxyActivities<ConsultationActivities>({
  // One short transaction; what fails for two minutes is told to the log and tried again with patience.
  startToCloseTimeout: '10s',
  scheduleToCloseTimeout: '2m',
  retry: { maximumInterval: '20s' },
});

/** A round of consulting units about a draft plan: asked, each silent unit chased; then the office answers what was said, chased itself, and closes. */
export async function consultation({ id }: ProcessInput): Promise<void> {
  const round = await watch(id);
  while (await round.open()) {
    await round.during('asked', { onDeadline: steps.chaseOpinions });
    await round.during('answering', { onDeadline: steps.chaseAnswers });
  }
}
