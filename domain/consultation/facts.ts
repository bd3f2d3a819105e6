import type { FactBase, RungReached } from '../process/fact.ts';
import type { ConsultationLadders } from './ladders.ts';
import type { CommentDecision, ConsultationContent, OpinionsDue } from './state.ts';

interface Fact<T extends string> extends FactBase {
  readonly type: T;
}

export type ConsultationFact =
  | (Fact<'unitsAsked'> & ConsultationContent & { readonly ladders: ConsultationLadders; readonly due: OpinionsDue })
  /** `alsoFor`: units for which it speaks too; `withdraws`: the unit, or one of those, had said that it has no comment. */
  | (Fact<'commented'> & {
      readonly number: number;
      readonly unitId: string;
      readonly alsoFor?: readonly string[];
      readonly text: string;
      readonly taskNumber?: string;
      readonly proposal?: string;
      readonly late: boolean;
      readonly withdraws?: true;
    })
  | (Fact<'agreed'> & { readonly unitId: string; readonly late: boolean })
  /** Every unit has answered, or the office waits for the others no more. */
  | (Fact<'collectingEnded'> & { readonly by: 'units' | 'office'; readonly silentUnitIds: readonly string[] })
  | (Fact<'commentAnswered'> & {
      readonly number: number;
      readonly unitId: string;
      readonly decision: CommentDecision;
      readonly reason?: string;
      readonly former?: CommentDecision;
    })
  | (Fact<'opinionsExtended'> & { readonly due: OpinionsDue; readonly reason: string })
  | (Fact<'consultationClosed'> & { readonly silentUnitIds: readonly string[]; readonly adopted: number; readonly partly: number; readonly notAdopted: number })
  | (Fact<'consultationCancelled'> & { readonly reason: string })
  | (Fact<'deadlinesRecomputed'> & { readonly calendarVersion: number; readonly due?: OpinionsDue })
  | RungReached;
export type ConsultationFactOf<T extends ConsultationFact['type']> = Extract<ConsultationFact, { readonly type: T }>;
