import { Clocks, type Step } from './clocks.ts';
import { type Days, type DueMoment, dateOf, dayNamed, dayOf, daysFromTo, endOf, type Span } from './days.ts';
import { TaskModel } from './task-model.ts';
import { type HeardOf, holder, kindOfRung, ruleSets, type TaskPlan } from './task-terms.ts';

/** What the office does with a campaign. */
export type CampaignStep =
  | { readonly type: 'confirmCondition'; readonly condition: string; readonly on?: string }
  | { readonly type: 'withdrawConfirmation' | 'overrideCondition'; readonly condition: string }
  | { readonly type: 'closePhase' | 'recordResult' | 'suspend' | 'cancel' }
  | { readonly type: 'recordMeeting' | 'recordSupervision'; readonly heldOn: string }
  | { readonly type: 'resume'; readonly mode: 'keep' | 'shift' }
  | { readonly type: 'correctField'; readonly phaseEndsOn: string }
  | { readonly type: 'addTask'; readonly number: string; readonly dueOn: string }
  /** One of the sets of rules, by its place. */
  | { readonly type: 'setLadders'; readonly rules: number }
  | { readonly type: 'shiftDates'; readonly days: number }
  | { readonly type: 'reassignTasks'; readonly fromUnitId: string; readonly toUnitId: string };

/** Steps whose being open is compared, and which the histories do not take. */
export type AllowedOnly = 'replan' | 'urge' | 'setBulletinRhythm' | 'recordApproval' | 'setComposition' | 'setWorkingGroup' | 'askLiaisonOfficers';

type Kind = TaskPlan['phase'];
const order: readonly Kind[] = ['commitment', 'intervention', 'evaluation'];

/** What must hold before a phase closes; those marked so are seen in the records, the others somebody confirms. */
const exits: Readonly<Record<Kind, readonly string[]>> = {
  commitment: ['publicCommitment', 'officeSetUp', 'liaisonOfficers', 'planApproved', 'mobilisationMeeting', 'phaseTasks'],
  intervention: ['baselineSurvey', 'priorityAreas', 'tasksBrokenDown', 'phaseTasks'],
  evaluation: ['selfCheck', 'resultRecorded', 'phaseTasks'],
};
const seen = ['liaisonOfficers', 'tasksBrokenDown', 'resultRecorded', 'phaseTasks'];

const workingDays = (value: number): Span => ({ value, unit: 'workingDay' });
/** The very end of a phase speaks first, whatever the rules are. */
const phaseLadder = (rules: number): readonly Step[] => [{ name: 'phaseEnd', offset: { value: 0, unit: 'second' }, to: 'office' }, ...(ruleSets[rules]?.phase ?? [])];
const rhythmLadder = (name: string, remind: number): readonly Step[] => [
  { name: `${name}Reminder`, offset: workingDays(-remind), to: 'office' },
  { name: `${name}Overdue`, offset: workingDays(0), to: 'office' },
  { name: `${name}Escalation`, offset: workingDays(10), to: 'groupDeputy' },
];
const rhythms = { meeting: { months: 6, ladder: rhythmLadder('meeting', 10) }, supervision: { months: 3, ladder: rhythmLadder('supervision', 5) } } as const;

/** The same day so many months later, or the month's last. */
function monthsLater(date: string, months: number): DueMoment {
  const [year = 0, month = 0, dayOfMonth = 0] = date.split('-').map(Number);
  const last = Date.UTC(year, month + months, 0) / 86_400_000;
  const day = Math.min(Date.UTC(year, month - 1 + months, dayOfMonth) / 86_400_000, last);
  return { day, at: endOf(day) };
}

interface Phase {
  readonly kind: Kind;
  endsOn: string;
  readonly confirmed: Set<string>;
  readonly overridden: Set<string>;
}

const grace = 5_000;

/** A campaign with its tasks told plainly, apart from the product's rules. */
export class CampaignModel {
  readonly clocks: Clocks;
  readonly tasks: TaskModel[] = [];
  readonly phases: readonly Phase[];
  stage = 'commitment';
  version: number;
  #current = 0;
  /** Which of the sets of rules holds. */
  #rules = 0;
  #hasResult = false;
  /** The days on which the running dates were set. */
  readonly #asked = { meeting: 0, supervision: 0 };
  #meetings: string[] = [];
  #supervisions: string[] = [];
  #suspended: { readonly from: string; readonly at: number } | undefined;

