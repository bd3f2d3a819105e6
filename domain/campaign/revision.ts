import type { Refusal } from '../process/decision.ts';
import type { ActorRef } from '../process/fact.ts';
import type { BeijingDate, Instant } from '../process/time.ts';
import type { RefusalCode } from '../refusals.ts';
import type { CorrectableField, CorrectField } from '../task/commands.ts';
import type { TaskState } from '../task/state.ts';
import type { PlannedTask } from './commands.ts';
import type { PlannedPhase, Section } from './state.ts';

/** What a re-plan may change of a task; what is absent stays. `unitIds`: the units that each have a share of an each-unit task. */
export type TaskAmendment = { readonly [F in CorrectableField]?: Extract<CorrectField, { readonly field: F }>['value'] } & {
  readonly leadUnitId?: string;
  readonly supportingUnitIds?: readonly string[];
  readonly unitIds?: readonly string[];
};

/** One change of a running plan. */
export type PlanChange =
  | { readonly change: 'add'; readonly task: PlannedTask }
  | { readonly change: 'amend'; readonly taskId: string; readonly amendment: TaskAmendment }
  | { readonly change: 'cancel'; readonly taskId: string };

/** A change that a version asks for: also another task in the place of one, where its kind or rhythm is another. */
export type VersionChange = PlanChange | { readonly change: 'replace'; readonly taskId: string; readonly task: PlannedTask };

/** New dates of a phase that is not closed, by its index. */
export interface PhaseDates {
  readonly phase: number;
  readonly startsOn?: BeijingDate;
  readonly endsOn?: BeijingDate;
}

/** The phases with their new dates. */
export const redated = <P extends PlannedPhase>(phases: readonly P[], dates: readonly PhaseDates[]): readonly P[] =>
  phases.map((phase, index) => {
    const { phase: _phase, ...moved } = dates.find((one) => one.phase === index) ?? { phase: index };
    return { ...phase, ...moved };
  });

/** The next version of the plan, as a launch would take it. */
export interface PlanVersion {
  readonly planId: string;
  readonly tasks: readonly PlannedTask[];
  readonly phases: readonly PlannedPhase[];
  readonly sections: readonly Section[];
}

/** Which of the campaign's open tasks a bulk change is for; without any of these, all. */
export interface TaskChoice {
  readonly taskIds?: readonly string[];
  readonly section?: string;
  readonly leadUnitId?: string;
}

/** True for a task that the choice is for. */
export const isChosen = (task: TaskState, { taskIds, section, leadUnitId }: TaskChoice): boolean =>
  (taskIds === undefined || taskIds.includes(task.id)) && (section === undefined || task.section === section) && (leadUnitId === undefined || task.leadUnitId === leadUnitId);

/** A task that a bulk change would have changed and did not, with the reason. */
export interface LeftOut {
  readonly number: string;
  readonly code: RefusalCode;
  /** Values for the text of the reason. */
  readonly params?: Refusal['params'];
}

/** A version of the plan after the first: who changed what, and why. Tasks by their numbers. */
export interface Revision {
  /** From 2: the plan as launched is 1. */
  readonly revision: number;
  readonly kind: 'replan' | 'shiftDates' | 'reassignTasks';
  readonly planId?: string;
  readonly documentNumber?: string;
  readonly reason: string;
  readonly added: readonly string[];
  readonly amended: readonly string[];
  readonly cancelled: readonly string[];
  readonly left: readonly LeftOut[];
  readonly at: Instant;
  readonly by: ActorRef;
}
