import { type Deadline, strike as strikeNext } from '../../chase/deadline.ts';
import { recounted } from '../../chase/recount.ts';
import { accept, type Decision } from '../../process/decision.ts';
import type { World } from '../../process/definition.ts';
import type { IssueTask, TaskCommandOf } from '../commands.ts';
import { hasAnsweredAll } from '../counted.ts';
import { dueFact, isUrging, leadKinds, planRule, resumeAfterSuspension, shiftedDue, shiftedStanding, signDeadline, taskDue } from '../deadlines.ts';
import type { TaskFact, TaskFactOf } from '../facts.ts';
import { eventNotice, rungNotice, toLead } from '../notices.ts';
import { nextPeriod } from '../rhythm.ts';
import { overForGood } from '../rules.ts';
import { isOver, originNames, type TaskOrigin, type TaskState } from '../state.ts';
import { draftUrgingNotice } from './urging.ts';

type Decided = Decision<TaskFact>;
const nothing: Decided = accept([]);

/**
 * The task begins, to be signed for by its lead. One that enters as history (open or accepted) keeps its date, is chased by nothing and tells nobody.
 * Repeating it is harmless.
 */
export function issue(state: TaskState, command: IssueTask, world: World): Decided {
  if (state.version > 0) return nothing;
  const { type: _type, dueOn, duePeriod, history, ...content } = command;
  const rule = planRule(content.source);
  const first = content.rhythm && history === undefined ? nextPeriod(content.rhythm, undefined, world.now, world.calendar, rule) : undefined;
  const due = first?.due ?? (duePeriod ? world.calendar.due(world.now, duePeriod, rule) : dueOn === undefined ? undefined : world.calendar.dueOn(dueOn, world.now, rule));
  if (history !== undefined) return accept([{ type: 'taskIssued', ...content, history, ...(due ? { due: taskDue(due, content.ladders.task, world.calendar) } : {}) }]);
  const dated: Partial<ReturnType<typeof dueFact>> = due ? dueFact(content, due, world) : {};
  const sets = content.kind === 'eachUnit' ? [] : [signDeadline(content, world), ...(dated.sets ?? [])];
  return accept([{ type: 'taskIssued', ...content, ...dated, ...(first ? { period: first.period } : {}), sets }], {
    notices:
      content.kind === 'eachUnit'
        ? []
        : eventNotice('taskIssued', content, toLead(content, world), { ...(due ? { dueAt: due.dueAt } : {}), ...(content.origin ? { reason: originText(content.origin) } : {}) }),
  });
}

/** Time climbs the next rung that is due: tells whom the rung names, and drafts the 督办通知书 where the rung is that one. */
export function strike(state: TaskState, world: World): Decided {
  const struck = strikeNext(state.deadlines, world.now, world.calendar);
  if (!struck) return nothing;
  if (struck.silent) return accept([struck.fact]);
  const drafted = struck.rung.to === 'urgingNotice' && !isUrging(struck.deadline.kind) ? [draftUrgingNotice(state, struck.deadline.seq, world)] : [];
  return accept([struck.fact, ...drafted], { notices: rungNotice(state, struck, world) });
}

/** Units that the plan did not ask before get their shares: the whole waits for these too. */
export const addShares = (state: TaskState, command: TaskCommandOf<'addShares'>): Decided => overForGood(state) ?? accept([{ type: 'sharesAdded', taskIds: command.taskIds }]);

/** Its section's working group changes: another lead and other members see it. The members see no unit's share. */
export function regroup(state: TaskState, { leadUnitId, memberUnitIds }: TaskCommandOf<'regroup'>): Decided {
  if (isOver(state)) return nothing;
  const groupMemberUnitIds = state.parentTaskId === undefined ? memberUnitIds : undefined;
  if (state.sectionLeadUnitId === leadUnitId && JSON.stringify(state.groupMemberUnitIds) === JSON.stringify(groupMemberUnitIds)) return nothing;
  return accept([{ type: 'taskRegrouped', sectionLeadUnitId: leadUnitId, ...(groupMemberUnitIds ? { groupMemberUnitIds } : {}) }]);
}

