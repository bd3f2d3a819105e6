import { beijingDateOf, dayMs, dayNumberOf } from '../calendar/beijing.ts';
import type { Calendar, Due } from '../calendar/calendar.ts';
import type { FactBase, Recorded, RungReached } from '../process/fact.ts';
import type { Instant, Period } from '../process/time.ts';
import type { Ladder, RungTarget } from './ladder.ts';

/** A rung with its moment. */
export interface PlannedRung {
  readonly rung: string;
  readonly to: RungTarget;
  /** The ladder's offset from the due moment, kept so that the rung can be planned anew when the calendar changes (calendar/recompute.ts). */
  readonly offset: Period;
  readonly at: Instant;
  /** True when it comes before the due moment: a reminder. */
  readonly before: boolean;
}

/** A deadline as the fact that sets it carries it: computed once, never silently recomputed. */
export interface DeadlineSpec extends Due {
  readonly kind: string;
  readonly rungs: readonly PlannedRung[];
  /** Milliseconds that time waits beyond a rung's moment, so that a person whose request is waiting for a lock is not overtaken. */
  readonly graceMs: number;
}

/** An open deadline counted anew: the same deadline with another date, or other moments of the rungs to come. */
export interface Recount extends Due {
  readonly kind: string;
  readonly rungs: readonly PlannedRung[];
  /** Since when its ladder stands still, where that moves with it; absent the pause stays what it was. */
  readonly pausedAt?: Instant;
}

/** An open deadline in a process's state. */
export interface Deadline extends DeadlineSpec {
  /** Seq of the fact that set it. */
  readonly seq: number;
  readonly setAt: Instant;
  /** Rungs reached so far, in order. */
  readonly reached: readonly { readonly rung: string; readonly at: Instant }[];
  /** Since when the ladder stands still; absent while it runs. */
  readonly pausedAt?: Instant;
}

/** Time strikes only this long after a rung's moment: longer than lock and statement time-outs (2 s + 2 s) and allowed clock skew. */
const graceMs = 5_000;
/** Beyond this a rung counts as late (an outage), and later rungs move by the delay. */
const lateMs = 600_000;

/**
 * A deadline with its ladder's moments. A rung whose moment lies before `now` is left out (it delays no later rung).
 * The grace is 0 for deadlines in hours, minutes and seconds (drills).
 */
export function planDeadline(kind: string, due: Due, ladder: Ladder, calendar: Calendar, now: Instant): DeadlineSpec {
  const rungs = ladder
    .map((step) => ({ rung: step.rung, to: step.to, offset: step.offset, at: calendar.rungAt(due, step.offset), before: step.offset.value < 0 }))
    .filter((step) => step.at >= now)
    .sort((a, b) => a.at - b.at);
  return { ...due, kind, rungs, graceMs: due.dueOn === undefined ? 0 : graceMs };
}

/** A deadline whose due moment may have passed before it is set: its ladder is climbed from now on then, so that somebody is chased all the same. */
export function planFromNow(kind: string, due: Due, ladder: Ladder, calendar: Calendar, now: Instant): DeadlineSpec {
  const spec = planDeadline(kind, due, ladder, calendar, now);
  if (due.dueAt >= now) return spec;
  const today = due.dueOn === undefined ? {} : { dueOn: beijingDateOf(now) };
  return { ...spec, rungs: planDeadline(kind, { dueAt: now, ...today, basis: due.basis }, ladder, calendar, now).rungs };
}

/** The deadlines after one more fact. Sets, clears, pauses, resumes and recounts are read from the fact whatever its type. */
export function foldDeadlines(deadlines: readonly Deadline[], recorded: Recorded<FactBase>): readonly Deadline[] {
  const { fact, seq, at } = recorded;
  let next = deadlines;
  if (fact.clears?.length) next = next.filter((deadline) => !fact.clears?.includes(deadline.kind));
  if (fact.type === 'rungReached') next = next.map((deadline) => reach(deadline, fact as RungReached, at));
  if (fact.pauses?.length) next = next.map((deadline) => (fact.pauses?.includes(deadline.kind) && deadline.pausedAt === undefined ? { ...deadline, pausedAt: at } : deadline));
  for (const resumed of fact.resumes ?? []) {
    next = next.map((deadline) => {
      if (deadline.kind !== resumed.kind) return deadline;
      const { pausedAt: _, ...running } = deadline;
      return moveRungs(
        { ...running, ...(resumed.dueAt === undefined ? {} : { dueAt: resumed.dueAt }), ...(resumed.dueOn === undefined ? {} : { dueOn: resumed.dueOn }) },
        resumed.rungs,
      );
    });
  }
  if (fact.recounts?.length)
    next = next.map((deadline) =>
      recount(
        deadline,
        fact.recounts?.find((one) => one.kind === deadline.kind),
      ),
    );
  if (fact.sets?.length) {
    const kinds = new Set(fact.sets.map((spec) => spec.kind));
    next = [...next.filter((deadline) => !kinds.has(deadline.kind)), ...fact.sets.map((spec) => ({ ...spec, seq, setAt: at, reached: [] }))];
  }
  return next;
}

// What was reached stays reached, a pause stays a pause, be it a later one, and the number stays: the notices' key is the same, so no rung is told twice.
function recount(deadline: Deadline, fresh: Recount | undefined): Deadline {
  if (!fresh) return deadline;
  const { dueOn: _dueOn, ...kept } = deadline;
  return { ...kept, ...fresh };
}

