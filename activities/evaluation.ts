import type { Ledger, View } from '../ledger/ledger.ts';
import { timeCommand } from './time-command.ts';

/** What time does in an evaluation. */
export interface EvaluationActivities {
  /** The office owes the review and the scores. */
  chaseScoring(id: string): Promise<View>;
  /** The time for objections is over: the office owes the publication. */
  chasePublication(id: string): Promise<View>;
  /** The last day of a visit has passed: the experts' right ends. */
  endVisit(id: string): Promise<View>;
}

export function createEvaluationActivities(ledger: Ledger): EvaluationActivities {
  const strike = timeCommand(ledger, 'evaluation', 'strike');
  return { chaseScoring: strike, chasePublication: strike, endVisit: strike };
}
