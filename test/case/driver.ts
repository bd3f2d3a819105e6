import type { Calendar } from '../../domain/calendar/calendar.ts';
import type { CaseCommand } from '../../domain/case/commands.ts';
import { enforcementCase } from '../../domain/case/definition.ts';
import type { CaseFact } from '../../domain/case/facts.ts';
import type { CaseState } from '../../domain/case/state.ts';
import { nextWake } from '../../domain/chase/deadline.ts';
import type { NoticeDraft } from '../../domain/notice/notice.ts';
import type { Org } from '../../domain/org/org.ts';
import { type Actor, time } from '../../domain/process/actor.ts';
import type { Refusal } from '../../domain/process/decision.ts';
import type { AllowedStep, AttachmentRecord, PartyRecord, ProcessState, World } from '../../domain/process/definition.ts';
import type { Recorded } from '../../domain/process/fact.ts';
import { fold } from '../../domain/process/fold.ts';
import type { Instant } from '../../domain/process/time.ts';
import { actorOf, org as district, fakeCalendar, people } from './fake-world.ts';

/** A Beijing moment: `at('2026-03-02 10:00')`. */
export const at = (text: string): Instant => Date.parse(`${text.replace(' ', 'T')}+08:00`);

/** Monday, 2 March 2026, ten in the morning. */
const monday = at('2026-03-02 10:00');

export const party: PartyRecord = { id: 'party-1', name: '云山区第三药店', kind: 'pharmacy', address: '云山路3号' };
const photo: AttachmentRecord = { id: 'photo-1', unitId: 'u-body', sha256: '', name: 'photo', mediaType: 'image/png', size: 1 };
const foreign: AttachmentRecord = { ...photo, id: 'photo-foreign', unitId: 'u-stranger' };
const task = { id: 'task-1', version: 1, stage: 'running', since: 1, deadlines: [], leadUnitId: 'u-lead', supportingUnitIds: ['u-body'] } satisfies ProcessState &
  Record<string, unknown>;
const otherTask = { ...task, id: 'task-2', supportingUnitIds: [] };

/** A notice as it would reach its reader. */
export interface Told {
  readonly at: Instant;
  readonly to: readonly string[];
  readonly draft: NoticeDraft;
}

/** A case run through its decider and the kernel's fold, with a clock of its own: the ledger without a database. */
export class CaseDriver {
  state: CaseState = enforcementCase.initial('case-1');
  now: Instant;
  calendar: Calendar;
  org: Org = district;
  drill = false;
  readonly facts: Recorded<CaseFact>[] = [];
  readonly told: Told[] = [];
  readonly #numbers = new Map<string, number>();

  constructor(now: Instant = monday, calendar: Calendar = fakeCalendar()) {
    this.now = now;
    this.calendar = calendar;
  }

  world(actor: Actor = actorOf(people.a), receivedAt: Instant = this.now): World {
    return {
      now: this.now,
      receivedAt,
      actor,
      org: this.org,
      calendar: this.calendar,
      drill: this.drill,
      children: [],
      attached: [],
      parties: new Map([[party.id, party]]),
      attachments: new Map([
        [photo.id, photo],
        [foreign.id, foreign],
      ]),
      processes: new Map<string, ProcessState>([
        [task.id, task],
        [otherTask.id, otherTask],
      ]),
      newId: () => 'id',
    };
  }

