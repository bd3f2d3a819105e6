import { beijingDateOf } from '../../calendar/beijing.ts';
import { accept, type Decision, refuse } from '../../process/decision.ts';
import type { World } from '../../process/definition.ts';
import type { TaskCommandOf } from '../commands.ts';
import { planRule } from '../deadlines.ts';
import type { TaskFact } from '../facts.ts';
import { nodeOn } from '../nodes.ts';
import type { TaskState } from '../state.ts';

type Decided = Decision<TaskFact>;

/** The nodes to come are these from now on; those that are done stay, before them. */
export function planNodes(state: TaskState, command: TaskCommandOf<'planNodes'>, world: World): Decided {
  const done = state.nodes.filter((node) => node.doneAt !== undefined);
  const names = [...done, ...command.nodes].map((node) => node.name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) return refuse('task.node_repeated', { name: twice });
  const last = state.due === undefined ? undefined : beijingDateOf(state.due.dueAt);
  for (const { dueOn } of command.nodes) {
    if (dueOn < beijingDateOf(world.now)) return refuse('task.date_past', { date: dueOn });
    if (last !== undefined && dueOn > last) return refuse('task.node_later', { date: dueOn });
  }
  const planned = command.nodes
    .toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0))
    .map(({ name, dueOn }) => nodeOn(name, dueOn, planRule(state.source), state.ladders.task, world.calendar, world.now));
  return accept([{ type: 'nodesPlanned', nodes: [...done, ...planned] }]);
}

/** A node is done; its arrival decides whether it is late. */
export function completeNode(state: TaskState, command: TaskCommandOf<'completeNode'>, world: World): Decided {
  const node = state.nodes.find((one) => one.name === command.name);
  if (!node) return refuse('task.node_unknown', { name: command.name });
  if (node.doneAt !== undefined) return refuse('task.node_done', { name: command.name });
  return accept([{ type: 'nodeCompleted', name: command.name, late: world.receivedAt > node.dueAt, ...(command.note === undefined ? {} : { note: command.note }) }]);
}
