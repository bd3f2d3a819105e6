import { beijingDateOf } from '../calendar/beijing.ts';
import type { Due } from '../calendar/calendar.ts';
import { type DeadlineSpec, planDeadline } from '../chase/deadline.ts';
import type { Ladder } from '../chase/ladder.ts';
import { periodsRefused } from '../chase/periods.ts';
import { type Refusal, refuse } from '../process/decision.ts';
import type { World } from '../process/definition.ts';
import type { BeijingDate, Period } from '../process/time.ts';
import { isOver as isTaskOver, type TaskState } from '../task/state.ts';
import { type Moment, type SupervisionContent, type SupervisionState, tasksOf } from './state.ts';

type Chased = Pick<SupervisionContent, 'ladders'>;

/** The rung at which the time for objecting is over, and those at which time first looks whether all findings are settled and at which the next round begins: nobody is told by them. */
export const objectionsOverRung = 'objectionsOver';
const settlingRung = 'settlingLook';
const roundRung = 'settlingRound';
export const isLook = (rung: string): boolean => rung === settlingRung || rung === roundRung;
/** So long the last rung of a round stands, in the unit of the round's ladder: who is told by it, late by a mail that had to wait too, finds what it asks for still open. */
const lastStands = 5;
const atOnce = (rung: string): Ladder => [{ rung, offset: { value: 0, unit: 'second' }, to: 'office' }];

/** Its day, from either a date or in drills a period. Refuses with `supervision.date_needed` unless exactly one is given, `period.invalid`, `period.unit_refused`, `supervision.date_past`. */
export function plannedDue(asked: { readonly plannedOn?: BeijingDate; readonly period?: Period }, world: World): { readonly ok: true; readonly due: Due } | Refusal {
  const rule = { zh: '督导检查计划', en: 'Plan of supervision visits' };
  const { plannedOn, period } = asked;
  if ((plannedOn === undefined) === (period === undefined)) return refuse('supervision.date_needed');
  if (period) {
    return periodsRefused([period], world) ?? { ok: true, due: world.calendar.due(world.now, period, rule) };
  }
  const date = plannedOn ?? '';
  return date < beijingDateOf(world.now) ? refuse('supervision.date_past', { date }) : { ok: true, due: world.calendar.dueOn(date, world.now, rule) };
}

/** What is kept of a due moment. */
export const momentOf = ({ dueOn, dueAt }: Moment): Moment => ({ dueAt, ...(dueOn === undefined ? {} : { dueOn }) });

/** The office is chased for a visit whose day has passed. */
export const visitDeadline = (supervision: Chased, due: Due, world: World): DeadlineSpec => planDeadline('visit', due, supervision.ladders.visit, world.calendar, world.now);

/** Until when visited units may object: calendar days from when the findings are made known. */
export const objectionsDue = ({ ladders }: Chased, world: World): Due =>
  world.calendar.due(world.now, ladders.limits.objection, { zh: '督查问题异议期（自告知之日起）', en: 'Time for objecting to findings, from when they are made known' });

/** The end of that time. */
export const objectionsDeadline = (due: Due, world: World): DeadlineSpec => planDeadline('objections', due, atOnce(objectionsOverRung), world.calendar, world.now);

/** The kind of the deadline for deciding on an objection to a finding. */
export const reviewKind = (finding: number): string => `objection-${finding}`;

/** Until when the objection is to be decided on. */
export function reviewDeadline({ ladders }: Chased, finding: number, world: World): DeadlineSpec {
  const due = world.calendar.due(world.now, ladders.limits.review, { zh: '异议复核时限', en: 'Limit for deciding on an objection' });
  return planDeadline(reviewKind(finding), due, ladders.objection, world.calendar, world.now);
}

/** When time looks whether all findings are settled: as the last of their open tasks that lie ahead is due, else after the limit of a round. */
export function settlingDeadline(state: SupervisionState, world: World): DeadlineSpec {
  const rule = { zh: '督查问题整改销号', en: 'Settling of the findings' };
  const dues = tasksOf(state).flatMap((id) => {
    const task = world.processes.get(id) as TaskState | undefined;
    return task && !isTaskOver(task) ? (task.due ?? []) : [];
  });
  const last = dues.filter((due) => due.dueAt > world.now).sort((a, b) => b.dueAt - a.dueAt)[0];
  const due = last
    ? last.dueOn === undefined
      ? { dueAt: last.dueAt, basis: { rule, from: world.now } }
      : world.calendar.dueOn(last.dueOn, world.now, rule)
    : world.calendar.due(world.now, state.ladders.limits.settling, rule);
  const { settling, limits } = state.ladders;
  const { value, unit } = settling.reduce((last, { offset }) => (offset.value > last.value ? offset : last), { value: 0, unit: limits.settling.unit });
  const round: Ladder = [{ rung: roundRung, offset: { value: value + lastStands, unit }, to: 'office' }];
  return planDeadline('settling', due, [...atOnce(settlingRung), ...settling, ...round], world.calendar, world.now);
}
