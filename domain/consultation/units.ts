import type { Org } from '../org/org.ts';
import { standsFor } from '../policy/relation.ts';
import type { Actor } from '../process/actor.ts';
import type { Comment, CommentDecision, ConsultationState } from './state.ts';

/** The unit for which the actor answers: the own one, or one whose work it took over; undefined for who was not asked. */
export function askedUnitOf({ unitIds }: Pick<ConsultationState, 'unitIds'>, actor: Actor, org: Org): string | undefined {
  if (actor.unitId === undefined) return undefined;
  const own = standsFor(actor.unitId, org);
  return own.find((unitId) => unitIds.includes(unitId));
}

/** True when the unit has commented or has said that it has no comment. */
const hasAnswered = ({ comments, agreed }: Pick<ConsultationState, 'comments' | 'agreed'>, unitId: string): boolean =>
  agreed.some((one) => one.unitId === unitId) || comments.some((one) => one.unitId === unitId);

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
    const answer = comments.length > 0 ? 'commented' : agreement ? 'agreed' : state.silentUnitIds.includes(unitId) ? 'overdue' : 'silent';
    return { unitId, answer, late: comments[0]?.late ?? agreement?.late ?? false, ...tallyOf(comments) };
  });
}
