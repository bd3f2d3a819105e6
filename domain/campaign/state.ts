import type { CalendarFormerDue } from '../chase/recount.ts';
import type { PlanIndicator } from '../plan/indicator.ts';
import type { ProcessState } from '../process/definition.ts';
import type { ActorRef } from '../process/fact.ts';
import type { BeijingDate, Instant, Period } from '../process/time.ts';
import type { PhaseKind } from '../task/state.ts';
import type { Urging } from '../task/urging.ts';
import type { CampaignLadders } from './ladders.ts';
import type { Revision } from './revision.ts';

/** 政府承诺、综合干预、考评督导、中止、待办结、已结束. */
export const campaignStages = ['commitment', 'intervention', 'evaluation', 'suspended', 'settled', 'closed'] as const;
export type CampaignStage = (typeof campaignStages)[number];

export const campaignLevels = ['provincial', 'municipal', 'district'] as const;
export type CampaignLevel = (typeof campaignLevels)[number];

/** What must hold before a phase closes: computed from the records, or confirmed by a named person. */
export const conditionKeys = [
  'publicCommitment',
  'officeSetUp',
  'liaisonOfficers',
  'planApproved',
  'mobilisationMeeting',
  'baselineSurvey',
  'priorityAreas',
  'tasksBrokenDown',
  'selfCheck',
  'resultRecorded',
  'phaseTasks',
] as const;
export type ConditionKey = (typeof conditionKeys)[number];

export interface PlannedPhase {
  readonly kind: PhaseKind;
  readonly name: string;
  readonly startsOn?: BeijingDate;
  readonly endsOn?: BeijingDate;
  /** Instead of an end date, in drills: counted from the phase's opening. */
  readonly period?: Period;
}

export interface Phase extends PlannedPhase {
  readonly openedAt?: Instant;
  readonly closedAt?: Instant;
  /** 'history': it lay before the launch and is recorded as closed by it. */
  readonly closedBy?: 'date' | 'office' | 'history';
}

export interface Section {
  readonly name: string;
  /** Lead unit of the section's working group (专项行动工作组). */
  readonly leadUnitId?: string;
  /** Member units of that working group; absent in campaigns that began without them. */
  readonly memberUnitIds?: readonly string[];
}

/** Who approved the plan: a body or meeting in words (区政府常务会议), a unit of the register, or both. */
export interface Approval {
  readonly approvedBy?: string;
  readonly unitId?: string;
  readonly approvedOn: BeijingDate;
  readonly documentNumber?: string;
  readonly evidence: readonly string[];
}

/** 组长、副组长、成员. */
export const groupRoles = ['groupLeader', 'groupDeputy', 'member'] as const;
/** A place in the leading group, by unit or post: persons are not named, the register says who holds the post. */
export interface GroupMember {
  readonly role: (typeof groupRoles)[number];
  readonly unitId?: string;
  readonly postId?: string;
  readonly title: string;
}

/** An indicator as the plan states it; its measurements are not part of the campaign's state. */
export type PlannedIndicator = Pick<PlanIndicator, 'name' | 'rule' | 'dueOn'>;

export interface Confirmation {
  readonly phase: number;
  readonly condition: ConditionKey;
  readonly by: ActorRef;
  readonly at: Instant;
  readonly note: string;
  readonly on?: BeijingDate;
  readonly documentNumber?: string;
  readonly evidence: readonly string[];
}

export interface Override {
  readonly phase: number;
  readonly condition: ConditionKey;
  readonly by: ActorRef;
  readonly at: Instant;
  readonly reason: string;
}

/** Whom a supervision visits when. */
export interface PlannedVisit {
  readonly supervisionId: string;
  readonly on: BeijingDate;
  readonly unitIds: readonly string[];
}

export interface CampaignContent {
  readonly title: string;
  readonly documentNumber?: string;
  readonly issuedBy?: string;
  readonly issuedOn?: BeijingDate;
  readonly legalBasis?: string;
  readonly level?: CampaignLevel;
  readonly planId?: string;
  readonly officeUnitId: string;
  readonly groupUnitId: string;
  readonly memberUnitIds: readonly string[];
  readonly sections: readonly Section[];
  readonly indicators: readonly PlannedIndicator[];
  readonly budgetFen?: number;
  readonly approval?: Approval;
  readonly composition?: readonly GroupMember[];
}

export interface CampaignState extends ProcessState, CampaignContent {
  readonly phases: readonly Phase[];
  /** Index of the open phase (of the last one, once all are closed). */
  readonly current: number;
  readonly ladders: CampaignLadders;
  readonly launchedAt: Instant;
  readonly dates: { readonly mode: 'asPlanned' | 'shift' | 'backfill'; readonly days?: number };
  /** Tasks issued so far, shares of each-unit tasks included. */
  readonly taskCount: number;
  /** Indicators established so far; absent in a campaign that began before indicators were processes. */
  readonly indicatorCount?: number;
  readonly confirmations: readonly Confirmation[];
  readonly overrides: readonly Override[];
  readonly approval?: Approval & { readonly at: Instant; readonly by: ActorRef };
  readonly result?: { readonly result: string; readonly score?: number; readonly note: string; readonly at: Instant; readonly by: ActorRef; readonly evidence: readonly string[] };
  readonly meetings: readonly { readonly heldOn: BeijingDate; readonly minutes: string; readonly decisions: readonly string[]; readonly evidence: readonly string[] }[];
  readonly supervisions: readonly { readonly heldOn: BeijingDate; readonly note: string; readonly evidence: readonly string[] }[];
  /** Visits by plan, one entry for each supervision; absent in campaigns that had none. */
  readonly visits?: readonly PlannedVisit[];
  /** The last urging by hand and those of the hour before it, oldest first; absent in campaigns that had none. */
  readonly urgings?: readonly Urging[];
  /** Versions of the plan after the first, oldest first. */
  readonly revisions: readonly Revision[];
  /** Due moments that a change of the calendar replaced. */
  readonly dueHistory: readonly CalendarFormerDue[];
  readonly suspendedFrom?: CampaignStage;
  readonly suspendedAt?: Instant;
  readonly suspendReason?: string;
  readonly outcome?: 'completed' | 'cancelled';
  readonly cancelReason?: string;
  readonly closedAt?: Instant;
}
