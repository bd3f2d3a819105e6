import type { Instant } from './time.ts';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };

/** Who did something, as facts keep it: ids only, never names. */
export interface ActorRef {
  readonly by: 'person' | 'time' | 'system';
  /** The person at the keyboard. */
  readonly personId?: string;
  /** The post the act is done in. */
  readonly postId?: string;
  /** The unit of that post. */
  readonly unitId?: string;
  /** "A for B": the person for whom it is done, and the delegation that allows it. */
  readonly forPersonId?: string;
  readonly delegationId?: string;
  /** "Entered by A for B": B decided, A only entered it. */
  readonly entered?: true;
}

/** What every fact may say besides its own content; the kernel folds these for all processes alike. */
export interface FactBase {
  readonly type: string;
  /** Deadlines that this fact sets; their number is this fact's seq. A deadline of the same kind still open is replaced. */
  readonly sets?: readonly import('../chase/deadline.ts').DeadlineSpec[];
  /** Open deadlines counted anew: the calendar or the chase rules changed, or a suspension moved dates that stood still before it. Number and rungs reached stay, and so does a pause unless it moves along. */
  readonly recounts?: readonly import('../chase/deadline.ts').Recount[];
  /** Kinds of deadlines that this fact ends. */
  readonly clears?: readonly string[];
  /** Kinds of deadlines whose ladder stands still from this fact on. */
  readonly pauses?: readonly string[];
  /** Ladders that go on, later rungs moved by the span they stood still. `dueMoves`: the due date moves by it too. */
  readonly resumes?: readonly {
    readonly kind: string;
    readonly rungs: readonly { readonly rung: string; readonly at: Instant }[];
    readonly dueAt?: Instant;
    readonly dueOn?: string;
  }[];
  /** Whoever did this may withdraw it until somebody else, or time, has acted. Absent from facts before there was such a thing. */
  readonly mayBeWithdrawn?: true;
}

/** The one fact that time writes for every process: a rung of a deadline's ladder was reached. */
export interface RungReached extends FactBase {
  readonly type: 'rungReached';
  /** Seq of the fact that set the deadline. */
  readonly deadline: number;
  readonly kind: string;
  readonly rung: string;
  /** Rungs dropped because their moment had lost its sense (a reminder after the due moment). Where `rung` is among them, nothing was reached: it only drops out. */
  readonly skipped?: readonly string[];
  /** New moments of later rungs, when this one fired late. */
  readonly moved?: readonly { readonly rung: string; readonly at: Instant }[];
}

/** Whoever took the last step has withdrawn it: the state is again as it was before that step, its deadlines with what was reached of them. The withdrawn fact stays on record. */
export interface StepWithdrawn extends FactBase {
  readonly type: 'stepWithdrawn';
  /** Seq of the fact withdrawn, the one before this. */
  readonly withdrawn: number;
  /** Type of that fact. */
  readonly step: string;
  readonly reason?: string;
}

/** A fact as the ledger keeps it: numbered per process from 1 without gaps. */
export interface Recorded<F extends FactBase = FactBase> {
  readonly seq: number;
  /** The ledger's clock after the lock, never before the fact before it. */
  readonly at: Instant;
  /** When the request came in; decides whether a submission was late. */
  readonly receivedAt: Instant;
  readonly actor: ActorRef;
  readonly fact: F;
}
