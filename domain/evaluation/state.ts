import type { Bilingual } from '../notice/notice.ts';
import type { ProcessState } from '../process/definition.ts';
import type { ActorRef } from '../process/fact.ts';
import type { BeijingDate, Instant } from '../process/time.ts';
import type { EvaluationLadders } from './ladders.ts';
import type { ScoreInput, ScoreWeights } from './score.ts';
import type { Standard, UnitClass } from './standard.ts';

/** 自查自评、考核评审、结果反馈、已公布、中止、已结束. */
export const evaluationStages = ['selfCheck', 'review', 'scored', 'published', 'suspended', 'closed'] as const;
export type EvaluationStage = (typeof evaluationStages)[number];

/** A unit under evaluation, and the process that is its own part of it. */
export interface EvaluatedUnit {
  readonly unitId: string;
  readonly className: string;
  readonly assessmentId: string;
}

/** 专家现场考评: who looks at what between two days, both included. What is absent is not narrowed. */
export interface Visit {
  readonly number: number;
  readonly personIds: readonly string[];
  readonly from: BeijingDate;
  readonly until: BeijingDate;
  /** Numbers of items. */
  readonly items?: readonly string[];
  readonly unitIds?: readonly string[];
}

/** Of so many indicators a unit met so many, as the office found. */
export interface IndicatorCount {
  readonly unitId: string;
  readonly met: number;
  readonly counted: number;
  readonly note: string;
}

/** A score put right after the publication: version `version` of the table differs from the one before by this alone. */
export interface Correction {
  readonly version: number;
  readonly unitId: string;
  readonly item: string;
  readonly points: number;
  readonly former: number;
  readonly reason: string;
  readonly at: Instant;
  readonly by: ActorRef;
}

export interface EvaluationContent {
  readonly campaignId: string;
  readonly title: string;
  readonly officeUnitId: string;
  readonly groupUnitId: string;
  readonly standard: Standard;
  readonly classes: readonly UnitClass[];
  readonly weights: ScoreWeights;
  /** Score from which a unit passes. */
  readonly passMark?: number;
  /** The document that orders it, for the rule of its deadlines. */
  readonly source: Bilingual;
  readonly ladders: EvaluationLadders;
  readonly units: readonly EvaluatedUnit[];
}

export interface EvaluationState extends ProcessState, EvaluationContent {
  readonly startedAt: Instant;
  /** Visits of guest experts that have not ended. */
  readonly visits: readonly Visit[];
  /** Visits planned so far, ended ones included. */
  readonly visitCount: number;
  readonly indicatorCounts: readonly IndicatorCount[];
  readonly reviewReason?: string;
  readonly scoredAt?: Instant;
  /** What the published table was computed from, frozen: version 1. */
  readonly published?: { readonly at: Instant; readonly by: ActorRef; readonly inputs: readonly ScoreInput[] };
  readonly corrections: readonly Correction[];
  readonly outcome?: { readonly result: string; readonly score?: number; readonly note: string; readonly at: Instant };
  readonly closeReason?: string;
  readonly closedAt?: Instant;
  readonly suspendedFrom?: EvaluationStage;
  readonly suspendedAt?: Instant;
}