  #settledAt = 0;

  constructor(phases: readonly { readonly kind: Kind; readonly endsOn: string }[], plans: readonly TaskPlan[], days: Days, now: number) {
    this.clocks = new Clocks(days);
    this.phases = phases.map((phase) => ({ ...phase, confirmed: new Set(), overridden: new Set() }));
    for (const plan of plans) this.issue(plan, now);
    this.version = 1;
    this.#ask('meeting', dateOf(dayOf(now)), now);
    this.version = 2;
    this.#setPhaseEnd(now);
  }

  /** Issues a task; the shares of a whole stand before it in the list of plans. */
  issue(plan: TaskPlan, now: number): void {
    this.tasks.push(new TaskModel(plan, this.clocks.days, now, () => this.#rules));
  }

  get rules(): number {
    return this.#rules;
  }

  get #phase(): Phase {
    const phase = this.phases[this.#current];
    if (!phase) throw new Error('no phase');
    return phase;
  }

  #ask(of: 'meeting' | 'supervision', from: string, now: number): void {
    this.clocks.setLate({ of, setBy: this.version, due: monthsLater(from, rhythms[of].months) }, rhythms[of].ladder, now);
    this.#asked[of] = dayOf(now);
  }

  /** The next one is asked for from the day of this one; what was held before the next one was asked for never brings that forward. */
  #held(of: 'meeting' | 'supervision', on: string, now: number): void {
    const open = this.clocks.find(of);
    if (!open || dayNamed(on) >= this.#asked[of] || monthsLater(on, rhythms[of].months).at > open.due.at) this.#ask(of, on, now);
  }

  #setPhaseEnd(now: number): void {
    const day = dayNamed(this.#phase.endsOn);
    this.clocks.set({ of: 'phaseEnd', setBy: this.version, due: { day, at: endOf(day) } }, phaseLadder(this.#rules), now);
  }

  #holds(condition: string, now: number): boolean {
    switch (condition) {
      case 'resultRecorded':
        return this.#hasResult;
      case 'phaseTasks':
        return this.tasks.every((task) => order.indexOf(task.plan.phase) > order.indexOf(this.#phase.kind) || task.isFulfilled(now));
      case 'liaisonOfficers':
      case 'tasksBrokenDown':
        return true;
      default:
        return this.#phase.confirmed.has(condition);
    }
  }

  /** Conditions that keep the open phase open. */
  missing(now: number): readonly string[] {
    return exits[this.#phase.kind].filter((condition) => !this.#holds(condition, now) && !this.#phase.overridden.has(condition));
  }

  /** What stands in a step's way whatever it says. */
  barred(type: CampaignStep['type'] | AllowedOnly, now: number): readonly string[] {
    const { stage } = this;
    if (stage === 'closed' || stage === 'settled') return [`campaign.${stage}`];
    if (stage === 'suspended') return type === 'resume' || type === 'cancel' ? [] : ['campaign.suspended'];
    if (type === 'resume') return ['campaign.not_suspended'];
    if (type === 'askLiaisonOfficers') return [stage !== 'commitment' ? 'campaign.not_commitment' : 'campaign.liaison_complete'];
    if (type === 'recordResult' && stage !== 'evaluation') return ['campaign.not_evaluating'];
    return type === 'closePhase' && this.missing(now).length > 0 ? ['campaign.condition_missing'] : [];
  }

  /** Every rule that the step breaks. */
  wrongs(step: CampaignStep, now: number): readonly string[] {
    const barred = this.barred(step.type, now);
    if (barred.length > 0) return barred;
    const today = dayOf(now);
    switch (step.type) {
      case 'confirmCondition': {
        if (!exits[this.#phase.kind].includes(step.condition)) return ['campaign.condition_unknown'];
        if (seen.includes(step.condition)) return ['campaign.condition_computed'];
        return [...(this.#holds(step.condition, now) ? ['campaign.condition_held'] : []), ...(step.on !== undefined && dayNamed(step.on) > today ? ['campaign.date_future'] : [])];
      }
      case 'withdrawConfirmation':
        return this.#phase.confirmed.has(step.condition) ? [] : ['campaign.condition_unconfirmed'];
      case 'overrideCondition': {
        if (!exits[this.#phase.kind].includes(step.condition)) return ['campaign.condition_unknown'];
        return this.#holds(step.condition, now) || this.#phase.overridden.has(step.condition) ? ['campaign.condition_held'] : [];
      }
      case 'recordMeeting':
      case 'recordSupervision':
        return dayNamed(step.heldOn) > today ? ['campaign.date_future'] : [];
      case 'correctField':
        return [...(step.phaseEndsOn === this.#phase.endsOn ? ['campaign.nothing_changed'] : []), ...(dayNamed(step.phaseEndsOn) < today ? ['campaign.date_past'] : [])];
      case 'addTask':
        return dayNamed(step.dueOn) < today ? ['campaign.date_past'] : [];
      case 'setLadders':
        return step.rules === this.#rules ? ['campaign.nothing_changed'] : [];
      case 'shiftDates': {
        const dated = this.tasks.filter((task) => task.isDated);
        if (dated.some((task) => (task.due?.day ?? 0) + step.days < today)) return ['campaign.revision_dates_past'];
        return dated.some((task) => task.isAtWork) ? [] : ['campaign.nothing_changed'];
      }
      case 'reassignTasks':
        return step.fromUnitId !== step.toUnitId && this.#reassigned(step.fromUnitId).length > 0 ? [] : ['campaign.nothing_changed'];
      default:
        return [];
    }
  }

  #hear(kind: string, ...to: readonly string[]): readonly HeardOf[] {
    return [{ of: '', kind, to: to.map((one) => holder(one, '')) }];
  }

  /** Takes a step that breaks no rule. Answers who hears of it. */
  take(step: CampaignStep, now: number): readonly HeardOf[] {
    this.version += 1;
    switch (step.type) {
      case 'confirmCondition':
        this.#phase.confirmed.add(step.condition);
        return this.#closeIfOverdue(now);
      case 'withdrawConfirmation':
        this.#phase.confirmed.delete(step.condition);
        return [];
      case 'overrideCondition':
        this.#phase.overridden.add(step.condition);
        return this.#closeIfOverdue(now);
      case 'recordResult':
        this.#hasResult = true;
        return this.#closeIfOverdue(now);
      case 'closePhase':
        this.version -= 1;
        return this.#closePhase(now);
      case 'recordMeeting':
        if (this.#meetings.every((date) => date <= step.heldOn)) this.#held('meeting', step.heldOn, now);
        this.#meetings.push(step.heldOn);
        return [];
      case 'recordSupervision':
        if (this.stage === 'intervention' && this.#supervisions.every((date) => date <= step.heldOn)) this.#held('supervision', step.heldOn, now);
        this.#supervisions.push(step.heldOn);
        return [];
      case 'suspend':
        this.#suspended = { from: this.stage, at: now };
        this.stage = 'suspended';
        this.clocks.halt(now);
        for (const task of this.tasks) task.suspend(now);
        return this.#hear('campaignSuspended', 'office', 'groupDeputy');
      case 'resume':
        return this.#resume(step.mode, now);
      case 'cancel':
        this.#end('closed');
        for (const task of this.tasks) task.conclude(false, now);
        return this.#hear('campaignCancelled', 'office', 'groupDeputy');
      case 'correctField':
        this.#phase.endsOn = step.phaseEndsOn;
        this.#setPhaseEnd(now);
        return [];
      case 'addTask': {
        this.issue({ number: step.number, kind: 'once', phase: this.#phase.kind, leadUnitId: 'housing', dueOn: step.dueOn }, now);
        return [{ of: step.number, kind: 'taskIssued', to: ['liaisonOfficer@housing'] }];
      }
      case 'setLadders':
        this.clocks.reladder('phaseEnd', phaseLadder(this.#rules), phaseLadder(step.rules), now);
        this.#rules = step.rules;
        for (const task of this.tasks) task.followRules(now);
        return [];
      case 'shiftDates': {
        const moved = this.tasks.filter((task) => task.isDated && task.isAtWork);
        const told = this.#revised(moved);
        return [...told, ...moved.flatMap((task) => task.take({ type: 'correctField', dueOn: dateOf((task.due?.day ?? 0) + step.days) }, 'office', now, now))];
      }
      case 'reassignTasks': {
        const moved = this.#reassigned(step.fromUnitId);
        const told = this.#revised(moved);
        return [...told, ...moved.flatMap((task) => task.take({ type: 'reassign', leadUnitId: step.toUnitId }, 'office', now, now))];
      }
    }
  }

  /** Tasks that a unit leads and that can go to another: under review they cannot. */
  #reassigned(unitId: string): readonly TaskModel[] {
    return this.tasks.filter((task) => task.lead === unitId && (task.isAtWork || task.stage === 'returned'));
  }

  /** One word to the office, the group and the leads whose tasks a revision touches. */
  #revised(tasks: readonly TaskModel[]): readonly HeardOf[] {
    const leads = tasks.map((task) => holder('liaison', task.lead));
    return [{ of: '', kind: 'planRevised', to: [...new Set([holder('office', ''), holder('groupDeputy', ''), ...leads])] }];
  }

  #end(stage: string): void {
    this.stage = stage;
    this.clocks.running = [];
  }

  #resume(mode: 'keep' | 'shift', now: number): readonly HeardOf[] {
    const suspended = this.#suspended;
    if (!suspended) throw new Error('not suspended');
    this.#suspended = undefined;
    this.stage = suspended.from;
    this.clocks.resume(mode, suspended.at, now);
    const since = dayOf(suspended.at);
    if (mode === 'shift') {
      const days = daysFromTo(suspended.at, now);
      for (const phase of this.phases) if (dayNamed(phase.endsOn) >= since) phase.endsOn = dateOf(dayNamed(phase.endsOn) + days);
    }
    for (const task of this.tasks) task.resume(mode, now);
    return this.#hear('campaignResumed', 'office', 'groupDeputy');
  }

  /** The last condition of a phase that is past its end closes it at once. */
  #closeIfOverdue(now: number): readonly HeardOf[] {
    const end = this.clocks.find('phaseEnd');
    return end && end.due.at + grace < now && this.missing(now).length === 0 ? this.#closePhase(now) : [];
  }

  #closePhase(now: number): readonly HeardOf[] {
    this.version += 2;
    this.clocks.end('phaseEnd');
    const next = this.phases[this.#current + 1];
    if (!next) {
      this.#end('settled');
      this.#settledAt = now;
      return this.#hear('campaignSettled', 'office');
    }
    this.#current += 1;
    this.stage = next.kind;
    this.#setPhaseEnd(now);
    if (next.kind === 'intervention') this.#ask('supervision', dateOf(dayOf(now)), now);
    else this.clocks.end('supervision');
    return this.#hear('phaseOpened', 'office');
  }

  /** Time acts on the campaign itself. Answers who hears of it. */
  strike(now: number): readonly HeardOf[] {
    const struck = this.clocks.strike(now);
    if (!struck) return [];
    const { clock, rung, silent } = struck;
    if (!silent && clock.of === 'phaseEnd' && !rung.reminder && this.missing(now).length === 0) return this.#closePhase(now);
    this.version += 1;
    if (silent || rung.name === 'phaseEnd') return [];
    return [{ of: '', kind: kindOfRung(rung), to: [holder(rung.to, '')], rung: rung.name, deadline: clock.setBy }];
  }

  /** The workflow's last step. */
  close(): readonly HeardOf[] {
    if (this.stage !== 'settled') return [];
    this.version += 1;
    this.#end('closed');
    for (const task of this.tasks) task.conclude(true, this.#settledAt);
    return this.#hear('campaignClosed', 'office', 'groupDeputy');
  }

  /** The year's holidays were announced otherwise. */
  recount(days: Days): void {
    if (this.clocks.recount(days).length > 0) this.version += 1;
  }
}
