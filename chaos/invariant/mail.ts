import { type Finding, finding } from './finding.ts';
import type { Evidence } from './rows.ts';

/** A message as the mail server took it. */
export interface Message {
  readonly to: readonly string[];
  /** Headers and body. */
  readonly data: string;
  /** A ledger restored from before the message was frozen writes it once more, under the same id and with the date of that day: its copies are compared apart. */
  readonly fromLost?: true;
}

const messageIdOf = (message: Message): string => /^Message-ID:\s*(<[^>]+>)/im.exec(message.data)?.[1] ?? '';

/**
 * I9: a notice said to be sent reached the server at its address; copies of a message that one ledger sent are the same to the letter; nothing reached it that the ledger did not send.
 * `waits`: deliveries may still be on their way, which is no fault then. `early`: how many of the messages came before the rows were read; only of these is a digest asked for.
 */
export function mail(
  messages: readonly Message[],
  { deliveries, digests }: Pick<Evidence, 'deliveries' | 'digests'>,
  { waits, early = messages.length }: { readonly waits: boolean; readonly early?: number },
): Finding {
  const faults: string[] = [];
  const copies = new Map<string, Message[]>();
  for (const message of messages) copies.set(messageIdOf(message), [...(copies.get(messageIdOf(message)) ?? []), message]);
  const byId = new Map(digests.map((digest) => [digest.messageId, digest]));
  const before = new Set(messages.slice(0, early).map(messageIdOf));
  for (const [id, same] of copies) {
    if (before.has(id) && !byId.has(id)) faults.push(`the message ${id || 'without an id'} belongs to no digest`);
    const textsOf = (ofThese: readonly Message[]): number => new Set(ofThese.map((message) => `${message.to.join()}\n${message.data}`)).size;
    if (textsOf(same.filter((message) => message.fromLost)) > 1 || textsOf(same.filter((message) => !message.fromLost)) > 1) faults.push(`copies of the message ${id} differ`);
  }
  const digestOf = new Map(digests.map((digest) => [digest.id, digest]));
  let checked = 0;
  for (const delivery of deliveries) {
    if (delivery.channel !== 'mail') continue;
    if (delivery.state === 'dropped') continue;
    if (delivery.state !== 'sent') {
      if (!waits) faults.push(`the notice ${delivery.noticeId} was not mailed: ${delivery.state}`);
      continue;
    }
    checked++;
    const digest = digestOf.get(delivery.digestId ?? '');
    const arrived = digest && copies.get(digest.messageId)?.some((message) => message.to.includes(digest.address));
    if (!arrived) faults.push(`the notice ${delivery.noticeId} is said to be sent, and the mail server never took it`);
  }
  return finding('I9', checked, faults);
}
