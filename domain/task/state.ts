import type { Deadline } from '../chase/deadline.ts';
import type { RungTarget } from '../chase/ladder.ts';
import type { Bilingual } from '../notice/notice.ts';
import type { ProcessState } from '../process/definition.ts';
import type { ActorRef } from '../process/fact.ts';
import type { BeijingDate, Instant } from '../process/time.ts';
import type { UsedTemplate } from '../register/template.ts';
import type { TaskLadders } from './ladders.ts';
import type { TaskNode } from './nodes.ts';
import type { Rhythm, TaskPeriod } from './rhythm.ts';
import type { Urging } from './urging.ts';
import type { UrgingLetter } from './urging-letter.ts';

/** 待签收、办理中、待验收、退回、中止、已验收、已取消. */
export const taskStages = ['issued', 'signed', 'submitted', 'returned', 'suspended', 'accepted', 'cancelled'] as const;
export type TaskStage = (typeof taskStages)[number];

/** Accepted or cancelled: nobody works on it any more. */
export const isOver = (task: { readonly stage: string }): boolean => task.stage === 'accepted' || task.stage === 'cancelled';

export const taskKinds = ['once', 'recurring', 'eachUnit'] as const;
export type TaskKind = (typeof taskKinds)[number];

export const phaseKinds = ['commitment', 'intervention', 'evaluation'] as const;
export type PhaseKind = (typeof phaseKinds)[number];

/** When a task is due; also kept for tasks whose ladder is silent (history, each-unit parents). */
export interface TaskDue {
  readonly dueOn?: BeijingDate;
  readonly dueAt: Instant;
  /** From here on the light is yellow: the moment of the first reminder, whether or not it was still to come. */
  readonly soonAt?: Instant;
}

/** A due date that no longer holds, and why. */
export interface FormerDue extends TaskDue {
  readonly replacedAt: Instant;
  readonly cause: 'extension' | 'correction' | 'relapse' | 'acceptanceWithdrawn' | 'nextPeriod' | 'suspension' | 'calendar';
  readonly reason?: string;
}

/** An attachment handed in, for one required item where it says so. */
export interface EvidencePiece {
  readonly id: string;
  readonly item?: string;
}

export interface Submission {
  readonly at: Instant;
  readonly receivedAt: Instant;
  readonly by: ActorRef;
  readonly summary?: string;
  readonly evidence: readonly EvidencePiece[];
  /** It arrived after the due moment. */
  readonly late: boolean;
}

export interface ExtensionRequest {
  readonly by: ActorRef;
  readonly at: Instant;
  readonly reason: string;
  readonly period?: { readonly value: number; readonly unit: import('../process/time.ts').PeriodUnit };
  readonly dueOn?: BeijingDate;
  /** Asked for only after the due moment. */
  readonly afterDue: boolean;
}

/** A scan of the paper with its seal: the attachment, and what its content is. */
export interface Scan {
  readonly evidence: string;
  readonly sha256: string;
  readonly name: string;
  readonly mediaType: string;
}

/** A scan as it is kept: since when, from whom, and why it replaced the one before. */
export interface KeptScan extends Scan {
  readonly at: Instant;
  readonly by: ActorRef;
  readonly reason?: string;
}

/** 督办通知书: drafted by the ladder, signed or declined by the office, sealed on paper, answered by the unit. */
export interface UrgingNotice {
  readonly draftedAt: Instant;
  readonly unitId: string;
  readonly state: 'drafted' | 'signed' | 'declined' | 'lapsed';
  readonly number?: string;
  readonly decidedAt?: Instant;
  readonly reason?: string;
  /** As signed, and by whom. */
  readonly letter?: UrgingLetter;
  /** With which template it was signed; without one it has the layout of its own. */
  readonly template?: UsedTemplate;
  readonly signedBy?: ActorRef;
  /** By when the unit was to answer as it was signed, and from its answer on as that stood then (`answerBy`); absent from notices signed before answers were kept. */
  readonly answerDueAt?: Instant;
  /** Scans of the sealed paper, the one in force last. */
  readonly scans?: readonly KeptScan[];
  readonly answer?: { readonly at: Instant; readonly by: ActorRef; readonly text: string; readonly evidence: readonly string[]; readonly late: boolean };
}

