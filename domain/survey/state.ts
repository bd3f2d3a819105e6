import type { Ladder } from '../chase/ladder.ts';
import type { Bilingual } from '../notice/notice.ts';
import type { ProcessState } from '../process/definition.ts';
import type { ActorRef } from '../process/fact.ts';
import type { BeijingDate, Instant } from '../process/time.ts';

/** 进行中、中止、已完成、随专项行动结束、已取消. */
export const surveyStages = ['running', 'suspended', 'completed', 'concluded', 'cancelled'] as const;
export type SurveyStage = (typeof surveyStages)[number];

/** 调查点: where a unit samples, and how many. */
export interface PlannedPoint {
  readonly unitId: string;
  readonly name: string;
  /** Planned sample: people, households or blocks. */
  readonly planned: number;
}

export interface SurveyPoint extends PlannedPoint {
  /** How many have been reached so far. */
  readonly reached: number;
  /** Of those reached, how many can be used; absent while nobody has said. */
  readonly valid?: number;
  /** Why its sample stayed short, when the survey was completed. */
  readonly shortfall?: string;
}

/** 质控复核: some of those reached were asked again. */
export interface QualityCheck {
  readonly point: number;
  readonly rechecked: number;
  readonly agreed: number;
  readonly at: Instant;
  readonly by: ActorRef;
}

/** What a survey is, as it began. */
export interface SurveyContent {
  readonly campaignId: string;
  readonly name: string;
  readonly method?: string;
  /** The unit that runs it: the office, or whom it asked. */
  readonly leadUnitId: string;
  readonly officeUnitId: string;
  readonly groupUnitId: string;
  readonly memberUnitIds: readonly string[];
  readonly groupLeadUnitIds: readonly string[];
  readonly points: readonly SurveyPoint[];
  /** The document that orders it, for the rule of its deadlines. */
  readonly source: Bilingual;
  readonly ladder: Ladder;
}

/** When the points must be done. */
export interface SurveyDue {
  readonly dueOn?: BeijingDate;
  readonly dueAt: Instant;
}

export interface SurveyState extends ProcessState, SurveyContent {
  /** 调查〔2026〕3号. */
  readonly number: string;
  readonly begunAt: Instant;
  readonly due?: SurveyDue;
  readonly checks: readonly QualityCheck[];
  readonly note?: string;
  readonly completedAt?: Instant;
  readonly cancelReason?: string;
  readonly suspendedAt?: Instant;
}

/** Completed, concluded or cancelled: nobody works on it any more. */
export const isOver = (survey: { readonly stage: string }): boolean => survey.stage === 'completed' || survey.stage === 'concluded' || survey.stage === 'cancelled';

/** True when a point has reached its planned sample. */
export const isDone = (point: Pick<SurveyPoint, 'planned' | 'reached'>): boolean => point.reached >= point.planned;
