import { deciderOf, lightOf, secondPerson } from './case-judgement.ts';
import { type Asker, byNewMeasure, type CaseStep, type Heard, inTimeUntil, ladders, limits, type Measure, mayBeTakenBack, places, type Staff } from './case-terms.ts';
import { Clocks } from './clocks.ts';
import { type Days, dayNamed, dayOf, type Span } from './days.ts';
import { copyOf, LastTaken } from './last-taken.ts';

/**
 * An enforcement case told plainly: which steps are legal when, which deadlines run, who hears what. Written apart from the product's rules, to be held against them.
 * A step's `wrongs` are every rule that it breaks; a product that refuses it names one of them, and one that breaks none is taken.
 */
export class CaseModel {
  readonly staff: Staff;
  readonly clocks: Clocks;
  stage = 'opened';
  version = 1;
  episode = 1;
  title: string;
  readonly #opener: string;
  #episodeBegan: number;
  #measures: Measure[] = [];
  #earlier = 0;
  #visitors: readonly string[] | undefined;
  #lastFollowUp: string | undefined;
  #asked: { readonly by: string; readonly measure?: number; readonly span: Span } | undefined;
  #closing: { readonly by: string; readonly ground: string } | undefined;
  #handedInLate = false;
  /** The last decision, once made: what was fined by it. */
  #decided: { readonly fined?: number } | undefined;
  readonly #last = new LastTaken<Heard>();

  constructor(staff: Staff, opener: string, title: string, days: Days, now: number) {
    this.staff = staff;
    this.#opener = opener;
    this.title = title;
    this.clocks = new Clocks(days);
    this.#episodeBegan = now;
    this.#limit('inspect', now, 0);
  }