  /** One command: the facts that it made, or its refusal. */
  ask(command: CaseCommand, actor: Actor = actorOf(people.a), receivedAt: Instant = this.now): readonly CaseFact[] | Refusal {
    const decision = enforcementCase.decide(this.state, command, this.world(actor, receivedAt));
    if (!decision.ok) return decision;
    let { facts } = decision;
    if (decision.numbered) {
      const { series } = decision.numbered;
      const key = `${series.name}/${series.year}`;
      const n = (this.#numbers.get(key) ?? 0) + 1;
      this.#numbers.set(key, n);
      facts = decision.numbered.facts(n);
    }
    for (const fact of facts) {
      const recorded: Recorded<CaseFact> = { seq: this.state.version + 1, at: this.now, receivedAt, actor: actor.ref, fact: JSON.parse(JSON.stringify(fact)) as CaseFact };
      this.state = fold(enforcementCase, this.state, recorded);
      this.facts.push(recorded);
    }
    for (const draft of decision.notices ?? []) this.told.push({ at: this.now, to: draft.to.map((addressee) => addressee.personId), draft });
    return facts;
  }

  /** A command that must be agreed to. */
  does(command: CaseCommand, actor?: Actor, receivedAt?: Instant): readonly CaseFact[] {
    const answer = this.ask(command, actor, receivedAt);
    if ('ok' in answer) throw new Error(`${command.type} was refused: ${answer.code}`);
    return answer;
  }

  /** The code with which a command is refused; checks that the refusal changed nothing. */
  refuses(command: CaseCommand, actor?: Actor): string | undefined {
    const before = JSON.stringify([this.state, this.facts, this.told]);
    const answer = this.ask(command, actor);
    if (JSON.stringify([this.state, this.facts, this.told]) !== before && 'ok' in answer) throw new Error('a refusal changed the case');
    return 'ok' in answer ? answer.code : undefined;
  }

  /** Lets time pass to a moment, striking at every wake-up on the way as its workflow would. */
  passTo(moment: Instant): void {
    for (let wake = nextWake(this.state.deadlines); wake !== undefined && wake <= moment; wake = nextWake(this.state.deadlines)) {
      this.now = Math.max(this.now, wake);
      this.does({ type: 'strike' }, time);
    }
    this.now = moment;
  }

  /** The steps open to an actor now. */
  open(actor?: Actor): readonly string[] {
    return enforcementCase
      .allowed(this.state, this.world(actor))
      .filter((step) => step.ok)
      .map((step) => step.type);
  }

  allowed(actor?: Actor): readonly AllowedStep[] {
    return enforcementCase.allowed(this.state, this.world(actor));
  }

  /** Rungs told so far, as `day time rung → people`. */
  history(): readonly string[] {
    return this.told
      .filter((told) => told.draft.rung !== undefined)
      .map((told) => `${new Date(told.at + 28_800_000).toISOString().slice(0, 16).replace('T', ' ')} ${told.draft.rung} → ${told.to.join(', ')}`);
  }

  due(kind: string): string | undefined {
    return this.state.deadlines.find((deadline) => deadline.kind === kind)?.dueOn;
  }
}

export const inspector = actorOf(people.a);
export const colleague = actorOf(people.b);
export const manager = actorOf(people.manager);
export const officers = [people.a.id, people.b.id];

export const steps = {
  open: { type: 'open', partyId: party.id, title: '第三药店处方药销售检查', source: 'specialCampaign' },
  clean: { type: 'recordInspection', officers, result: 'clean', findings: [] },
  violation: { type: 'recordInspection', officers, result: 'violation', findings: [{ note: '处方药未凭处方销售' }] },
  order: { type: 'issueOrder', requirements: '立即改正', period: { value: 5, unit: 'workingDay' } },
  suspend: { type: 'suspendBusiness', reason: '疫情防控措施未落实', period: { value: 3, unit: 'calendarDay' } },
  talk: { type: 'summonForTalk', reason: '疫情防控措施未落实' },
  submit: { type: 'submitRectification', description: '已整改' },
  rectified: { type: 'recordFollowUp', officers, result: 'rectified', findings: [] },
  partly: { type: 'recordFollowUp', officers, result: 'partly', findings: [] },
  not: { type: 'recordFollowUp', officers, result: 'not', findings: [] },
  file: { type: 'fileCase', reason: '拒不改正' },
  conclude: { type: 'concludeFiled', decision: '警告，罚款', penaltyFen: 500_000 },
  closeCase: { type: 'closeCase' },
} as const satisfies Record<string, CaseCommand>;

/** A case led by these steps, each taken by inspector a. */
export function caseAfter(...commands: readonly (keyof typeof steps)[]): CaseDriver {
  const driver = new CaseDriver();
  for (const name of commands) driver.does(steps[name], name === 'closeCase' ? time : inspector);
  return driver;
}
