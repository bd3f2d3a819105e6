import { assessment } from '../../domain/assessment/definition.ts';
import { bulletin } from '../../domain/bulletin/definition.ts';
import type { Calendar } from '../../domain/calendar/calendar.ts';
import type { CampaignCommand } from '../../domain/campaign/commands.ts';
import { campaign } from '../../domain/campaign/definition.ts';
import type { CampaignState } from '../../domain/campaign/state.ts';
import { nextWake } from '../../domain/chase/deadline.ts';
import { evaluation } from '../../domain/evaluation/definition.ts';
import { indicator } from '../../domain/indicator/definition.ts';
import type { IndicatorState } from '../../domain/indicator/state.ts';
import { meeting } from '../../domain/meeting/definition.ts';
import type { NoticeDraft } from '../../domain/notice/notice.ts';
import type { Org } from '../../domain/org/org.ts';
import { type Actor, time } from '../../domain/process/actor.ts';
import type { Follow, Refusal } from '../../domain/process/decision.ts';
import type { AllowedStep, AttachmentRecord, Definition, Needs, ProcessState, TimedType, World } from '../../domain/process/definition.ts';
import type { FactBase, Recorded } from '../../domain/process/fact.ts';
import { fold } from '../../domain/process/fold.ts';
import type { Instant } from '../../domain/process/time.ts';
import { supervision } from '../../domain/supervision/definition.ts';
import { survey } from '../../domain/survey/definition.ts';
import type { SurveyState } from '../../domain/survey/state.ts';
import type { TaskCommand } from '../../domain/task/commands.ts';
import { task } from '../../domain/task/definition.ts';
import type { TaskState } from '../../domain/task/state.ts';
import { calendar, districtOrg } from './district.ts';

const definitions = { campaign, task, indicator, survey, evaluation, assessment, bulletin, meeting, supervision } as unknown as Record<string, Definition>;

/** A notice as it would reach its readers. */
export interface Told {
  readonly at: Instant;
  readonly processId: string;
  readonly to: readonly string[];
  readonly draft: NoticeDraft;
}

/** A campaign with its tasks, meetings and supervisions, run through the deciders and the kernel's fold in discrete events: the ledger and the workflows without a database or an engine. */
export class Rehearsal {
  now: Instant;
  org: Org = districtOrg();
  calendar: Calendar = calendar;
  drill = false;
  readonly told: Told[] = [];
  readonly facts = new Map<string, Recorded[]>();
  readonly attachments = new Map<string, AttachmentRecord>();
  readonly campaignId = 'campaign';
  #states = new Map<string, { readonly type: string; readonly state: ProcessState }>();
  readonly #numbers = new Map<string, number>();
  #ids = 0;

  constructor(now: Instant) {
    this.now = now;
  }

  get campaign(): CampaignState {
    return this.#state('campaign', this.campaignId) as CampaignState;
  }

