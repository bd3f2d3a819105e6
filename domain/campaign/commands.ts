import type { CalendarChange } from '../chase/recount.ts';
import type { Listed } from '../plan/list.ts';
import type { BeijingDate, Period } from '../process/time.ts';
import type { Rhythm } from '../task/rhythm.ts';
import type { PhaseKind, TaskKind, TaskOrigin } from '../task/state.ts';
import type { Every, LadderChoice } from './ladders.ts';
import type { PhaseDates, PlanChange, PlanVersion, TaskChoice } from './revision.ts';
import type { CampaignContent, CampaignLevel, ConditionKey, GroupMember, PlannedPhase } from './state.ts';
import type { UrgingChoice } from './urging.ts';

/** A task as a launch or `addTask` brings it. */
export interface PlannedTask {
  readonly number: string;
  readonly section?: string;
  readonly content: string;
  readonly standard?: string;
  readonly kind: TaskKind;
  readonly phase?: PhaseKind;
  readonly leadUnitId?: string;
  readonly supportingUnitIds: readonly string[];
  /** For an each-unit task: the units that each get a share. */
  readonly unitIds?: readonly string[];
  readonly dueOn?: BeijingDate;
  /** Instead of a date, in drills: counted from the launch. */
  readonly duePeriod?: Period;
  readonly rhythm?: Rhythm;
  readonly evidenceRequired: readonly string[];
  readonly weight?: number;
  /** For a task that the plan did not have. */
  readonly origin?: TaskOrigin;
  /** Units whose share of an each-unit task does not hold up the whole. */
  readonly optionalUnitIds?: readonly string[];
  /** For a row of a task list that was given out: what it settles where a plan’s text would leave it open. */
  readonly listed?: Listed;
}

/**
 * What to do about dates. Without a choice a plan with past dates is entered as backfill with its past tasks open: nobody said they were done.
 * shift: all dates by `days`, or so that the earliest falls on `startsOn`. backfill: past phases and tasks enter as history, `past` says as what; `open` and
 * `accepted` name the numbers of tasks that differ.
 */
export type DatesChoice =
  | { readonly mode: 'asPlanned' }
  | { readonly mode: 'shift'; readonly days?: number; readonly startsOn?: BeijingDate }
  | { readonly mode: 'backfill'; readonly past?: 'open' | 'accepted'; readonly open?: readonly string[]; readonly accepted?: readonly string[] };

export interface LaunchCampaign extends CampaignContent {
  readonly type: 'launch';
  readonly phases: readonly PlannedPhase[];
  readonly tasks: readonly PlannedTask[];
  readonly ladders?: LadderChoice;
  readonly dates?: DatesChoice;
  /** The ids that rounds of consulting units about the plan have: while one is open the plan is not launched. */
  readonly roundIds?: readonly string[];
}

interface Corrections {
  readonly title: string;
  readonly documentNumber: string;
  readonly legalBasis: string;
  readonly level: CampaignLevel;
  readonly budgetFen: number;
  readonly memberUnitIds: readonly string[];
  /** End date of the open phase; its ladder starts anew. */
  readonly phaseEndsOn: BeijingDate;
}
export type CorrectableCampaignField = keyof Corrections;
export type CorrectCampaignField = {
  readonly [F in CorrectableCampaignField]: { readonly type: 'correctField'; readonly field: F; readonly value: Corrections[F]; readonly reason: string };
}[CorrectableCampaignField];

