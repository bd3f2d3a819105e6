import { type Client, WorkflowNotFoundError } from '@temporalio/client';

/** What a beacon remembers of its ledger. */
export interface BeaconMemory {
  readonly counter: number;
  readonly series: Readonly<Record<string, number>>;
}

/** The id of a ledger's beacon. */
export const beaconId = (ledgerId: string): string => `beacon:${ledgerId}`;

/** What the beacon of a ledger remembers; undefined when there is none. Read from its memo, so no worker is needed. Throws when Temporal does not answer. */
export async function readBeacon(client: Client, ledgerId: string): Promise<BeaconMemory | undefined> {
  try {
    const description = await client.withDeadline(Date.now() + 5_000, () => client.workflow.getHandle(beaconId(ledgerId)).describe());
    const mark = description.memo?.mark as BeaconMemory | undefined;
    return mark && typeof mark.counter === 'number' ? mark : undefined;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return undefined;
    throw error;
  }
}
