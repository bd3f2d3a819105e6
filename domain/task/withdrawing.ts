import { accept, type Decision } from '../process/decision.ts';
import type { World } from '../process/definition.ts';
import { withdrawalOf } from '../process/withdrawing.ts';
import type { TaskCommandOf, TaskPersonCommandType } from './commands.ts';
import type { TaskFact } from './facts.ts';
import { withdrawalNotice } from './notices.ts';
import type { TaskState } from './state.ts';

/** Steps on a task that may be withdrawn: by none of them a document goes out, a number is taken or another process moves. */
export const withdrawableSteps = ['return', 'report', 'submit', 'sendBack', 'requestExtension', 'completeNode'] as const satisfies readonly TaskPersonCommandType[];

/** 撤回: the last step is undone, and whoever was told of it is told so. */
export function withdrawStep(state: TaskState, { reason }: TaskCommandOf<'withdrawStep'>, world: World): Decision<TaskFact> {
  const { lastStep } = state;
  if (!lastStep) return accept([]);
  // Of a report the office was told only where it ended a request for more time.
  const isUntold = lastStep.type === 'progressReported' && lastStep.before.extension === undefined;
  return accept([withdrawalOf(lastStep, reason)], { notices: isUntold ? [] : withdrawalNotice(lastStep.type, state, reason, world) });
}
