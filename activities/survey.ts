import type { Ledger, View } from '../ledger/ledger.ts';
import { timeCommand } from './time-command.ts';

/** What time does in a survey. */
export interface SurveyActivities {
  /** Points are short of their samples: reminds and calls their unit, then tells its manager in charge and the office. */
  chasePoints(id: string): Promise<View>;
}

export function createSurveyActivities(ledger: Ledger): SurveyActivities {
  return { chasePoints: timeCommand(ledger, 'survey', 'strike') };
}
