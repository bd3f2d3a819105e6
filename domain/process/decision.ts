import type { NoticeDraft } from '../notice/notice.ts';
import type { RefusalCode } from '../refusals.ts';
import type { AllowedStep, ProcessType } from './definition.ts';
import type { FactBase, Json } from './fact.ts';
import type { Instant } from './time.ts';

/** A gap-free series of numbers, one per name and year. */
export interface Series {
  readonly name: string;
  readonly year: number;
}

/** Another process that moves in the same transaction. Its own decider decides; one refusal refuses all. */
export interface Follow {
  readonly type: ProcessType;
  readonly id: string;
  readonly command: { readonly type: string };
}

/** Something that a request for several was for and that stays as it is, and why; `from`: when it may be again. */
export interface LeftAsItIs {
  readonly number: string;
  readonly code: RefusalCode;
  readonly params?: Refusal['params'];
  readonly from?: Instant;
}

/** That it stays as it is by this refusal. */
export const leftBecause = (number: string, { code, params }: Refusal): LeftAsItIs => ({ number, code, ...(params ? { params } : {}) });

/** What a decider answers when it agrees. No facts at all means: nothing to do, the state stands. */
export interface Accepted<F extends FactBase> {
  readonly ok: true;
  readonly facts: readonly F[];
  /** When the facts need a number: the ledger takes the next of the series last of all and asks for the facts then. `facts` is empty in that case. */
  readonly numbered?: { readonly series: Series; readonly facts: (n: number) => readonly F[] };
  readonly notices?: readonly NoticeDraft[];
  readonly also?: readonly Follow[];
  /** What of the request is left as it is, for whoever asks: where no fact may tell it to the readers of a record. */
  readonly left?: readonly LeftAsItIs[];
}

/** A refusal is a value: a stable code, values for its text, and where several things block, each of them. */
export interface Refusal {
  readonly ok: false;
  readonly code: RefusalCode;
  readonly params?: Readonly<Record<string, Json>>;
  /** Each item that blocks, for lists such as "these tasks lack a lead". */
  readonly items?: readonly Readonly<Record<string, Json>>[];
}

export type Decision<F extends FactBase> = Accepted<F> | Refusal;

/** A step as it is shown to whoever may take it: open, or with the refusal that it would meet. */
export const stepBy = (type: string, refused: Refusal | undefined): AllowedStep =>
  refused ? { type, ok: false, reason: refused.code, ...(refused.params ? { params: refused.params } : {}) } : { type, ok: true };

/** Agree with these facts. */
export const accept = <F extends FactBase>(facts: readonly F[], more: Partial<Omit<Accepted<F>, 'ok' | 'facts'>> = {}): Accepted<F> => ({ ok: true, facts, ...more });

/** Refuse with a stable code. */
export const refuse = (code: RefusalCode, params?: Readonly<Record<string, Json>>, items?: readonly Readonly<Record<string, Json>>[]): Refusal => ({
  ok: false,
  code,
  ...(params ? { params } : {}),
  ...(items ? { items } : {}),
});
