import { beijingDateOf } from '../../calendar/beijing.ts';
import { isLiving, successorOf } from '../../org/org.ts';
import { accept, type Decision, type Refusal, refuse } from '../../process/decision.ts';
import type { World } from '../../process/definition.ts';
import type { IssueTask, SharePlan, TaskCommandOf } from '../commands.ts';
import type { TaskFact } from '../facts.ts';
import { shareLadders } from '../ladders.ts';
import type { TaskState } from '../state.ts';

function refused(state: TaskState, shares: readonly SharePlan[], world: World): Refusal | undefined {
  const lead = successorOf(state.leadUnitId, world.org, world.now);
  const below = world.org.below(lead);
  const taken = new Set(
    state.childTaskIds.flatMap((id) => {
      const share = world.processes.get(id) as TaskState | undefined;
      return share && share.stage !== 'cancelled' ? [share.leadUnitId] : [];
    }),
  );
  for (const { unitId, dueOn } of shares) {
    if (unitId === lead || !below.has(unitId) || !isLiving(unitId, world.org, world.now)) return refuse('task.unit_not_below', { unitId });
    if (taken.has(unitId)) return refuse('task.unit_repeated', { unitId });
    taken.add(unitId);
    if (dueOn !== undefined && dueOn < beijingDateOf(world.now)) return refuse('task.date_past', { date: dueOn });
    if (dueOn !== undefined && state.due && dueOn > beijingDateOf(state.due.dueAt)) return refuse('task.share_due_later', { date: dueOn });
  }
  return undefined;
}

/**
 * 分解: the lead gives each of these units below it a share of the task, due with the whole or before it. The lead decides on the shares; the whole is not accepted before its mandatory ones.
 */
export function breakDown(state: TaskState, command: TaskCommandOf<'breakDown'>, world: World): Decision<TaskFact> {
  const wrong = refused(state, command.shares, world);
  if (wrong) return wrong;
  const { campaignId, section, phase, sectionLeadUnitId, officeUnitId, groupUnitId, evidenceRequired, source, ladders } = state;
  const whole = state.due ? beijingDateOf(state.due.dueAt) : undefined;
  const follows = command.shares.map((share, index) => {
    const standard = share.standard ?? state.standard;
    const dueOn = share.dueOn ?? whole;
    const issue: IssueTask = {
      type: 'issue',
      campaignId,
      parentTaskId: state.id,
      childTaskIds: [],
      number: `${state.number}-${state.childTaskIds.length + 1 + index}`,
      // Its place in lists is that of the whole.
      order: state.order,
      content: share.content ?? state.content,
      kind: 'once',
      phase,
      leadUnitId: share.unitId,
      supportingUnitIds: [],
      officeUnitId,
      groupUnitId,
      assignerUnitId: state.leadUnitId,
      evidenceRequired,
      mandatory: share.optional !== true,
      source,
      ladders: shareLadders(ladders),
      ...(section === undefined ? {} : { section }),
      ...(sectionLeadUnitId === undefined ? {} : { sectionLeadUnitId }),
      ...(standard === undefined ? {} : { standard }),
      ...(dueOn === undefined ? {} : { dueOn }),
    };
    return { type: 'task' as const, id: world.newId(), command: issue };
  });
  return accept([{ type: 'sharesAdded', taskIds: follows.map(({ id }) => id) }], { also: follows });
}
