import type { Instant } from '../process/time.ts';
import type { TaskStage, TaskState } from './state.ts';

type Counted = Pick<TaskState, 'kind' | 'stage'>;

/** Whether it is the whole of an each-unit task: its shares are counted in its place. */
export const isWhole = ({ kind }: Pick<TaskState, 'kind'>): boolean => kind === 'eachUnit';

/**
 * Whether it is one of so many tasks, wherever tasks are counted (通报, 工作总结, the overdue board, rankings): no whole of an each-unit task, and nothing that was cancelled, which is told apart.
 * What is suspended counts, and is not overdue; what was accepted late counts as accepted.
 */
export const isCounted = (task: Counted): boolean => !isWhole(task) && task.stage !== 'cancelled';

/** Open stages in which nobody decides on a submission: in these a task can be overdue. */
export const overdueStages = ['issued', 'signed', 'returned'] as const satisfies readonly TaskStage[];

/** Counted, open, past its due moment and not under review. */
export const isOverdue = (task: Counted & Pick<TaskState, 'due'>, now: Instant): boolean =>
  isCounted(task) && (overdueStages as readonly string[]).includes(task.stage) && task.due !== undefined && task.due.dueAt < now;

/** Whether it is a recurring task that owes nothing at a moment: signed for, with an open check-in that is not overdue. Such a task counts as done where its phase or campaign ends before its rhythm does. */
export const hasAnsweredAll = ({ kind, stage, period }: Pick<TaskState, 'kind' | 'stage' | 'period'>, now: Instant): boolean =>
  kind === 'recurring' && stage === 'signed' && period !== undefined && period.dueAt >= now;
