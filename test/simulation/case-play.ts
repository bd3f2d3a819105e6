import { createCalendar } from '../../domain/calendar/create-calendar.ts';
import type { CaseCommand, CasePersonCommand } from '../../domain/case/commands.ts';
import { enforcementCase } from '../../domain/case/definition.ts';
import { caseLight, lightInputs } from '../../domain/case/light.ts';
import { baseKind, type CaseState } from '../../domain/case/state.ts';
import { nextWake } from '../../domain/chase/deadline.ts';
import { time } from '../../domain/process/actor.ts';
import type { AllowedStep } from '../../domain/process/definition.ts';
import { replay } from '../../domain/process/fold.ts';
import { at, CaseDriver, type Told } from '../case/driver.ts';
import { actorOf, people } from '../case/fake-world.ts';
import { announcements } from './announcements.ts';
import { CaseModel } from './case-model.ts';
import { type Asker, type CaseStep, type Heard, type Staff, stepsOf } from './case-terms.ts';
import type { Clocks } from './clocks.ts';
import { type Announcement, Days } from './days.ts';
import { type Met, mustAgree } from './met.ts';

/** People of the case's body, and two who must never count as its inspectors. */
export const askers = {
  a: { id: people.a.id, role: 'inspector' },
  b: { id: people.b.id, role: 'inspector' },
  expired: { id: people.expired.id, role: 'inspector' },
  manager: { id: people.manager.id, role: 'managerInCharge' },
  leader: { id: people.leader.id, role: 'unitLeader' },
} as const satisfies Readonly<Record<string, Asker>>;

/** The body as the model knows it. */
const staff: Staff = {
  inspectors: [people.a.id, people.b.id, people.expired.id, people.uncertified.id, people.joint.id],
  certificates: { [people.a.id]: '2099-12-31', [people.b.id]: '2099-12-31', [people.joint.id]: '2099-12-31', [people.expired.id]: '2026-03-02' },
  manager: people.manager.id,
  leader: people.leader.id,
};

/** One move of a history. */
export interface CaseMove {
  /** Minutes that pass before it. */
  readonly wait: number;
  /** Whether time's workflow acts at each wake-up meanwhile, or is away. */
  readonly watched: boolean;
  readonly who: keyof typeof askers;
  /** Minutes that the request waits for its turn. */
  readonly queued: number;
  /** What is asked: a step, a choice among those that are legal now, or something of time. */
  readonly ask: { readonly step: CaseStep } | { readonly legal: number } | { readonly time: 'strike' | 'closeCase' } | { readonly announced: number };
}
export interface CaseHistory {
  readonly moves: readonly CaseMove[];
}

const calendarOf = ({ holidays, makeUps }: Announcement, version: number) =>
  createCalendar({
    version,
    days: [...holidays.map((date) => ({ date, kind: 'holiday' as const, name: '假日' })), ...makeUps.map((date) => ({ date, kind: 'makeUp' as const, name: '假日' }))],
    announcedYears: [2026, 2027],
  });

const texts = { reason: '理由', requirements: '立即改正', description: '已整改', decision: '警告', findings: [{ note: '所见' }] } as const;

/** The product's command for a step: texts that no rule looks at are added. */
export function commandOf(step: CaseStep): CasePersonCommand {
  switch (step.type) {
    case 'recordInspection':
    case 'recordFollowUp':
      return { ...step, findings: texts.findings };
    case 'issueOrder':
      return { type: step.type, period: step.period, requirements: texts.requirements };
    case 'submitRectification':
      return { ...step, description: texts.description };
    case 'concludeFiled':
      return { type: step.type, decision: texts.decision };
    case 'correctField':
      return { ...step, field: 'title', reason: texts.reason };
    default:
      return { ...step, reason: texts.reason } as CasePersonCommand;
  }
}

/** Deadlines told alike by both sides: what for, set by which fact, due when, which rungs are to come, which have spoken, standing still since. */
export function clocksOf(state: CaseState): readonly unknown[] {
  return state.deadlines
    .map((deadline) => {
      const base = baseKind(deadline.kind);
      const measured = base === 'rectify' || base === 'suspension';
      return {
        of: measured ? `${base} of ${state.measures.findLast((measure) => measure.deadline === deadline.kind && measure.outcome === undefined)?.number}` : deadline.kind,
        setBy: deadline.seq,
        dueAt: deadline.dueAt,
        to: deadline.rungs.map((rung) => [rung.rung, rung.at]),
        spoken: deadline.reached.map((rung) => [rung.rung, rung.at]),
        ...(deadline.pausedAt === undefined ? {} : { stopped: deadline.pausedAt }),
      };
    })
    .sort((one, other) => (one.of < other.of ? -1 : 1));
}

