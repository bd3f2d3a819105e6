import type { Hold } from '../../ledger/beacon.ts';
import type { ParkedDigest } from '../../ledger/delivery.ts';
import { iso, isoOrNull } from '../http/time.ts';

/** A parked message without what it says. */
export const presentParked = (digest: ParkedDigest) => ({
  id: digest.id,
  personId: digest.personId,
  outlet: digest.outlet,
  channel: digest.channel,
  notices: digest.notices,
  attempts: digest.attempts,
  lastError: digest.lastError,
  failingSince: isoOrNull(digest.failingSince ?? undefined),
  createdAt: iso(digest.createdAt),
});

/** The hold on all deliveries; null where there is none. */
export const presentHold = (hold: Hold | undefined) => (hold === undefined ? null : { since: iso(hold.since), reason: hold.reason });
