import { createCalendar } from '../../domain/calendar/create-calendar.ts';
import { campaign } from '../../domain/campaign/definition.ts';
import { nextWake } from '../../domain/chase/deadline.ts';
import { type Actor, time } from '../../domain/process/actor.ts';
import type { AllowedStep, Definition, ProcessState } from '../../domain/process/definition.ts';
import { replay } from '../../domain/process/fold.ts';
import { task as taskDefinition } from '../../domain/task/definition.ts';
import { taskLight } from '../../domain/task/light.ts';
import type { TaskState } from '../../domain/task/state.ts';
import { actor, at, liaison, office } from '../campaign/district.ts';
import { plan, planned } from '../campaign/plan.ts';
import { Rehearsal } from '../campaign/rehearsal.ts';
import { announcements } from './announcements.ts';
import { type AllowedOnly, CampaignModel, type CampaignStep } from './campaign-model.ts';
import { type By, campaignCommand, campaignSteps, taskCommand, taskSteps, withoutDate, withoutLead } from './campaign-moves.ts';
import type { Clocks } from './clocks.ts';
import { type Announcement, Days } from './days.ts';
import { type Met, mustAgree } from './met.ts';
import { TaskModel } from './task-model.ts';
import type { HeardOf, TaskPlan, TaskStep, Unplayed } from './task-terms.ts';

export interface CampaignMove {
  /** Minutes that pass before it. */
  readonly wait: number;
  /** Whether the workflows act at each wake-up meanwhile, or are away. */
  readonly watched: boolean;
  /** Minutes that the request waits for its turn. */
  readonly queued: number;
  readonly ask:
    | { readonly task: string; readonly by: By; readonly step: TaskStep }
    | { readonly step: CampaignStep }
    | { readonly legal: number }
    /** The office lets pass what the phase still lacks, and closes it. */
    | { readonly advance: true }
    /** What was accepted relapses, whatever the campaign does meanwhile. */
    | { readonly relapses: number }
    | { readonly strikes: string }
    | { readonly announced: number };
}
export interface CampaignHistory {
  readonly moves: readonly CampaignMove[];
}

const phases = [
  { kind: 'commitment', name: '启动', startsOn: '2026-03-01', endsOn: '2026-03-20' },
  { kind: 'intervention', name: '干预', startsOn: '2026-03-21', endsOn: '2026-06-30' },
  { kind: 'evaluation', name: '评估', startsOn: '2026-07-01', endsOn: '2026-08-31' },
] as const;
/** Numbers of the tasks that the plan brings. */
export const numbers = ['1', '2', '3', '4', '4-1', '4-2'] as const;

const launched = at('2026-03-02 10:00');

const calendarOf = ({ holidays, makeUps }: Announcement, version: number) => createCalendar({ version, days: daysOf({ holidays, makeUps }), announcedYears: [2026, 2027] });
const daysOf = ({ holidays, makeUps }: Announcement) => [
  ...holidays.map((date) => ({ date, kind: 'holiday' as const, name: '假日' })),
  ...makeUps.map((date) => ({ date, kind: 'makeUp' as const, name: '假日' })),
];

const clocksOf = ({ deadlines }: ProcessState): readonly unknown[] =>
  deadlines
    .map((one) => ({
      of: one.kind,
      setBy: one.seq,
      dueAt: one.dueAt,
      to: one.rungs.map((rung) => [rung.rung, rung.at]),
      spoken: one.reached.map((rung) => [rung.rung, rung.at]),
      stopped: one.pausedAt,
    }))
    .sort((a, b) => (a.of < b.of ? -1 : 1));
const clocksIn = (clocks: Clocks): readonly unknown[] =>
  clocks.running
    .map((one) => ({
      of: one.of,
      setBy: one.setBy,
      dueAt: one.due.at,
      to: one.rungs.map((rung) => [rung.name, rung.at]),
      spoken: one.spoken.map((rung) => [rung.name, rung.at]),
      stopped: one.stopped,
    }))
    .sort((a, b) => (a.of < b.of ? -1 : 1));

const officeSteps = [
  'accept',
  'sendBack',
  'relapse',
  'withdrawAcceptance',
  'decideExtension',
  'reassign',
  'correctField',
  'cancel',
  'signUrgingNotice',
  'declineUrgingNotice',
  'attachSealedNotice',
  'planNodes',
  'urge',
  'withdrawStep',
];
const leadSteps = ['sign', 'return', 'report', 'submit', 'breakDown', 'planNodes', 'completeNode', 'requestExtension', 'answerUrgingNotice', 'withdrawStep'];

/** A campaign and its tasks played by the product's deciders and by the model, side by side. */
class CampaignPlay {
  readonly #run = new Rehearsal(launched);
  readonly #model: CampaignModel;
  readonly #met: Met;
  #announced = 0;
  #told: number;
  #added = 0;