/** The same of the model's clocks. */
export function clocksIn(clocks: Clocks): readonly unknown[] {
  return clocks.running
    .map((clock) => ({
      of: clock.which === undefined ? clock.of : `${clock.of} of ${clock.which}`,
      setBy: clock.setBy,
      dueAt: clock.due.at,
      to: clock.rungs.map((rung) => [rung.name, rung.at]),
      spoken: clock.spoken.map((rung) => [rung.name, rung.at]),
      ...(clock.stopped === undefined ? {} : { stopped: clock.stopped }),
    }))
    .sort((one, other) => (one.of < other.of ? -1 : 1));
}

const heardFrom = (told: readonly Told[]): readonly Heard[] =>
  told.map(({ draft, to }) => ({
    kind: draft.kind,
    to,
    ...(draft.rung === undefined ? {} : { rung: draft.rung }),
    ...(draft.deadline === undefined ? {} : { deadline: draft.deadline }),
  }));

/** A case played by the product's decider and by the model, side by side. */
class CasePlay {
  readonly #driver = new CaseDriver(at('2026-03-02 10:00'), calendarOf(announcements[0] as Announcement, 1));
  readonly #model: CaseModel;
  readonly #met: Met;
  #announced = 0;
  #heard = 0;

  constructor(met: Met) {
    this.#met = met;
    this.#driver.drill = true;
    this.#driver.does({ type: 'open', partyId: 'party-1', title: '检查', source: 'complaint', jointBodies: ['u-joint'] }, actorOf(people.a));
    this.#model = new CaseModel(staff, people.a.id, '检查', new Days(announcements[0]), this.#driver.now);
    this.#compare([], 'open');
  }

  move(move: CaseMove): void {
    this.#pass(move.wait * 60_000, move.watched);
    const { ask } = move;
    if ('time' in ask) this.#time(ask.time);
    else if ('announced' in ask) this.#announce(ask.announced);
    else {
      const step = 'step' in ask ? ask.step : this.#legal(move, ask.legal);
      if (step) this.#step(step, move);
    }
  }

