import type { CalendarChange } from '../chase/recount.ts';
import type { BeijingDate, Period } from '../process/time.ts';
import type { SupervisionLadderChoice } from './ladders.ts';
import type { FindingContent, ObjectionDecision, SupervisionKind } from './state.ts';

/** The office plans a visit below a campaign. */
export interface PlanSupervision {
  readonly type: 'plan';
  readonly campaignId: string;
  readonly kind: SupervisionKind;
  readonly title: string;
  readonly scope: string;
  readonly plannedOn?: BeijingDate;
  /** Instead of a date, in drills: counted from now. */
  readonly period?: Period;
  readonly unitIds: readonly string[];
  readonly team: readonly string[];
  readonly taskIds?: readonly string[];
  readonly followUpOf?: string;
  /** Needed where units are visited more often than the plan allows. */
  readonly reason?: string;
  readonly ladders?: SupervisionLadderChoice;
}

/** What people may ask of a planned supervision. */
export type SupervisionPersonCommand =
  | { readonly type: 'postpone'; readonly plannedOn: BeijingDate; readonly reason: string }
  | {
      readonly type: 'recordVisit';
      readonly on: BeijingDate;
      readonly note: string;
      readonly findings: readonly (Omit<FindingContent, 'evidence'> & { readonly evidence?: readonly string[] })[];
    }
  | { readonly type: 'object'; readonly finding: number; readonly reason: string; readonly evidence?: readonly string[] }
  /** `content` and `dueOn`: what a changed finding says from now on. */
  | {
      readonly type: 'reviewObjection';
      readonly finding: number;
      readonly decision: ObjectionDecision;
      readonly reason: string;
      readonly content?: string;
      readonly dueOn?: BeijingDate;
    }
  | { readonly type: 'close' }
  | { readonly type: 'cancel'; readonly reason: string };
export type SupervisionPersonCommandType = SupervisionPersonCommand['type'];

/** What time, the calendar and the campaign ask of a supervision. */
export type SupervisionInwardCommand =
  | { readonly type: 'suspend'; readonly reason: string }
  | { readonly type: 'resume'; readonly mode: 'keep' | 'shift' }
  | { readonly type: 'conclude'; readonly outcome: 'campaignClosed' | 'campaignCancelled' }
  | ({ readonly type: 'recompute' } & CalendarChange)
  | { readonly type: 'strike' };

export type SupervisionCommand = PlanSupervision | SupervisionPersonCommand | SupervisionInwardCommand;
export type SupervisionCommandOf<T extends SupervisionCommand['type']> = Extract<SupervisionCommand, { readonly type: T }>;
