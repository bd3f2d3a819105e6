import type { Ledger, View } from '../ledger/ledger.ts';
import { timeCommand } from './time-command.ts';

/** What time does in an enforcement case. Each climbs the next rung of the deadline that is due. */
export interface CaseActivities {
  /** Nobody has inspected: remind the inspectors, then tell the manager in charge. */
  remindInspection(id: string): Promise<View>;
  /** A violation was found and no measure taken. */
  chaseMeasure(id: string): Promise<View>;
  /** The period of an order: remind before it ends, escalate when it has passed. */
  chaseRectification(id: string): Promise<View>;
  /** Two inspectors must go back. */
  chaseFollowUp(id: string): Promise<View>;
  /** The penalty procedure's clock. */
  chaseFiledCase(id: string): Promise<View>;
  /** Closes a settled case; leaves alone one that was opened again. */
  closeCase(id: string): Promise<View>;
}

export function createCaseActivities(ledger: Ledger): CaseActivities {
  const strike = timeCommand(ledger, 'case', 'strike');
  return {
    remindInspection: strike,
    chaseMeasure: strike,
    chaseRectification: strike,
    chaseFollowUp: strike,
    chaseFiledCase: strike,
    closeCase: timeCommand(ledger, 'case', 'closeCase'),
  };
}
