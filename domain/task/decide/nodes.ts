import { beijingDateOf } from '../../calendar/beijing.ts';
import { accept, type Decision, refuse } from '../../process/decision.ts';
import type { World } from '../../process/definition.ts';
import type { FactBase } from '../../process/fact.ts';
import type { TaskCommandOf } from '../commands.ts';
import { nodeDeadlines, planRule } from '../deadlines.ts';
import type { TaskFact } from '../facts.ts';
import { nodeOn, type TaskNode } from '../nodes.ts';
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
  return accept([{ type: 'nodesPlanned', nodes: [...done, ...planned], ...chased(state, planned, world) }]);
}

/** The earliest of the nodes to come is chased; none ends the chase. */
function chased(state: TaskState, toCome: readonly TaskNode[], world: World): Pick<FactBase, 'sets' | 'clears'> {
  const sets = nodeDeadlines(state, toCome, world);
  if (sets.length > 0) return { sets };
  return state.deadlines.some((deadline) => deadline.kind === 'node') ? { clears: ['node'] } : {};
}

/** A node is done; its arrival decides whether it is late. */
export function completeNode(state: TaskState, command: TaskCommandOf<'completeNode'>, world: World): Decided {
  const node = state.nodes.find((one) => one.name === command.name);
  if (!node) return refuse('task.node_unknown', { name: command.name });
  if (node.doneAt !== undefined) return refuse('task.node_done', { name: command.name });
  const toCome = state.nodes.filter((one) => one.doneAt === undefined && one.name !== node.name);
  const isNext = state.nodes.find((one) => one.doneAt === undefined)?.name === node.name;
  return accept([
    {
      type: 'nodeCompleted',
      name: command.name,
      late: world.receivedAt > node.dueAt,
      ...(command.note === undefined ? {} : { note: command.note }),
      // Done out of turn, the earlier node is still the one that is chased.
      ...(isNext ? chased(state, toCome, world) : {}),
    },
  ]);
}
