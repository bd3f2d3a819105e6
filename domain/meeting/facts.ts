import type { FactBase, RungReached } from '../process/fact.ts';
import type { BeijingDate } from '../process/time.ts';
import type { UsedTemplate } from '../register/template.ts';
import type { AgendaItem, MeetingContent, MeetingDay, MeetingDecision, Present } from './state.ts';

interface Fact<T extends string> extends FactBase {
  readonly type: T;
}

/** What a change of a convened meeting may touch. */
export interface MeetingChange {
  readonly day?: MeetingDay;
  readonly place?: string;
  readonly agenda?: readonly AgendaItem[];
  readonly unitIds?: readonly string[];
}

export type MeetingFact =
  | (Fact<'meetingConvened'> & MeetingContent & { readonly number: string })
  | (Fact<'meetingChanged'> & MeetingChange & { readonly reason: string; readonly former: MeetingChange })
  | (Fact<'replyGiven'> & { readonly unitId: string; readonly attends: boolean; readonly reason?: string })
  | (Fact<'meetingHeld'> & { readonly heldOn: BeijingDate; readonly by: 'date' | 'office' })
  | (Fact<'attendanceRecorded'> & { readonly present: readonly Present[]; readonly absent: readonly string[] })
  | (Fact<'minutesRecorded'> & { readonly minutes: string; readonly evidence: readonly string[]; readonly decisions: readonly MeetingDecision[]; readonly template?: UsedTemplate })
  | (Fact<'minutesCorrected'> & {
      readonly minutes: string;
      readonly evidence: readonly string[];
      /** Those left out before. */
      readonly decisions?: readonly MeetingDecision[];
      /** Those put right, as they are from now on and as they were. */
      readonly corrected?: readonly MeetingDecision[];
      readonly former?: readonly MeetingDecision[];
      /** Numbers of those taken out. */
      readonly takenOut?: readonly number[];
      readonly reason: string;
    })
  | (Fact<'meetingCancelled'> & { readonly reason: string })
  | (Fact<'meetingConcluded'> & { readonly outcome: 'campaignClosed' | 'campaignCancelled' })
  | (Fact<'meetingSuspended'> & { readonly reason: string })
  | (Fact<'meetingResumed'> & { readonly mode: 'keep' | 'shift'; readonly day?: MeetingDay })
  | (Fact<'deadlinesRecomputed'> & { readonly calendarVersion: number })
  | RungReached;
export type MeetingFactOf<T extends MeetingFact['type']> = Extract<MeetingFact, { readonly type: T }>;
