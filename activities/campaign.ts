import { heartbeat } from '@temporalio/activity';
import { time } from '../domain/process/actor.ts';
import type { Nudger } from '../engine/nudger.ts';
import type { Ledger, View } from '../ledger/ledger.ts';
import { unseenChildren } from '../ledger/sweep.ts';
import { timeCommand } from './time-command.ts';

/** What time does in a campaign. */
export interface CampaignActivities {
  /** Starts the workflow of every task that has not looked yet, a hundred at a time; killed and run again it goes on. */
  startTasks(id: string): Promise<View>;
  /** At a phase's end date: closes it and opens the next when every exit condition holds; otherwise climbs the ladder over the overdue phase. */
  endPhase(id: string): Promise<View>;
  /** Calls the office to convene the leading group's half-year meeting. */
  callMeeting(id: string): Promise<View>;
  /** Calls the office to go on the quarterly supervision. */
  callSupervision(id: string): Promise<View>;
  /** Asks units that still lack a liaison officer, and ends the ladder when none does. */
  askLiaisonOfficers(id: string): Promise<View>;
  /** Calls the office to issue the bulletin that its rhythm owes. */
  callBulletin(id: string): Promise<View>;
  /** Closes a settled campaign. */
  closeCampaign(id: string): Promise<View>;
}

/** Tasks started between two heartbeats. */
const batch = 100;

export function createCampaignActivities(ledger: Ledger, nudger: Nudger): CampaignActivities {
  const strike = timeCommand(ledger, 'campaign', 'strike');
  return {
    async startTasks(id) {
      for (let after = ''; ; ) {
        const tasks = await unseenChildren(ledger.pool, id, after, batch);
        await nudger.tell(tasks);
        heartbeat(tasks.length);
        const last = tasks.at(-1);
        if (!last || tasks.length < batch) break;
        after = last.id;
      }
      return ledger.look(id);
    },
    async endPhase(id) {
      await ledger.execute({ type: 'campaign', id, command: { type: 'endPhase' }, actor: time });
      const view = await ledger.look(id);
      return view.wakeInMs !== undefined && view.wakeInMs <= 0 && view.wakeKind === 'phaseEnd' ? strike(id) : view;
    },
    callMeeting: strike,
    callSupervision: strike,
    askLiaisonOfficers: strike,
    callBulletin: strike,
    closeCampaign: timeCommand(ledger, 'campaign', 'closeCampaign'),
  };
}
