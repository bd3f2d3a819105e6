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

/** Fields of which an empty value in a plan means that it does not say. */
const told = <T>(value: T | undefined): T | undefined => (value === '' || (Array.isArray(value) && value.length === 0) ? undefined : value);

const compared = ['number', 'content', 'standard', 'section', 'weight', 'evidenceRequired', 'phase'] as const;

const isSame = (a: unknown, b: unknown): boolean =>
  Array.isArray(a) && Array.isArray(b) ? JSON.stringify([...a].sort()) === JSON.stringify([...b].sort()) : JSON.stringify(a) === JSON.stringify(b);

/** What the new version says otherwise of a task; what it leaves open stays as it is. */
function amendmentOf(planned: PlannedTask, task: TaskState, shares: readonly TaskState[]): TaskAmendment {
  const units = shares.filter((share) => share.stage !== 'cancelled').map((share) => share.leadUnitId);
  const asked: readonly (readonly [keyof TaskAmendment, unknown, unknown])[] = [
    // The whole of an each-unit task has no evidence of its own: its shares say what is required.
    ...compared.map((field) => [field, told(planned[field]), field === 'evidenceRequired' && task.kind === 'eachUnit' ? shares[0]?.evidenceRequired : task[field]] as const),
    ['dueOn', task.kind === 'recurring' || planned.rhythm ? undefined : planned.dueOn, task.due?.dueOn],
    ['leadUnitId', planned.leadUnitId, task.leadUnitId],
    ['supportingUnitIds', told(planned.supportingUnitIds), task.supportingUnitIds],
    ['unitIds', task.kind === 'eachUnit' ? told(planned.unitIds) : undefined, units],
  ];
  return Object.fromEntries(asked.flatMap(([field, value, now]) => (value === undefined || isSame(value, now) ? [] : [[field, value]])));
}

/** Another kind, or another rhythm, makes it another task. */
function isAnother(planned: PlannedTask, task: TaskState, shares: readonly TaskState[]): boolean {
  const rhythm = task.rhythm ?? shares[0]?.rhythm;
  return planned.kind !== task.kind || (planned.rhythm !== undefined && (rhythm?.span !== planned.rhythm.span || rhythm?.every !== planned.rhythm.every));
}

/**
 * The changes that lead from the tasks as they stand to the plan's next version. A task is the same when section and number are, or else the content is.
 * A task that the new version no longer names is to be cancelled, but not one that no plan gave: what a leader, a meeting or a finding asked for stands until it is cancelled by itself.
 */
export function changesTo(version: PlanVersion, tasks: readonly TaskState[]): readonly VersionChange[] {
  const wholes = tasks.filter((task) => task.parentTaskId === undefined && task.stage !== 'cancelled');
  const sharesOf = (task: TaskState): readonly TaskState[] => tasks.filter((one) => one.parentTaskId === task.id);
  const free = new Set(wholes);
  const pairs = new Map<PlannedTask, TaskState>();
  const matching: readonly ((planned: PlannedTask, task: TaskState) => boolean)[] = [
    (planned, task) => planned.number === task.number && (planned.section ?? '') === (task.section ?? ''),
    (planned, task) => planned.content === task.content,
  ];
  for (const isIt of matching)
    for (const planned of version.tasks) {
      const task = pairs.has(planned) ? undefined : [...free].find((one) => isIt(planned, one));
      if (!task) continue;
      free.delete(task);
      pairs.set(planned, task);
    }
  return [
    ...version.tasks.flatMap((planned): readonly VersionChange[] => {
      const task = pairs.get(planned);
      if (!task) return [{ change: 'add', task: planned }];
      if (task.stage === 'accepted') return [];
      if (isAnother(planned, task, sharesOf(task))) return [{ change: 'replace', taskId: task.id, task: planned }];
      const amendment = amendmentOf(planned, task, sharesOf(task));
      return Object.keys(amendment).length === 0 ? [] : [{ change: 'amend', taskId: task.id, amendment }];
    }),
    ...[...free].filter((task) => task.origin === undefined).map((task): VersionChange => ({ change: 'cancel', taskId: task.id })),
  ];
}
