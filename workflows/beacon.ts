import { condition, continueAsNew, setHandler, upsertMemo, workflowInfo } from '@temporalio/workflow';
import { advance, type BeaconInput, type BeaconMark } from './messages.ts';

/** Events after which the run turns its page. */
const pageLength = 2_000;

/**
 * Remembers, outside the ledger, how far the ledger had come: its counter and the highest number of each series, readable from the run's memo without a worker.
 * A ledger behind its beacon was restored; a beacon behind its ledger means that Temporal lost something.
 */
export async function beacon({ mark: first }: BeaconInput): Promise<void> {
  let mark = first;
  let shown: BeaconMark | undefined;
  setHandler(advance, (next) => {
    if (next.counter >= mark.counter) mark = next;
  });
  while (!workflowInfo().continueAsNewSuggested && workflowInfo().historyLength < pageLength) {
    if (shown !== mark) {
      shown = mark;
      upsertMemo({ mark });
    }
    await condition(() => shown !== mark);
  }
  await continueAsNew<typeof beacon>({ mark });
}
