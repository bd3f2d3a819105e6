import type { Due } from '../calendar/calendar.ts';
import type { CalendarChange } from '../chase/recount.ts';
import type { Visit } from '../evaluation/state.ts';
import type { BeijingDate, Period } from '../process/time.ts';
import type { EvidencePiece } from '../task/state.ts';
import type { AssessmentContent } from './state.ts';

/** What people may ask of an assessment. */
export type AssessmentPersonCommand =
  | {
      readonly type: 'answerItem';
      readonly item: string;
      readonly claim: number;
      readonly note?: string;
      readonly taskIds?: readonly string[];
      readonly indicatorIds?: readonly string[];
      readonly evidence?: readonly (string | EvidencePiece)[];
    }
  | { readonly type: 'submitSelfCheck'; readonly summary?: string }
  | { readonly type: 'reviewItem'; readonly item: string; readonly points: number; readonly note?: string }
  /** More time for a unit that still owes its self-check. */
  | { readonly type: 'extendSelfCheck'; readonly reason: string; readonly period?: Period; readonly dueOn?: BeijingDate }
  | { readonly type: 'returnSelfCheck'; readonly reason: string; readonly period?: Period; readonly dueOn?: BeijingDate }
  | { readonly type: 'completeReview'; readonly note?: string }
  | { readonly type: 'raiseObjection'; readonly item: string; readonly reason: string }
  /** Without `points` those found stand. */
  | { readonly type: 'answerObjection'; readonly item: string; readonly points?: number; readonly note: string };
export type AssessmentPersonCommandType = AssessmentPersonCommand['type'];

/** What time, the system, the campaign and the evaluation ask of an assessment. */
export type AssessmentInwardCommand =
  | ({ readonly type: 'issue'; readonly due: Due } & AssessmentContent)
  /** The review begins without its self-check. */
  | { readonly type: 'lapse' }
  | { readonly type: 'admit'; readonly visit: Visit }
  | { readonly type: 'endVisits'; readonly numbers: readonly number[] }
  /** The evaluation is published. */
  | { readonly type: 'finish' }
  | { readonly type: 'suspend'; readonly reason: string }
  | { readonly type: 'resume'; readonly mode: 'keep' | 'shift' }
  | { readonly type: 'conclude'; readonly outcome: 'campaignClosed' | 'campaignCancelled' }
  | ({ readonly type: 'recompute' } & CalendarChange)
  | { readonly type: 'strike' };

export type AssessmentCommand = AssessmentPersonCommand | AssessmentInwardCommand;
export type AssessmentCommandOf<T extends AssessmentCommand['type']> = Extract<AssessmentCommand, { readonly type: T }>;
