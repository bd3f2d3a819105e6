import type { Ledger, View } from '../ledger/ledger.ts';
import { timeCommand } from './time-command.ts';

/** What time does in a consultation. Each climbs the next rung of the deadline that is due. */
export interface ConsultationActivities {
  /** Units that have not answered: reminder, overdue notice, manager in charge, the office. */
  chaseOpinions(id: string): Promise<View>;
  /** It is the office that is late: comments wait for its answers. */
  chaseAnswers(id: string): Promise<View>;
}

export function createConsultationActivities(ledger: Ledger): ConsultationActivities {
  const strike = timeCommand(ledger, 'consultation', 'strike');
  return { chaseOpinions: strike, chaseAnswers: strike };
}
