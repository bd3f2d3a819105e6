import { condition, continueAsNew, log, proxyActivities, setHandler, sleep, workflowInfo } from '@temporalio/workflow';
import type { DeliveryActivities } from '../activities/delivery.ts';
import { type DigestInput, moved } from './messages.ts';

const { freezeDigest, sendDigest } = proxyActivities<DeliveryActivities>({
  // A mail server may take a minute to answer; its silence delays this recipient alone.
  startToCloseTimeout: '90s',
  scheduleToCloseTimeout: '10m',
  retry: { initialInterval: '5s', maximumInterval: '5m' },
});

/** Notices that come within this time of each other leave in one message. */
const gatheringMs = 10_000;
/** Longest wait between two tries to send. */
const longestPatienceMs = 3_600_000;

/** What leaves the building for one recipient through one channel: gathered, kept back in quiet hours, frozen, sent; a repeat is the same message. */
export async function digest({ personId, channel }: DigestInput): Promise<void> {
  let nudged = true;
  let failures = 0;
  setHandler(moved, () => {
    nudged = true;
  });
  while (nudged) {
    if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof digest>({ personId, channel });
    nudged = false;
    await sleep(gatheringMs, { summary: 'gather notices' });
    const next = await freezeDigest(personId, channel);
    if (next.waitMs !== undefined) {
      // A nudge wakes it: an urgent notice does not wait for the end of quiet hours.
      await condition(() => nudged, Math.min(next.waitMs, longestPatienceMs), { summary: 'quiet hours' });
      nudged = true;
      continue;
    }
    if (next.digestId === undefined) continue;
    nudged = true;
    try {
      await sendDigest(next.digestId);
      failures = 0;
    } catch (error) {
      failures++;
      log.warn('a digest could not be sent; it is tried again', { channel, error: String(error) });
      await sleep(Math.min(longestPatienceMs, 60_000 * 2 ** failures), { summary: 'after a failed send' });
    }
  }
}