  get #standing(): readonly Measure[] {
    return this.#measures.filter((measure) => measure.fate === undefined);
  }

  get #binding(): readonly Measure[] {
    return this.#standing.filter((measure) => measure.kind !== 'talk');
  }

  /** Numbers of measures that a step could name. */
  get measures(): readonly number[] {
    return this.#measures.map((measure) => measure.number);
  }

  #extendable(): readonly Measure[] {
    return this.#measures.filter((measure) => measure.kind === 'order' && measure.fate === (this.stage === 'inspected' ? 'partly' : undefined));
  }

  /** What stands in a step's way whatever it says. */
  barred(type: CaseStep['type'], who: Asker, now: number): readonly string[] {
    if (!places[type].includes(this.stage)) return [this.stage === 'closed' ? 'case.closed' : 'case.stage_wrong'];
    if (type === 'withdrawStep') return this.#last.wrongs(who.id, this.version);
    const wrongs: string[] = [];
    const mustFile = this.stage === 'inspected' && this.#lastFollowUp === 'not';
    if (mustFile && [...byNewMeasure, 'requestExtension'].includes(type)) wrongs.push('case.must_file');
    if ((type === 'recordInspection' || type === 'recordFollowUp') && who.role === 'inspector' && !this.#isCertified(who.id, now)) wrongs.push('case.certificate_expired');
    if (this.stage === 'filed' && this.#binding.length === 0 && (type === 'submitRectification' || type === 'recordFollowUp')) wrongs.push('case.stage_wrong');
    if (type === 'withdrawMeasure' && this.#standing.length === 0) wrongs.push('case.measure_unknown');
    if (type === 'requestExtension') {
      if (this.stage !== 'filed' && this.#extendable().length === 0) wrongs.push('case.no_open_order');
      if (this.#asked) wrongs.push('case.extension_pending');
    }
    if (type === 'decideExtension') wrongs.push(...secondPerson(this.#asked, who, 'case.no_extension_pending'));
    if (type === 'decideClose') wrongs.push(...secondPerson(this.#closing, who, 'case.no_close_pending'));
    if (type === 'close' && this.#closing) wrongs.push('case.close_pending');
    if (type === 'concludeFiled' && this.#binding.length > 0) wrongs.push('case.order_still_open');
    if (type === 'correctDecision' && !this.#decided) wrongs.push('case.decision_missing');
    return wrongs;
  }

  /** Every rule that the step breaks. */
  wrongs(step: CaseStep, who: Asker, now: number, receivedAt: number): readonly string[] {
    const barred = this.barred(step.type, who, now);
    return barred.length > 0 ? barred : this.#unsound(step, now, receivedAt);
  }

  #unsound(step: CaseStep, now: number, receivedAt: number): readonly string[] {
    switch (step.type) {
      case 'recordInspection':
        return this.#unlawful(step.officers, step.inspectedAt, this.episode > 1 ? this.#episodeBegan : 0, now);
      case 'recordFollowUp':
        return this.#unlawful(step.officers, step.inspectedAt, this.#standing.at(-1)?.takenAt ?? 0, now);
      case 'issueOrder':
      case 'suspendBusiness':
        return step.period.value > 0 ? [] : ['period.invalid'];
      case 'summonForTalk':
        return step.at !== undefined && dayOf(step.at) < dayOf(now) ? ['case.date_in_past'] : [];
      case 'withdrawMeasure':
        return this.#standing.some((measure) => measure.number === step.measure) ? [] : ['case.measure_unknown'];
      case 'submitRectification':
        return this.#misdated(step.submittedOn, receivedAt);
      case 'requestExtension': {
        const named = step.measure === undefined ? this.#extendable() : this.#extendable().filter((measure) => measure.number === step.measure);
        const unknown = named.length === 0 && !(this.stage === 'filed' && step.measure === undefined);
        return [...(step.period.value > 0 ? [] : ['period.invalid']), ...(unknown ? ['case.measure_unknown'] : [])];
      }
      case 'close':
        return [
          ...(step.ground === 'duplicate' && step.duplicateOf === undefined ? ['case.duplicate_of_needed'] : []),
          ...(this.#binding.length > 0 && step.ground !== 'partyGone' ? ['case.order_still_open'] : []),
        ];
      case 'decideClose':
        return step.approve && this.#binding.length > 0 && this.#closing?.ground !== 'partyGone' ? ['case.order_still_open'] : [];
      case 'correctDecision':
        return step.penaltyFen === this.#decided?.fined ? ['case.field_unchanged'] : [];
      case 'correctField':
        return step.value === this.title ? ['case.field_unchanged'] : [];
      default:
        return [];
    }
  }

  #isCertified(id: string, on: number): boolean {
    const last = this.staff.certificates[id];
    return last !== undefined && dayNamed(last) >= dayOf(on);
  }

  #unlawful(officers: readonly string[], inspectedAt: number | undefined, notBefore: number, now: number): readonly string[] {
    if (officers.length !== 2) return ['case.two_inspectors_needed'];
    const wrongs: string[] = [];
    const on = inspectedAt ?? now;
    if (officers[0] === officers[1]) wrongs.push('case.same_inspector_twice');
    if (on > now) wrongs.push('case.date_in_future');
    if (inspectedAt !== undefined && dayOf(inspectedAt) < dayOf(notBefore)) wrongs.push('case.date_too_early');
    if (!officers.every((id) => this.staff.inspectors.includes(id))) wrongs.push('case.not_an_inspector');
    if (!officers.every((id) => this.#isCertified(id, on))) wrongs.push('case.certificate_expired');
    return wrongs;
  }

  #misdated(submittedOn: string | undefined, receivedAt: number): readonly string[] {
    if (submittedOn === undefined) return [];
    const issued = this.#binding[0];
    if (dayNamed(submittedOn) > dayOf(receivedAt)) return ['case.date_in_future'];
    return issued && dayNamed(submittedOn) < dayOf(issued.takenAt) ? ['case.date_too_early'] : [];
  }

  /** Takes a step that breaks no rule. Answers who hears of it. */
  take(step: CaseStep, who: Asker, now: number, receivedAt: number): readonly Heard[] {
    const back = this.#remembered();
    const heard = this.#taken(step, who, now, receivedAt);
    if (mayBeTakenBack.includes(step.type)) this.#last.note({ by: who.id, version: this.version, back, heard });
    return heard;
  }

  /** How the case stands, to be put so again; what a step that may be taken back does not touch is left out. */
  #remembered(): () => void {
    const kept = copyOf({ stage: this.stage, measures: this.#measures, running: this.clocks.running, asked: this.#asked, closing: this.#closing, late: this.#handedInLate });
    return () => {
      ({ stage: this.stage, measures: this.#measures, running: this.clocks.running, asked: this.#asked, closing: this.#closing, late: this.#handedInLate } = kept);
    };
  }

  #taken(step: CaseStep, who: Asker, now: number, receivedAt: number): readonly Heard[] {
    const fact = this.version;
    this.version += 1;
    switch (step.type) {
      case 'recordInspection':
        this.clocks.end('inspect');
        this.#visitors = step.officers;
        this.#lastFollowUp = undefined;
        if (step.result === 'clean') return this.#settle();
        this.#limit('measure', now, fact);
        this.stage = 'inspected';
        return [];
      case 'issueOrder':
        if (this.stage === 'inspected') this.#dropRequest();
        return this.#order('order', 'rectify', step.period, now, fact);
      case 'suspendBusiness':
        return this.#order('suspension', 'suspension', step.period, now, fact);
      case 'summonForTalk':
        this.clocks.end('measure');
        if (this.#standing.length === 0) this.#limit('followUp', Math.max(step.at ?? now, now), fact, now);
        this.#measures.push({ number: this.#nextMeasure(), kind: 'talk', takenAt: now });
        this.stage = 'ordered';
        return [];
      case 'withdrawMeasure':
        return this.#withdraw(step.measure, now, fact);
      case 'submitRectification':
        this.#handedInLate = step.submittedOn === undefined ? receivedAt > inTimeUntil(this.#binding) : dayNamed(step.submittedOn) > dayOf(inTimeUntil(this.#binding));
        this.clocks.end('rectify');
        this.#dropRequest('order');
        this.#limit('followUp', now, fact);
        if (this.stage !== 'filed') this.stage = 'corrected';
        return [];
      case 'recordFollowUp':
        return this.#followUp(step.officers, step.result, now, fact);
      case 'requestExtension':
        return this.#ask(step, who, now, fact);
      case 'decideExtension':
        return this.#decide(step.approve, now, fact);
      case 'fileCase':
        this.clocks.end('measure');
        if (this.#binding.length === 0) this.clocks.end('followUp');
        this.#dropRequest();
        this.#limit('conclude', now, fact);
        this.#decided = undefined;
        this.stage = 'filed';
        return [];
      case 'concludeFiled':
        this.#decided = {};
        return this.#settle();
      case 'correctDecision':
        this.#decided = { fined: step.penaltyFen };
        return [];
      case 'close':
        this.#closing = { by: who.id, ground: step.ground ?? 'openedInError' };
        this.#limit('decide.close', now, fact);
        return [{ kind: 'case.closeRequested', to: [deciderOf(this.staff, who.id)] }];
      case 'decideClose':
        return this.#decideClose(step.approve);
      case 'reopen':
        return this.#reopen(now, fact);
      case 'correctField':
        this.title = step.value;
        return [];
      case 'withdrawStep':
        return this.#last.back('case.stepWithdrawn');
    }
  }

  #limit(of: string, from: number, fact: number, now = from): void {
    const base = of.split('.')[0] ?? '';
    this.clocks.count({ of, setBy: fact + 1 }, from, limits[base as keyof typeof limits], ladders[base] ?? [], now);
  }

  #nextMeasure(): number {
    return this.#earlier + this.#measures.length + 1;
  }

  #order(kind: 'order' | 'suspension', of: 'rectify' | 'suspension', period: Span, now: number, fact: number): readonly Heard[] {
    this.clocks.end('measure');
    // The order brings a date of its own; one that only followed from a talk gives way.
    if (this.#binding.length === 0) this.clocks.end('followUp');
    const number = this.#nextMeasure();
    const due = this.clocks.count({ of, which: number, setBy: fact + 1 }, now, period, ladders[of] ?? [], now);
    this.#measures.push({ number, kind, takenAt: now, dueAt: due.at });
    this.stage = 'ordered';
    return [];
  }

  #withdraw(number: number, now: number, fact: number): readonly Heard[] {
    const measure = this.#standing.find((one) => one.number === number);
    if (!measure) throw new Error(`no measure ${number}`);
    measure.fate = 'withdrawn';
    this.clocks.end('rectify', number);
    this.clocks.end('suspension', number);
    if (this.#asked?.measure === number) this.#dropRequest();
    const left = this.#standing;
    const nothingMissed = this.stage === 'ordered' && this.#binding.length > 0 && this.#binding.every(({ dueAt = Number.POSITIVE_INFINITY }) => dueAt >= now);
    if (left.length === 0 || nothingMissed) this.clocks.end('followUp');
    if (this.stage === 'filed') return [];
    if (left.length === 0) {
      this.#limit('measure', now, fact);
      this.stage = 'inspected';
    } else if (this.#binding.length === 0 && !this.clocks.find('followUp')) this.#limit('followUp', now, fact);
    return [];
  }

  #followUp(officers: readonly string[], result: string, now: number, fact: number): readonly Heard[] {
    this.#visitors = officers;
    this.#lastFollowUp = result;
    for (const measure of this.#standing) measure.fate = result;
    for (const kind of ['rectify', 'suspension', 'followUp', 'measure']) this.clocks.end(kind);
    this.#dropRequest('order');
    if (this.stage === 'filed') return [];
    if (result === 'rectified') return this.#settle();
    this.#limit('measure', now, fact);
    this.stage = 'inspected';
    return [];
  }

  #ask(step: Extract<CaseStep, { readonly type: 'requestExtension' }>, who: Asker, now: number, fact: number): readonly Heard[] {
    const order = this.#extendable().findLast((measure) => step.measure === undefined || measure.number === step.measure);
    const ofFiling = this.stage === 'filed' && step.measure === undefined;
    this.#asked = { by: who.id, span: step.period, ...(ofFiling || !order ? {} : { measure: order.number }) };
    this.#limit('decide.extension', now, fact);
    return [{ kind: 'case.extensionRequested', to: [deciderOf(this.staff, who.id)] }];
  }

  #decide(approve: boolean, now: number, fact: number): readonly Heard[] {
    const asked = this.#asked;
    if (!asked) throw new Error('nothing asked');
    this.#dropRequest();
    const heard: readonly Heard[] = [{ kind: 'case.extensionDecided', to: [...new Set([asked.by, ...this.#responsible()])] }];
    if (!approve) return heard;
    const measure = this.#measures.find((one) => one.number === asked.measure);
    if (!measure) {
      const old = this.clocks.find('conclude');
      this.clocks.count({ of: 'conclude', setBy: fact + 1 }, Math.max(old?.due.at ?? now, now), asked.span, ladders.conclude ?? [], now);
      return heard;
    }
    const lateElsewhere = this.#binding.some((one) => one !== measure && (one.dueAt ?? Number.POSITIVE_INFINITY) < now);
    this.clocks.end('measure');
    if (!lateElsewhere) this.clocks.end('followUp');
    const from = Math.max(measure.dueAt ?? now, now);
    measure.dueAt = this.clocks.count({ of: 'rectify', which: measure.number, setBy: fact + 1 }, from, asked.span, ladders.rectify ?? [], now).at;
    delete measure.fate;
    if (this.stage === 'inspected') this.stage = 'ordered';
    return heard;
  }

  #decideClose(approve: boolean): readonly Heard[] {
    const asked = this.#closing;
    if (!asked) throw new Error('no closing asked');
    if (approve) return this.#settle();
    this.#closing = undefined;
    this.clocks.end('decide.close');
    return [{ kind: 'case.closeRefused', to: [...new Set([asked.by, ...this.#responsible()])] }];
  }

  #reopen(now: number, fact: number): readonly Heard[] {
    const heard: readonly Heard[] = [{ kind: 'case.reopened', to: [...new Set([...this.#responsible(), this.staff.manager])] }];
    this.episode += 1;
    this.#episodeBegan = now;
    this.#earlier += this.#measures.length;
    this.#measures = [];
    this.#lastFollowUp = undefined;
    this.#handedInLate = false;
    this.stage = 'opened';
    this.#limit('inspect', now, fact);
    return heard;
  }

  #settle(): readonly Heard[] {
    this.stage = 'settled';
    this.#closing = undefined;
    this.#asked = undefined;
    this.clocks.running = [];
    return [];
  }

  /** What was asked for an order is overtaken by what answers or judges it; what was asked for the procedure is not. */
  #dropRequest(of?: 'order'): void {
    if (of === 'order' && this.#asked?.measure === undefined) return;
    this.#asked = undefined;
    this.clocks.end('decide.extension');
  }

  /** The inspectors of the last visit; before any, who opened the case. */
  #responsible(): readonly string[] {
    return this.#visitors ?? [this.#opener];
  }

  /** Time acts. Answers who hears of it. */
  strike(now: number): readonly Heard[] {
    const struck = this.clocks.strike(now);
    if (!struck) return [];
    this.version += 1;
    if (struck.silent) return [];
    const { clock, rung } = struck;
    const heard: Heard = { kind: rung.reminder ? 'case.reminder' : 'case.overdue', to: this.#hearers(clock.of, rung.to), rung: rung.name, deadline: clock.setBy };
    // A party that let its period pass is visited: from now on the inspectors' own limit runs.
    if (!rung.reminder && (clock.of === 'rectify' || clock.of === 'suspension') && !this.clocks.find('followUp')) {
      this.#limit('followUp', now, this.version);
      this.version += 1;
    }
    return [heard];
  }

  #hearers(of: string, to: string): readonly string[] {
    const named = to === 'inspectors' ? this.#responsible() : [to === 'leader' ? this.staff.leader : this.staff.manager];
    const asker = of === 'decide.close' ? this.#closing?.by : of === 'decide.extension' ? this.#asked?.by : undefined;
    const others = named.filter((id) => id !== asker);
    return others.length > 0 || asker === undefined ? others : [deciderOf(this.staff, asker)];
  }

  /** The workflow's last step. */
  close(): readonly Heard[] {
    if (this.stage !== 'settled') return [];
    this.version += 1;
    this.stage = 'closed';
    return [{ kind: 'case.closed', to: [...new Set([...this.#responsible(), this.staff.manager])] }];
  }

  /** The year's holidays were announced otherwise. */
  recount(days: Days): void {
    const changed = this.clocks.recount(days);
    if (changed.length === 0) return;
    this.version += 1;
    for (const clock of changed) {
      const measure = this.#standing.find((one) => one.number === clock.which);
      if (measure) measure.dueAt = clock.due.at;
    }
  }

  light(now: number): 'green' | 'yellow' | 'red' {
    return lightOf(this.clocks.running, this.#handedInLate, now);
  }
}
