import type { CalendarChange } from '../chase/recount.ts';
import type { BeijingDate, Period } from '../process/time.ts';
import type { EvaluationLadderChoice } from './ladders.ts';
import type { ScoreWeights } from './score.ts';
import type { Standard, UnitClass } from './standard.ts';

/** The office begins the evaluation of its campaign; each unit's assessment begins with it. */
export interface StartEvaluation {
  readonly type: 'start';
  readonly campaignId: string;
  readonly title: string;
  readonly standard: Standard;
  /** Without it the campaign's members by the kind of unit. */
  readonly classes?: readonly UnitClass[];
  /** Without it the standard alone counts. */
  readonly weights?: ScoreWeights;
  readonly selfCheckDueOn?: BeijingDate;
  /** Instead of a date: counted from the start. */
  readonly period?: Period;
  readonly passMark?: number;
  readonly ladders?: EvaluationLadderChoice;
}

/** What people may ask of a running evaluation. */
export type EvaluationPersonCommand =
  /** The review begins, or goes on, although self-checks are missing; what was not answered is reviewed without. */
  | { readonly type: 'openReview'; readonly reason: string }
  | {
      readonly type: 'inviteExperts';
      readonly personIds: readonly string[];
      readonly from: BeijingDate;
      readonly until: BeijingDate;
      readonly items?: readonly string[];
      readonly unitIds?: readonly string[];
    }
  | { readonly type: 'recordIndicators'; readonly unitId: string; readonly met: number; readonly counted: number; readonly note: string }
  | { readonly type: 'showScores' }
  | { readonly type: 'publish' }
  | { readonly type: 'correctScore'; readonly unitId: string; readonly item: string; readonly points: number; readonly reason: string }
  | { readonly type: 'recordOutcome'; readonly result: string; readonly score?: number; readonly note: string; readonly evidence?: readonly string[] }
  | { readonly type: 'close'; readonly reason: string }
  | { readonly type: 'cancel'; readonly reason: string };
export type EvaluationPersonCommandType = EvaluationPersonCommand['type'];

/** What time, the system, the campaign and the assessments ask of an evaluation. */
export type EvaluationInwardCommand =
  /** A self-check came in: the last one opens the review. */
  | { readonly type: 'tally' }
  | { readonly type: 'suspend'; readonly reason: string }
  | { readonly type: 'resume'; readonly mode: 'keep' | 'shift' }
  | { readonly type: 'conclude'; readonly outcome: 'campaignClosed' | 'campaignCancelled' }
  | ({ readonly type: 'recompute' } & CalendarChange)
  | { readonly type: 'strike' };

export type EvaluationCommand = StartEvaluation | EvaluationPersonCommand | EvaluationInwardCommand;
export type EvaluationCommandOf<T extends EvaluationCommand['type']> = Extract<EvaluationCommand, { readonly type: T }>;
