import type { Ladder } from '../chase/ladder.ts';
import type { Visit } from '../evaluation/state.ts';
import type { Bilingual } from '../notice/notice.ts';
import type { ProcessState } from '../process/definition.ts';
import type { ActorRef } from '../process/fact.ts';
import type { Instant } from '../process/time.ts';
import type { EvidencePiece } from '../task/state.ts';

/** 待自查、待评审、已评审、中止、已结束. */
export const assessmentStages = ['issued', 'submitted', 'reviewed', 'suspended', 'closed'] as const;
export type AssessmentStage = (typeof assessmentStages)[number];

/** What a unit claims for an item, and by what it shows it. */
export interface ItemAnswer {
  readonly item: string;
  readonly claim: number;
  readonly note?: string;
  /** Tasks of the campaign that the unit leads or supports. */
  readonly taskIds: readonly string[];
  readonly indicatorIds: readonly string[];
  readonly evidence: readonly EvidencePiece[];
}
export interface RecordedAnswer extends ItemAnswer {
  readonly at: Instant;
  readonly by: ActorRef;
}

/** The points that a reviewer finds due for an item. */
export interface ItemReview {
  readonly item: string;
  readonly points: number;
  readonly note?: string;
  /** The visit during which a guest expert found it. */
  readonly visit?: number;
  readonly at: Instant;
  readonly by: ActorRef;
}

/** A unit does not agree with the points of an item; answered with the points that stand. */
export interface Objection {
  readonly item: string;
  readonly reason: string;
  readonly at: Instant;
  readonly by: ActorRef;
  readonly answer?: { readonly points: number; readonly former: number; readonly note: string; readonly at: Instant; readonly by: ActorRef };
}

export interface AssessmentContent {
  readonly campaignId: string;
  readonly evaluationId: string;
  /** Title of its evaluation. */
  readonly title: string;
  /** Its place among the units evaluated, from 1. */
  readonly order: number;
  readonly unitId: string;
  readonly className: string;
  readonly officeUnitId: string;
  readonly groupUnitId: string;
  readonly source: Bilingual;
  /** How many items of the standard apply to the unit. */
  readonly itemCount: number;
  readonly selfCheckLadder: Ladder;
}

export interface AssessmentState extends ProcessState, AssessmentContent {
  readonly issuedAt: Instant;
  /** Visits of guest experts to this unit that have not ended. */
  readonly visits: readonly Visit[];
  readonly answers: readonly RecordedAnswer[];
  readonly submission?: { readonly at: Instant; readonly by: ActorRef; readonly summary?: string; readonly late: boolean };
  /** The review began without a self-check of this unit. */
  readonly lapsedAt?: Instant;
  readonly reviews: readonly ItemReview[];
  readonly reviewedAt?: Instant;
  readonly reviewNote?: string;
  readonly returnReason?: string;
  readonly returns: number;
  readonly objections: readonly Objection[];
  readonly closedAt?: Instant;
  readonly suspendedFrom?: AssessmentStage;
  readonly suspendedAt?: Instant;
}
