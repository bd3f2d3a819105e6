import type { Ladder } from '../chase/ladder.ts';
import type { ProcessState } from '../process/definition.ts';
import type { BeijingDate, Instant, Period } from '../process/time.ts';

/**
 * Stages of an enforcement case. `inspected`: a violation was found (or a follow-up found it not put right) and the next measure is to be taken.
 * `ordered`: at least one measure stands and the party is to put things right. `corrected`: the party says that it has; two inspectors must go back.
 * `filed`: 立案; the penalty procedure's clock runs. `settled`: only the workflow's closing step is missing.
 */
export const caseStages = ['opened', 'inspected', 'ordered', 'corrected', 'filed', 'settled', 'closed'] as const;
export type CaseStage = (typeof caseStages)[number];

/** Where a case comes from: 投诉举报、双随机、专项行动、移送、抽检结果. */
export const caseSources = ['complaint', 'randomDraw', 'specialCampaign', 'transfer', 'samplingResult'] as const;
export type CaseSource = (typeof caseSources)[number];

/** Why a case may be closed without being worked: 误立、重复、当事人灭失. */
export const closeGrounds = ['openedInError', 'duplicate', 'partyGone'] as const;
export type CloseGround = (typeof closeGrounds)[number];

/** How an episode of a case ended. */
export const caseOutcomes = ['clean', 'rectified', 'concluded', ...closeGrounds] as const;
export type CaseOutcome = (typeof caseOutcomes)[number];

export const followUpResults = ['rectified', 'partly', 'not'] as const;
export type FollowUpResult = (typeof followUpResults)[number];

/**
 * Kinds of deadlines of a case. Several orders or suspensions at once carry their measure's number: `rectify.2`; a request that waits for a decision
 * carries what is asked for: `decide.extension`, `decide.close`.
 */
export const deadlineKinds = ['inspect', 'measure', 'rectify', 'suspension', 'followUp', 'conclude', 'decide'] as const;
export type DeadlineKind = (typeof deadlineKinds)[number];

/** Name, phone and address of who complained: personal data, sealed. */
export interface Complainant {
  readonly name?: string;
  readonly phone?: string;
  readonly address?: string;
}

export interface Finding {
  readonly note: string;
  /** Ids of attachments. */
  readonly evidence?: readonly string[];
}

/** A visit: the first inspection of an episode or a follow-up. */
export interface Inspection {
  readonly seq: number;
  readonly episode: number;
  readonly kind: 'inspection' | 'followUp';
  /** Person ids; always two different ones. */
  readonly officers: readonly [string, string];
  readonly result: 'clean' | 'violation' | FollowUpResult;
  readonly findings: readonly Finding[];
  readonly evidence: readonly string[];
  readonly inspectedAt: Instant;
  readonly recordedAt: Instant;
}

export type MeasureKind = 'order' | 'suspension' | 'talk';

/** A measure: an order to rectify, a suspension of business, a talk. Numbered through the case from 1. */
export interface Measure {
  readonly number: number;
  readonly seq: number;
  readonly episode: number;
  readonly kind: MeasureKind;
  /** What is to be put right, or why: sealed text. */
  readonly text: string;
  /** Reason of a suspension beside its requirements. */
  readonly reason?: string;
  readonly period?: Period;
  /** Legal basis of a suspension as the inspectors named it; to be confirmed before use. */
  readonly basis?: string;
  readonly issuedAt: Instant;
  /** Kind of the deadline that chases it; absent for a talk. */
  readonly deadline?: string;
  readonly dueAt?: Instant;
  readonly dueOn?: BeijingDate;
  /** Moment of a talk. */
  readonly at?: Instant;
  /** What a follow-up (or a withdrawal) made of it; absent while it stands. */
  readonly outcome?: FollowUpResult | 'withdrawn';
}

export interface Submission {
  readonly seq: number;
  readonly episode: number;
  readonly description: string;
  readonly evidence: readonly string[];
  /** The day on a paper submission, entered later. */
  readonly submittedOn?: BeijingDate;
  readonly receivedAt: Instant;
  readonly late: boolean;
}

/** A request for more time: for an order's period, or for the penalty procedure's. Both due moments stay on record. */
export interface Extension {
  readonly number: number;
  readonly episode: number;
  readonly of: 'order' | 'filing';
  readonly measure?: number;
  readonly reason: string;
  readonly period: Period;
  readonly askedBy: readonly string[];
  readonly askedAt: Instant;
  /** Asked after the due moment. */
  readonly late: boolean;
  /** `lapsed`: overtaken by a later step. */
  readonly status: 'pending' | 'approved' | 'refused' | 'lapsed';
  readonly decidedAt?: Instant;
  readonly decisionReason?: string;
}

/** A due moment that no longer holds, and why. */
export interface FormerDue {
  readonly kind: string;
  readonly measure?: number;
  readonly dueAt: Instant;
  readonly dueOn?: BeijingDate;
  readonly replacedAt: Instant;
  readonly because: 'extension' | 'calendar';
}

export interface CloseRequest {
  readonly ground: CloseGround;
  readonly reason: string;
  readonly duplicateOf?: string;
  readonly askedBy: readonly string[];
  readonly askedAt: Instant;
}