/** What people may ask of a launched campaign. */
export type CampaignPersonCommand =
  | {
      readonly type: 'confirmCondition';
      readonly condition: ConditionKey;
      readonly note: string;
      readonly evidence?: readonly string[];
      readonly on?: BeijingDate;
      readonly documentNumber?: string;
    }
  | { readonly type: 'withdrawConfirmation'; readonly condition: ConditionKey; readonly reason: string }
  /** By a body or meeting in words, or a unit; `documentNumber` where the plan has none yet. */
  | {
      readonly type: 'recordApproval';
      readonly approvedBy?: string;
      readonly unitId?: string;
      readonly approvedOn: BeijingDate;
      readonly documentNumber?: string;
      readonly evidence?: readonly string[];
    }
  | { readonly type: 'setComposition'; readonly members: readonly GroupMember[]; readonly reason: string }
  | { readonly type: 'setWorkingGroup'; readonly section: string; readonly leadUnitId: string; readonly memberUnitIds: readonly string[]; readonly reason: string }
  /** Exactly one of the two is given. */
  | { readonly type: 'askLiaisonOfficers'; readonly dueOn?: BeijingDate; readonly duePeriod?: Period }
  /** A member unit's own step. */
  | { readonly type: 'nameLiaisonOfficer'; readonly personId: string }
  | { readonly type: 'overrideCondition'; readonly condition: ConditionKey; readonly reason: string }
  | { readonly type: 'closePhase' }
  | { readonly type: 'recordResult'; readonly result: string; readonly score?: number; readonly note: string; readonly evidence?: readonly string[] }
  | { readonly type: 'recordMeeting'; readonly heldOn: BeijingDate; readonly minutes: string; readonly decisions?: readonly string[]; readonly evidence?: readonly string[] }
  | { readonly type: 'recordSupervision'; readonly heldOn: BeijingDate; readonly note: string; readonly evidence?: readonly string[] }
  /** `taskId`: the id that the task is to have, where another process orders it and keeps it. */
  | { readonly type: 'addTask'; readonly task: PlannedTask; readonly reason: string; readonly taskId?: string }
  | {
      readonly type: 'replan';
      /** The plan's next version, compared with the tasks as they stand when it is applied; or else the changes one by one. */
      readonly version?: PlanVersion;
      readonly changes?: readonly PlanChange[];
      readonly phases?: readonly PhaseDates[];
      readonly documentNumber?: string;
      readonly reason: string;
      /** A preview's alone: what cannot be made is left out and listed, so that the rest is seen. */
      readonly partly?: true;
    }
  /** 催办: by hand, beside the ladders. `managers`: the managers in charge hear it too. */
  | ({ readonly type: 'urge'; readonly message?: string; readonly managers?: boolean } & UrgingChoice)
  | ({ readonly type: 'shiftDates'; readonly days: number; readonly reason: string } & TaskChoice)
  | ({ readonly type: 'reassignTasks'; readonly fromUnitId: string; readonly toUnitId: string; readonly reason: string } & TaskChoice)
  /** How often the office owes a bulletin; without `every` none any more. */
  | { readonly type: 'setBulletinRhythm'; readonly every?: Every }
  /** 调整催办规则: what is not named stays as it is. */
  | { readonly type: 'setLadders'; readonly ladders: LadderChoice; readonly reason: string }
  | CorrectCampaignField
  | { readonly type: 'suspend'; readonly reason: string }
  | { readonly type: 'resume'; readonly mode: 'keep' | 'shift' }
  | { readonly type: 'cancel'; readonly reason: string };
export type CampaignPersonCommandType = CampaignPersonCommand['type'];

/** `endPhase`, `strike` and `closeCampaign` are time's, `recompute` the calendar's, `noteVisits` a supervision's: whom it visits when, nobody once it is dropped; `countIndicator` is an indicator's that begins after the launch. */
export type CampaignCommand =
  | LaunchCampaign
  | CampaignPersonCommand
  | { readonly type: 'endPhase' }
  | { readonly type: 'strike' }
  /** A bulletin was issued: never a person's own command. */
  | { readonly type: 'noteBulletin' }
  | { readonly type: 'closeCampaign' }
  | { readonly type: 'noteVisits'; readonly supervisionId: string; readonly on: BeijingDate; readonly unitIds: readonly string[] }
  | { readonly type: 'countIndicator'; readonly indicatorId: string; readonly number: string }
  | ({ readonly type: 'recompute' } & CalendarChange);
export type CampaignCommandOf<T extends CampaignCommand['type']> = Extract<CampaignCommand, { readonly type: T }>;
