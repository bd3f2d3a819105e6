import type { Ledger, View } from '../ledger/ledger.ts';
import { timeCommand } from './time-command.ts';

/** What time does in an indicator. */
export interface IndicatorActivities {
  /** A value is owed: reminds and calls its unit, then tells its manager in charge and the office. */
  chaseValue(id: string): Promise<View>;
}

export function createIndicatorActivities(ledger: Ledger): IndicatorActivities {
  return { chaseValue: timeCommand(ledger, 'indicator', 'strike') };
}
