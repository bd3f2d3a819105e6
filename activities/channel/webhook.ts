import { createHmac } from 'node:crypto';
import type { WaitingNotice } from '../../domain/notice/digest.ts';
import type { OutletAddress } from '../../ledger/delivery.ts';
import { type Channel, SendFailure } from './channel.ts';
import { Refused } from './guard.ts';
import { type PostAnswer, type PostOptions, post } from './post.ts';

/** How a channel learns an outlet's address when it sends. */
export type AddressBook = (outletId: string) => Promise<OutletAddress | undefined>;

/** Notices in one message at most. */
const mostNotices = 50;
/** Statuses after which the same message may yet be taken: a time-out, too early, too many. */
const passing: ReadonlySet<number> = new Set([408, 425, 429]);

/** What a receiver is told of a notice, in both languages; instants are ISO 8601 in UTC. */
const told = ({ kind, rung, process, title, why, rule, stops, dueAt, urgent, createdAt }: WaitingNotice) => ({
  kind,
  rung: rung ?? null,
  process,
  title,
  why,
  rule,
  stops,
  dueAt: dueAt === undefined ? null : new Date(dueAt).toISOString(),
  urgent,
  createdAt: new Date(createdAt).toISOString(),
});

/** `v1=` and the HMAC-SHA256, in hex, of the timestamp, a full stop and the body as it is sent; the key is the outlet's secret. */
export const signatureOf = (secret: string, timestamp: string, body: string): string => `v1=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`;

/**
 * Signed webhooks (docs/api.md): a JSON body frozen with its message id, so that a repeat is the same bytes under the same id; the timestamp is that of the try.
 * Any 2xx takes the message; 408, 425, 429, 5xx and silence are tried again; any other answer parks it until somebody has looked.
 */
export function createWebhookChannel(addresses: AddressBook, options: PostOptions = {}): Channel {
  return {
    name: 'webhook',
    recognisesRepeats: true,
    messageIdOf: (digestId) => digestId,
    holds: (notices) => Math.min(notices.length, mostNotices),
    render: (notices, now, messageId) => ({
      subject: notices[0]?.title.zh ?? '',
      text: JSON.stringify({ id: messageId, createdAt: new Date(now).toISOString(), notices: notices.map(told) }),
    }),
    send: async (message) => {
      const address = await addresses(message.to);
      if (address?.secret === undefined) throw new SendFailure('the outlet has no address or no secret', 'no', true);
      const timestamp = String(Math.floor(Date.now() / 1_000));
      const headers = { 'Duban-Message': message.messageId, 'Duban-Timestamp': timestamp, 'Duban-Signature': signatureOf(address.secret, timestamp, message.text) };
      judge(await post({ url: address.url, headers, body: message.text }, options));
    },
  };
}

function judge({ status }: PostAnswer): void {
  if (status >= 200 && status < 300) return;
  if (passing.has(status) || status >= 500) throw new SendFailure(`the receiver answered ${status}`, 'no');
  throw new Refused(`the receiver refused the message with ${status}`, true);
}
