import type { Client } from '@temporalio/client';
import proto from '@temporalio/proto';

/** All that Temporal keeps of a workflow: over all its runs, if it turned its page. */
export interface Kept {
  readonly events: number;
  readonly bytes: number;
  readonly runs: number;
}

/** Reads a workflow's history, the newest run first, back to where it began. */
export async function historyOf(client: Client, workflowId: string): Promise<Kept> {
  const { History } = proto.temporal.api.history.v1;
  let kept: Kept = { events: 0, bytes: 0, runs: 0 };
  for (let run: string | undefined = ''; run !== undefined; ) {
    const history = History.fromObject(await client.workflow.getHandle(workflowId, run === '' ? undefined : run).fetchHistory());
    kept = { events: kept.events + history.events.length, bytes: kept.bytes + History.encode(history).finish().length, runs: kept.runs + 1 };
    run = history.events[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId || undefined;
  }
  return kept;
}

export const together = (histories: readonly Kept[]): Kept =>
  histories.reduce((sum, one) => ({ events: sum.events + one.events, bytes: sum.bytes + one.bytes, runs: sum.runs + one.runs }), { events: 0, bytes: 0, runs: 0 });

export const kibibytes = (bytes: number): string => `${(bytes / 1_024).toFixed(1)} KiB`;
