import { ApplicationFailure } from '@temporalio/common';
import type { Logger } from 'pino';
import { type DigestPlan, type DigestRecipient, planDigest } from '../domain/notice/digest.ts';
import { officeHours, type SendingWindow } from '../domain/notice/quiet-hours.ts';
import { renderDigest } from '../domain/notice/render.ts';
import {
  areDeliveriesHeld,
  digestIdOf,
  dropDeliveries,
  freeze,
  lockRecipient,
  moveDigest,
  readOutlet,
  readRecipient,
  restDeliveries,
  thawDigest,
  type UnfinishedDigest,
  type UnsentDigest,
  unfinishedDigest,
  unsentDigest,
  waitingNotices,
} from '../ledger/delivery.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { type Channel, SendFailure } from './channel/channel.ts';

/** What leaves the building, for one recipient through one channel. */
export interface DeliveryActivities {
  /**
   * Freezes what may leave now into one message and answers its id; one that was begun is answered first, so that it is sent again as the same message.
   * Nothing while deliveries are held since a restore. `waitMs`: only quiet hours keep notices back, for so many milliseconds.
   */
  freezeDigest(personId: string, channel: string): Promise<{ waitMs?: number; digestId?: string }>;
  /** Sends a frozen message; again if it was begun before. Harmless for one that was sent, parked or taken apart. Throws when it did not leave; after a day of failing, or where trying again is of no use, it is parked instead. */
  sendDigest(digestId: string): Promise<void>;
}

export interface DeliveryOptions {
  /** When messages may leave that are not urgent; office hours unless said otherwise. */
  readonly window?: SendingWindow | 'always';
  readonly logger?: Pick<Logger, 'warn' | 'error'>;
}

/** A message that failed for so long, in so many tries, is parked: an administrator sees it and decides. */
const parkAfterMs = 24 * 3_600_000;
/** Tries before parking, so that a machine which was off for a night does not park at its first try: one an hour at the least. */
const parkAfterAttempts = 24;
/** The sweep leaves a recipient alone while the digest workflow has patience of its own: an hour at most between two tries. */
const restAfterFailureMs = 3_600_000;
/** A try takes 90 s at most. */
const restWhileSendingMs = 120_000;
/** A worker without this channel leaves its deliveries to another one, or to a changed configuration. */
const restWithoutChannelMs = 3_600_000;

export function createDeliveryActivities(ledger: Ledger, configured: readonly Channel[], options: DeliveryOptions = {}): DeliveryActivities {
  const channels = new Map(configured.map((channel) => [channel.name, channel]));
  const { logger } = options;
  const window = options.window === 'always' ? undefined : (options.window ?? officeHours);
  return {
    async freezeDigest(personId, channelName) {
      const recipient = { personId, channel: channelName };
      const { now, calendar } = await ledger.moment();
      return ledger.transact(async (client) => {
        await lockRecipient(client, recipient);
        if (await areDeliveriesHeld(client)) return {};
        const channel = channels.get(channelName);
        if (!channel) {
          logger?.warn({ channel: channelName }, 'deliveries wait for a channel that is not configured here');
          await restDeliveries(client, recipient, now + restWithoutChannelMs);
          return {};
        }
        const reach = await reachOf(client, channel, personId);
        const { address } = reach;
        const begun = await unfinishedDigest(client, recipient);
        if (begun) {
          const plan = planDigest(reach, await waitingNotices(client, recipient, begun.id), now, calendar, window);
          const next = again(begun, reach, plan);
          if (next === 'send') return { digestId: begun.id };
          if (next === 'wait') return waitUntil(plan.opensAt, now);
          if (next === 'end') await moveDigest(client, begun.id, { state: 'unknown' });
          else {
            await dropDeliveries(client, plan.dropped);
            await thawDigest(client, begun.id);
          }
        }
        const plan = planDigest(reach, await waitingNotices(client, recipient), now, calendar, window);
        await dropDeliveries(client, plan.dropped);
        if (plan.opensAt !== undefined) await restDeliveries(client, recipient, plan.opensAt);
        if (plan.sent.length > 0 && address !== undefined) {
          const held = plan.sent.slice(0, channel.holds?.(plan.sent, now) ?? plan.sent.length);
          const deliveryIds = held.map((notice) => notice.deliveryId);
          const id = digestIdOf(deliveryIds);
          const messageId = channel.messageIdOf(id);
          const rendered = channel.render?.(held, now, messageId) ?? renderDigest(held, now);
          await freeze(client, personId, { id, channel: channelName, address, messageId, createdAt: now, ...rendered }, deliveryIds);
          return { digestId: id };
        }
        return waitUntil(plan.opensAt, now);
      });
    },

    async sendDigest(digestId) {
      const begun = await ledger.transact((client) => begin(client, digestId, channels));
      if (!begun) return;
      const { digest, channel } = begun;
      try {
        if (!channel) throw new SendFailure(`the channel ${digest.channel} is not configured on this worker`, 'no');
        await channel.send({ messageId: digest.messageId, to: digest.address, subject: digest.subject, text: digest.text, date: digest.createdAt });
      } catch (error) {
        // The text of any other error is not known to be free of secrets.
        const failure = error instanceof SendFailure ? error : new SendFailure('the channel broke', 'unknown');
        const end = await fail(ledger, digest, channel, failure);
        logger?.[end === 'failed' ? 'error' : 'warn'](
          { digest: digestId, channel: digest.channel, attempts: digest.attempts + 1, reason: failure.message, state: end },
          'a digest could not be sent',
        );
        if (end === 'failed' || end === 'unknown') return;
        throw ApplicationFailure.retryable(failure.message, 'SendFailure');
      }
      await ledger.transact((client) => moveDigest(client, digestId, { state: 'sent' }));
    },
  };
}

