import type { Ledger, View } from '../ledger/ledger.ts';
import { timeCommand } from './time-command.ts';

/** What time does in a supervision. Each climbs the next rung of the deadline that is due. */
export interface SupervisionActivities {
  /** The planned day has passed and no visit is recorded. */
  chaseVisit(id: string): Promise<View>;
  /** An objection awaits a decision; or the time for objecting is over, and what is settled by then closes the supervision. */
  watchObjections(id: string): Promise<View>;
  /** Looks whether all findings are settled and closes; otherwise the office hears which are open. */
  settleFindings(id: string): Promise<View>;
}

export function createSupervisionActivities(ledger: Ledger): SupervisionActivities {
  const strike = timeCommand(ledger, 'supervision', 'strike');
  return { chaseVisit: strike, watchObjections: strike, settleFindings: strike };
}
