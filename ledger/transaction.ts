import type { NoticeDraft } from '../domain/notice/notice.ts';
import type { Actor } from '../domain/process/actor.ts';
import type { ProcessState, ProcessType } from '../domain/process/definition.ts';
import type { FactBase, Recorded, RungReached } from '../domain/process/fact.ts';
import { fold } from '../domain/process/fold.ts';
import type { Instant } from '../domain/process/time.ts';
import { definitionOf } from './definitions.ts';

/** A process in a transaction's hands: as it was loaded, and as the facts decided so far leave it. */
export interface InHand {
  readonly type: ProcessType;
  readonly id: string;
  readonly before: ProcessState;
  state: ProcessState;
  /** Hash of the last fact stored. */
  readonly head: Buffer;
  /** Moment of the last fact stored; facts never go back behind it. */
  readonly lastAt: Instant;
  readonly facts: Recorded[];
  /** `deadlineKind`: empty for a notice that is no rung. */
  readonly notices: { readonly draft: NoticeDraft; readonly factSeq: number; readonly deadlineKind: string }[];
}

/** Adds facts to a process in hand, numbered and folded. `at`: not before its last fact. Answers those recorded. */
export function record(process: InHand, facts: readonly FactBase[], at: Instant, receivedAt: Instant, actor: Actor): readonly Recorded[] {
  const definition = definitionOf(process.type);
  const added: Recorded[] = [];
  for (const fact of facts) {
    const recorded: Recorded = { seq: process.state.version + 1, at, receivedAt, actor: actor.ref, fact };
    process.state = fold(definition, process.state, recorded);
    process.facts.push(recorded);
    added.push(recorded);
  }
  return added;
}

/** Adds a decision's notices; one that is no rung is keyed by the decision's first fact, a rung by its deadline. */
export function tell(process: InHand, drafts: readonly NoticeDraft[], firstSeq: number): void {
  for (const draft of drafts) process.notices.push({ draft, factSeq: draft.deadline ?? firstSeq, deadlineKind: deadlineKindOf(process, draft) });
}

/** One fact may set several deadlines: the kind stands in the fact of the rung reached, which the same decision gave. */
function deadlineKindOf({ facts }: InHand, { deadline, rung }: NoticeDraft): string {
  if (deadline === undefined) return '';
  const reached = facts.map(({ fact }) => fact as RungReached).findLast((fact) => fact.type === 'rungReached' && fact.deadline === deadline && fact.rung === rung);
  if (!reached) throw new Error(`a notice of the rung ${rung ?? '?'} was given without the fact that reached it`);
  return reached.kind;
}
