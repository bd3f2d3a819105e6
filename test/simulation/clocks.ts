import { type Days, type DueMoment, dayOf, daysFromTo, endOf, laterBy, type Span } from './days.ts';

/** A step of a ladder as the model's tables have it. */
export interface Step {
  readonly name: string;
  readonly offset: Span;
  readonly to: string;
}

interface Rung extends Step {
  at: number;
}

/** A deadline that runs. `of` says what for, `which` tells two of a kind apart. */
export interface Clock {
  readonly of: string;
  readonly which?: number;
  /** Number of the fact that set it. */
  readonly setBy: number;
  due: DueMoment;
  /** From where and how far it was counted, and the day reached; absent for a date that somebody named. */
  counted?: { readonly from: number; readonly span: Span; day: number };
  readonly grace: number;
  rungs: Rung[];
  spoken: { readonly name: string; readonly at: number }[];
  /** Since when it stands still. */
  stopped?: number;
  /** It stands still because the whole campaign does. */
  halted?: boolean;
}

/** What time did: which rung spoke, or that only reminders without sense dropped out. */
export interface Struck {
  readonly clock: Clock;
  readonly rung: Step & { readonly reminder: boolean };
  readonly silent: boolean;
}

const grace = 5_000;
const anOutage = 10 * 60_000;
const inDays = ({ offset }: Step): boolean => offset.unit === 'workingDay' || offset.unit === 'calendarDay';
const isReminder = (step: Step): boolean => step.offset.value < 0;

/** Deadlines with their ladders, as a person would keep them on paper. */
export class Clocks {
  days: Days;
  running: Clock[] = [];

  constructor(days: Days) {
    this.days = days;
  }

  find(of: string, which?: number): Clock | undefined {
    return this.running.find((clock) => clock.of === of && (which === undefined || clock.which === which));
  }

  /** Sets a clock anew; one of the same kind is gone. What would speak before now never speaks. */
  set(
    clock: { readonly of: string; readonly which?: number; readonly setBy: number; readonly due: DueMoment; readonly counted?: { readonly from: number; readonly span: Span } },
    ladder: readonly Step[],
    now: number,
  ): void {
    const { of, which, setBy, due, counted } = clock;
    this.end(of, which);
    this.running.push({
      of,
      ...(which === undefined ? {} : { which }),
      setBy,
      due,
      ...(counted && due.day !== undefined ? { counted: { ...counted, day: due.day } } : {}),
      grace: due.day === undefined ? 0 : grace,
      rungs: this.#toSpeak(ladder, due, now),
      spoken: [],
    });
  }

