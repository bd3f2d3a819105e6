import type { Ledger, View } from '../ledger/ledger.ts';
import { timeCommand } from './time-command.ts';

/** What time does in a task. Each climbs the next rung of the deadline that is due. */
export interface TaskActivities {
  /** Nobody has signed for the task. */
  chaseSignature(id: string): Promise<View>;
  /** The unit's own ladder: reminder, overdue notice, escalation, 督办通知书, leading group. */
  chaseTask(id: string): Promise<View>;
  /** It is the office that is late: a drafted 督办通知书 waits for its signature. */
  chaseUrgingNotice(id: string): Promise<View>;
  /** The unit has not answered a signed 督办通知书: its liaison, its manager in charge, the office. */
  chaseUrgingAnswer(id: string): Promise<View>;
  /** It is the office that is late: a submission waits for its decision. */
  chaseReview(id: string): Promise<View>;
  /** Returned as not ours: the office must find another unit. */
  chaseReassignment(id: string): Promise<View>;
}

export function createTaskActivities(ledger: Ledger): TaskActivities {
  const strike = timeCommand(ledger, 'task', 'strike');
  return { chaseSignature: strike, chaseTask: strike, chaseUrgingNotice: strike, chaseUrgingAnswer: strike, chaseReview: strike, chaseReassignment: strike };
}
