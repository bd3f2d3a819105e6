import type { Deadline, PlannedRung } from '../chase/deadline.ts';
import { type BeijingDate, type Instant, isExact } from '../process/time.ts';
import { addDays, daysBetween, endOfDay } from './beijing.ts';
import type { Calendar, Due } from './calendar.ts';

/** What a new announcement makes of an open deadline: the date it had, the date it has, and the rungs still to come. */
export interface Recomputed {
  readonly before: { readonly dueOn?: BeijingDate; readonly dueAt: Instant };
  readonly after: Due;
  /** The rungs not yet reached, each with its new moment, in order of time. */
  readonly rungs: readonly PlannedRung[];
}

/**
 * An open deadline counted anew after a year was announced or corrected: `was` is the calendar that planned it (calendarBefore gives it), `now` the one in force. Undefined when nothing changes, so that asking twice changes nothing the second time.
 *
 * - A period is counted again from where it began, leaving out what it left out. What a suspension had added to the due day stays added.
 * - A date that a document names stands, and so does an exact instant; rungs that were planned for a morning which is now a day off move all the same.
 * - A rung is planned again by its own offset. One that an outage or a pause had moved keeps that shift from its plan, to the next working morning;
 *   where the due moment stands it stays too, unless its morning is now a day off.
 * - Reached rungs stay reached, and a moment that has become past is kept: time strikes it next, nothing falls silent.
 * - A ladder that stands still (`pausedAt`) is counted too and goes on standing still: when it goes on, its rungs move by the pause from where they are now planned.
 *
 * Ask it for every open deadline, not for provisional ones only: a correction moves announced years, and a firm date may have its rungs in the new year.
 */
export function recomputeDeadline(deadline: Deadline, was: Calendar, now: Calendar): Recomputed | undefined {
  const old: Due = { ...(deadline.dueOn === undefined ? {} : { dueOn: deadline.dueOn }), dueAt: deadline.dueAt, basis: deadline.basis };
  const after = countAgain(old, now);
  const settle = (at: Instant): Instant => (old.dueOn === undefined ? at : now.nextMorning(at));
  const again = (step: PlannedRung): Instant => {
    const planned = was.rungAt(old, step.offset);
    if (step.at === planned) return now.rungAt(after, step.offset);
    return settle(after.dueAt === old.dueAt ? step.at : now.rungAt(after, step.offset) + (step.at - planned));
  };
  const rungs = deadline.rungs.map((step) => ({ ...step, at: again(step) })).sort((a, b) => a.at - b.at);
  if (isSame(old, after) && rungs.every((step, index) => step.rung === deadline.rungs[index]?.rung && step.at === deadline.rungs[index]?.at)) return undefined;
  return { before: { ...(old.dueOn === undefined ? {} : { dueOn: old.dueOn }), dueAt: old.dueAt }, after, rungs };
}

function countAgain(old: Due, calendar: Calendar): Due {
  const { from, period, rule, excluded, rollForward, counted } = old.basis;
  if (period === undefined || isExact(period) || old.dueOn === undefined) return old;
  const fresh = calendar.due(from, period, rule, { ...(excluded ? { excluded } : {}), ...(rollForward ? { rollForward } : {}) });
  const counts = counted?.at(-1);
  const added = counts === undefined ? 0 : daysBetween(counts, old.dueOn);
  if (added === 0 || fresh.dueOn === undefined) return fresh;
  const dueOn = addDays(fresh.dueOn, added);
  return { ...fresh, dueOn, dueAt: endOfDay(dueOn) };
}

// Key order is that of create-calendar.ts on both sides, except for a fact that came back from the store: compare part by part.
function isSame(a: Due, b: Due): boolean {
  const dates = (due: Due): string =>
    [due.dueOn, due.dueAt, due.basis.provisional === true, ...(due.basis.counted ?? []), '', ...(due.basis.skipped ?? []).map((day) => `${day.date} ${day.why}`)].join();
  return dates(a) === dates(b);
}
