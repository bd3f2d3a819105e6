import type { WaitingNotice } from '../../domain/notice/digest.ts';
import type { RenderedDigest } from '../../domain/notice/render.ts';
import type { Instant } from '../../domain/process/time.ts';

/** A message as it was frozen: a repeat is the same to the letter. */
export interface Message {
  readonly messageId: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** When it was frozen; the date that it carries. */
  readonly date: Instant;
}

/** A way out of the building: mail to people; webhooks and the robots of chat groups for the outlets of units. */
export interface Channel {
  /** As deliveries name it. */
  readonly name: string;
  /**
   * True when the remote recognises a repeat by its message id. Where it cannot, a try without an answer leaves the message `unknown`,
   * and it is sent once more at most.
   */
  readonly recognisesRepeats: boolean;
  /** Where it reaches a person of the register; undefined when nowhere. A channel without it reaches outlets, whose address only `send` learns. */
  readonly addressOf?: (person: { readonly mail?: string }) => string | undefined;
  /** How many of these notices, from the first on, one message holds, one at the least; the rest leave in the next. Without it: all. */
  readonly holds?: (notices: readonly WaitingNotice[], now: Instant) => number;
  /** The message for these notices; without it the text of a mail. */
  readonly render?: (notices: readonly WaitingNotice[], now: Instant, messageId: string) => RenderedDigest;
  /** The message's id for the remote, made from the digest's. */
  readonly messageIdOf: (digestId: string) => string;
  /** Sends; returns when the remote has taken it over. Throws a SendFailure within 80 seconds otherwise. */
  readonly send: (message: Message) => Promise<void>;
}

/** A message did not leave, or nobody knows. Its text holds no secrets and no addresses: it is stored and shown. */
export class SendFailure extends Error {
  override name = 'SendFailure';
  /** `no`: the remote certainly did not take it; `unknown`: it gave no answer. */
  readonly taken: 'no' | 'unknown';
  /** Trying again is of no use before somebody has changed something: the message is parked at once. */
  readonly isFinal: boolean;

  constructor(text: string, taken: 'no' | 'unknown', isFinal = false) {
    super(text);
    this.taken = taken;
    this.isFinal = isFinal;
  }
}