export interface Filing {
  readonly seq: number;
  readonly episode: number;
  readonly reason: string;
  readonly filedAt: Instant;
  readonly decision?: string;
  /** In fen. */
  readonly penaltyFen?: number;
  readonly decisionNumber?: string;
  readonly concludedAt?: Instant;
}

/** An episode: from opening or reopening to closing. */
export interface Episode {
  readonly number: number;
  readonly openedAt: Instant;
  readonly reason?: string;
  readonly outcome?: CaseOutcome;
  readonly closedAt?: Instant;
}

export interface Correction {
  readonly field: string;
  readonly before: string;
  readonly after: string;
  readonly reason: string;
  readonly at: Instant;
}

/** An officer who handed the case over to another. */
export interface Succession {
  readonly seq: number;
  readonly from: string;
  readonly to: string;
  readonly at: Instant;
}

/** How this case is chased where it differs from its type's table. */
export interface ChaseChoice {
  readonly ladder?: Ladder;
  readonly limits?: Readonly<Partial<Record<DeadlineKind, Period>>>;
}

export interface CaseState extends ProcessState {
  readonly stage: '' | CaseStage;
  readonly number: string;
  readonly title: string;
  readonly partyId: string;
  readonly source: CaseSource;
  readonly bodyUnitId: string;
  readonly jointBodies: readonly string[];
  readonly taskId?: string;
  readonly complainant?: Complainant;
  readonly note?: string;
  /** Attachments with which the case was opened; absent where there were none. */
  readonly evidence?: readonly string[];
  /** Person who opened the case. */
  readonly openedBy?: string;
  readonly openedAt: Instant;
  readonly closedAt?: Instant;
  readonly chase: ChaseChoice;
  readonly episodes: readonly Episode[];
  readonly inspections: readonly Inspection[];
  readonly measures: readonly Measure[];
  readonly submissions: readonly Submission[];
  readonly extensions: readonly Extension[];
  readonly filings: readonly Filing[];
  readonly closeRequest?: CloseRequest;
  readonly dueHistory: readonly FormerDue[];
  readonly corrections: readonly Correction[];
  /** Officers who handed it over; absent where nobody did. */
  readonly successions?: readonly Succession[];
}

/** A case before its first fact. */
export const initialCase = (id: string): CaseState => ({
  id,
  version: 0,
  stage: '',
  since: 0,
  deadlines: [],
  number: '',
  title: '',
  partyId: '',
  source: 'complaint',
  bodyUnitId: '',
  jointBodies: [],
  openedAt: 0,
  chase: {},
  episodes: [],
  inspections: [],
  measures: [],
  submissions: [],
  extensions: [],
  filings: [],
  dueHistory: [],
  corrections: [],
});

/** Number of the running (or last) episode. */
export const episodeOf = (state: CaseState): number => state.episodes.length;

/** Measures of this episode that no follow-up has judged yet. */
export const standingMeasures = (state: CaseState): readonly Measure[] => state.measures.filter((measure) => measure.episode === episodeOf(state) && measure.outcome === undefined);

/** Orders and suspensions that no follow-up has judged yet. */
export const openOrders = (state: CaseState): readonly Measure[] => standingMeasures(state).filter((measure) => measure.kind !== 'talk');

/** The last follow-up since the last measure was taken, if any. */
export function lastFollowUp(state: CaseState): Inspection | undefined {
  const last = state.inspections.at(-1);
  return last && last.kind === 'followUp' && last.episode === episodeOf(state) ? last : undefined;
}

/** The officers who answer for the case now: those of the last visit, else who opened it; in place of one who handed it over since, the successor. */
export function officersOf(state: CaseState): readonly string[] {
  const last = state.inspections.filter((inspection) => inspection.episode === episodeOf(state)).at(-1) ?? state.inspections.at(-1);
  const named = last ? last.officers : state.openedBy === undefined ? [] : [state.openedBy];
  const since = (state.successions ?? []).filter(({ seq }) => seq > (last?.seq ?? 0));
  return [...new Set(named.map((personId) => since.reduce((now, { from, to }) => (now === from ? to : now), personId)))];
}

/** The request for more time that waits for a decision. */
export const pendingExtension = (state: CaseState): Extension | undefined => state.extensions.find((extension) => extension.status === 'pending');

/** Requests for more time that a submission or a follow-up overtakes: those for an order, which it answers or judges. One for the penalty procedure's own limit waits on. */
export const overtakenRequests = (state: CaseState): readonly number[] =>
  state.extensions.filter((extension) => extension.status === 'pending' && extension.of === 'order').map((extension) => extension.number);

/** The clocks of requests that wait for a decision. */
export const decideKinds = { extension: 'decide.extension', close: 'decide.close' } as const;

/** The kind without its measure's number or what is asked for: `rectify.2` → `rectify`. */
export const baseKind = (kind: string): DeadlineKind => kind.split('.')[0] as DeadlineKind;

/** The due moment as deadlines and measures carry it. */
export const dueOf = (due: { readonly dueAt: Instant; readonly dueOn?: BeijingDate }): { readonly dueAt: Instant; readonly dueOn?: BeijingDate } => ({
  dueAt: due.dueAt,
  ...(due.dueOn === undefined ? {} : { dueOn: due.dueOn }),
});
