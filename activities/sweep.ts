import { cancellationSignal, heartbeat } from '@temporalio/activity';
import type { Nudger } from '../engine/nudger.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { recountAfterAnnouncement } from '../ledger/org-recompute.ts';
import { recipientsWaiting, troubled, unseenOf } from '../ledger/sweep.ts';

/** What the sweep does: its cost is that of the trouble it finds. */
export interface SweepActivities {
  /** Nudges processes that moved, fell due or settled unnoticed, the most urgent first; replaces a run that ignored three nudges. Answers how many. */
  sweepUnseen(): Promise<number>;
  /** Counts open deadlines anew that an announcement of holidays cut short by a crash had left as they were. Answers how many processes were asked. */
  sweepCalendar(): Promise<number>;
  /** Wakes the digest of every recipient whose deliveries lie. Answers how many. */
  sweepDeliveries(): Promise<number>;
}

/** Processes a sweep nudges at most; the next sweep, half a minute later, goes on with the rest. */
const most = 3_000;
/** So few at once that each finds a worker that waits for it: in the server's backlog it would cost more, and be told again before its turn came. */
const batch = 40;
/** The next are told when three in four of a batch have looked, or after this long: whoever cannot look holds up nobody. */
const patienceMs = 3_000;
const askEveryMs = 100;

/** Waits until three in four of these have looked, or patience is over. */
async function looked(ledger: Ledger, processes: readonly { readonly id: string }[]): Promise<void> {
  const ids = processes.map(({ id }) => id);
  const until = Date.now() + patienceMs;
  while (Date.now() < until && (await unseenOf(ledger.pool, ids)) > ids.length / 4) await new Promise((resolve) => setTimeout(resolve, askEveryMs));
}

export function createSweepActivities(ledger: Ledger, nudger: Nudger): SweepActivities {
  return {
    async sweepUnseen() {
      let done = 0;
      while (done < most) {
        const processes = await troubled(ledger.pool, batch);
        await nudger.tell(processes.filter((process) => !process.deaf));
        await nudger.replace(processes.filter((process) => process.deaf));
        done += processes.length;
        heartbeat(done);
        if (processes.length < batch) break;
        await looked(ledger, processes);
      }
      return done;
    },
    async sweepCalendar() {
      const given = cancellationSignal();
      return recountAfterAnnouncement(ledger, () => {
        heartbeat();
        // Given up by the server, another attempt works already.
        given.throwIfAborted();
      });
    },
    async sweepDeliveries() {
      const recipients = await recipientsWaiting(ledger.pool, most);
      for (const recipient of recipients) {
        await nudger.deliver(recipient.personId, recipient.channel);
        heartbeat();
      }
      return recipients.length;
    },
  };
}