  constructor(met: Met) {
    this.#met = met;
    this.#run.calendar = calendarOf(announcements[0] as Announcement, 1);
    this.#run.does(
      plan(
        [
          planned('1', { leadUnitId: 'education', phase: 'commitment', dueOn: '2026-03-13' }),
          planned('2', { leadUnitId: 'finance', phase: 'intervention', dueOn: '2026-04-15' }),
          { ...withoutDate(planned('3', { leadUnitId: 'health', kind: 'recurring' })), rhythm: { span: 'month', until: '2026-06-20' } },
          { ...withoutLead(planned('4', { kind: 'eachUnit', dueOn: '2026-05-29' })), unitIds: ['town-1', 'town-2'], optionalUnitIds: ['town-2'] },
        ],
        { phases: [...phases] },
      ),
      office,
    );
    const days = new Days(announcements[0]);
    const shares: readonly TaskPlan[] = ['town-1', 'town-2'].map((leadUnitId, index) => ({
      number: `4-${index + 1}`,
      kind: 'once',
      phase: 'intervention',
      leadUnitId,
      dueOn: '2026-05-29',
      ...(index === 1 ? { optional: true } : {}),
    }));
    const own: readonly TaskPlan[] = [
      { number: '1', kind: 'once', phase: 'commitment', leadUnitId: 'education', dueOn: '2026-03-13' },
      { number: '2', kind: 'once', phase: 'intervention', leadUnitId: 'finance', dueOn: '2026-04-15' },
      { number: '3', kind: 'recurring', phase: 'intervention', leadUnitId: 'health', until: '2026-06-20' },
    ];
    this.#model = new CampaignModel(phases, [...own, ...shares], days, launched);
    const whole: TaskPlan = { number: '4', kind: 'eachUnit', phase: 'intervention', leadUnitId: 'office', dueOn: '2026-05-29', shares: this.#model.tasks.slice(3) };
    this.#model.tasks.splice(3, 0, new TaskModel(whole, days, launched, () => this.#model.rules));
    this.#told = this.#run.told.length;
    this.#compare([], 'the launch');
  }

  move(move: CampaignMove): void {
    this.#pass(move.wait * 60_000, move.watched);
    const { ask } = move;
    if ('announced' in ask) this.#announce(ask.announced);
    else if ('strikes' in ask) this.#strike(ask.strikes);
    else if ('advance' in ask) this.#advance();
    else if ('relapses' in ask) {
      const accepted = this.#model.tasks.filter((one) => one.stage === 'accepted');
      const number = accepted[ask.relapses % Math.max(1, accepted.length)]?.plan.number;
      if (number !== undefined) this.#onTask(number, 'office', { type: 'relapse' }, move.queued);
    } else if ('legal' in ask) this.#legal(ask.legal, move.queued);
    else if ('task' in ask) this.#onTask(ask.task, ask.by, ask.step, move.queued);
    else this.#onCampaign(ask.step);
  }

