import { type LeftAsItIs, leftBecause, type Refusal, refuse } from '../process/decision.ts';
import type { Instant } from '../process/time.ts';
import { notWithLead } from '../task/rules.ts';
import type { TaskState } from '../task/state.ts';
import { isChosen, type TaskChoice } from './revision.ts';

/** Which tasks are urged: those chosen that wait for their lead, with `overdue` only what is past its date. */
export interface UrgingChoice extends TaskChoice {
  readonly overdue?: boolean;
}

/** Why a task that is chosen is not urged; undefined when it is. */
function notUrgedSince(task: TaskState, { taskIds: _, overdue = false, ...filters }: UrgingChoice, now: Instant): Refusal | undefined {
  const refused = notWithLead(task);
  if (refused) return refused;
  if (overdue && (task.due?.dueAt ?? now) >= now) return refuse('task.not_overdue');
  return isChosen(task, filters) ? undefined : refuse('task.outside_choice');
}

const inPlanOrder = (tasks: readonly TaskState[]): readonly TaskState[] => tasks.toSorted((a, b) => a.order - b.order);

/** Tasks that wait for their lead and are chosen, in the plan's order; the whole of an each-unit task waits for its shares. */
export const urgedTasks = (tasks: readonly TaskState[], choice: UrgingChoice, now: Instant): readonly TaskState[] =>
  inPlanOrder(tasks).filter((task) => isChosen(task, choice) && notUrgedSince(task, choice, now) === undefined);

/** Of the tasks chosen one by one those that are not urged, each with why, in the plan's order; last what is no task of the campaign, by its id. What filters alone choose is not listed. */
export function notUrged(tasks: readonly TaskState[], choice: UrgingChoice, now: Instant): readonly LeftAsItIs[] {
  const ids = new Set(choice.taskIds);
  const known = inPlanOrder(tasks).filter(({ id }) => ids.delete(id));
  return [
    ...known.flatMap((task) => {
      const refused = notUrgedSince(task, choice, now);
      return refused ? [leftBecause(task.number, refused)] : [];
    }),
    ...[...ids].map((id) => leftBecause(id, refuse('campaign.task_unknown', { taskId: id }))),
  ];
}
