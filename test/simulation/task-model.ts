import { type Clock, Clocks, type Step } from './clocks.ts';
import { type Days, type DueMoment, dayNamed, endOf, laterBy, type Span } from './days.ts';
import { copyOf, LastTaken } from './last-taken.ts';
import { type AskedDate, afterRelapse, lightOf, misdated, newDate, nextPeriod, notLater, type Period, unsound } from './new-date.ts';
import { barring } from './task-bars.ts';
import { type HeardOf, holder, isOver, kindOfRung, ladders, limits, mayBeTakenBack, ruleSets, type TaskPlan, type TaskStep, type Unplayed } from './task-terms.ts';
import { UrgingModel } from './urging-model.ts';

/** A task told plainly, apart from the product's rules. `wrongs` of a step are every rule that it breaks. */
export class TaskModel {
  readonly plan: TaskPlan;
  readonly clocks: Clocks;
  readonly urging: UrgingModel;
  stage = 'issued';
  version = 1;
  lead: string;
  due: (DueMoment & { soon: number }) | undefined;
  madeGoodLate = false;
  #period: Period | undefined;
  #asked: (AskedDate & { readonly by: string }) | undefined;
  #submission: { readonly by: string; readonly late: boolean } | undefined;
  #shelved: Clock | undefined;
  /** Which of the sets of rules its campaign has, and which it has itself. */
  readonly #inForce: () => number;
  #rules: number;
  #suspended: { readonly from: string; readonly at: number } | undefined;
  readonly #last = new LastTaken<HeardOf>();

  constructor(plan: TaskPlan, days: Days, now: number, rules: () => number = () => 0) {
    this.plan = plan;
    this.#inForce = rules;
    this.#rules = rules();
    this.lead = plan.leadUnitId;
    this.clocks = new Clocks(days);
    this.urging = new UrgingModel(this.clocks);
    const first = nextPeriod(plan.until, undefined, now);
    if (first) this.#period = first;
    const day = first?.due.day ?? (plan.dueOn === undefined ? undefined : dayNamed(plan.dueOn));
    if (plan.kind !== 'eachUnit') this.#limit('sign', now);
    if (day !== undefined) this.#dueBy({ day, at: endOf(day) }, now, 1);
  }

  /** Open, with a date of its own: a recurring one's follows its rhythm. */
  get isDated(): boolean {
    return !isOver(this.stage) && this.due !== undefined && this.plan.kind !== 'recurring';
  }

  /** With its lead, to be signed for or worked on. */
  get isAtWork(): boolean {
    return this.stage === 'issued' || this.stage === 'signed';
  }

