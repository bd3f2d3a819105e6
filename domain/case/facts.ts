import type { FactBase, RungReached, StepWithdrawn } from '../process/fact.ts';
import type { BeijingDate, Instant, Period } from '../process/time.ts';
import type { CaseOutcome, CaseSource, ChaseChoice, CloseGround, Complainant, Finding, FollowUpResult } from './state.ts';

/** Attachments of single findings, apart from the findings' sealed texts: index of the finding and ids. */
export interface Exhibit {
  readonly finding: number;
  readonly evidence: readonly string[];
}

interface Visit extends FactBase {
  readonly officers: readonly [string, string];
  /** Sealed: they may name people. */
  readonly findings: readonly Finding[];
  readonly exhibits?: readonly Exhibit[];
  readonly evidence: readonly string[];
  readonly inspectedAt: Instant;
}

export interface CaseOpened extends FactBase {
  readonly type: 'caseOpened';
  readonly number: string;
  readonly title: string;
  readonly partyId: string;
  readonly source: CaseSource;
  readonly bodyUnitId: string;
  readonly jointBodies: readonly string[];
  readonly taskId?: string;
  readonly complainant?: Complainant;
  readonly note?: string;
  /** Attachments; absent where there were none, as in facts of earlier releases. */
  readonly evidence?: readonly string[];
  readonly chase?: ChaseChoice;
}

export interface InspectionRecorded extends Visit {
  readonly type: 'inspectionRecorded';
  readonly result: 'clean' | 'violation';
}

/** One officer's part in the case goes to another: who leaves hands it over. */
export interface OfficerChanged extends FactBase {
  readonly type: 'officerChanged';
  readonly from: string;
  readonly to: string;
  readonly reason: string;
}

interface Measured extends FactBase {
  readonly measure: number;
}

export interface RectificationOrdered extends Measured {
  readonly type: 'rectificationOrdered';
  readonly requirements: string;
  readonly period: Period;
  readonly deadline: string;
  readonly dueAt: Instant;
  readonly dueOn?: BeijingDate;
}

export interface BusinessSuspended extends Measured {
  readonly type: 'businessSuspended';
  readonly reason: string;
  readonly requirements?: string;
  readonly period: Period;
  readonly deadline: string;
  readonly dueAt: Instant;
  readonly dueOn?: BeijingDate;
  readonly basis?: string;
  /** The basis is marked "confirm before use". */
  readonly basisConfirmed: false;
}

export interface TalkSummoned extends Measured {
  readonly type: 'talkSummoned';
  readonly reason: string;
  readonly at?: Instant;
}

export interface MeasureWithdrawn extends Measured {
  readonly type: 'measureWithdrawn';
  readonly reason: string;
  /** No other measure stands: the case waits for one again. */
  readonly last: boolean;
}

export interface RectificationSubmitted extends FactBase {
  readonly type: 'rectificationSubmitted';
  readonly description: string;
  readonly evidence: readonly string[];
  readonly submittedOn?: BeijingDate;
  readonly late: boolean;
  /** Requests for more time that it overtakes; facts of earlier releases name none and overtook every one. */
  readonly lapses?: readonly number[];
}

/** A measure's period has passed without a follow-up: two inspectors must go. */
export interface RectificationMissed extends Measured {
  readonly type: 'rectificationMissed';
}

export interface FollowUpRecorded extends Visit {
  readonly type: 'followUpRecorded';
  readonly result: FollowUpResult;
  /** Requests for more time that it overtakes; facts of earlier releases name none and overtook every one, but none in a filed case. */
  readonly lapses?: readonly number[];
}

export interface ExtensionRequested extends FactBase {
  readonly type: 'extensionRequested';
  readonly extension: number;
  readonly of: 'order' | 'filing';
  readonly measure?: number;
  readonly reason: string;
  readonly period: Period;
  readonly late: boolean;
}

