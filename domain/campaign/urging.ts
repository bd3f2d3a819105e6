import type { Instant } from '../process/time.ts';
import type { TaskState } from '../task/state.ts';
import { waitsForLead } from '../task/urging.ts';
import { isChosen, type TaskChoice } from './revision.ts';

/** Which tasks are urged: those chosen that wait for their lead, with `overdue` only what is past its date. */
export interface UrgingChoice extends TaskChoice {
  readonly overdue?: boolean;
}

/** Tasks that wait for their lead and are chosen, in the plan's order; the whole of an each-unit task waits for its shares. */
export const urgedTasks = (tasks: readonly TaskState[], choice: UrgingChoice, now: Instant): readonly TaskState[] =>
  tasks
    .filter((task) => waitsForLead(task) && task.due !== undefined && (choice.overdue !== true || task.due.dueAt < now) && isChosen(task, choice))
    .toSorted((a, b) => a.order - b.order);
