import type { FactBase, RungReached } from '../process/fact.ts';
import type { ScoreInput } from './score.ts';
import type { Correction, EvaluationContent, IndicatorCount, Visit } from './state.ts';

interface Fact<T extends string> extends FactBase {
  readonly type: T;
}

/** A row of the table as it was published. */
export interface PublishedScore {
  readonly unitId: string;
  readonly className: string;
  readonly score: number;
  readonly rank: number;
}

export type EvaluationFact =
  | (Fact<'evaluationStarted'> & EvaluationContent)
  | (Fact<'reviewOpened'> & { readonly missing: readonly string[]; readonly reason?: string })
  /** During the review the office waits no longer for self-checks that it had sent back. */
  | (Fact<'selfChecksLapsed'> & { readonly unitIds: readonly string[]; readonly reason: string })
  | (Fact<'expertsInvited'> & Visit)
  | (Fact<'visitsEnded'> & { readonly numbers: readonly number[] })
  | (Fact<'indicatorsRecorded'> & IndicatorCount)
  | Fact<'scoresShown'>
  | (Fact<'scoresPublished'> & { readonly inputs: readonly ScoreInput[]; readonly table: readonly PublishedScore[] })
  | (Fact<'scoreCorrected'> & Omit<Correction, 'at' | 'by'> & { readonly table: readonly PublishedScore[] })
  | (Fact<'outcomeRecorded'> & { readonly result: string; readonly score?: number; readonly note: string; readonly evidence: readonly string[] })
  | (Fact<'evaluationClosed'> & { readonly reason: string })
  | (Fact<'evaluationCancelled'> & { readonly reason: string })
  | (Fact<'evaluationConcluded'> & { readonly outcome: 'campaignClosed' | 'campaignCancelled' })
  | (Fact<'evaluationSuspended'> & { readonly reason: string })
  | (Fact<'evaluationResumed'> & { readonly mode: 'keep' | 'shift' })
  | (Fact<'deadlinesRecomputed'> & { readonly calendarVersion: number })
  | RungReached;
export type EvaluationFactOf<T extends EvaluationFact['type']> = Extract<EvaluationFact, { readonly type: T }>;
