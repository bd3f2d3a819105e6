import type { Ledger, View } from '../ledger/ledger.ts';
import { timeCommand } from './time-command.ts';

/** What time does in a unit's assessment. */
export interface AssessmentActivities {
  /** The unit owes its self-check: reminder, overdue, manager in charge, office. */
  chaseSelfCheck(id: string): Promise<View>;
}

export const createAssessmentActivities = (ledger: Ledger): AssessmentActivities => ({ chaseSelfCheck: timeCommand(ledger, 'assessment', 'strike') });