function reach(deadline: Deadline, fact: RungReached, at: Instant): Deadline {
  if (deadline.seq !== fact.deadline || deadline.kind !== fact.kind) return deadline;
  const gone = new Set([fact.rung, ...(fact.skipped ?? [])]);
  const reached = fact.skipped?.includes(fact.rung) ? deadline.reached : [...deadline.reached, { rung: fact.rung, at }];
  return moveRungs({ ...deadline, rungs: deadline.rungs.filter((step) => !gone.has(step.rung)), reached }, fact.moved ?? []);
}

function moveRungs(deadline: Deadline, moved: readonly { readonly rung: string; readonly at: Instant }[]): Deadline {
  if (moved.length === 0) return deadline;
  const at = new Map(moved.map((step) => [step.rung, step.at]));
  return { ...deadline, rungs: deadline.rungs.map((step) => ({ ...step, at: at.get(step.rung) ?? step.at })) };
}

/** When time must look at these deadlines next: the earliest rung plus its grace; undefined when nothing is to come. */
export function nextWake(deadlines: readonly Deadline[]): Instant | undefined {
  let wake: Instant | undefined;
  for (const deadline of deadlines) {
    const first = deadline.pausedAt === undefined ? deadline.rungs[0] : undefined;
    if (first && (wake === undefined || first.at + deadline.graceMs < wake)) wake = first.at + deadline.graceMs;
  }
  return wake;
}

/** The kind of the deadline that wakes its process next. */
export function nextKind(deadlines: readonly Deadline[]): string | undefined {
  const wake = nextWake(deadlines);
  return deadlines.find((deadline) => deadline.pausedAt === undefined && deadline.rungs[0] !== undefined && deadline.rungs[0].at + deadline.graceMs === wake)?.kind;
}

/** A rung that is due now, and the fact that records it. */
export interface Strike {
  readonly deadline: Deadline;
  readonly rung: PlannedRung;
  readonly fact: RungReached;
  /** True when the rung only drops out: a reminder whose due moment has passed before it came to its turn. Nobody is told. */
  readonly silent: boolean;
}

/**
 * What time may do now: the next rung of the deadline that is due first, or nothing. Reminders whose due moment has passed are skipped; where no later rung is due
 * yet they drop out by a silent strike, for otherwise time would be asked again and again until that rung.
 * After an outage only this rung fires; later ones move by the delay (day-based ones to the next working morning), so that nobody hears two rungs in one second.
 */
export function strike(deadlines: readonly Deadline[], now: Instant, calendar: Calendar): Strike | undefined {
  const due = deadlines
    .filter((deadline) => deadline.pausedAt === undefined && deadline.rungs[0] !== undefined && deadline.rungs[0].at + deadline.graceMs <= now)
    .sort((a, b) => (a.rungs[0]?.at ?? 0) - (b.rungs[0]?.at ?? 0) || a.seq - b.seq);
  for (const deadline of due) {
    const live = deadline.rungs.filter((step) => !(step.before && deadline.dueAt + deadline.graceMs <= now && deadline.rungs.some((later) => !later.before)));
    const rung = live[0];
    const skipped = deadline.rungs.filter((step) => !live.includes(step)).map((step) => step.rung);
    if (!rung || rung.at + deadline.graceMs > now) {
      const lost = deadline.rungs[0];
      if (!lost || lost === rung) continue;
      return { deadline, rung: lost, silent: true, fact: { type: 'rungReached', deadline: deadline.seq, kind: deadline.kind, rung: lost.rung, skipped } };
    }
    const delay = now - rung.at;
    const rest = live.slice(1);
    const late = delay > lateMs || (rest[0] !== undefined && rest[0].at + deadline.graceMs <= now);
    const moved = late ? rest.map((step) => ({ rung: step.rung, at: deadline.dueOn === undefined ? step.at + delay : calendar.nextMorning(step.at + delay) })) : [];
    return {
      deadline,
      rung,
      silent: false,
      fact: { type: 'rungReached', deadline: deadline.seq, kind: deadline.kind, rung: rung.rung, ...(skipped.length ? { skipped } : {}), ...(moved.length ? { moved } : {}) },
    };
  }
  return undefined;
}

/**
 * The ladders of these kinds going on after a pause: rungs not yet reached move by the span they stood still, day-based ones by whole days, so that pauses within a day cost nobody a day
 * however many there are. A rung whose moment passed meanwhile comes on the next working morning.
 */
export function resumeLadders(deadlines: readonly Deadline[], kinds: readonly string[], now: Instant, calendar: Calendar): NonNullable<FactBase['resumes']> {
  return deadlines
    .filter((deadline) => kinds.includes(deadline.kind) && deadline.pausedAt !== undefined)
    .map((deadline) => {
      const since = deadline.pausedAt ?? now;
      const days = dayNumberOf(now) - dayNumberOf(since);
      const later = (at: Instant): Instant => calendar.nextMorning(Math.max(at + days * dayMs, now));
      return { kind: deadline.kind, rungs: deadline.rungs.map(({ rung, at }) => ({ rung, at: deadline.dueOn === undefined ? at + (now - since) : later(at) })) };
    });
}