  get #isWhole(): boolean {
    return this.plan.kind === 'eachUnit';
  }

  #hear(kind: string, to: readonly string[]): readonly HeardOf[] {
    // The office's unit has no manager in charge.
    const reached = to.filter((one) => one !== 'managerInCharge@office');
    return reached.length === 0 ? [] : [{ of: this.plan.number, kind, to: [...new Set(reached)] }];
  }

  get #liaison(): string {
    return holder('liaison', this.lead);
  }

  #limit(of: keyof typeof ladders & keyof typeof limits, now: number): void {
    this.clocks.count({ of, setBy: this.version }, now, limits[of], ladders[of], now);
  }

  /** A date for the task itself; the whole of an each-unit task has one and is not chased for it. */
  #dueBy(due: DueMoment, now: number, setBy: number, counted?: { readonly from: number; readonly span: Span }): void {
    this.due = { ...due, soon: this.clocks.days.moment(due, this.#firstReminder) };
    if (!this.#isWhole) this.clocks.set({ of: 'task', setBy, due, ...(counted ? { counted } : {}) }, this.#ladder, now);
  }

  get #ladder(): readonly Step[] {
    return ruleSets[this.#rules]?.task ?? [];
  }

  get #firstReminder(): Span {
    return this.#ladder[0]?.offset ?? ladders.task[0].offset;
  }

  /** The campaign has other rules: what is open follows them. */
  followRules(now: number): void {
    if (!isOver(this.stage)) this.#followRules(now);
  }

  #followRules(now: number): void {
    if (this.#rules === this.#inForce()) return;
    this.version += 1;
    const was = this.#ladder;
    this.#rules = this.#inForce();
    this.clocks.reladder('task', was, this.#ladder, now);
    if (this.#shelved) this.clocks.relad(this.#shelved, was, this.#ladder, now);
    if (this.due) this.due = { ...this.due, soon: this.clocks.days.moment(this.due, this.#firstReminder) };
  }

  /** What stands in a step's way whatever it says. */
  barred(type: TaskStep['type'] | Unplayed, who: string, campaign: string): readonly string[] {
    const { stage, plan, urging, version } = this;
    return barring(
      { stage, plan, urging, asker: this.#asked?.by, submitter: this.#submission?.by, isChased: this.clocks.find('task') !== undefined, last: this.#last, version },
      type,
      who,
      campaign,
    );
  }

  /** Every rule that the step breaks. */
  wrongs(step: TaskStep, who: string, campaign: string, now: number): readonly string[] {
    const barred = this.barred(step.type, who, campaign);
    if (barred.length > 0) return barred;
    switch (step.type) {
      case 'relapse':
        return this.#isWhole || (step.period === undefined && step.dueOn === undefined) ? [] : unsound(step, now);
      case 'requestExtension':
        return notLater(step, this.due, this.clocks.days, now);
      case 'decideExtension':
        return step.approve && this.#asked ? notLater(this.#asked, this.due, this.clocks.days, now) : [];
      case 'reassign':
        return step.leadUnitId === this.lead && this.stage !== 'returned' ? ['task.nothing_changed'] : [];
      case 'correctField':
        return misdated(this, step.dueOn, now);
      default:
        return [];
    }
  }

  /** Takes a step that breaks no rule. Answers who hears of it. */
  take(step: TaskStep, who: string, now: number, receivedAt: number): readonly HeardOf[] {
    const back = this.#remembered();
    const heard = this.#taken(step, who, now, receivedAt);
    if (mayBeTakenBack.includes(step.type)) this.#last.note({ by: who, version: this.version, back, heard });
    return heard;
  }

  /** How the task stands, to be put so again; what a step that may be taken back does not touch is left out. */
  #remembered(): () => void {
    const urging = this.urging.remembered();
    const { stage, due } = this;
    const kept = copyOf({ stage, due, period: this.#period, asked: this.#asked, submission: this.#submission, shelved: this.#shelved, running: this.clocks.running });
    return () => {
      ({ stage: this.stage, due: this.due, period: this.#period, asked: this.#asked } = kept);
      ({ submission: this.#submission, shelved: this.#shelved, running: this.clocks.running } = kept);
      urging();
    };
  }

  #taken(step: TaskStep, who: string, now: number, receivedAt: number): readonly HeardOf[] {
    this.version += 1;
    switch (step.type) {
      case 'sign':
        this.stage = 'signed';
        this.clocks.end('sign');
        return [];
      case 'return':
        this.stage = 'returned';
        this.#asked = undefined;
        this.clocks.end('sign');
        this.clocks.stop(now, 'task');
        this.urging.stop(now);
        this.#limit('review', now);
        return this.#hear('taskReturned', ['office@office']);
      case 'report': {
        const next = nextPeriod(this.plan.until, this.#period, now);
        if (!next || now < (this.#period?.from ?? 0)) return [];
        this.#open(next, now);
        return this.#lapse();
      }
      case 'submit':
        this.stage = 'submitted';
        this.#asked = undefined;
        this.#shelved = undefined;
        this.#submission = { by: who, late: this.due !== undefined && receivedAt > this.due.at };
        this.clocks.stop(now, 'task');
        this.urging.stop(now);
        this.#limit('review', now);
        return this.#hear('taskSubmitted', ['office@office']);
      case 'accept':
        return this.#accept(now);
      case 'sendBack':
        return this.#sendBack(now);
      case 'relapse':
        return this.#relapse(step, now);
      case 'withdrawAcceptance':
        this.#followRules(now);
        this.stage = this.#submission ? 'submitted' : 'signed';
        this.madeGoodLate = false;
        if (!this.#isWhole) this.#limit('review', now);
        return this.#hear('acceptanceWithdrawn', [this.#liaison, 'office@office']);
      case 'requestExtension':
        this.#asked = { by: who, ...(step.period ? { period: step.period } : {}), ...(step.dueOn === undefined ? {} : { dueOn: step.dueOn }) };
        return this.#hear('extensionRequested', ['office@office']);
      case 'decideExtension':
        return this.#decide(step.approve, now);
      case 'reassign': {
        const former = this.#liaison;
        this.lead = step.leadUnitId;
        this.stage = 'issued';
        this.#asked = undefined;
        this.urging.lapse();
        this.clocks.end('review');
        this.clocks.goOn('task', now);
        if (!this.#isWhole) this.#limit('sign', now);
        // The former lead hears that it is rid of the task, where it is another.
        return [...this.#hear('taskReassigned', [this.#liaison]), ...(former === this.#liaison ? [] : this.#hear('taskReassignedAway', [former]))];
      }
      case 'correctField': {
        const day = dayNamed(step.dueOn);
        this.urging.lapse();
        this.#dueBy({ day, at: endOf(day) }, now, this.version);
        return this.#hear('dueCorrected', [this.#liaison]);
      }
      case 'cancel':
        return this.#cancel();
      case 'signUrgingNotice':
        this.urging.sign();
        this.#limit('urgingAnswer', now);
        return this.#hear('urgingNoticeSigned', [holder('manager', this.lead), this.#liaison]);
      case 'declineUrgingNotice':
        this.urging.decline();
        return [];
      case 'answerUrgingNotice':
        this.urging.answer();
        return this.#hear('urgingNoticeAnswered', ['office@office']);
      case 'withdrawStep':
        return this.#last.back('stepWithdrawn');
    }
  }

  /** More time was asked for a month that is answered now. */
  #lapse(): readonly HeardOf[] {
    const heard = this.#asked === undefined ? [] : this.#hear('extensionLapsed', ['office@office']);
    this.#asked = undefined;
    return heard;
  }

  #open(next: Period, now: number): void {
    this.#period = next;
    this.urging.lapse();
    this.#dueBy(next.due, now, this.version);
  }

  #accept(now: number): readonly HeardOf[] {
    const heard = this.#hear('taskAccepted', [this.#liaison]);
    const next = nextPeriod(this.plan.until, this.#period, now);
    if (next) {
      this.stage = 'signed';
      this.#submission = undefined;
      this.clocks.end('review');
      this.#open(next, now);
      return heard;
    }
    this.madeGoodLate = this.#submission?.late ?? false;
    this.#shelved = this.clocks.find('task') ?? this.#shelved;
    this.#over('accepted');
    return heard;
  }

  #over(stage: string): void {
    this.stage = stage;
    this.urging.lapse();
    this.clocks.running = [];
  }

  #sendBack(now: number): readonly HeardOf[] {
    const shelved = this.#shelved;
    this.#shelved = undefined;
    this.clocks.end('review');
    const wentOn = this.clocks.goOn('task', now);
    this.urging.goOn(now);
    if (this.stage === 'returned' && !this.#isWhole) this.#limit('sign', now);
    if (!wentOn && shelved) {
      // An acceptance taken back and then sent back: what was left of the ladder goes on under a new number.
      this.clocks.running.push({ ...shelved, due: this.due ?? shelved.due, setBy: this.version, spoken: [] });
      this.clocks.goOn('task', now);
    }
    this.stage = this.stage === 'returned' ? 'issued' : 'signed';
    return this.#hear('taskSentBack', [this.#liaison]);
  }

  #relapse(step: AskedDate, now: number): readonly HeardOf[] {
    this.#followRules(now);
    this.stage = 'signed';
    this.#submission = undefined;
    this.#shelved = undefined;
    this.madeGoodLate = false;
    this.urging.forget();
    if (!this.#isWhole) {
      const { due, counted } = afterRelapse(step, this.due, limits.relapse, this.clocks.days, now);
      this.#dueBy(due, now, this.version, counted);
    }
    return this.#hear('taskRelapsed', [this.#liaison]);
  }

  #decide(approve: boolean, now: number): readonly HeardOf[] {
    const asked = this.#asked;
    if (!asked) throw new Error('nothing asked');
    if (approve) {
      const { due, counted } = newDate(asked, this.due, this.clocks.days, now);
      this.urging.lapse();
      this.#dueBy(due, now, this.version, counted);
      this.#redate();
    }
    this.#asked = undefined;
    return this.#hear(approve ? 'extensionGranted' : 'extensionRefused', [this.#liaison]);
  }

  #redate(): void {
    if (this.#period && this.due) this.#period = { ...this.#period, due: this.due };
  }

  #cancel(): readonly HeardOf[] {
    this.#asked = undefined;
    this.#over('cancelled');
    const own = this.#hear('taskCancelled', [this.#liaison]);
    const shares = (this.plan.shares ?? []).filter((share) => !isOver(share.stage));
    for (const share of shares) share.version += 1;
    return [...own, ...shares.flatMap((share) => share.#cancel())];
  }

  /** Time acts. Answers who hears of it. */
  strike(now: number): readonly HeardOf[] {
    const struck = this.clocks.strike(now);
    if (!struck) return [];
    this.version += 1;
    if (struck.silent) return [];
    const { clock, rung } = struck;
    if (rung.name === 'urgingNotice') {
      this.urging.draft();
      this.version += 1;
      this.#limit('urgingNotice', now);
    }
    return [{ of: this.plan.number, kind: kindOfRung(rung), to: [holder(rung.to, this.lead)], rung: rung.name, deadline: clock.setBy }];
  }

  /** The campaign stands still, and its open tasks with it. */
  suspend(now: number): void {
    if (isOver(this.stage) || this.stage === 'suspended') return;
    this.version += 1;
    this.#suspended = { from: this.stage, at: now };
    this.stage = 'suspended';
    // Whoever stood still before goes on standing still afterwards.
    this.clocks.halt(now);
  }

  /** The campaign goes on: dates kept, or what lay ahead moved by the time it stood still. */
  resume(mode: 'keep' | 'shift', now: number): void {
    const suspended = this.#suspended;
    if (this.stage !== 'suspended' || !suspended) return;
    this.version += 1;
    this.stage = suspended.from;
    this.#suspended = undefined;
    this.clocks.resume(mode, suspended.at, now);
    if (mode !== 'shift') return;
    this.clocks.postpone(suspended.at, now);
    if (this.due && this.due.at > suspended.at) {
      this.due = { ...laterBy(this.due, suspended.at, now), soon: this.due.soon + now - suspended.at };
      this.#redate();
    }
  }

  /** The campaign is over: what is open ends with it; a monthly task that owes nothing is done. */
  conclude(closed: boolean, now: number): void {
    if (isOver(this.stage)) return;
    this.version += 1;
    this.#asked = undefined;
    this.#over(closed && this.isFulfilled(now) ? 'accepted' : 'cancelled');
  }

  /** The year's holidays were announced otherwise. */
  recount(days: Days): void {
    const changed = this.clocks.recount(days);
    if (changed.length === 0) return;
    this.version += 1;
    const own = changed.find((clock) => clock.of === 'task');
    if (!own) return;
    this.due = { ...own.due, soon: days.moment(own.due, this.#firstReminder) };
    this.#redate();
  }

  /** Done, dropped, or a monthly task whose open month has not ended. */
  isFulfilled(now: number): boolean {
    return isOver(this.stage) || (this.plan.kind === 'recurring' && this.stage === 'signed' && this.#period !== undefined && this.#period.due.at >= now);
  }

  light(now: number): 'green' | 'yellow' | 'red' {
    if (this.stage === 'accepted') return this.madeGoodLate ? 'yellow' : 'green';
    if (this.stage === 'cancelled' || !this.due) return 'green';
    if ((this.#suspended?.from ?? this.stage) === 'submitted' && this.#submission) return this.#submission.late ? 'red' : 'green';
    return lightOf(this.due, this.#suspended?.at ?? now);
  }
}
