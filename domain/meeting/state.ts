import type { Bilingual } from '../notice/notice.ts';
import type { ProcessState } from '../process/definition.ts';
import type { ActorRef } from '../process/fact.ts';
import type { BeijingDate, Instant, Period } from '../process/time.ts';
import type { UsedTemplate } from '../register/template.ts';
import type { MeetingLadders } from './ladders.ts';

/** 已通知、已召开（待纪要）、中止、已出纪要、已取消. */
export const meetingStages = ['convened', 'held', 'suspended', 'recorded', 'cancelled'] as const;
export type MeetingStage = (typeof meetingStages)[number];

/** 领导小组会议、办公室会议、专项工作组会议. */
export const meetingKinds = ['leadingGroup', 'office', 'workingGroup'] as const;
export type MeetingKind = (typeof meetingKinds)[number];

/** 议题; `unitId`: the unit that reports on it. */
export interface AgendaItem {
  readonly title: string;
  readonly unitId?: string;
}

/** When it is held: a day, or in drills an instant. */
export interface MeetingDay {
  readonly dueOn?: BeijingDate;
  readonly dueAt: Instant;
}

/** 会议回执 of one unit. */
export interface Reply {
  readonly unitId: string;
  readonly attends: boolean;
  readonly reason?: string;
  readonly at: Instant;
  readonly by: ActorRef;
}

/** A unit that was there: in one of its posts, or represented by another (代). */
export interface Present {
  readonly unitId: string;
  readonly postId?: string;
  readonly proxy?: true;
}

export interface Attendance {
  readonly present: readonly Present[];
  readonly absent: readonly string[];
  readonly at: Instant;
}

/** What the meeting decided (议定事项): it became a task of the campaign. */
export interface MeetingDecision {
  /** Its place in the minutes, from 1. */
  readonly number: number;
  readonly content: string;
  readonly leadUnitId: string;
  readonly supporting: readonly string[];
  readonly standard?: string;
  readonly dueOn?: BeijingDate;
  readonly duePeriod?: Period;
  readonly taskId: string;
  /** A correction of the minutes took it out; its number is not given again. */
  readonly takenOut?: true;
}

export interface Minutes {
  readonly text: string;
  readonly evidence: readonly string[];
  readonly at: Instant;
  readonly by: ActorRef;
  /** Why these replaced the ones before. */
  readonly reason?: string;
}

export interface MeetingContent {
  readonly campaignId: string;
  readonly kind: MeetingKind;
  readonly title: string;
  readonly place?: string;
  readonly day: MeetingDay;
  readonly agenda: readonly AgendaItem[];
  /** Units invited. */
  readonly unitIds: readonly string[];
  readonly officeUnitId: string;
  readonly groupUnitId: string;
  /** The campaign's document. */
  readonly source: Bilingual;
  readonly ladders: MeetingLadders;
}

export interface MeetingState extends ProcessState, MeetingContent {
  readonly number: string;
  readonly convenedAt: Instant;
  /** One for each unit that has replied for this day, its last. */
  readonly replies: readonly Reply[];
  readonly heldOn?: BeijingDate;
  readonly attendance?: Attendance;
  readonly minutes?: Minutes;
  /** With which template the minutes were recorded; corrections keep it. Without one they have the layout of their own. */
  readonly template?: UsedTemplate;
  /** Minutes that were corrected, oldest first. */
  readonly formerMinutes: readonly Minutes[];
  readonly decisions: readonly MeetingDecision[];
  readonly cancelReason?: string;
  readonly suspendedFrom?: MeetingStage;
  readonly suspendedAt?: Instant;
}

/** The decisions that the minutes in force have. */
export const standing = ({ decisions }: Pick<MeetingState, 'decisions'>): readonly MeetingDecision[] => decisions.filter((one) => one.takenOut !== true);

/** Recorded or cancelled: nothing more is owed. */
export const isOver = (state: Pick<MeetingState, 'stage'>): boolean => state.stage === 'recorded' || state.stage === 'cancelled';

/** Invited units that have not replied. */
export const silentUnits = (state: Pick<MeetingState, 'unitIds' | 'replies'>): readonly string[] =>
  state.unitIds.filter((unitId) => !state.replies.some((reply) => reply.unitId === unitId));
