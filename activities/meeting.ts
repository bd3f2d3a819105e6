import type { Ledger, View } from '../ledger/ledger.ts';
import { timeCommand } from './time-command.ts';

/** What time does in a meeting. Each climbs the next rung of the deadline that is due. */
export interface MeetingActivities {
  /** Units that have not replied are asked again. */
  chaseReplies(id: string): Promise<View>;
  /** The meeting's day is over: it counts as held, and its minutes are owed. */
  endMeetingDay(id: string): Promise<View>;
  /** The office owes the minutes. */
  chaseMinutes(id: string): Promise<View>;
}

export function createMeetingActivities(ledger: Ledger): MeetingActivities {
  const strike = timeCommand(ledger, 'meeting', 'strike');
  return { chaseReplies: strike, endMeetingDay: strike, chaseMinutes: strike };
}
