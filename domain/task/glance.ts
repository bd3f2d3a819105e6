import type { TaskState } from './state.ts';

const fields = [
  'id',
  'number',
  'order',
  'stage',
  'phase',
  'kind',
  'leadUnitId',
  'due',
  'rhythm',
  'period',
  'history',
  'madeGoodLate',
  'suspendedFrom',
  'suspendedAt',
] as const satisfies readonly (keyof TaskState)[];
type Field = (typeof fields)[number];

/** What others read of a task without its whole state: its campaign's conditions and figures, its light. A whole state will do as well. */
export type TaskGlance = Pick<TaskState, Field | 'standard'> & { readonly submission?: { readonly late: boolean } };

/** The glance of a task; of its standard, whose text may be long, only that there is one. */
export function glanceOf(state: TaskState): TaskGlance {
  const taken = Object.fromEntries(fields.filter((field) => state[field] !== undefined).map((field) => [field, state[field]])) as Pick<TaskState, Field>;
  return { ...taken, ...(state.standard ? { standard: '…' } : {}), ...(state.submission ? { submission: { late: state.submission.late } } : {}) };
}
