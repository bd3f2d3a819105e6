import type { Org } from '../org/org.ts';
import { standsFor } from '../policy/relation.ts';
import type { Actor } from '../process/actor.ts';
import type { Comment, CommentDecision, ConsultationState } from './state.ts';

/** The units for which the actor answers: the own one first, then those whose work it took over; none for who was not asked. */
export const askedUnitsOf = ({ unitIds }: Pick<ConsultationState, 'unitIds'>, actor: Actor, org: Org): readonly string[] =>
  actor.unitId === undefined ? [] : standsFor(actor.unitId, org).filter((unitId) => unitIds.includes(unitId));

/** The first comment that speaks for the unit: its own, or one of the unit that took over its work. */
export const firstCommentOf = ({ comments }: Pick<ConsultationState, 'comments'>, unitId: string): Comment | undefined =>
  comments.find((one) => one.unitId === unitId || one.alsoFor?.includes(unitId));

/** True when the unit has commented or has said that it has no comment. */
const hasAnswered = (state: Pick<ConsultationState, 'comments' | 'agreed'>, unitId: string): boolean =>
  state.agreed.some((one) => one.unitId === unitId) || firstCommentOf(state, unitId) !== undefined;

/** Units that were asked and have not answered, in the order in which they were asked. */
export const silentUnits = (state: Pick<ConsultationState, 'unitIds' | 'comments' | 'agreed'>): readonly string[] => state.unitIds.filter((unitId) => !hasAnswered(state, unitId));

/** How the comments of one unit, or of all, were decided on. */
export interface Tally extends Readonly<Record<CommentDecision, number>> {
  readonly comments: number;
  readonly unanswered: number;
}

/** Counts comments by what became of them. */
export function tallyOf(comments: readonly Comment[]): Tally {
  const by = (decision: CommentDecision): number => comments.filter(({ answer }) => answer?.decision === decision).length;
  return { comments: comments.length, adopted: by('adopted'), partly: by('partly'), notAdopted: by('notAdopted'), unanswered: comments.filter(({ answer }) => !answer).length };
}

/** What one unit said, for the summary: 'silent' while its time runs, 'overdue' once the collecting ended without it. */
export interface UnitSummary extends Tally {
  readonly unitId: string;
  readonly answer: 'commented' | 'agreed' | 'silent' | 'overdue';
  readonly late: boolean;
}

/** 意见汇总: every unit asked, in order, and how its comments were decided on. */
export function summaryOf(state: Pick<ConsultationState, 'unitIds' | 'comments' | 'agreed' | 'silentUnitIds'>): readonly UnitSummary[] {
  return state.unitIds.map((unitId) => {
    const comments = state.comments.filter((one) => one.unitId === unitId);
    const agreement = state.agreed.find((one) => one.unitId === unitId);
    const first = firstCommentOf(state, unitId);
    const answer = first ? 'commented' : agreement ? 'agreed' : state.silentUnitIds.includes(unitId) ? 'overdue' : 'silent';
    return { unitId, answer, late: first?.late ?? agreement?.late ?? false, ...tallyOf(comments) };
  });
}
