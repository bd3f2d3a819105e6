import { addDays, beijingDateOf, daysBetween, endOfDay } from '../calendar/beijing.ts';
import type { Calendar, Due } from '../calendar/calendar.ts';
import { type Deadline, type DeadlineSpec, planDeadline, planFromNow, type Recount, resumeLadders } from '../chase/deadline.ts';
import type { Ladder } from '../chase/ladder.ts';
import type { Bilingual } from '../notice/notice.ts';
import type { World } from '../process/definition.ts';
import type { FactBase } from '../process/fact.ts';
import { type Instant, isExact } from '../process/time.ts';
import { defaultNodeLadder, defaultUrgingLadders } from './ladders.ts';
import type { TaskNode } from './nodes.ts';
import type { TaskContent, TaskDue, TaskState } from './state.ts';

type Chased = Pick<TaskContent, 'ladders' | 'kind' | 'source'>;

/** 计划规定的完成时限 as a deadline's rule. */
export const planRule = (source: Bilingual): Bilingual => ({ zh: `${source.zh}规定的完成时限`, en: `Deadline set by ${source.en}` });

/** A date with the moment from which its light is yellow: that of this ladder's first reminder. */
export function withSoon<D extends TaskDue>({ soonAt: _former, ...due }: D, ladder: Ladder, calendar: Calendar): D {
  const first = ladder.find((rung) => rung.offset.value < 0);
  return { ...due, ...(first ? { soonAt: calendar.rungAt(due, first.offset) } : {}) } as D;
}

/** The due date as the task keeps it, with the moment from which its light is yellow. */
export const taskDue = ({ dueAt, dueOn }: Pick<Due, 'dueAt' | 'dueOn'>, ladder: Ladder, calendar: Calendar): TaskDue =>
  withSoon({ dueAt, ...(dueOn === undefined ? {} : { dueOn }) }, ladder, calendar);

/** The task's own deadline with its ladder, climbed from now on where the date lies behind, as that of an overdue whole does for a new share. An each-unit parent keeps the date and is not chased: its units are. */
export function dueFact(task: Chased, due: Due, world: World): { readonly due: TaskDue; readonly sets?: readonly DeadlineSpec[] } {
  const kept = taskDue(due, task.ladders.task, world.calendar);
  return task.kind === 'eachUnit' ? { due: kept } : { due: kept, sets: [planFromNow('task', due, task.ladders.task, world.calendar, world.now)] };
}

/** 签收时限: an unsigned task is chased after it. */
export function signDeadline(task: Chased, world: World): DeadlineSpec {
  const due = world.calendar.due(world.now, task.ladders.limits.sign, { zh: '签收时限（催办规则）', en: 'Limit for signing for receipt (chase rules)' });
  return planDeadline('sign', due, task.ladders.sign, world.calendar, world.now);
}

/** 验收时限: the office's own limit to decide on a submission or a return. */
export function reviewDeadline(task: Chased, world: World): DeadlineSpec {
  const due = world.calendar.due(world.now, task.ladders.limits.review, { zh: '领导小组办公室验收时限（催办规则）', en: 'The office’s limit to decide (chase rules)' });
  return planDeadline('review', due, task.ladders.review, world.calendar, world.now);
}

/** Deadlines of a 督办通知书: the office's to sign the draft, the unit's to answer what was signed. They end with what makes the notice pointless. */
export const urgingKinds = ['urgingNotice', 'urgingAnswer'] as const;
/** True for a deadline of a 督办通知书. */
export const isUrging = (kind: string): boolean => (urgingKinds as readonly string[]).includes(kind);
/** Deadlines that stand still while the office decides on a submission or a return, and go on when it sends the task back. */
export const leadKinds = ['task', 'node', ...urgingKinds] as const;

/** 签发时限: the office signs or declines a drafted 督办通知书 within it. */
export function signingDeadline(task: Chased, world: World): DeadlineSpec {
  const { urgingNotice: ladder = defaultUrgingLadders.urgingNotice, limits } = task.ladders;
  const due = world.calendar.due(world.now, limits.urgingNotice ?? defaultUrgingLadders.limit, {
    zh: '督办通知书签发时限（催办规则）',
    en: 'Limit for signing a formal urging notice (chase rules)',
  });
  return planDeadline('urgingNotice', due, ladder, world.calendar, world.now);
}

/** Working days within which a unit answers, unless the office says otherwise. */
const usualAnswer = 5;

/** By when a unit answers a 督办通知书 that is signed now. */
export const answerDue = (world: World, answerWithin: number = usualAnswer): Due =>
  world.calendar.due(world.now, { value: answerWithin, unit: 'workingDay' }, { zh: '督办通知书的答复时限', en: 'Limit for answering the formal urging notice' });

/** 答复时限: the unit is chased for its answer to a signed 督办通知书. */
export const answerDeadline = (task: Chased, answerWithin: number | undefined, world: World): DeadlineSpec =>
  planDeadline('urgingAnswer', answerDue(world, answerWithin), task.ladders.urgingAnswer ?? defaultUrgingLadders.urgingAnswer, world.calendar, world.now);