  get tasks(): readonly TaskState[] {
    return [...this.#states.values()].filter((one) => one.type === 'task').map((one) => one.state as TaskState);
  }

  get indicators(): readonly IndicatorState[] {
    return [...this.#states.values()].filter((one) => one.type === 'indicator').map((one) => one.state as IndicatorState);
  }

  get surveys(): readonly SurveyState[] {
    return [...this.#states.values()].filter((one) => one.type === 'survey').map((one) => one.state as SurveyState);
  }

  task(number: string): TaskState {
    const found = this.tasks.find((one) => one.number === number);
    if (!found) throw new Error(`no task ${number}`);
    return found;
  }

  /** The state of any process by its id. */
  state<S extends ProcessState>(id: string): S {
    const found = this.#states.get(id)?.state;
    if (!found) throw new Error(`no process ${id}`);
    return found as S;
  }

  /** The state of a process, as it is before its first fact too. */
  stateOf<S extends ProcessState>(type: TimedType, id: string): S {
    return this.#state(type, id) as S;
  }

  #state(type: string, id: string): ProcessState {
    return this.#states.get(id)?.state ?? this.#definition(type).initial(id);
  }

  #definition(type: string): Definition {
    const definition = definitions[type];
    if (!definition) throw new Error(`no definition of ${type}`);
    return definition;
  }

  world(actor: Actor, type = 'campaign', id = this.campaignId, command?: { readonly type: string }, receivedAt = this.now): World {
    const state = this.#state(type, id);
    const definition = this.#definition(type);
    const needs: Needs = command
      ? definition.needs(command, state)
      : { children: true, parent: 'read' as const, processes: type === 'task' ? (state as TaskState).childTaskIds : [] };
    const parentId = definition.parentId?.(state) ?? (command as { readonly campaignId?: string } | undefined)?.campaignId;
    const parent = needs.parent && parentId ? this.#states.get(parentId)?.state : undefined;
    return {
      now: this.now,
      receivedAt,
      actor,
      org: this.org,
      calendar: this.calendar,
      drill: this.drill,
      ...(parent ? { parent } : {}),
      children: needs.children ? this.tasks.filter((one) => one.campaignId === id).sort((a, b) => (a.id < b.id ? -1 : 1)) : [],
      attached: [...this.#states.values()]
        .flatMap(({ type: other, state: one }) => {
          const of = this.#definition(other);
          return needs.attached?.includes(other as TimedType) && of.parentId?.(one) === id && !of.closed(one) ? [{ type: other as TimedType, state: one }] : [];
        })
        .sort((a, b) => (a.state.id < b.state.id ? -1 : 1)),
      siblings: [...this.#states.values()].flatMap(({ type: other, state: one }) =>
        needs.siblings?.includes(other as TimedType) && one.id !== id && this.#definition(other).parentId?.(one) === parentId ? [{ type: other as TimedType, state: one }] : [],
      ),
      parties: new Map(),
      attachments: new Map([...this.attachments].filter(([one]) => needs.attachments?.includes(one))),
      processes: new Map(
        (needs.processes ?? []).flatMap((one) => {
          const found = this.#states.get(one)?.state;
          return found ? [[one, found] as const] : [];
        }),
      ),
      newId: () => `task-${String(++this.#ids).padStart(4, '0')}`,
    };
  }

  /** One transaction: the command and all that follows from it, whole or not at all. */
  ask(type: TimedType, id: string, command: { readonly type: string }, actor: Actor, receivedAt = this.now): readonly FactBase[] | Refusal {
    const before = new Map(this.#states);
    const notices = this.told.length;
    const lengths = new Map([...this.facts].map(([one, facts]) => [one, facts.length]));
    const made: FactBase[] = [];
    const queue: Follow[] = [{ type, id, command }];
    for (let follow = queue.shift(), first = true; follow; follow = queue.shift(), first = false) {
      const decision = this.#definition(follow.type).decide(
        this.#state(follow.type, follow.id),
        follow.command,
        this.world(actor, follow.type, follow.id, follow.command, receivedAt),
      );
      if (!decision.ok) {
        this.#states = before;
        this.told.length = notices;
        for (const [one, facts] of this.facts) facts.length = lengths.get(one) ?? 0;
        return decision;
      }
      const facts = decision.numbered ? decision.numbered.facts(this.#number(`${decision.numbered.series.name}/${decision.numbered.series.year}`)) : decision.facts;
      for (const fact of facts) this.#record(follow, fact, actor, receivedAt);
      if (first) made.push(...facts);
      for (const draft of decision.notices ?? []) this.told.push({ at: this.now, processId: follow.id, to: draft.to.map((one) => one.personId), draft });
      queue.push(...(decision.also ?? []));
    }
    return made;
  }

  #number(series: string): number {
    const n = (this.#numbers.get(series) ?? 0) + 1;
    this.#numbers.set(series, n);
    return n;
  }

  #record({ type, id }: Follow, fact: FactBase, actor: Actor, receivedAt: Instant): void {
    const state = this.#state(type, id);
    const recorded: Recorded = { seq: state.version + 1, at: this.now, receivedAt, actor: actor.ref, fact: JSON.parse(JSON.stringify(fact)) as FactBase };
    this.#states.set(id, { type, state: JSON.parse(JSON.stringify(fold(this.#definition(type), state, recorded))) as ProcessState });
    this.facts.set(id, [...(this.facts.get(id) ?? []), recorded]);
  }

  /** A campaign's command that must be agreed to. */
  does(command: CampaignCommand, actor: Actor): readonly FactBase[] {
    return agreed(command.type, this.ask('campaign', this.campaignId, command, actor));
  }

  /** A task's command that must be agreed to. */
  on(number: string, command: TaskCommand, actor: Actor, receivedAt = this.now): readonly FactBase[] {
    return agreed(`${command.type} on ${number}`, this.ask('task', this.task(number).id, command, actor, receivedAt));
  }

  /** The code with which a command is refused; undefined when it is agreed to. */
  refuses(command: CampaignCommand, actor: Actor): Refusal | undefined {
    return refusal(this.ask('campaign', this.campaignId, command, actor));
  }

  refusesOn(number: string, command: TaskCommand, actor: Actor): string | undefined {
    return refusal(this.ask('task', this.task(number).id, command, actor))?.code;
  }

  /** The next moment at which any process wakes. */
  #next(): { readonly type: TimedType; readonly id: string; readonly at: Instant } | undefined {
    let next: { readonly type: TimedType; readonly id: string; readonly at: Instant } | undefined;
    for (const [id, { type, state }] of this.#states) {
      const wake = this.#definition(type).closed(state) ? undefined : nextWake(state.deadlines);
      if (wake !== undefined && (next === undefined || wake < next.at)) next = { type: type as TimedType, id, at: wake };
    }
    return next;
  }

  /** Lets time pass, each process striking when it wakes and a settled campaign closing at once, as their workflows would. */
  passTo(moment: Instant): void {
    for (let next = this.#next(); next !== undefined && next.at <= moment; next = this.#next()) {
      this.now = Math.max(this.now, next.at);
      agreed('strike', this.ask(next.type, next.id, { type: 'strike' }, time));
      this.close();
    }
    this.now = Math.max(this.now, moment);
    this.close();
  }

  /** The workflow's closing step, where it is due. */
  close(): void {
    if (this.campaign.stage === 'settled') this.does({ type: 'closeCampaign' }, time);
  }

  allowed(actor: Actor): readonly AllowedStep[] {
    return campaign.allowed(this.campaign, this.world(actor));
  }

  allowedOn(number: string, actor: Actor): readonly AllowedStep[] {
    const { id } = this.task(number);
    return task.allowed(this.task(number), this.world(actor, 'task', id));
  }

  /** Rungs told of one process, as `day time rung → people`. */
  rungs(processId: string): readonly string[] {
    return this.told
      .filter((one) => one.processId === processId && one.draft.rung !== undefined)
      .map((one) => `${new Date(one.at + 28_800_000).toISOString().slice(0, 16).replace('T', ' ')} ${one.draft.rung} → ${one.to.join(', ')}`);
  }

  /** How many notices of each kind were given. */
  counts(): Readonly<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const { draft } of this.told) counts[draft.rung ?? draft.kind] = (counts[draft.rung ?? draft.kind] ?? 0) + 1;
    return counts;
  }
}

function agreed(what: string, answer: readonly FactBase[] | Refusal): readonly FactBase[] {
  if ('ok' in answer) throw new Error(`${what} was refused: ${answer.code} ${JSON.stringify(answer.params ?? {})} ${JSON.stringify(answer.items ?? [])}`);
  return answer;
}

const refusal = (answer: readonly FactBase[] | Refusal): Refusal | undefined => ('ok' in answer ? answer : undefined);
