import { proxyActivities } from '@temporalio/workflow';
import type { MeetingActivities } from '../activities/meeting.ts';
import type { ProcessInput } from './messages.ts';
import { watch } from './watch.ts';

const steps = proxyActivities<MeetingActivities>({
  // One short transaction; what fails for two minutes is told to the log and tried again with patience.
  startToCloseTimeout: '10s',
  scheduleToCloseTimeout: '2m',
  retry: { maximumInterval: '20s' },
});

/** A meeting: convened, silent units asked for their replies, held with the end of its day, its minutes chased until they are recorded. */
export async function meeting({ id }: ProcessInput): Promise<void> {
  const gathering = await watch(id);
  while (await gathering.open()) {
    await gathering.during('convened', { onDeadline: { reply: steps.chaseReplies, day: steps.endMeetingDay } });
    await gathering.during('held', { onDeadline: steps.chaseMinutes });
    await gathering.during('suspended');
  }
}
