import type { CalendarFormerDue } from '../chase/recount.ts';
import type { ProcessState } from '../process/definition.ts';
import type { ActorRef } from '../process/fact.ts';
import type { BeijingDate, Instant } from '../process/time.ts';
import type { ConsultationLadders } from './ladders.ts';

/** 征求意见中、办理意见、已结束、已取消. */
export const consultationStages = ['asked', 'answering', 'closed', 'cancelled'] as const;
export type ConsultationStage = (typeof consultationStages)[number];

/** Rounds that one plan has at most. */
export const mostRounds = 12;

/** Closed or cancelled: nobody is asked any more. */
export const isOver = ({ stage }: { readonly stage: string }): boolean => stage === 'closed' || stage === 'cancelled';

/** A unit as the draft names it; one that the register does not know has no id. */
export interface AskedUnit {
  readonly name: string;
  readonly unitId?: string;
}

/** A task as it stood in the draft when the units were asked. */
export interface AskedTask {
  readonly number: string;
  readonly section?: string;
  readonly content: string;
  readonly lead?: AskedUnit;
  readonly supporting: readonly AskedUnit[];
  readonly dueOn?: BeijingDate;
}

/** 采纳、部分采纳、未采纳. */
export const commentDecisions = ['adopted', 'partly', 'notAdopted'] as const;
export type CommentDecision = (typeof commentDecisions)[number];

/** What the office makes of a comment. */
export interface CommentAnswer {
  readonly decision: CommentDecision;
  readonly reason?: string;
  readonly at: Instant;
  readonly by: ActorRef;
}

export interface Comment {
  /** From 1, over all units of the round. */
  readonly number: number;
  readonly unitId: string;
  /** Other units asked whose work the unit took over, for which it speaks too. */
  readonly alsoFor?: readonly string[];
  readonly by: ActorRef;
  readonly at: Instant;
  readonly text: string;
  readonly taskNumber?: string;
  /** The wording that the unit proposes. */
  readonly proposal?: string;
  /** It arrived after the due moment. */
  readonly late: boolean;
  readonly answer?: CommentAnswer;
}

/** 无意见. */
export interface Agreement {
  readonly unitId: string;
  readonly by: ActorRef;
  readonly at: Instant;
  readonly late: boolean;
}

/** When the units are to answer. */
export interface OpinionsDue {
  readonly dueOn?: BeijingDate;
  readonly dueAt: Instant;
}

/** What is asked, frozen: later edits of the draft change nothing in it. */
export interface ConsultationContent {
  readonly planId: string;
  /** The draft's version that was frozen. */
  readonly planVersion: number;
  readonly round: number;
  readonly title: string;
  readonly message?: string;
  readonly officeUnitId: string;
  readonly unitIds: readonly string[];
  readonly tasks: readonly AskedTask[];
}

export interface ConsultationState extends ProcessState, ConsultationContent {
  readonly ladders: ConsultationLadders;
  readonly askedAt: Instant;
  readonly due: OpinionsDue;
  /** Due moments that an extension replaced. */
  readonly formerDues: readonly (OpinionsDue & { readonly replacedAt: Instant; readonly reason: string })[];
  /** Due moments that a change of the calendar replaced. */
  readonly dueHistory: readonly CalendarFormerDue[];
  readonly comments: readonly Comment[];
  readonly agreed: readonly Agreement[];
  /** 逾期未反馈: units that had not answered when the collecting ended. */
  readonly silentUnitIds: readonly string[];
  readonly collectedAt?: Instant;
  readonly closedAt?: Instant;
  readonly cancelReason?: string;
}
