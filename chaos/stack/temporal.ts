import type { Client } from '@temporalio/client';

/** Workflow ids of every running workflow, as often as each runs. Asks Temporal's visibility, a page at a time. */
export async function runningWorkflows(client: Client): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const { workflowId } of client.workflow.list({ query: 'ExecutionStatus = "Running"', pageSize: 1_000 })) found.push(workflowId);
  return found;
}

/** WORKFLOW_TASK_FAILED of Temporal's protocol. */
const taskFailed = 9;
/** WORKFLOW_TASK_FAILED_CAUSE_UNHANDLED_COMMAND: a signal came while the run was about to close or turn its page; the server has it look again, and nothing is lost. */
const overtaken = 1;

/** What was said of each failed workflow task in every run of these workflows: what a run could not replay, or broke at. Not those that a signal overtook. */
export async function failedWorkflowTasks(client: Client, workflowIds: readonly string[]): Promise<readonly string[]> {
  const failed: string[] = [];
  for (const workflowId of workflowIds) {
    for await (const { runId } of client.workflow.list({ query: `WorkflowId = '${workflowId}'` })) {
      const { events } = await client.workflow.getHandle(workflowId, runId).fetchHistory();
      for (const { eventType, workflowTaskFailedEventAttributes: failure } of events ?? [])
        if (Number(eventType) === taskFailed && Number(failure?.cause) !== overtaken) failed.push(failure?.failure?.message ?? 'without a word');
    }
  }
  return failed;
}
