import type { CalendarChange } from '../chase/recount.ts';
import type { BeijingDate, Period } from '../process/time.ts';
import type { MeetingLadderChoice } from './ladders.ts';
import type { AgendaItem, MeetingDecision, MeetingKind, Present } from './state.ts';

/** The office convenes a meeting below a campaign. */
export interface ConveneMeeting {
  readonly type: 'convene';
  readonly campaignId: string;
  readonly kind: MeetingKind;
  readonly title: string;
  readonly heldOn?: BeijingDate;
  /** Instead of a date, in drills: counted from now. */
  readonly period?: Period;
  readonly place?: string;
  readonly agenda: readonly AgendaItem[];
  /** Without it: the campaign's member units. */
  readonly unitIds?: readonly string[];
  readonly ladders?: MeetingLadderChoice;
}

/** A decision to be recorded. */
export type AskedDecision = Omit<MeetingDecision, 'number' | 'taskId' | 'supporting' | 'takenOut'> & { readonly supporting?: readonly string[] };

/** A decision as a correction names it: by its number in the minutes, without one by its text and lead. */
export type CorrectedDecision = AskedDecision & { readonly number?: number };

/** What people may ask of a convened meeting. */
export type MeetingPersonCommand =
  | {
      readonly type: 'changeMeeting';
      readonly heldOn?: BeijingDate;
      readonly place?: string;
      readonly agenda?: readonly AgendaItem[];
      readonly unitIds?: readonly string[];
      readonly reason: string;
    }
  | { readonly type: 'reply'; readonly attends: boolean; readonly reason?: string }
  /** Units named in neither list count as absent. */
  | { readonly type: 'recordAttendance'; readonly present: readonly Present[]; readonly absent?: readonly string[] }
  | {
      readonly type: 'recordMinutes';
      readonly minutes: string;
      readonly evidence?: readonly string[];
      readonly decisions: readonly AskedDecision[];
    }
  | {
      readonly type: 'correctMinutes';
      readonly minutes: string;
      readonly evidence?: readonly string[];
      /** Those put right, and further ones that were left out of the minutes before; what is not named stands. */
      readonly decisions?: readonly CorrectedDecision[];
      /** Numbers of those that were not decided after all. */
      readonly takenOut?: readonly number[];
      readonly reason: string;
    }
  | { readonly type: 'cancel'; readonly reason: string };
export type MeetingPersonCommandType = MeetingPersonCommand['type'];

/** What time, the calendar and the campaign ask of a meeting. */
export type MeetingInwardCommand =
  | { readonly type: 'suspend'; readonly reason: string }
  | { readonly type: 'resume'; readonly mode: 'keep' | 'shift' }
  | { readonly type: 'conclude'; readonly outcome: 'campaignClosed' | 'campaignCancelled' }
  | ({ readonly type: 'recompute' } & CalendarChange)
  | { readonly type: 'strike' };

export type MeetingCommand = ConveneMeeting | MeetingPersonCommand | MeetingInwardCommand;
export type MeetingCommandOf<T extends MeetingCommand['type']> = Extract<MeetingCommand, { readonly type: T }>;
