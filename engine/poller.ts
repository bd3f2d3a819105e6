import type { Client } from '@temporalio/client';
import { temporal } from '@temporalio/proto';

/** A poller that was seen longer ago than this may be a dead one: long polls last a minute. */
const freshMs = 90_000;

/** True when a worker polls the queue for workflow tasks. Throws when Temporal does not answer within 2 s. */
export async function hasPoller(client: Client, taskQueue: string): Promise<boolean> {
  const answer = await client.withDeadline(Date.now() + 2_000, () =>
    client.workflowService.describeTaskQueue({
      namespace: client.options.namespace,
      taskQueue: { name: taskQueue },
      taskQueueType: temporal.api.enums.v1.TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW,
    }),
  );
  return (answer.pollers ?? []).some((poller) => Date.now() - Number(poller.lastAccessTime?.seconds ?? 0) * 1000 < freshMs);
}