/** By when the unit answers the signed 督办通知书: what its open deadline says, which a suspension or a new calendar moves, or as it stood when it ended. */
export const answerBy = ({ deadlines, urgingNotice }: Pick<TaskState, 'deadlines' | 'urgingNotice'>): Instant | undefined =>
  deadlines.find(({ kind }) => kind === 'urgingAnswer')?.dueAt ?? urgingNotice?.answerDueAt;

/** The deadline of the earliest of the nodes to come, chased from now on where it lies behind. None for the whole of an each-unit task, which is not chased, nor for what entered as history. */
export function nodeDeadlines(task: Chased & Pick<TaskState, 'history'>, [next]: readonly Pick<TaskNode, 'name' | 'dueOn'>[], world: World): readonly DeadlineSpec[] {
  if (!next || task.kind === 'eachUnit' || task.history !== undefined) return [];
  const rule = { zh: `${task.source.zh}任务节点“${next.name}”的时限`, en: `Date of the node “${next.name}” of the task, by ${task.source.en}` };
  return [planFromNow('node', world.calendar.dueOn(next.dueOn, world.now, rule), task.ladders.node ?? defaultNodeLadder, world.calendar, world.now)];
}

/** The task's ladder as it stood when it was shelved, going on now towards the date that the task has by now: what was left of it, moved by the span in between. */
export function reinstated(shelved: Deadline, due: TaskDue | undefined, world: World): DeadlineSpec {
  const [resumed] = resumeLadders([shelved], ['task'], world.now, world.calendar);
  const moved = new Map(resumed?.rungs.map((rung) => [rung.rung, rung.at]));
  const { seq: _seq, setAt: _setAt, reached: _reached, pausedAt: _pausedAt, ...spec } = shelved;
  const date = due && { dueAt: due.dueAt, ...(due.dueOn === undefined ? {} : { dueOn: due.dueOn }) };
  return { ...spec, ...date, rungs: spec.rungs.map((rung) => ({ ...rung, at: moved.get(rung.rung) ?? rung.at })) };
}

/** A due date later by the time a suspension took: whole days for day-based ones. */
export function shiftedDue<D extends { readonly dueOn?: string; readonly dueAt: Instant }>(
  due: D,
  from: Instant,
  now: Instant,
): { readonly dueOn?: string; readonly dueAt: Instant } {
  if (due.dueOn === undefined) return { dueAt: due.dueAt + (now - from) };
  const dueOn = addDays(due.dueOn, daysBetween(beijingDateOf(from), beijingDateOf(now)));
  return { dueOn, dueAt: endOfDay(dueOn) };
}

/**
 * Ladders that a suspension stopped, going on. 'keep': every date stands, and what came due meanwhile is told one rung at a time; 'shift': rungs to come
 * move by the time suspended, and so do due dates that lay ahead; one that had passed stays what it was. Only ladders that the suspension itself stopped: one that stood still before it stays so.
 */
export function resumeAfterSuspension(deadlines: readonly Deadline[], mode: 'keep' | 'shift', suspendedAt: Instant, world: World): NonNullable<FactBase['resumes']> {
  const stopped = deadlines.filter((deadline) => deadline.pausedAt === suspendedAt);
  if (mode === 'keep') return stopped.map((deadline) => ({ kind: deadline.kind, rungs: [] }));
  const kinds = stopped.map((deadline) => deadline.kind);
  return resumeLadders(stopped, kinds, world.now, world.calendar).map((resumed) => {
    const deadline = stopped.find((one) => one.kind === resumed.kind);
    if (!deadline || deadline.dueAt <= suspendedAt) return resumed;
    const due = shiftedDue(deadline, suspendedAt, world.now);
    return { ...resumed, ...due, rungs: resumed.rungs.map((rung) => exactly(rung, deadline, { ...due, basis: deadline.basis }, world.calendar)) };
  });
}

/** Deadlines that stood still before the suspension and go on doing so: where the due date lay ahead all of it moves by the time the suspension took, rungs and pause too, so that it counts once when they go on. */
export const shiftedStanding = (deadlines: readonly Deadline[], suspendedAt: Instant, now: Instant): readonly Recount[] =>
  deadlines
    .filter(({ dueAt }) => dueAt > suspendedAt)
    .map((deadline) => {
      const { kind, basis, rungs, dueAt, pausedAt = suspendedAt } = deadline;
      const due = shiftedDue(deadline, suspendedAt, now);
      const span = due.dueAt - dueAt;
      return { kind, basis, ...due, rungs: rungs.map((rung) => ({ ...rung, at: rung.at + span })), pausedAt: Math.min(pausedAt + span, now) };
    });

/** A rung at an exact offset from a day's end (the very end of a phase) goes with the moved due moment, not with the next working morning. */
function exactly(moved: { readonly rung: string; readonly at: Instant }, deadline: Deadline, due: Due, calendar: Calendar): typeof moved {
  const planned = deadline.rungs.find((rung) => rung.rung === moved.rung);
  return planned && due.dueOn !== undefined && isExact(planned.offset) ? { rung: moved.rung, at: calendar.rungAt(due, planned.offset) } : moved;
}
