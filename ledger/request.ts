import type pg from 'pg';
import type { Actor } from '../domain/process/actor.ts';
import type { LeftAsItIs, Refusal } from '../domain/process/decision.ts';
import type { ProcessState, ProcessType, World } from '../domain/process/definition.ts';
import type { Json, Recorded } from '../domain/process/fact.ts';
import type { Instant } from '../domain/process/time.ts';

/** The stored answer of a request: a repeat with the same key gets it again, to the letter. */
export interface StoredAnswer {
  readonly status: number;
  readonly body: Json;
}

/** What the ledger decided, before it is shaped into an answer. */
export type Decided = { readonly ok: true; readonly facts: readonly Recorded[]; readonly left?: readonly LeftAsItIs[] } | Refusal;

export interface AnswerContext {
  /** The state after the command (or unchanged, after a refusal); its version is 0 when the process does not exist. */
  readonly state: ProcessState;
  readonly world: World;
  /** True when the asker may not even see the record. */
  readonly hidden: boolean;
}

/** One command to one process, from a person (through the API) or from time (through an activity). */
export interface CommandRequest {
  readonly type: ProcessType;
  /** The process's id; a fresh UUID for a command that creates it. */
  readonly id: string;
  readonly command: { readonly type: string };
  readonly actor: Actor;
  /** True for a request that brings the process into being; without it a process that is not there refuses with `process.not_found`. */
  readonly creates?: boolean;
  /** `Date.now()` of this machine when the request arrived; the ledger turns the wait since then into its own clock's receivedAt. Absent: now. */
  readonly receivedAt?: Instant;
  /** The version the asker read (If-Match); another one refuses with `process.changed_since`. */
  readonly expectedVersion?: number;
  /** The version of the org that the command was drawn up on; another one refuses with `register.changed_since`. For commands that lock the org. */
  readonly expectedOrg?: number;
  /** Idempotency-Key of a person, with a digest of what was asked: the same key with another digest is `command.key_reused`. */
  readonly key?: { readonly personId: string; readonly key: string; readonly digest: string };
  /**
   * What the caller writes in the same transaction, once the command is accepted and its facts are written, under the command's locks: both are there or neither.
   * Done again where the ledger repeats a command.
   */
  readonly beside?: (client: pg.ClientBase) => Promise<void>;
  /** Shapes the answer, purely and at once; stored with the key in the same transaction, refusals too. */
  readonly answer?: (decided: Decided, context: AnswerContext) => StoredAnswer;
}

export type Outcome =
  | { readonly ok: true; readonly repeated: false; readonly state: ProcessState; readonly facts: readonly Recorded[]; readonly answer?: StoredAnswer }
  | (Refusal & { readonly repeated: false; readonly answer?: StoredAnswer })
  | { readonly ok: true; readonly repeated: true; readonly answer: StoredAnswer };

/** A process that moved in a commit. */
export interface Moved {
  readonly type: ProcessType;
  readonly id: string;
}

/** How its workflow is to hear of a move. */
export interface Nudge extends Moved {
  /** Noted with this commit; false where one noted in the last 30 s is still unseen, for that one's look sees this move too. */
  readonly noted: boolean;
  /** True where waiting would show: its workflow alone is to close it, or time must act within seconds. */
  readonly urgent: boolean;
}