/** With its campaign the task stands still: every ladder stops. */
export const suspend = (state: TaskState, command: TaskCommandOf<'suspend'>): Decided =>
  isOver(state) || state.stage === 'suspended' ? nothing : accept([{ type: 'taskSuspended', reason: command.reason, pauses: state.deadlines.map((deadline) => deadline.kind) }]);

/** With its campaign the task goes on, dates kept or moved by the time suspended, also while the office decides. */
export function resume(state: TaskState, command: TaskCommandOf<'resume'>, world: World): Decided {
  if (state.stage !== 'suspended' || state.suspendedAt === undefined) return nothing;
  const isWithOffice = state.suspendedFrom === 'submitted' || state.suspendedFrom === 'returned';
  // What the lead is chased for stood still before the suspension, be it by a moment: the office's decision alone sets it going.
  const isStanding = ({ kind }: Deadline): boolean => isWithOffice && (leadKinds as readonly string[]).includes(kind);
  const stopped = state.deadlines.filter((deadline) => !isStanding(deadline));
  const resumes = resumeAfterSuspension(stopped, command.mode, state.suspendedAt, world);
  return accept([
    { type: 'taskResumed', mode: command.mode, resumes, ...(command.mode === 'shift' ? moved(state, state.deadlines.filter(isStanding), state.suspendedAt, world.now) : {}) },
  ]);
}

/** What of the task's dates lay ahead at the suspension, moved by the time it took. A rhythm ends when it did: the open period moves by the days, those after are the calendar's, and those of the standstill are left out. */
function moved(state: TaskState, standing: readonly Deadline[], from: number, now: number): Pick<TaskFactOf<'taskResumed'>, 'due' | 'dueCause' | 'nodes' | 'recounts'> {
  const recounts = shiftedStanding(standing, from, now);
  return {
    ...(state.due && state.due.dueAt > from ? { due: movedDue(state.due, from, now), dueCause: 'suspension' } : {}),
    ...(state.nodes.length > 0 ? { nodes: movedNodes(state.nodes, from, now) } : {}),
    ...(recounts.length > 0 ? { recounts } : {}),
  };
}

/** 批示：区长在…上的批示. */
const originText = ({ kind, reference }: TaskOrigin): string => `${originNames[kind]}：${reference}`;

/** Nodes that lay ahead move with the dates. */
const movedNodes = (nodes: TaskState['nodes'], from: number, now: number): TaskState['nodes'] =>
  nodes.map((node) => {
    if (node.doneAt !== undefined || node.dueAt <= from) return node;
    const { dueOn = node.dueOn, dueAt } = shiftedDue(node, from, now);
    return { ...node, dueOn, dueAt, ...(node.soonAt === undefined ? {} : { soonAt: node.soonAt + (dueAt - node.dueAt) }) };
  });

const movedDue = (due: NonNullable<TaskState['due']>, from: number, now: number): NonNullable<TaskState['due']> => ({
  ...shiftedDue(due, from, now),
  ...(due.soonAt === undefined ? {} : { soonAt: due.soonAt + (now - from) }),
});

/** Its campaign is over: what is still open ends with it; a recurring task that has answered all that was asked ends as accepted, one that owes a check-in does not. */
export function conclude(state: TaskState, command: TaskCommandOf<'conclude'>, world: World): Decided {
  if (isOver(state)) return nothing;
  const accepted = command.outcome === 'campaignClosed' && hasAnsweredAll(state, command.asOf ?? world.now);
  return accept([{ type: 'taskConcluded', outcome: command.outcome, accepted, clears: ['sign', 'review', ...leadKinds] }]);
}

/** The calendar of a year has changed: open deadlines counted anew, with a fact that says so. */
export function recompute(state: TaskState, command: TaskCommandOf<'recompute'>, world: World): Decided {
  const recounts = recounted(state.deadlines, command.former ?? [], world.calendar);
  if (recounts.length === 0) return nothing;
  const own = recounts.find((one) => one.kind === 'task');
  return accept([
    {
      type: 'deadlinesRecomputed',
      calendarVersion: world.calendar.version,
      recounts,
      ...(own ? { due: taskDue(own, state.ladders.task, world.calendar), ...(own.dueAt === state.due?.dueAt ? {} : { dueCause: 'calendar' as const }) } : {}),
    },
  ]);
}
