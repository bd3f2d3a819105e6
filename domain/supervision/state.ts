import type { Bilingual } from '../notice/notice.ts';
import type { ProcessState } from '../process/definition.ts';
import type { ActorRef } from '../process/fact.ts';
import type { BeijingDate, Instant, Period } from '../process/time.ts';
import type { SupervisionLadders } from './ladders.ts';

/** 已计划、已检查（异议期）、整改中、中止、已办结、已取消. */
export const supervisionStages = ['planned', 'visited', 'rectifying', 'suspended', 'closed', 'cancelled'] as const;
export type SupervisionStage = (typeof supervisionStages)[number];

/** 领导督查、部门督导、自查、暗访. */
export const supervisionKinds = ['leaders', 'department', 'selfCheck', 'unannounced'] as const;
export type SupervisionKind = (typeof supervisionKinds)[number];

export const findingKinds = ['problem', 'praise'] as const;
export type FindingKind = (typeof findingKinds)[number];

/** 维持、变更、撤销. */
export const objectionDecisions = ['upheld', 'changed', 'withdrawn'] as const;
export type ObjectionDecision = (typeof objectionDecisions)[number];

/** A moment that ends with a day, or in drills at an instant. */
export interface Moment {
  readonly dueOn?: BeijingDate;
  readonly dueAt: Instant;
}

/** 异议: what a visited unit says against a finding, and what became of it. */
export interface Objection {
  readonly reason: string;
  readonly evidence: readonly string[];
  readonly at: Instant;
  readonly by: ActorRef;
  readonly decision?: ObjectionDecision;
  readonly decisionReason?: string;
  readonly decidedAt?: Instant;
  readonly decidedBy?: ActorRef;
}

export interface FindingContent {
  readonly unitId: string;
  readonly kind: FindingKind;
  readonly content: string;
  /** 整改要求. */
  readonly requirement?: string;
  readonly dueOn?: BeijingDate;
  readonly duePeriod?: Period;
  readonly evidence: readonly string[];
}

/** What a visit found. A problem became a task of the campaign. */
export interface Finding extends FindingContent {
  /** Its place in the list, from 1. */
  readonly number: number;
  readonly taskId?: string;
  readonly objection?: Objection;
  /** What an objection changed, as it was before. */
  readonly former?: { readonly content?: string; readonly dueOn?: BeijingDate };
}

export interface Visit {
  readonly on: BeijingDate;
  readonly note: string;
  readonly at: Instant;
  readonly by: ActorRef;
}

export interface SupervisionContent {
  readonly campaignId: string;
  readonly kind: SupervisionKind;
  readonly title: string;
  readonly scope: string;
  readonly planned: Moment;
  /** Units visited. */
  readonly unitIds: readonly string[];
  /** Persons who visit, and the units of their posts when it was planned. */
  readonly team: readonly string[];
  readonly teamUnitIds: readonly string[];
  /** Tasks that the visit looks at. */
  readonly taskIds: readonly string[];
  /** 回头看: the supervision whose findings this one goes back to. */
  readonly followUpOf?: string;
  /** Why units are visited more often than the plan allows. */
  readonly reason?: string;
  readonly officeUnitId: string;
  readonly groupUnitId: string;
  /** The campaign's document. */
  readonly source: Bilingual;
  readonly ladders: SupervisionLadders;
}

export interface SupervisionState extends ProcessState, SupervisionContent {
  readonly number: string;
  readonly plannedAt: Instant;
  readonly visit?: Visit;
  readonly findings: readonly Finding[];
  /** Until when visited units may object; absent where nothing was found. */
  readonly objectionUntil?: Moment;
  readonly closedAt?: Instant;
  readonly cancelReason?: string;
  readonly suspendedFrom?: SupervisionStage;
  readonly suspendedAt?: Instant;
}

/** Closed or cancelled. */
export const isOver = (state: Pick<SupervisionState, 'stage'>): boolean => state.stage === 'closed' || state.stage === 'cancelled';

/** Whether the visited units may know of it: of an unannounced visit (暗访) only once it was made. */
export const isKnown = (state: Pick<SupervisionState, 'kind' | 'visit'>): boolean => state.kind !== 'unannounced' || state.visit !== undefined;

/** An objection that nobody has decided on. */
export const isObjected = ({ objection }: Finding): boolean => objection !== undefined && objection.decision === undefined;

/** Taken back on an objection. */
export const isWithdrawn = ({ objection }: Finding): boolean => objection?.decision === 'withdrawn';

/** Ids of the tasks that its findings became. */
export const tasksOf = (state: Pick<SupervisionState, 'findings'>): readonly string[] => state.findings.flatMap(({ taskId }) => taskId ?? []);
