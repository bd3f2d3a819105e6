import type { Ledger, View } from '../ledger/ledger.ts';
import { timeCommand } from './time-command.ts';

/** What time does in a bulletin. Each climbs the next rung of the deadline that is due. */
export interface BulletinActivities {
  /** The office has not signed its draft. */
  chaseBulletinSigning(id: string): Promise<View>;
  /** The office has not issued what it signed. */
  chaseBulletinIssuing(id: string): Promise<View>;
}

export function createBulletinActivities(ledger: Ledger): BulletinActivities {
  const strike = timeCommand(ledger, 'bulletin', 'strike');
  return { chaseBulletinSigning: strike, chaseBulletinIssuing: strike };
}