  /** Time passes; where it is watched, each wake-up is acted on when it comes. */
  #pass(ms: number, watched: boolean): void {
    const until = this.#driver.now + ms;
    for (let wake = this.#model.clocks.wake(); watched && wake !== undefined && wake <= until; wake = this.#model.clocks.wake()) {
      this.#driver.now = Math.max(this.#driver.now, wake);
      this.#time('strike');
    }
    this.#driver.now = until;
  }

  #time(type: 'strike' | 'closeCase'): void {
    const { now } = this.#driver;
    const heard = type === 'strike' ? this.#model.strike(now) : this.#model.close();
    this.#driver.does({ type }, time);
    this.#met.note(type);
    for (const one of heard) this.#met.note(`hears ${one.rung ?? one.kind}`);
    this.#compare(heard, type);
    const again = type === 'closeCase' ? this.#driver.does({ type }, time) : [];
    if (again.length > 0) throw new Error(`${type} repeated did something again`);
  }

  #announce(number: number): void {
    const before = announcements[this.#announced] as Announcement;
    const after = announcements[number % announcements.length] as Announcement;
    this.#announced = number % announcements.length;
    const days = [
      ...before.holidays.map((date) => ({ date, kind: 'holiday' as const, name: '假日' })),
      ...before.makeUps.map((date) => ({ date, kind: 'makeUp' as const, name: '假日' })),
    ];
    this.#driver.calendar = calendarOf(after, this.#driver.calendar.version + 1);
    this.#driver.does({ type: 'recompute', former: [{ year: 2026, days }] }, time);
    const { version } = this.#model;
    this.#model.recount(new Days(after));
    this.#met.note(this.#model.version > version ? 'counted anew' : 'announced, nothing changed');
    this.#compare([], 'recompute');
  }

  /** One of the steps that are legal now, if there is any. */
  #legal(move: CaseMove, choice: number): CaseStep | undefined {
    const { now } = this.#driver;
    const who: Asker = askers[move.who];
    const legal = samples(this.#model.measures).filter((step) => this.#model.wrongs(step, who, now, now - move.queued * 60_000).length === 0);
    return legal[choice % Math.max(1, legal.length)];
  }

  #step(step: CaseStep, move: CaseMove): void {
    const who: Asker = askers[move.who];
    const actor = actorOf(people[move.who]);
    const { now } = this.#driver;
    const receivedAt = now - move.queued * 60_000;
    const wrongs = this.#model.wrongs(step, who, now, receivedAt);
    const allowed = this.#driver.allowed(actor);
    this.#compareAllowed(allowed, who, `allowed to ${move.who}`);
    const promised = allowed.find((one) => one.type === step.type);
    const before = this.#driver.state;
    const answer = this.#driver.ask(commandOf(step) as CaseCommand, actor, receivedAt);
    if ('ok' in answer) {
      if (!wrongs.includes(answer.code))
        throw new Error(`${step.type} by ${move.who} was refused with ${answer.code}; the model has ${wrongs.length === 0 ? 'nothing' : wrongs.join(', ')} against it`);
      if (this.#driver.state !== before) throw new Error(`the refused ${step.type} changed the case`);
      if (promised?.ok === false && promised.reason !== answer.code) throw new Error(`allowed says ${promised.reason} of ${step.type}, the decider ${answer.code}`);
      if (promised?.ok === true && this.#model.barred(step.type, who, now).includes(answer.code))
        throw new Error(`allowed promises ${step.type}, the decider refuses it with ${answer.code}`);
      this.#met.note(`refused ${answer.code}`);
      this.#compare([], step.type);
      return;
    }
    if (wrongs.length > 0) throw new Error(`${step.type} by ${move.who} was accepted; the model has ${wrongs.join(', ')} against it`);
    if (promised?.ok === false) throw new Error(`allowed forbids ${step.type} with ${promised.reason}, the decider accepts it`);
    this.#met.note(`took ${step.type}`);
    this.#compare(this.#model.take(step, who, now, receivedAt), step.type);
  }

  /** After every move both sides tell the same. */
  #compare(heard: readonly Heard[], after: string): void {
    const { state, now, told } = this.#driver;
    const product = {
      stage: state.stage,
      version: state.version,
      episode: state.episodes.length,
      clocks: clocksOf(state),
      wake: nextWake(state.deadlines),
      heard: heardFrom(told.slice(this.#heard)),
      light: caseLight(lightInputs(state), now).colour,
    };
    const model = {
      stage: this.#model.stage,
      version: this.#model.version,
      episode: this.#model.episode,
      clocks: clocksIn(this.#model.clocks),
      wake: this.#model.clocks.wake(),
      heard,
      light: this.#model.light(now),
    };
    this.#heard = told.length;
    mustAgree(`after ${after}`, product, model);
  }

  #compareAllowed(steps: readonly AllowedStep[], who: Asker, where: string): void {
    const { now } = this.#driver;
    mustAgree(where, steps.map((step) => step.type).toSorted(), [...stepsOf(who.role)].toSorted());
    for (const { type, ok, reason } of steps) {
      const barred = this.#model.barred(type as CaseStep['type'], who, now);
      if (ok !== (barred.length === 0) || (reason !== undefined && !barred.includes(reason))) mustAgree(`${where}: ${type}`, reason ?? 'allowed', barred);
    }
  }

  /** The facts alone, as the ledger keeps them, give the state; a rung was told once at most, none before its moment. */
  end(): void {
    expect(replay(enforcementCase, 'case-1', this.#driver.facts)).toEqual(this.#driver.state);
    const keys = this.#driver.told.filter((told) => told.draft.rung !== undefined).map((told) => `${told.draft.deadline} ${told.draft.rung} ${told.draft.title.zh}`);
    expect(new Set(keys).size).toBe(keys.length);
  }
}

const two = [people.a.id, people.b.id];
const fiveDays = { value: 5, unit: 'workingDay' } as const;

/** A step of every kind, as an inspector who knows the law would take it. */
const samples = (measures: readonly number[]): readonly CaseStep[] => [
  { type: 'recordInspection', officers: two, result: 'violation' },
  { type: 'recordInspection', officers: two, result: 'clean' },
  { type: 'issueOrder', period: fiveDays },
  { type: 'suspendBusiness', period: { value: 3, unit: 'calendarDay' } },
  { type: 'summonForTalk' },
  ...measures.map((measure): CaseStep => ({ type: 'withdrawMeasure', measure })),
  { type: 'submitRectification' },
  { type: 'recordFollowUp', officers: [people.joint.id, people.b.id], result: 'partly' },
  { type: 'recordFollowUp', officers: two, result: 'not' },
  { type: 'recordFollowUp', officers: two, result: 'rectified' },
  { type: 'requestExtension', period: fiveDays },
  ...measures.map((measure): CaseStep => ({ type: 'requestExtension', period: { value: 9, unit: 'calendarDay' }, measure })),
  { type: 'decideExtension', approve: true },
  { type: 'decideExtension', approve: false },
  { type: 'fileCase' },
  { type: 'concludeFiled' },
  { type: 'correctDecision', penaltyFen: 500_000 },
  { type: 'close', ground: 'partyGone' },
  { type: 'decideClose', approve: true },
  { type: 'decideClose', approve: false },
  { type: 'reopen' },
  { type: 'withdrawStep' },
];

/** Plays a history to its end; throws where the product and the model part. */
export function playCase({ moves }: CaseHistory, met: Met): void {
  const play = new CasePlay(met);
  for (const move of moves) play.move(move);
  play.end();
}
