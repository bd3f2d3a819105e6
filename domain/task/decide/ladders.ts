import { taskLaddersOf } from '../../campaign/ladders.ts';
import type { CampaignState } from '../../campaign/state.ts';
import { isSameLadder } from '../../chase/ladder.ts';
import { underLadder } from '../../chase/reladder.ts';
import { accept, type Decision } from '../../process/decision.ts';
import type { World } from '../../process/definition.ts';
import type { TaskCommandOf } from '../commands.ts';
import { withSoon } from '../deadlines.ts';
import type { TaskFact, TaskFactOf } from '../facts.ts';
import { isSameTaskLadders, ladderOfKind, shareLadders, type TaskLadders } from '../ladders.ts';
import { isOver, type TaskState, type ToldRung } from '../state.ts';

/** Whom the rungs reached so far told, those that an earlier change has kept first. */
function toldBy(state: TaskState): readonly ToldRung[] {
  const own = state.deadlines.find(({ kind }) => kind === 'task');
  if (!own) return [];
  const before = state.told?.filter(({ deadline }) => deadline === own.seq) ?? [];
  const since = own.reached.filter(({ rung }) => !before.some((told) => told.rung === rung));
  return [...before, ...since.flatMap(({ rung }) => state.ladders.task.filter((step) => step.rung === rung).map(({ to }): ToldRung => ({ deadline: own.seq, rung, to })))];
}

/** The fact by which a task is chased by these rules from now on, or none where they are its own. */
function laddersSet(state: TaskState, given: TaskLadders, world: World, reason?: string): readonly TaskFactOf<'laddersSet'>[] {
  const ladders = state.assignerUnitId === undefined ? given : shareLadders(given);
  if (isSameTaskLadders(ladders, state.ladders)) return [];
  const { calendar, now } = world;
  const recounts = state.deadlines.flatMap(
    (deadline) => underLadder(deadline, ladderOfKind(state.ladders, deadline.kind), ladderOfKind(ladders, deadline.kind), calendar, now) ?? [],
  );
  const shelved = state.shelved && underLadder(state.shelved, state.ladders.task, ladders.task, calendar, now);
  const told = toldBy(state);
  const reminds = !isSameLadder(ladders.task, state.ladders.task);
  return [
    {
      type: 'laddersSet',
      ladders,
      ...(recounts.length > 0 ? { recounts } : {}),
      ...(state.due && reminds ? { due: withSoon(state.due, ladders.task, calendar) } : {}),
      ...(state.nodes.length > 0 && reminds ? { nodes: state.nodes.map((node) => withSoon(node, ladders.task, calendar)) } : {}),
      ...(told.length > 0 ? { told } : {}),
      ...(shelved ? { shelvedRungs: shelved.rungs } : {}),
      ...(reason === undefined ? {} : { reason }),
    },
  ];
}

/** The campaign's chase rules were changed: the dates stand, rungs to come move. What is over keeps the rules that it had. */
export const setLadders = (state: TaskState, { ladders, reason }: TaskCommandOf<'setLadders'>, world: World): Decision<TaskFact> =>
  accept(isOver(state) ? [] : laddersSet(state, ladders, world, reason));

/** A task that is reopened is chased by the rules that its campaign has by now; the fact that says so, and the task after it. */
export function reopening(state: TaskState, world: World): { readonly before: readonly TaskFact[]; readonly reopened: TaskState } {
  const campaign = world.parent as CampaignState | undefined;
  const before = campaign ? laddersSet(state, taskLaddersOf(campaign.ladders), world) : [];
  const [set] = before;
  return { before, reopened: set ? { ...state, ladders: set.ladders } : state };
}