const waitUntil = (opensAt: number | undefined, now: number): { readonly waitMs?: number } => (opensAt === undefined ? {} : { waitMs: Math.max(1, Math.ceil(opensAt - now)) });

/**
 * What becomes of a message that was begun. One that may have gone out is repeated as it is, at any hour: its first try came in the window; only to somebody who has left it is not.
 * One that has certainly not left is held to the hour and to what its notices have become like a new one: it is sent, as the same message, waits for the window, or is taken apart.
 */
function again(begun: UnfinishedDigest, reach: DigestRecipient, plan: DigestPlan): 'send' | 'wait' | 'end' | 'apart' {
  if (begun.mayHaveLeft) return reach.active ? 'send' : 'end';
  if (begun.address !== reach.address) return 'apart';
  if (begun.wasTried) return plan.sent.length > 0 ? 'send' : plan.keptBack.length > 0 ? 'wait' : 'apart';
  return plan.sent.length > 0 && plan.sent.length === begun.deliveries ? 'send' : 'apart';
}

type Client = Parameters<Parameters<Ledger['transact']>[0]>[0];

/** Where a recipient stands, and where the channel reaches them. An outlet is addressed by its id: what that means, only the channel learns, when it sends. */
async function reachOf(client: Client, channel: Channel, recipientId: string): Promise<DigestRecipient> {
  if (!channel.addressOf) return { active: (await readOutlet(client, recipientId))?.active ?? false, address: recipientId };
  const person = await readRecipient(client, recipientId);
  const address = person && channel.addressOf(person);
  return { active: person?.active ?? false, ...(address === undefined ? {} : { address }) };
}

/** Says in the ledger that a try begins, before it does. Undefined when there is nothing to send. */
async function begin(
  client: Client,
  digestId: string,
  channels: ReadonlyMap<string, Channel>,
): Promise<{ readonly digest: UnsentDigest; readonly channel: Channel | undefined } | undefined> {
  const digest = await unsentDigest(client, digestId);
  if (!digest || (await areDeliveriesHeld(client))) return undefined;
  // The confirming retry of an unknown message has been made.
  if (digest.state === 'unknown') return undefined;
  const channel = channels.get(digest.channel);
  if (!channel) return { digest, channel };
  const isSecondOfUnknown = digest.state === 'sending' && !channel.recognisesRepeats;
  await moveDigest(client, digestId, { state: isSecondOfUnknown ? 'unknown' : 'sending', restMs: restWhileSendingMs });
  return { digest: isSecondOfUnknown ? { ...digest, state: 'unknown' } : digest, channel };
}

/** Notes a failed try and answers where it leaves the digest. */
async function fail(ledger: Ledger, digest: UnsentDigest, channel: Channel | undefined, failure: SendFailure): Promise<'frozen' | 'sending' | 'unknown' | 'failed'> {
  const { now } = await ledger.moment();
  const isParked = failure.isFinal || (digest.failingSince !== undefined && now - digest.failingSince >= parkAfterMs && digest.attempts + 1 >= parkAfterAttempts);
  const afterTry = failure.taken === 'no' ? 'frozen' : 'sending';
  const state = digest.state === 'unknown' ? 'unknown' : isParked ? 'failed' : channel ? afterTry : digest.state;
  await ledger.transact((client) => moveDigest(client, digest.id, { state, error: failure.message, restMs: restAfterFailureMs }));
  return state;
}
