import type { Client } from '@temporalio/client';

/** Workflow ids of every running workflow, as often as each runs. Asks Temporal's visibility, a page at a time. */
export async function runningWorkflows(client: Client): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const { workflowId } of client.workflow.list({ query: 'ExecutionStatus = "Running"', pageSize: 1_000 })) found.push(workflowId);
  return found;
}