  #task(number: string): TaskModel | undefined {
    return this.#model.tasks.find((one) => one.plan.number === number);
  }

  #pass(ms: number, watched: boolean): void {
    const until = this.#run.now + ms;
    for (let next = this.#next(); watched && next && next.at <= until; next = this.#next()) {
      this.#run.now = Math.max(this.#run.now, next.at);
      this.#strike(next.of);
    }
    this.#run.now = until;
  }

  /** Whose turn it is: the campaign before its tasks, these in their order. */
  #next(): { readonly of: string; readonly at: number } | undefined {
    const turns = [{ of: '', at: this.#model.clocks.wake() }, ...this.#model.tasks.map((one) => ({ of: one.plan.number, at: one.clocks.wake() }))];
    let first: { readonly of: string; readonly at: number } | undefined;
    for (const { of, at: moment } of turns) if (moment !== undefined && (first === undefined || moment < first.at)) first = { of, at: moment };
    return first;
  }

  #strike(of: string): void {
    const { now } = this.#run;
    const task = this.#task(of);
    if (of !== '' && !task) return;
    const heard = [...(task ? task.strike(now) : this.#model.strike(now))];
    const answer = task ? this.#run.ask('task', this.#run.task(of).id, { type: 'strike' }, time) : this.#run.ask('campaign', this.#run.campaignId, { type: 'strike' }, time);
    if ('ok' in answer) throw new Error(`time was refused: ${answer.code}`);
    for (const one of heard) this.#met.note(`hears ${one.rung ?? one.kind}`);
    this.#settle(heard, `time on ${of === '' ? 'the campaign' : `task ${of}`}`);
  }

  /** Where all phases are closed the workflow closes the campaign at once. */
  #settle(heard: readonly HeardOf[], after: string): void {
    const closing = this.#model.close();
    this.#run.close();
    if (closing.length > 0) this.#met.note('closed');
    this.#compare([...heard, ...closing], after);
  }

  #announce(number: number): void {
    const before = announcements[this.#announced] as Announcement;
    this.#announced = number % announcements.length;
    const after = announcements[this.#announced] as Announcement;
    this.#run.calendar = calendarOf(after, this.#run.calendar.version + 1);
    const command = { type: 'recompute', former: [{ year: 2026, days: daysOf(before) }] };
    this.#run.ask('campaign', this.#run.campaignId, command, time);
    for (const { id } of this.#run.tasks) this.#run.ask('task', id, command, time);
    const versions = (): string => [this.#model, ...this.#model.tasks].map((one) => one.version).join();
    const was = versions();
    for (const one of [this.#model, ...this.#model.tasks]) one.recount(new Days(after));
    if (versions() !== was) this.#met.note('counted anew');
    this.#compare([], 'the notice of other holidays');
  }

  /** One of the steps that are legal now, if there is any. */
  #legal(choice: number, queued: number): void {
    const { now } = this.#run;
    const today = new Date(now + 28_800_000).toISOString().slice(0, 10);
    const ofTasks = this.#model.tasks.flatMap((one) =>
      taskSteps().flatMap(([by, step]) =>
        one.wrongs(step, this.#who(by, one).ref.personId ?? '', this.#model.stage, now).length === 0 ? [() => this.#onTask(one.plan.number, by, step, queued)] : [],
      ),
    );
    const ofCampaign = campaignSteps(today).flatMap((step) => (this.#model.wrongs(step, now).length === 0 ? [() => this.#onCampaign(step)] : []));
    // The campaign's own steps are few beside those of its tasks: every third choice is one of them.
    const legal = choice % 3 === 0 && ofCampaign.length > 0 ? ofCampaign : ofTasks;
    legal[Math.floor(choice / 3) % Math.max(1, legal.length)]?.();
  }

  #advance(): void {
    for (const condition of this.#model.missing(this.#run.now)) this.#onCampaign({ type: 'overrideCondition', condition });
    if (this.#model.stage === 'evaluation') this.#onCampaign({ type: 'recordResult' });
    this.#onCampaign({ type: 'closePhase' });
  }

  #who(by: By, task: TaskModel): Actor {
    if (by === 'office') return office;
    return by === 'second' ? actor('office', 'office', 'second@office') : liaison(task.lead);
  }

  #onTask(number: string, by: By, step: TaskStep, queued: number): void {
    const task = this.#task(number);
    if (!task) return;
    const { now } = this.#run;
    const who = this.#who(by, task);
    const receivedAt = now - queued * 60_000;
    const id = who.ref.personId ?? '';
    const wrongs = task.wrongs(step, id, this.#model.stage, now);
    const where = `${step.type} by ${by} on task ${number}`;
    const allowed = this.#run.allowedOn(number, who);
    this.#compareAllowed(allowed, by === 'lead' ? leadSteps : officeSteps, (type) => task.barred(type as TaskStep['type'] | Unplayed, id, this.#model.stage), where);
    const answer = this.#run.ask('task', this.#run.task(number).id, taskCommand(step), who, receivedAt);
    this.#judge(answer, wrongs, allowed, step.type, where);
    this.#settle('ok' in answer ? [] : task.take(step, id, now, receivedAt), where);
  }

  #onCampaign(asked: CampaignStep): void {
    const step = asked.type === 'addTask' ? { ...asked, number: `${9 + this.#added}` } : asked;
    const { now } = this.#run;
    const wrongs = this.#model.wrongs(step, now);
    const allowed = this.#run.allowed(office);
    const types = [
      'confirmCondition',
      'withdrawConfirmation',
      'overrideCondition',
      'recordApproval',
      'setComposition',
      'setWorkingGroup',
      'askLiaisonOfficers',
      'closePhase',
      'recordResult',
      'recordMeeting',
      'recordSupervision',
      'addTask',
      'urge',
      'replan',
      'setBulletinRhythm',
      'setLadders',
      'shiftDates',
      'reassignTasks',
      'correctField',
      'suspend',
      'resume',
      'cancel',
    ];
    this.#compareAllowed(allowed, types, (type) => this.#model.barred(type as CampaignStep['type'] | AllowedOnly, now), step.type);
    const answer = this.#run.ask('campaign', this.#run.campaignId, campaignCommand(step), office);
    this.#judge(answer, wrongs, allowed, step.type, step.type);
    if (step.type === 'addTask' && !('ok' in answer)) this.#added += 1;
    this.#settle('ok' in answer ? [] : this.#model.take(step, now), step.type);
  }

  #judge(answer: ReturnType<Rehearsal['ask']>, wrongs: readonly string[], allowed: readonly AllowedStep[], type: string, where: string): void {
    const promised = allowed.find((one) => one.type === type);
    if ('ok' in answer) {
      if (!wrongs.includes(answer.code))
        throw new Error(`${where} was refused with ${answer.code}; the model has ${wrongs.length === 0 ? 'nothing' : wrongs.join(', ')} against it`);
      if (promised?.ok === false && promised.reason !== answer.code) throw new Error(`${where}: allowed says ${promised.reason}, the decider ${answer.code}`);
      this.#met.note(`refused ${answer.code}`);
      return;
    }
    if (wrongs.length > 0) throw new Error(`${where} was accepted; the model has ${wrongs.join(', ')} against it`);
    if (promised?.ok === false) throw new Error(`${where}: allowed forbids it with ${promised.reason}, the decider accepts it`);
    this.#met.note(`took ${type}`);
  }

  #compareAllowed(allowed: readonly AllowedStep[], types: readonly string[], barred: (type: string) => readonly string[], where: string): void {
    mustAgree(`what is allowed beside ${where}`, allowed.map((step) => step.type).toSorted(), [...types].toSorted());
    for (const { type, ok, reason } of allowed) {
      const wrongs = barred(type);
      if (ok !== (wrongs.length === 0) || (reason !== undefined && !wrongs.includes(reason))) mustAgree(`allowed of ${type} beside ${where}`, reason ?? 'allowed', wrongs);
    }
  }

  /** After every move both sides tell the same of the campaign and of each task. */
  #compare(heard: readonly HeardOf[], after: string): void {
    const { now, campaign: state, tasks, told } = this.#run;
    const numberOf = new Map(tasks.map((one) => [one.id, one.number]));
    const spelled = (one: HeardOf): string => JSON.stringify([one.of, one.kind, one.to, one.rung ?? '', one.deadline ?? 0]);
    mustAgree(
      `after ${after}`,
      {
        campaign: { stage: state.stage, version: state.version, clocks: clocksOf(state), wake: nextWake(state.deadlines), ends: state.phases.map((phase) => phase.endsOn) },
        tasks: Object.fromEntries(tasks.map((one) => [one.number, taskOf(one, now)])),
        heard: told
          .slice(this.#told)
          .map(({ processId, to, draft }) =>
            spelled({
              of: numberOf.get(processId) ?? '',
              kind: draft.kind,
              to,
              ...(draft.rung === undefined ? {} : { rung: draft.rung }),
              ...(draft.deadline === undefined ? {} : { deadline: draft.deadline }),
            }),
          )
          .toSorted(),
      },
      {
        campaign: {
          stage: this.#model.stage,
          version: this.#model.version,
          clocks: clocksIn(this.#model.clocks),
          wake: this.#model.clocks.wake(),
          ends: this.#model.phases.map((phase) => phase.endsOn),
        },
        tasks: Object.fromEntries(this.#model.tasks.map((one) => [one.plan.number, taskIn(one, now)])),
        heard: heard.map(spelled).toSorted(),
      },
    );
    this.#told = told.length;
  }

  /** The facts alone, as the ledger keeps them, give every state; no rung was told twice under one date. */
  end(): void {
    const stored = (state: unknown): unknown => JSON.parse(JSON.stringify(state));
    const folded = (definition: unknown, id: string): unknown => stored(replay(definition as Definition, id, this.#run.facts.get(id) ?? []));
    mustAgree('the fold of the campaign’s facts', folded(campaign, this.#run.campaignId), stored(this.#run.campaign));
    for (const one of this.#run.tasks) mustAgree(`the fold of task ${one.number}`, folded(taskDefinition, one.id), stored(one));
    const keys = this.#run.told.filter((told) => told.draft.rung !== undefined).map((told) => `${told.processId} ${told.draft.deadline} ${told.draft.rung}`);
    mustAgree('rungs told', new Set(keys).size, keys.length);
  }
}

const taskOf = (state: TaskState, now: number) => ({
  stage: state.stage,
  version: state.version,
  lead: state.leadUnitId,
  due: state.due?.dueAt,
  soon: state.due?.soonAt,
  clocks: clocksOf(state),
  wake: nextWake(state.deadlines),
  light: taskLight(state, now).colour,
  urgings: state.urgingNumbers.length,
});
const taskIn = (task: TaskModel, now: number) => ({
  stage: task.stage,
  version: task.version,
  lead: task.lead,
  due: task.due?.at,
  soon: task.due?.soon,
  clocks: clocksIn(task.clocks),
  wake: task.clocks.wake(),
  light: task.light(now),
  urgings: task.urging.signed,
});

/** Plays a history to its end; throws where the product and the model part. */
export function playCampaign({ moves }: CampaignHistory, met: Met): void {
  const play = new CampaignPlay(met);
  for (const move of moves) play.move(move);
  play.end();
}
