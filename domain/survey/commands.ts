import type { CalendarChange } from '../chase/recount.ts';
import type { BeijingDate, Period } from '../process/time.ts';
import type { PlannedPoint } from './state.ts';

/** A survey begins below a campaign; its points are numbered from 1. */
export interface BeginSurvey {
  readonly type: 'begin';
  readonly campaignId: string;
  readonly name: string;
  readonly method?: string;
  /** Without it: the office. */
  readonly leadUnitId?: string;
  readonly points: readonly PlannedPoint[];
  readonly dueOn?: BeijingDate;
  /** Instead of a date, in drills. */
  readonly duePeriod?: Period;
}

/** What people may ask of a survey. */
export type SurveyPersonCommand =
  /** How far a point has come in all, not since the last time. */
  | { readonly type: 'recordProgress'; readonly point: number; readonly reached: number; readonly valid?: number }
  | { readonly type: 'recordQualityCheck'; readonly point: number; readonly rechecked: number; readonly agreed: number }
  | { readonly type: 'complete'; readonly note: string; readonly shortfalls?: readonly { readonly point: number; readonly reason: string }[] }
  | { readonly type: 'cancel'; readonly reason: string };
export type SurveyPersonCommandType = SurveyPersonCommand['type'];

/** What time, the system and the campaign ask of a survey. */
export type SurveyInwardCommand =
  | { readonly type: 'suspend'; readonly reason: string }
  | { readonly type: 'resume'; readonly mode: 'keep' | 'shift' }
  | { readonly type: 'conclude'; readonly outcome: 'campaignClosed' | 'campaignCancelled' }
  /** The campaign's member units have changed: who sees it changes with them. */
  | { readonly type: 'setMembers'; readonly memberUnitIds: readonly string[]; readonly groupLeadUnitIds: readonly string[] }
  | ({ readonly type: 'recompute' } & CalendarChange)
  | { readonly type: 'strike' };

export type SurveyCommand = BeginSurvey | SurveyPersonCommand | SurveyInwardCommand;
export type SurveyCommandOf<T extends SurveyCommand['type']> = Extract<SurveyCommand, { readonly type: T }>;
