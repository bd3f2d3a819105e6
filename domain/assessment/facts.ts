import type { Visit } from '../evaluation/state.ts';
import type { FactBase, RungReached } from '../process/fact.ts';
import type { AssessmentContent, ItemAnswer } from './state.ts';

interface Fact<T extends string> extends FactBase {
  readonly type: T;
}

export type AssessmentFact =
  | (Fact<'assessmentIssued'> & AssessmentContent)
  | (Fact<'itemAnswered'> & ItemAnswer)
  | (Fact<'selfCheckSubmitted'> & { readonly summary?: string; readonly late: boolean })
  | Fact<'selfCheckLapsed'>
  | (Fact<'itemReviewed'> & { readonly item: string; readonly points: number; readonly note?: string; readonly visit?: number })
  | (Fact<'selfCheckExtended'> & { readonly reason: string })
  | (Fact<'selfCheckReturned'> & { readonly reason: string })
  | (Fact<'reviewCompleted'> & { readonly note?: string })
  | (Fact<'objectionRaised'> & { readonly item: string; readonly reason: string })
  | (Fact<'objectionAnswered'> & { readonly item: string; readonly points: number; readonly former: number; readonly note: string })
  | (Fact<'expertsAdmitted'> & { readonly visit: Visit })
  | (Fact<'visitsEnded'> & { readonly numbers: readonly number[] })
  | Fact<'assessmentFinished'>
  | (Fact<'assessmentConcluded'> & { readonly outcome: 'campaignClosed' | 'campaignCancelled' })
  | (Fact<'assessmentSuspended'> & { readonly reason: string })
  | (Fact<'assessmentResumed'> & { readonly mode: 'keep' | 'shift' })
  | (Fact<'deadlinesRecomputed'> & { readonly calendarVersion: number })
  | RungReached;
export type AssessmentFactOf<T extends AssessmentFact['type']> = Extract<AssessmentFact, { readonly type: T }>;
