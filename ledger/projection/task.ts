import { glanceOf } from '../../domain/task/glance.ts';
import type { TaskState } from '../../domain/task/state.ts';
import { initialsOf } from './initials.ts';
import { instantTextOrNull } from './instant.ts';

/** The task's row of `task_record`: what lists filter and sort by. */
export function projectTask(state: TaskState) {
  const ladder = state.deadlines.find((deadline) => deadline.kind === 'task') ?? state.deadlines[0];
  return {
    id: state.id,
    campaign_id: state.campaignId || null,
    parent_task_id: state.parentTaskId ?? null,
    number: state.number,
    order: state.order,
    section: state.section ?? null,
    content: state.content,
    kind: state.kind,
    phase: state.phase,
    lead_unit_id: state.leadUnitId,
    stage: state.stage,
    due_on: state.due?.dueOn ?? null,
    due_at: instantTextOrNull(state.due?.dueAt),
    rung: ladder?.reached.at(-1)?.rung ?? null,
    accepted_at: instantTextOrNull(state.acceptedAt),
    made_good_late: state.madeGoodLate,
    version: state.version,
    glance: glanceOf(state),
  };
}

/** Where a task stands in lists of tasks: by its order in the plan, from 0 on. */
export const taskPlace = ({ order }: TaskState): number => order;

/** The task's row of `task_text`: what a search looks into, and where the task stands in lists. A number is typed as it stands and has no initials. */
export const projectTaskText = (state: TaskState) => ({ id: state.id, text: `${state.number}\n${state.content}`, place: taskPlace(state), initials: initialsOf(state.content) });

/** What that row follows from; its place never changes. */
export const taskWords = ({ number, content }: TaskState) => [number, content];
