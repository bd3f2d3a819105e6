import type { Ladder } from '../chase/ladder.ts';
import type { CalendarChange } from '../chase/recount.ts';
import type { BeijingDate, Instant, Period } from '../process/time.ts';
import type { CaseSource, CloseGround, Complainant, DeadlineKind, Finding, FollowUpResult } from './state.ts';

/** Open a case against a party. The acting body is the actor's unit. */
export interface Open {
  readonly type: 'open';
  readonly partyId: string;
  readonly title: string;
  readonly source: CaseSource;
  /** The campaign task that the case serves. */
  readonly taskId?: string;
  readonly bodyUnitId?: string;
  readonly complainant?: Complainant;
  readonly jointBodies?: readonly string[];
  readonly note?: string;
  /** Attachments taken at the door, before any inspection. */
  readonly evidence?: readonly string[];
  /** A ladder for every deadline of this case instead of its type's. */
  readonly ladder?: Ladder;
  /** Limits for this case instead of its type's. */
  readonly limits?: Readonly<Partial<Record<DeadlineKind, Period>>>;
}

/** The first visit of an episode. */
export interface RecordInspection {
  readonly type: 'recordInspection';
  readonly officers: readonly string[];
  readonly result: 'clean' | 'violation';
  readonly findings: readonly Finding[];
  readonly evidence?: readonly string[];
  readonly inspectedAt?: Instant;
}

/** 责令改正. */
export interface IssueOrder {
  readonly type: 'issueOrder';
  readonly requirements: string;
  readonly period: Period;
}

/** 停业整改. */
export interface SuspendBusiness {
  readonly type: 'suspendBusiness';
  readonly reason: string;
  readonly requirements?: string;
  readonly period: Period;
  readonly basis?: string;
}

/** 行政约谈. */
export interface SummonForTalk {
  readonly type: 'summonForTalk';
  readonly reason: string;
  readonly at?: Instant;
}

/** A measure taken by mistake is taken back; its record stays. */
export interface WithdrawMeasure {
  readonly type: 'withdrawMeasure';
  readonly measure: number;
  readonly reason: string;
}

/** The party says that it has put things right; entered by an inspector, from paper too. */
export interface SubmitRectification {
  readonly type: 'submitRectification';
  readonly description: string;
  readonly evidence?: readonly string[];
  readonly submittedOn?: BeijingDate;
}

/** 复查, by two inspectors. Possible without any submission. */
export interface RecordFollowUp {
  readonly type: 'recordFollowUp';
  readonly officers: readonly string[];
  readonly result: FollowUpResult;
  readonly findings: readonly Finding[];
  readonly evidence?: readonly string[];
  readonly inspectedAt?: Instant;
}

/** 延期: of an order's period, or in a filed case of the penalty procedure's. */
export interface RequestExtension {
  readonly type: 'requestExtension';
  readonly reason: string;
  readonly period: Period;
  /** The order meant; without it the latest. */
  readonly measure?: number;
}

export interface DecideExtension {
  readonly type: 'decideExtension';
  readonly approve: boolean;
  readonly reason: string;
}

/** 立案. */
export interface FileCase {
  readonly type: 'fileCase';
  readonly reason: string;
}

/** A filed case ends with a decision. */
export interface ConcludeFiled {
  readonly type: 'concludeFiled';
  readonly decision: string;
  readonly penaltyFen?: number;
  readonly decisionNumber?: string;
}

/** Put a mistaken decision right, closed case or not: what is named changes, the old values stay on record. */
export interface CorrectDecision {
  readonly type: 'correctDecision';
  readonly decision?: string;
  /** In fen. */
  readonly penaltyFen?: number;
  readonly decisionNumber?: string;
  readonly reason: string;
}

/** Ask to close a case that was opened in error, is a duplicate, or whose party is gone. */
export interface Close {
  readonly type: 'close';
  readonly reason: string;
  /** Without it: opened in error. */
  readonly ground?: CloseGround;
  /** Number of the case of which this is a duplicate. */
  readonly duplicateOf?: string;
}

export interface DecideClose {
  readonly type: 'decideClose';
  readonly approve: boolean;
  readonly reason: string;
}

/** A relapse after closing: a new episode under the same number. */
export interface Reopen {
  readonly type: 'reopen';
  readonly reason: string;
}

/** Put a mistaken field right; the old value stays on record. */
export interface CorrectField {
  readonly type: 'correctField';
  readonly field: 'title' | 'note' | 'source';
  readonly value: string;
  readonly reason: string;
}

/** 撤回: one's own last step, of those that may be withdrawn, until another has acted on it. */
export interface WithdrawStep {
  readonly type: 'withdrawStep';
  readonly reason?: string;
}

export type CasePersonCommand =
  | Open
  | RecordInspection
  | IssueOrder
  | SuspendBusiness
  | SummonForTalk
  | WithdrawMeasure
  | SubmitRectification
  | RecordFollowUp
  | RequestExtension
  | DecideExtension
  | FileCase
  | ConcludeFiled
  | CorrectDecision
  | Close
  | DecideClose
  | Reopen
  | CorrectField
  | WithdrawStep;

/** A deadline's next rung is due. */
export interface Strike {
  readonly type: 'strike';
}

/** The workflow's closing step. */
export interface CloseCase {
  readonly type: 'closeCase';
}

/** The calendar has changed: open deadlines counted in days are counted anew. */
export interface Recompute extends CalendarChange {
  readonly type: 'recompute';
}

/** An officer who leaves hands the case over to another of the body: a consequence of the person's own hand-over. */
export interface ChangeOfficer {
  readonly type: 'changeOfficer';
  readonly from: string;
  readonly to: string;
  readonly reason: string;
}

export type CaseCommand = CasePersonCommand | Strike | CloseCase | Recompute | ChangeOfficer;

/** Steps of people, in the order of a case's life. `open` makes a case, the others move one. */
export const casePersonCommands = [
  'open',
  'recordInspection',
  'issueOrder',
  'suspendBusiness',
  'summonForTalk',
  'withdrawMeasure',
  'submitRectification',
  'recordFollowUp',
  'requestExtension',
  'decideExtension',
  'fileCase',
  'concludeFiled',
  'correctDecision',
  'close',
  'decideClose',
  'reopen',
  'correctField',
  'withdrawStep',
] as const satisfies readonly CasePersonCommand['type'][];
