import { proxyActivities } from '@temporalio/workflow';
import type { CampaignActivities } from '../activities/campaign.ts';
import type { ProcessInput } from './messages.ts';
import { watch } from './watch.ts';

const steps = proxyActivities<Omit<CampaignActivities, 'startTasks'>>({
  // One short transaction; what fails for two minutes is told to the log and tried again with patience.
  startToCloseTimeout: '10s',
  scheduleToCloseTimeout: '2m',
  retry: { maximumInterval: '20s' },
});
const { startTasks } = proxyActivities<Pick<CampaignActivities, 'startTasks'>>({
  // Hundreds of starts, a heartbeat after each hundred; killed and run again it goes on with those not yet started. What fails beyond that is left to the sweep: the phases go on.
  startToCloseTimeout: '10m',
  scheduleToCloseTimeout: '15m',
  heartbeatTimeout: '15s',
  retry: { maximumInterval: '10s' },
});

/**
 * A campaign: commitment, intervention, evaluation, closing. Each phase ends at its date when its exit conditions hold, and is chased when they do not;
 * meetings and supervision are called in their rhythm; with the result recorded the campaign closes.
 */
export async function campaign({ id }: ProcessInput): Promise<void> {
  const plan = await watch(id);
  while (await plan.open()) {
    await plan.during('commitment', {
      onEntry: startTasks,
      onDeadline: { phaseEnd: steps.endPhase, meeting: steps.callMeeting, liaison: steps.askLiaisonOfficers, bulletin: steps.callBulletin },
    });
    await plan.during('intervention', {
      onEntry: startTasks,
      onDeadline: { phaseEnd: steps.endPhase, meeting: steps.callMeeting, supervision: steps.callSupervision, bulletin: steps.callBulletin },
    });
    await plan.during('evaluation', { onEntry: startTasks, onDeadline: { phaseEnd: steps.endPhase, meeting: steps.callMeeting, bulletin: steps.callBulletin } });
    await plan.during('suspended');
    await plan.during('settled', { onEntry: steps.closeCampaign });
  }
}
