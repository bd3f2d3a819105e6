import type { Calendar } from '../calendar/calendar.ts';
import type { Instant } from '../process/time.ts';
import { opensAt, type SendingWindow } from './quiet-hours.ts';
import type { NoticeText } from './render.ts';

/** Why a notice did not leave the building; it stays in the in-app list. */
export const dropReasons = ['recipientInactive', 'noAddress', 'deadlineCleared', 'deadlinePaused'] as const;
export type DropReason = (typeof dropReasons)[number];

/** A notice that waits to leave, with what its re-check needs. */
export interface WaitingNotice extends NoticeText {
  readonly deliveryId: string;
  readonly kind: string;
  /** The rung of the ladder that gave it; absent for other notices. */
  readonly rung?: string;
  /** What it is about. */
  readonly process: { readonly type: string; readonly id: string; readonly number: string | null };
  readonly urgent: boolean;
  readonly createdAt: Instant;
  /** For a rung of a ladder: what has become of its deadline. Absent for other notices. */
  readonly deadline?: 'open' | 'paused' | 'cleared';
}

/** A recipient as the register knows them now. */
export interface DigestRecipient {
  readonly active: boolean;
  /** Where the channel reaches them; absent when nowhere. */
  readonly address?: string;
}

/** What becomes of the notices that wait for one recipient. */
export interface DigestPlan {
  readonly dropped: readonly { readonly deliveryId: string; readonly reason: DropReason }[];
  /** In the order of the message: urgent ones first, then by due moment, then by age. */
  readonly sent: readonly WaitingNotice[];
  /** Kept back until the window opens; empty when it is open. */
  readonly keptBack: readonly WaitingNotice[];
  /** When the window opens, if anything is kept back. */
  readonly opensAt?: Instant;
}

/**
 * Checks each notice again and decides what leaves now. A rung whose deadline was cleared, or stands still because something was submitted, is not told any more;
 * in quiet hours only urgent notices leave. Without a window there are no quiet hours.
 */
export function planDigest(
  recipient: DigestRecipient,
  waiting: readonly WaitingNotice[],
  now: Instant,
  calendar: Pick<Calendar, 'isWorkingDay'>,
  window: SendingWindow | undefined,
): DigestPlan {
  const dropped: { deliveryId: string; reason: DropReason }[] = [];
  const standing: WaitingNotice[] = [];
  for (const notice of waiting) {
    const reason = dropReason(recipient, notice);
    if (reason) dropped.push({ deliveryId: notice.deliveryId, reason });
    else standing.push(notice);
  }
  const opens = window && opensAt(window, now, calendar);
  const order = (a: WaitingNotice, b: WaitingNotice): number =>
    Number(b.urgent) - Number(a.urgent) ||
    (a.dueAt ?? Number.POSITIVE_INFINITY) - (b.dueAt ?? Number.POSITIVE_INFINITY) ||
    a.createdAt - b.createdAt ||
    (a.deliveryId < b.deliveryId ? -1 : 1);
  const sent = standing.filter((notice) => opens === undefined || notice.urgent).sort(order);
  const keptBack = standing.filter((notice) => !sent.includes(notice));
  return { dropped, sent, keptBack, ...(opens === undefined || keptBack.length === 0 ? {} : { opensAt: opens }) };
}

function dropReason(recipient: DigestRecipient, notice: WaitingNotice): DropReason | undefined {
  if (!recipient.active) return 'recipientInactive';
  if (recipient.address === undefined) return 'noAddress';
  if (notice.deadline === 'cleared') return 'deadlineCleared';
  if (notice.deadline === 'paused') return 'deadlinePaused';
  return undefined;
}
