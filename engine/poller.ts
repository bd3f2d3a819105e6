import type { Client } from '@temporalio/client';

/** A poller that was seen longer ago than this may be a dead one: long polls last a minute. */
const freshMs = 90_000;

/** TASK_QUEUE_TYPE_WORKFLOW of Temporal's protocol. */
const workflowQueue = 1;

/** True when a worker polls the queue for workflow tasks. Throws when Temporal does not answer within 2 s. */
export async function hasPoller(client: Client, taskQueue: string): Promise<boolean> {
  const answer = await client.withDeadline(Date.now() + 2_000, () =>
    client.workflowService.describeTaskQueue({
      namespace: client.options.namespace,
      taskQueue: { name: taskQueue },
      taskQueueType: workflowQueue,
    }),
  );
  return (answer.pollers ?? []).some((poller) => Date.now() - Number(poller.lastAccessTime?.seconds ?? 0) * 1000 < freshMs);
}
