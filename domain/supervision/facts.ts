import type { FactBase, RungReached } from '../process/fact.ts';
import type { BeijingDate } from '../process/time.ts';
import type { Finding, Moment, ObjectionDecision, SupervisionContent } from './state.ts';

interface Fact<T extends string> extends FactBase {
  readonly type: T;
}

export type SupervisionFact =
  | (Fact<'supervisionPlanned'> & SupervisionContent & { readonly number: string })
  | (Fact<'visitPostponed'> & { readonly planned: Moment; readonly former: Moment; readonly reason: string })
  | (Fact<'visitRecorded'> & { readonly on: BeijingDate; readonly note: string; readonly findings: readonly Finding[]; readonly objectionUntil?: Moment })
  | (Fact<'objectionRaised'> & { readonly finding: number; readonly unitId: string; readonly reason: string; readonly evidence: readonly string[] })
  | (Fact<'objectionReviewed'> & {
      readonly finding: number;
      readonly decision: ObjectionDecision;
      readonly reason: string;
      readonly content?: string;
      readonly dueOn?: BeijingDate;
      readonly former?: NonNullable<Finding['former']>;
    })
  | Fact<'objectionsOver'>
  | Fact<'settlingContinued'>
  | (Fact<'supervisionClosed'> & { readonly by: 'date' | 'office' | 'visit' })
  | (Fact<'supervisionCancelled'> & { readonly reason: string })
  | (Fact<'supervisionConcluded'> & { readonly outcome: 'campaignClosed' | 'campaignCancelled' })
  | (Fact<'supervisionSuspended'> & { readonly reason: string })
  | (Fact<'supervisionResumed'> & { readonly mode: 'keep' | 'shift'; readonly planned?: Moment; readonly objectionUntil?: Moment })
  | (Fact<'deadlinesRecomputed'> & { readonly calendarVersion: number })
  | RungReached;
export type SupervisionFactOf<T extends SupervisionFact['type']> = Extract<SupervisionFact, { readonly type: T }>;
