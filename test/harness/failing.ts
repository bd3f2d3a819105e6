import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { workflowId } from '../../engine/nudger.ts';
import type { Moved } from '../../ledger/request.ts';

/** The code of a run fails where it stands however often it is tried: no patience helps. */
class FailingRun extends Error {
  override name = 'FailingRun';
}

/** Throws FailingRun with the error of the first of these processes whose run has come no further since its code failed. To be asked when nothing has moved for long: a run that fails once goes on. */
export async function endIfFailing({ client }: Pick<TestWorkflowEnvironment, 'client'>, processes: readonly Moved[]): Promise<void> {
  for (const process of processes) {
    const handle = client.workflow.getHandle(workflowId(process));
    const history = await handle.fetchHistory().catch(() => undefined);
    const ended = history?.events?.findLast((event) => event.workflowTaskFailedEventAttributes ?? event.workflowTaskCompletedEventAttributes);
    // What the server itself gave up, such as an end that a signal overtook, has no error of the code.
    const failure = ended?.workflowTaskFailedEventAttributes?.failure;
    if (!failure?.message) continue;
    const { raw } = await handle.describe();
    throw new FailingRun(`${handle.workflowId} fails whenever it is tried (try ${raw.pendingWorkflowTask?.attempt ?? '?'}): ${failure.message}\n${failure.stackTrace ?? ''}`);
  }
}
