import { type Client, defaultPayloadConverter, WorkflowNotFoundError } from '@temporalio/client';

/** What a beacon remembers of its ledger. */
export interface BeaconMemory {
  readonly counter: number;
  readonly series: Readonly<Record<string, number>>;
}

/** The id of a ledger's beacon. */
export const beaconId = (ledgerId: string): string => `beacon:${ledgerId}`;

/** Latest events of a beacon looked at: between two signals lie the few that a worker's turn leaves. */
const latest = 30;

/**
 * What the beacon of a ledger remembers; undefined when there is none. Read from the server alone, so no worker is needed: from the memo that its workflow shows, and
 * from signals that the server has taken and a busy worker not shown yet. Throws when Temporal does not answer.
 */
export async function readBeacon(client: Client, ledgerId: string): Promise<BeaconMemory | undefined> {
  try {
    return await client.withDeadline(Date.now() + 5_000, async () => {
      const description = await client.workflow.getHandle(beaconId(ledgerId)).describe();
      const { history } = await client.workflowService.getWorkflowExecutionHistoryReverse({
        namespace: client.options.namespace,
        execution: { workflowId: beaconId(ledgerId), runId: description.runId },
        maximumPageSize: latest,
      });
      const signalled = (history?.events ?? []).map((event) => {
        const payload = event.workflowExecutionSignaledEventAttributes?.input?.payloads?.[0];
        return payload ? memoryOf(defaultPayloadConverter.fromPayload(payload)) : undefined;
      });
      return [memoryOf(description.memo?.mark), ...signalled].filter((memory) => memory !== undefined).sort((a, b) => b.counter - a.counter)[0];
    });
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return undefined;
    throw error;
  }
}

function memoryOf(value: unknown): BeaconMemory | undefined {
  const memory = value as Partial<BeaconMemory> | undefined;
  return typeof memory?.counter === 'number' && memory.series !== undefined ? { counter: memory.counter, series: memory.series } : undefined;
}
