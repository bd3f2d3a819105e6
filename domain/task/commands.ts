import type { Ladder } from '../chase/ladder.ts';
import type { CalendarChange } from '../chase/recount.ts';
import type { BeijingDate, Instant, Period } from '../process/time.ts';
import type { TaskLadders } from './ladders.ts';
import type { Rhythm } from './rhythm.ts';
import type { EvidencePiece, PhaseKind, TaskContent, TaskOrigin } from './state.ts';

/** Fields of a task that the office may correct; the old value stays in the fact. */
export const correctableFields = ['number', 'content', 'standard', 'section', 'weight', 'evidenceRequired', 'phase', 'dueOn', 'mandatory'] as const;
export type CorrectableField = (typeof correctableFields)[number];

interface Corrections {
  readonly number: string;
  readonly content: string;
  readonly standard: string;
  readonly section: string;
  readonly weight: number;
  readonly evidenceRequired: readonly string[];
  readonly phase: PhaseKind;
  readonly dueOn: BeijingDate;
  readonly mandatory: boolean;
}
export type CorrectField = {
  readonly [F in CorrectableField]: { readonly type: 'correctField'; readonly field: F; readonly value: Corrections[F]; readonly reason: string };
}[CorrectableField];

/** The campaign issues a task: its launch, or a task added later. Never a person's own command. */
export interface IssueTask extends TaskContent {
  readonly type: 'issue';
  readonly dueOn?: BeijingDate;
  /** A drill's deadline, from the moment of issue. */
  readonly duePeriod?: Period;
  readonly history?: 'open' | 'accepted';
}

/** 交办: an office's task outside any campaign. One of `dueOn`, `duePeriod` (drills) and `rhythm` is given. */
export interface AssignTask {
  readonly type: 'assign';
  readonly content: string;
  readonly standard?: string;
  readonly leadUnitId: string;
  readonly supportingUnitIds?: readonly string[];
  readonly dueOn?: BeijingDate;
  readonly duePeriod?: Period;
  readonly rhythm?: Rhythm;
  readonly evidenceRequired?: readonly string[];
  readonly origin: TaskOrigin;
  /** Instead of the default ladder. */
  readonly ladder?: Ladder;
}

/** A unit's share of a task that its lead breaks down; what is absent is as in the whole. */
export interface SharePlan {
  readonly unitId: string;
  readonly content?: string;
  readonly standard?: string;
  readonly dueOn?: BeijingDate;
  /** The whole may be accepted without it. */
  readonly optional?: boolean;
}

/** What people may ask of a task. */
export type TaskPersonCommand =
  | { readonly type: 'sign' }
  | { readonly type: 'return'; readonly reason: string }
  /** `nothing`: 零报告, a recurring task's answer that there was nothing in this period. */
  | { readonly type: 'report'; readonly progress?: string; readonly percent?: number; readonly nothing?: true }
  | { readonly type: 'submit'; readonly summary?: string; readonly evidence?: readonly (string | EvidencePiece)[] }
  | { readonly type: 'accept'; readonly note?: string }
  | { readonly type: 'sendBack'; readonly reason: string }
  | { readonly type: 'relapse'; readonly reason: string; readonly period?: Period; readonly dueOn?: BeijingDate }
  | { readonly type: 'withdrawAcceptance'; readonly reason: string }
  | { readonly type: 'breakDown'; readonly shares: readonly SharePlan[] }
  /** Dated steps inside the task; those done stay. */
  | { readonly type: 'planNodes'; readonly nodes: readonly { readonly name: string; readonly dueOn: BeijingDate }[] }
  | { readonly type: 'completeNode'; readonly name: string; readonly note?: string }
  | { readonly type: 'requestExtension'; readonly reason: string; readonly period?: Period; readonly dueOn?: BeijingDate }
  | { readonly type: 'decideExtension'; readonly approve: boolean; readonly reason: string }
  | { readonly type: 'reassign'; readonly leadUnitId: string; readonly supporting?: readonly string[]; readonly reason: string }
  | CorrectField
  | { readonly type: 'cancel'; readonly reason: string }
  /** `sealUnitId`: the body that seals it in the office's stead (代章); `answerWithin`: working days for the unit's answer. */
  | { readonly type: 'signUrgingNotice'; readonly sealUnitId?: string; readonly answerWithin?: number }
  | { readonly type: 'declineUrgingNotice'; readonly reason: string }
  /** The scan of the sealed paper is the version in force; another one replaces it, for a reason. */
  | { readonly type: 'attachSealedNotice'; readonly evidence: string; readonly reason?: string }
  | { readonly type: 'answerUrgingNotice'; readonly text: string; readonly evidence?: readonly string[] }
  /** 撤回: one's own last step, of those that may be withdrawn, until another has acted on it. */
  | { readonly type: 'withdrawStep'; readonly reason?: string }
  /** 催办 of a task outside any campaign, by hand, and of others with it; a campaign urges its own. `managers`: the managers in charge hear it too. */
  | { readonly type: 'urge'; readonly taskIds?: readonly string[]; readonly message?: string; readonly managers?: boolean };
export type TaskPersonCommandType = TaskPersonCommand['type'];

/** What time, the system and the campaign ask of a task. */
export type TaskInwardCommand =
  | IssueTask
  | { readonly type: 'suspend'; readonly reason: string }
  | { readonly type: 'resume'; readonly mode: 'keep' | 'shift' }
  /** `asOf`: the moment at which it is asked what a recurring task owes; without it, now. */
  | { readonly type: 'conclude'; readonly outcome: 'campaignClosed' | 'campaignCancelled'; readonly asOf?: Instant }
  /** Urged with another task in one request; `about`: the tasks of its unit, where this one tells of them all. */
  | { readonly type: 'urgeAlong'; readonly about: readonly string[]; readonly message?: string; readonly managers: boolean }
  /** More shares of an each-unit task, issued in the same transaction. */
  | { readonly type: 'addShares'; readonly taskIds: readonly string[] }
  /** The campaign's chase rules were changed: those of this task from now on. */
  | { readonly type: 'setLadders'; readonly ladders: TaskLadders; readonly reason: string }
  /** The working group of its section was set anew. */
  | { readonly type: 'regroup'; readonly leadUnitId: string; readonly memberUnitIds: readonly string[] }
  | ({ readonly type: 'recompute' } & CalendarChange)
  | { readonly type: 'strike' };

export type TaskCommand = AssignTask | TaskPersonCommand | TaskInwardCommand;
export type TaskCommandOf<T extends TaskCommand['type']> = Extract<TaskCommand, { readonly type: T }>;
