import type { FactBase, RungReached } from '../process/fact.ts';
import type { SurveyContent, SurveyDue } from './state.ts';

interface Fact<T extends string> extends FactBase {
  readonly type: T;
}

export type SurveyFact =
  | (Fact<'surveyBegun'> & SurveyContent & { readonly number: string; readonly due?: SurveyDue })
  | (Fact<'progressRecorded'> & { readonly point: number; readonly reached: number; readonly valid?: number })
  | (Fact<'qualityChecked'> & { readonly point: number; readonly rechecked: number; readonly agreed: number })
  | (Fact<'surveyCompleted'> & { readonly note: string; readonly shortfalls: readonly { readonly point: number; readonly reason: string }[] })
  | (Fact<'surveyCancelled'> & { readonly reason: string })
  | (Fact<'membersSet'> & { readonly memberUnitIds: readonly string[]; readonly groupLeadUnitIds?: readonly string[] })
  | (Fact<'surveySuspended'> & { readonly reason: string })
  | (Fact<'surveyResumed'> & { readonly mode: 'keep' | 'shift'; readonly due?: SurveyDue })
  | (Fact<'surveyConcluded'> & { readonly outcome: 'campaignClosed' | 'campaignCancelled' })
  | (Fact<'deadlinesRecomputed'> & { readonly calendarVersion: number; readonly due?: SurveyDue })
  | RungReached;
export type SurveyFactOf<T extends SurveyFact['type']> = Extract<SurveyFact, { readonly type: T }>;