export interface ExtensionApproved extends FactBase {
  readonly type: 'extensionApproved';
  readonly extension: number;
  readonly reason: string;
  /** The due moment that held until now. */
  readonly formerDueAt: Instant;
  readonly formerDueOn?: BeijingDate;
  readonly deadline: string;
  readonly dueAt: Instant;
  readonly dueOn?: BeijingDate;
}

export interface ExtensionRefused extends FactBase {
  readonly type: 'extensionRefused';
  readonly extension: number;
  readonly reason: string;
}

export interface CaseFiled extends FactBase {
  readonly type: 'caseFiled';
  readonly reason: string;
}

export interface FiledCaseConcluded extends FactBase {
  readonly type: 'filedCaseConcluded';
  readonly decision: string;
  readonly penaltyFen?: number;
  readonly decisionNumber?: string;
}

export interface DecisionCorrected extends FactBase {
  readonly type: 'decisionCorrected';
  readonly decision?: string;
  readonly penaltyFen?: number;
  readonly decisionNumber?: string;
  readonly reason: string;
}

export interface ClosingRequested extends FactBase {
  readonly type: 'closingRequested';
  readonly ground: CloseGround;
  readonly reason: string;
  readonly duplicateOf?: string;
}

export interface ClosingApproved extends FactBase {
  readonly type: 'closingApproved';
  readonly ground: CloseGround;
  readonly reason: string;
}

export interface ClosingRefused extends FactBase {
  readonly type: 'closingRefused';
  readonly reason: string;
}

export interface CaseReopened extends FactBase {
  readonly type: 'caseReopened';
  readonly episode: number;
  readonly reason: string;
}

export interface FieldCorrected extends FactBase {
  readonly type: 'fieldCorrected';
  readonly field: 'title' | 'note';
  readonly before: string;
  readonly after: string;
  readonly reason: string;
}

export interface SourceCorrected extends FactBase {
  readonly type: 'sourceCorrected';
  readonly before: CaseSource;
  readonly after: CaseSource;
  readonly reason: string;
}

export interface DeadlinesRecomputed extends FactBase {
  readonly type: 'deadlinesRecomputed';
  readonly calendarVersion: number;
}

export interface CaseClosed extends FactBase {
  readonly type: 'caseClosed';
  readonly episode: number;
  readonly outcome: CaseOutcome;
}

export type CaseFact =
  | CaseOpened
  | InspectionRecorded
  | RectificationOrdered
  | BusinessSuspended
  | TalkSummoned
  | MeasureWithdrawn
  | RectificationSubmitted
  | RectificationMissed
  | FollowUpRecorded
  | ExtensionRequested
  | ExtensionApproved
  | ExtensionRefused
  | CaseFiled
  | FiledCaseConcluded
  | DecisionCorrected
  | ClosingRequested
  | ClosingApproved
  | ClosingRefused
  | CaseReopened
  | FieldCorrected
  | SourceCorrected
  | OfficerChanged
  | DeadlinesRecomputed
  | CaseClosed
  | StepWithdrawn
  | RungReached;

/** Free texts and data that may name people: kept apart from the chain, erasable. */
export const sealedFields = {
  caseOpened: ['title', 'complainant', 'note'],
  inspectionRecorded: ['findings'],
  rectificationOrdered: ['requirements'],
  businessSuspended: ['reason', 'requirements', 'basis'],
  talkSummoned: ['reason'],
  measureWithdrawn: ['reason'],
  rectificationSubmitted: ['description'],
  followUpRecorded: ['findings'],
  extensionRequested: ['reason'],
  extensionApproved: ['reason'],
  extensionRefused: ['reason'],
  caseFiled: ['reason'],
  filedCaseConcluded: ['decision'],
  decisionCorrected: ['decision', 'reason'],
  closingRequested: ['reason'],
  closingApproved: ['reason'],
  closingRefused: ['reason'],
  caseReopened: ['reason'],
  fieldCorrected: ['before', 'after', 'reason'],
  sourceCorrected: ['reason'],
  officerChanged: ['reason'],
  stepWithdrawn: ['reason'],
} as const satisfies Partial<Record<CaseFact['type'], readonly string[]>>;
