import type { Ladder } from '../chase/ladder.ts';
import type { FactBase, RungReached } from '../process/fact.ts';
import type { BeijingDate } from '../process/time.ts';
import type { Rhythm } from '../task/rhythm.ts';
import type { Amount, Verdict } from './evaluate.ts';
import type { MeasureRule } from './rule.ts';
import type { Evaluation, IndicatorContent, Owed, Sourced, SurveySource, Warned, Warning } from './state.ts';

interface Fact<T extends string> extends FactBase {
  readonly type: T;
}

/** A judgement as its fact carries it: the fact's own time is its time. */
export type Judged = Omit<Evaluation, 'at'> & Verdict;

/** A fact that changes what an indicator is judged by, or from, brings the new judgement. */
interface Rejudged {
  readonly evaluation?: Judged;
}

/** A fact that changes what is owed says the whole of it. */
interface Owing {
  readonly owed?: readonly Owed[];
}

/** What crossed a threshold with a value, or came back behind it. */
interface Watched {
  readonly crossed?: readonly string[];
  readonly warned?: Warned;
}

export type IndicatorFact =
  | (Fact<'indicatorEstablished'> & IndicatorContent & Owing & { readonly rule: MeasureRule })
  | (Fact<'baselineSet'> & Rejudged & Sourced & { readonly amount: Amount; readonly on: BeijingDate })
  | (Fact<'baselineCorrected'> & Rejudged & Sourced & { readonly version: number; readonly amount: Amount; readonly on: BeijingDate; readonly reason: string })
  | (Fact<'valueRecorded'> &
      Rejudged &
      Owing &
      Watched &
      Sourced & {
        readonly n: number;
        readonly amount: Amount;
        readonly on: BeijingDate;
        readonly unitId?: string;
        readonly period?: string;
        readonly survey?: SurveySource;
        readonly answers?: Owed & { readonly late: boolean };
      })
  | (Fact<'valueCorrected'> & Rejudged & Watched & Sourced & { readonly n: number; readonly version: number; readonly amount: Amount; readonly reason: string })
  | (Fact<'referencePublished'> & Rejudged & { readonly n: number; readonly amount: Amount; readonly on: BeijingDate; readonly source: string })
  | (Fact<'ownerAssigned'> & { readonly unitId: string; readonly former: string; readonly reason?: string })
  | (Fact<'targetSet'> & Rejudged & { readonly version: number; readonly rule: MeasureRule; readonly reason: string })
  | (Fact<'scheduleSet'> & Owing & { readonly dueOn?: BeijingDate; readonly rhythm?: Rhythm; readonly answersFrom?: BeijingDate; readonly reason: string })
  | (Fact<'warningSet'> & Warning)
  | (Fact<'warningCleared'> & { readonly reason: string })
  | (Fact<'indicatorCancelled'> & { readonly reason: string })
  | (Fact<'membersSet'> & { readonly memberUnitIds: readonly string[]; readonly groupLeadUnitIds?: readonly string[] })
  | (Fact<'ladderSet'> & { readonly ladder: Ladder; readonly reason: string })
  | (Fact<'indicatorSuspended'> & { readonly reason: string })
  | (Fact<'indicatorResumed'> & Owing & { readonly mode: 'keep' | 'shift' })
  | (Fact<'indicatorConcluded'> & { readonly outcome: 'campaignClosed' | 'campaignCancelled' })
  | (Fact<'deadlinesRecomputed'> & Owing & { readonly calendarVersion: number })
  | RungReached;
export type IndicatorFactOf<T extends IndicatorFact['type']> = Extract<IndicatorFact, { readonly type: T }>;