  /** What a ladder still has to say of a date, in turn. */
  #toSpeak(ladder: readonly Step[], due: DueMoment, now: number): Rung[] {
    return ladder
      .map((step) => ({ ...step, at: this.days.moment(due, step.offset) }))
      .filter((rung) => rung.at >= now)
      .toSorted((a, b) => a.at - b.at);
  }

  /** Sets a clock whose date may lie behind already: what it has to say is then said as though it were today. */
  setLate(clock: Parameters<Clocks['set']>[0], ladder: readonly Step[], now: number): void {
    this.set(clock, ladder, now);
    const late = this.find(clock.of, clock.which);
    if (!late || clock.due.at >= now) return;
    late.rungs = this.#toSpeak(ladder, clock.due.day === undefined ? { at: now } : { day: dayOf(now), at: now }, now);
  }

  /** Counts a span from a moment and sets the clock. */
  count(clock: { readonly of: string; readonly which?: number; readonly setBy: number }, from: number, span: Span, ladder: readonly Step[], now: number): DueMoment {
    const due = this.days.ends(from, span);
    this.set({ ...clock, due, counted: { from, span } }, ladder, now);
    return due;
  }

  end(of: string, which?: number): void {
    this.running = this.running.filter((clock) => clock.of !== of || (which !== undefined && clock.which !== which));
  }

  stop(now: number, ...kinds: readonly string[]): void {
    for (const clock of this.running) if (kinds.includes(clock.of)) clock.stopped ??= now;
  }

  /** Lets a clock go on: what is still to be said is said later by as long as it stood still, in days where the clock counts days. */
  goOn(of: string, now: number): boolean {
    const clock = this.find(of);
    if (clock?.stopped === undefined) return false;
    this.#delay(clock, this.#stoodStill(clock, clock.stopped, now));
    delete clock.stopped;
    return true;
  }

  /** Everything that runs stands still. */
  halt(now: number): void {
    for (const clock of this.running) {
      if (clock.stopped !== undefined) continue;
      clock.stopped = now;
      clock.halted = true;
    }
  }

  /** What was halted goes on: as it was, or later by the time it stood still, dates that lay ahead by whole days. */
  resume(mode: 'keep' | 'shift', since: number, now: number): void {
    for (const clock of this.running.filter((one) => one.halted === true)) {
      delete clock.stopped;
      delete clock.halted;
      if (mode === 'keep') continue;
      this.#delay(clock, this.#stoodStill(clock, since, now));
      if (clock.due.at <= since) continue;
      clock.due = laterBy(clock.due, since, now);
      // A rung that speaks at the very end of a day goes with that day, not with the next morning.
      for (const rung of clock.rungs) if (clock.due.day !== undefined && !inDays(rung)) rung.at = this.days.moment(clock.due, rung.offset);
    }
  }

  /** What still stands is later as a whole by as long as all stood still, where its date lay ahead: due later, with later words, and as though it had been stopped later, so that no day of that counts again when it goes on. */
  postpone(since: number, now: number): void {
    for (const clock of this.running) {
      if (clock.stopped === undefined || clock.due.at <= since) continue;
      const by = clock.due.day === undefined ? now - since : daysFromTo(since, now) * 86_400_000;
      clock.due = laterBy(clock.due, since, now);
      for (const rung of clock.rungs) rung.at += by;
      clock.stopped = Math.min(clock.stopped + by, now);
    }
  }

  /** By how much a rung comes later: a clock that counts days by whole days, but none comes before now. */
  #stoodStill(clock: Clock, since: number, now: number): (at: number) => number {
    const days = daysFromTo(since, now);
    return clock.due.day === undefined ? () => now - since : (at) => Math.max(days * 86_400_000, now - at);
  }

  #delay(clock: Clock, by: (at: number) => number): void {
    for (const rung of clock.rungs) rung.at = clock.due.day === undefined ? rung.at + by(rung.at) : this.days.morningFrom(rung.at + by(rung.at));
  }

  /** When time must act next. */
  wake(): number | undefined {
    const moments = this.running.flatMap((clock) => (clock.stopped === undefined && clock.rungs[0] ? [clock.rungs[0].at + clock.grace] : []));
    return moments.length === 0 ? undefined : Math.min(...moments);
  }

  /** Time acts: at most one rung speaks, of the clock whose turn came first. */
  strike(now: number): Struck | undefined {
    const turn = this.running
      .filter((clock) => clock.stopped === undefined && clock.rungs[0] !== undefined && clock.rungs[0].at + clock.grace <= now)
      .toSorted((a, b) => (a.rungs[0]?.at ?? 0) - (b.rungs[0]?.at ?? 0) || a.setBy - b.setBy);
    for (const clock of turn) {
      const struck = this.#strikeOne(clock, now);
      if (struck) return struck;
    }
    return undefined;
  }

  #strikeOne(clock: Clock, now: number): Struck | undefined {
    // Once the date has passed nobody needs to be reminded of it, if somebody is still to hear that it passed.
    const tooLate = clock.due.at + clock.grace <= now && clock.rungs.some((rung) => !isReminder(rung));
    const senseless = tooLate ? clock.rungs.filter(isReminder) : [];
    const left = clock.rungs.filter((rung) => !senseless.includes(rung));
    const [next, ...later] = left;
    if (next && next.at + clock.grace <= now) {
      clock.rungs = later;
      clock.spoken.push({ name: next.name, at: now });
      const behind = now - next.at;
      const second = later[0];
      if (behind > anOutage || (second && second.at + clock.grace <= now)) this.#delay(clock, () => behind);
      return { clock, rung: { ...next, reminder: isReminder(next) }, silent: false };
    }
    const dropped = senseless[0];
    if (!dropped) return undefined;
    clock.rungs = left;
    return { clock, rung: { ...dropped, reminder: true }, silent: true };
  }

  /** Other rules for a kind of clock from now on. What spoke does not speak again; what stays as it was keeps its moment; what is moved to a time that is past speaks at once, a second one the morning after. */
  reladder(of: string, was: readonly Step[], ladder: readonly Step[], now: number): void {
    for (const clock of this.running.filter((one) => one.of === of)) this.relad(clock, was, ladder, now);
  }

  relad(clock: Clock, was: readonly Step[], ladder: readonly Step[], now: number): void {
    const hand = clock.stopped ?? now;
    const key = (step: Step): string => `${step.name} ${step.offset.value} ${step.offset.unit}`;
    const same = ladder.map(key).filter((one) => was.map(key).includes(one));
    const kept = clock.rungs.filter((rung) => same.includes(key(rung)));
    const other = ladder.filter((step) => !same.includes(key(step)) && !clock.spoken.some(({ name }) => name === step.name) && (!isReminder(step) || clock.due.at > hand));
    const fresh = other.map((step) => ({ ...step, at: this.days.moment(clock.due, step.offset) })).toSorted((a, b) => a.at - b.at);
    const past = fresh.filter((rung) => rung.at < hand);
    past.forEach((rung, index) => {
      const before = past[index - 1];
      rung.at = before ? this.days.morningFrom(before.at + 1) : hand;
    });
    clock.rungs = [...kept, ...fresh].toSorted((a, b) => a.at - b.at);
  }

  /** Another notice of the year's holidays: what was counted is counted again, what was promised for a morning keeps to mornings. Answers the clocks that changed. */
  recount(days: Days): readonly Clock[] {
    const before = this.days;
    this.days = days;
    return this.running.filter((clock) => this.#recountOne(clock, before));
  }

  #recountOne(clock: Clock, before: Days): boolean {
    const old = clock.due;
    const signed = (): string => JSON.stringify([clock.due, clock.rungs.map((rung) => [rung.name, rung.at])]);
    const was = signed();
    let reckonedAnew = false;
    if (clock.counted && old.day !== undefined) {
      const { from, span, day: reached } = clock.counted;
      reckonedAnew = before.reckoning(from, span) !== this.days.reckoning(from, span);
      const fresh = this.days.ends(from, span).day ?? old.day;
      // Days that a suspension added stay added.
      const day = fresh + (old.day - reached);
      clock.due = { day, at: endOf(day) };
      clock.counted.day = fresh;
    }
    for (const rung of clock.rungs) {
      const planned = before.moment(old, rung.offset);
      const anew = this.days.moment(clock.due, rung.offset);
      if (rung.at === planned) rung.at = anew;
      else if (clock.due.day !== undefined) rung.at = this.days.morningFrom(clock.due.at === old.at ? rung.at : anew + (rung.at - planned));
    }
    clock.rungs.sort((a, b) => a.at - b.at);
    return reckonedAnew || signed() !== was;
  }
}
