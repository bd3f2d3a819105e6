import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { workflowId } from '../../engine/nudger.ts';
import type { Moved } from '../../ledger/request.ts';

/** The code of a run fails where it stands however often it is tried: no patience helps. */
class FailingRun extends Error {
  override name = 'FailingRun';
}

/** After so many tries in vain a run fails for no passing reason. */
const tries = 3;

/**
 * Throws FailingRun with the error of the first of these processes whose run has come no further since its code failed, and was tried in vain three times; a run that fails once goes on.
 * Counted by its history: the time-skipping server tells of no pending try, and of each after the first only that it ran out of time.
 */
export async function endIfFailing({ client }: Pick<TestWorkflowEnvironment, 'client'>, processes: readonly Moved[]): Promise<void> {
  for (const process of processes) {
    const handle = client.workflow.getHandle(workflowId(process));
    const events = (await handle.fetchHistory().catch(() => undefined))?.events ?? [];
    const since = events.slice(events.findLastIndex((event) => event.workflowTaskCompletedEventAttributes) + 1);
    // What the server itself gave up, such as an end that a signal overtook, has no error of the code.
    const failure = since.findLast((event) => event.workflowTaskFailedEventAttributes)?.workflowTaskFailedEventAttributes?.failure;
    const inVain = since.filter((event) => event.workflowTaskFailedEventAttributes ?? event.workflowTaskTimedOutEventAttributes).length;
    if (!failure?.message || inVain < tries) continue;
    throw new FailingRun(`${handle.workflowId} fails whenever it is tried (${inVain} times): ${failure.message}\n${failure.stackTrace ?? ''}`);
  }
}
