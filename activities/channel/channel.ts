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

/** A way out of the building: mail today; robots and webhooks have room here. */
export interface Channel {
  /** As deliveries name it. */
  readonly name: string;
  /**
   * True when the remote recognises a repeat by its message id. Where it cannot, a try without an answer leaves the message `unknown`,
   * and it is sent once more at most.
   */
  readonly recognisesRepeats: boolean;
  /** Where it reaches a person of the register; undefined when nowhere. */
  readonly addressOf: (person: { readonly mail?: string }) => string | undefined;
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

  constructor(text: string, taken: 'no' | 'unknown') {
    super(text);
    this.taken = taken;
  }
}