/** 批示、会议议定、12345转办、督查发现、指标预警. */
export const taskOrigins = ['instruction', 'meeting', 'hotline', 'supervision', 'indicator'] as const;
/** As documents name them. */
export const originNames: Readonly<Record<(typeof taskOrigins)[number], string>> = {
  instruction: '领导批示',
  meeting: '会议议定',
  hotline: '12345转办',
  supervision: '督查发现',
  indicator: '指标预警',
};
/** Where a task comes from that the plan did not have. */
export interface TaskOrigin {
  readonly kind: (typeof taskOrigins)[number];
  /** Whose instruction, which meeting, which number of the hotline, the finding, or which value of an indicator. */
  readonly reference: string;
  readonly on?: BeijingDate;
  /** Attachments, such as the scan of the instruction. */
  readonly evidence: readonly string[];
}

/** Whom a rung had told before the chase rules were changed: they may name it otherwise now, or no more. `deadline`: number of the fact that set its deadline. */
export interface ToldRung {
  readonly deadline: number;
  readonly rung: string;
  readonly to: RungTarget;
}

/** What a task is, as it was issued and later corrected. */
export interface TaskContent {
  readonly campaignId: string;
  /** The task whose share of one unit this is: an each-unit task, or one that its lead broke down. */
  readonly parentTaskId?: string;
  readonly childTaskIds: readonly string[];
  readonly number: string;
  readonly order: number;
  readonly section?: string;
  readonly content: string;
  /** 工作标准. */
  readonly standard?: string;
  readonly kind: TaskKind;
  readonly phase: PhaseKind;
  readonly leadUnitId: string;
  readonly supportingUnitIds: readonly string[];
  /** The unit that broke the whole down and decides on this share in the office's stead. */
  readonly assignerUnitId?: string;
  /** Lead unit of the section's working group. */
  readonly sectionLeadUnitId?: string;
  /** Member units of that working group; a unit's share has none. */
  readonly groupMemberUnitIds?: readonly string[];
  readonly officeUnitId: string;
  readonly groupUnitId: string;
  /** Kinds of evidence that a submission must bring. */
  readonly evidenceRequired: readonly string[];
  readonly weight?: number;
  /** For a share: the whole is not accepted before it. */
  readonly mandatory: boolean;
  readonly rhythm?: Rhythm;
  /** For a task that the plan did not have. */
  readonly origin?: TaskOrigin;
  /** The document that orders it, for the rule of its deadlines. */
  readonly source: Bilingual;
  readonly ladders: TaskLadders;
}

export interface TaskState extends ProcessState, TaskContent {
  /** It entered from before the launch: nothing chases it. */
  readonly history?: 'open' | 'accepted';
  readonly due?: TaskDue;
  readonly dueHistory: readonly FormerDue[];
  /** Dated steps inside it, those done first, then by date. */
  readonly nodes: readonly TaskNode[];
  readonly period?: TaskPeriod;
  /** Check-ins answered; `nothing`: by 零报告. */
  readonly answered: readonly { readonly index: number; readonly at: Instant; readonly late: boolean; readonly nothing?: true }[];
  readonly issuedAt: Instant;
  readonly signedAt?: Instant;
  readonly progress?: { readonly at: Instant; readonly text: string; readonly percent?: number; readonly nothing?: true };
  readonly submission?: Submission;
  /** All evidence ever handed in. */
  readonly evidence: readonly EvidencePiece[];
  readonly returnReason?: string;
  readonly sentBackReason?: string;
  readonly acceptedAt?: Instant;
  readonly acceptanceNote?: string;
  /** Accepted, but handed in after the due moment. */
  readonly madeGoodLate: boolean;
  readonly extension?: ExtensionRequest;
  readonly urgingNotice?: UrgingNotice;
  readonly urgingNumbers: readonly string[];
  /** The last urging by hand and those of the hour before it, oldest first; only of a task outside any campaign. */
  readonly urgings?: readonly Urging[];
  /** The last urging's fact, and the version in which something else had moved the task before it. */
  readonly urgedIn?: { readonly seq: number; readonly moved: number };
  readonly cancelReason?: string;
  readonly relapses: number;
  /** The ladder as it stood when the task was accepted, should the acceptance be withdrawn. */
  readonly shelved?: Deadline;
  /** Absent while the chase rules are those that it was issued with. */
  readonly told?: readonly ToldRung[];
  /** The stage to which a suspended task returns. */
  readonly suspendedFrom?: TaskStage;
  readonly suspendedAt?: Instant;
}
