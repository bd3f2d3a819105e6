import type { Calendar, FormerYear } from '../calendar/calendar.ts';
import { calendarBefore } from '../calendar/create-calendar.ts';
import { recomputeDeadline } from '../calendar/recompute.ts';
import { type Accepted, accept } from '../process/decision.ts';
import type { ProcessState, World } from '../process/definition.ts';
import type { FactBase } from '../process/fact.ts';
import type { BeijingDate, Instant } from '../process/time.ts';
import type { Deadline, Recount } from './deadline.ts';

/** What the internal command `recompute` of every timed process carries: the years of the calendar that have changed, as they stood before. */
export interface CalendarChange {
  readonly former?: readonly FormerYear[];
}

/** Open deadlines that the calendar in force counts otherwise, for a fact's `recounts`; empty when nothing changes, so that asking again is harmless. */
export function recounted(deadlines: readonly Deadline[], former: readonly FormerYear[], calendar: Calendar): readonly Recount[] {
  const was = calendarBefore(calendar, former);
  return deadlines.flatMap((deadline) => {
    const again = recomputeDeadline(deadline, was, calendar);
    return again ? [{ kind: deadline.kind, ...again.after, rungs: again.rungs }] : [];
  });
}

/** Decides `recompute` of a process whose dates stand in its deadlines alone: open ones counted anew with a fact that says so; nothing when nothing changes. */
export function recomputed(
  { deadlines }: Pick<ProcessState, 'deadlines'>,
  { former = [] }: CalendarChange,
  { calendar }: Pick<World, 'calendar'>,
): Accepted<FactBase & { readonly type: 'deadlinesRecomputed'; readonly calendarVersion: number }> {
  const recounts = recounted(deadlines, former, calendar);
  return accept(recounts.length === 0 ? [] : [{ type: 'deadlinesRecomputed', calendarVersion: calendar.version, recounts }]);
}

/** A due moment that a change of the calendar replaced. */
export interface CalendarFormerDue {
  readonly kind: string;
  readonly dueAt: Instant;
  readonly dueOn?: BeijingDate;
  readonly replacedAt: Instant;
  readonly because: 'calendar';
}

/** The due moments that these recounts replace, for a process's history; a date that only became certain, or whose rungs alone moved, leaves none. */
export const replacedDues = (deadlines: readonly Deadline[], recounts: readonly Recount[], at: Instant): readonly CalendarFormerDue[] =>
  recounts.flatMap(({ kind, dueAt }) => {
    const old = deadlines.find((deadline) => deadline.kind === kind);
    return old && old.dueAt !== dueAt ? [{ kind, dueAt: old.dueAt, ...(old.dueOn === undefined ? {} : { dueOn: old.dueOn }), replacedAt: at, because: 'calendar' as const }] : [];
  });
