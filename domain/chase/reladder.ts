import type { Calendar } from '../calendar/calendar.ts';
import { type Instant, isSamePeriod } from '../process/time.ts';
import type { Deadline, PlannedRung, Recount } from './deadline.ts';
import type { Ladder, Rung } from './ladder.ts';

/**
 * An open deadline under other chase rules: `was` is the ladder by which it was chased, `ladder` the one from now on. Undefined when no rung to come is another.
 *
 * - The date stands, and so does its number: a rung that was reached is never told again, whatever becomes of it.
 * - A rung that stays where it was keeps its moment, also one that an outage or a pause had moved; one that had dropped out stays out.
 * - A rung that is moved, or new, is planned from the due moment. Where its moment has passed it comes at once, and of several the others on the working mornings after, so that nobody
 *   hears two in one second; a reminder does not come any more once the due moment has passed.
 * - A ladder that stands still is planned as of the moment since when it does, and goes on standing still.
 */
export function underLadder(deadline: Deadline, was: Ladder, ladder: Ladder, calendar: Calendar, now: Instant): Recount | undefined {
  const { kind, dueAt, dueOn, basis, reached } = deadline;
  const clock = deadline.pausedAt ?? now;
  const isOver = dueAt <= clock;
  const isOpen = ({ rung }: Rung): boolean => !reached.some((told) => told.rung === rung);
  const stays = (step: Rung): boolean => was.some(({ rung, offset }) => rung === step.rung && isSamePeriod(offset, step.offset));
  const staying = deadline.rungs.flatMap((running) => ladder.filter((step) => step.rung === running.rung && stays(step)).map(({ to }): PlannedRung => ({ ...running, to })));
  const moved = ladder
    .filter((step) => isOpen(step) && !stays(step) && !(isOver && step.offset.value < 0))
    .map(({ rung, to, offset }): PlannedRung => ({ rung, to, offset, at: calendar.rungAt(deadline, offset), before: offset.value < 0 }));
  const rungs = [...staying, ...comingFrom(clock, moved, (at) => (dueOn === undefined ? at : calendar.nextMorning(at + 1)))].sort((a, b) => a.at - b.at);
  if (isSame(rungs, deadline.rungs)) return undefined;
  return { kind, dueAt, ...(dueOn === undefined ? {} : { dueOn }), basis, rungs };
}

/** What has passed comes now, one after the other. */
function comingFrom(clock: Instant, planned: readonly PlannedRung[], next: (at: Instant) => Instant): readonly PlannedRung[] {
  let turn = clock;
  return planned
    .toSorted((a, b) => a.at - b.at)
    .map((step) => {
      if (step.at >= clock) return step;
      const at = turn;
      turn = next(turn);
      return { ...step, at };
    });
}

const isSame = (one: readonly PlannedRung[], other: readonly PlannedRung[]): boolean =>
  one.length === other.length &&
  one.every((step, place) => {
    const beside = other[place];
    return step.rung === beside?.rung && step.to === beside.to && step.at === beside.at && isSamePeriod(step.offset, beside.offset);
  });
