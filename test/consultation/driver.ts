import type { Calendar } from '../../domain/calendar/calendar.ts';
import { nextWake } from '../../domain/chase/deadline.ts';
import type { ConsultationCommand, OpenConsultation } from '../../domain/consultation/commands.ts';
import { consultation } from '../../domain/consultation/definition.ts';
import type { ConsultationFact } from '../../domain/consultation/facts.ts';
import type { ConsultationState } from '../../domain/consultation/state.ts';
import type { NoticeDraft } from '../../domain/notice/notice.ts';
import type { Org } from '../../domain/org/org.ts';
import { type Actor, time } from '../../domain/process/actor.ts';
import type { Refusal } from '../../domain/process/decision.ts';
import type { ProcessState, World } from '../../domain/process/definition.ts';
import type { Recorded } from '../../domain/process/fact.ts';
import { fold } from '../../domain/process/fold.ts';
import type { Instant } from '../../domain/process/time.ts';
import { calendar, districtOrg } from '../campaign/district.ts';

/** A round about a plan of two tasks: education, finance and health are asked, until Friday, 13 March 2026. */
export const opening = (more: Partial<OpenConsultation> = {}): OpenConsultation => ({
  type: 'open',
  planId: 'plan',
  planVersion: 3,
  round: 1,
  title: '云山区健康行动方案（演示）',
  officeUnitId: 'office',
  unitIds: ['education', 'finance', 'health'],
  tasks: [
    { number: '1', content: '中小学开设健康教育课', lead: { name: '教育局', unitId: 'education' }, supporting: [{ name: '卫健委', unitId: 'health' }], dueOn: '2026-10-30' },
    { number: '2', content: '落实经费', lead: { name: '财政局', unitId: 'finance' }, supporting: [] },
  ],
  dueOn: '2026-03-13',
  roundIds: ['round-1', 'round-2'],
  launchedAs: 'campaign',
  ...more,
});

/** One round run through its decider and the kernel's fold, without a database or an engine. */
export class Round {
  now: Instant;
  drill = false;
  calendar: Calendar = calendar;
  org: Org = districtOrg();
  state: ConsultationState = consultation.initial('round-1');
  readonly facts: Recorded<ConsultationFact>[] = [];
  readonly told: { readonly at: Instant; readonly draft: NoticeDraft }[] = [];
  readonly processes = new Map<string, ProcessState>();

  constructor(now: Instant) {
    this.now = now;
  }

  world(actor: Actor, receivedAt = this.now): World {
    return {
      now: this.now,
      receivedAt,
      actor,
      org: this.org,
      calendar: this.calendar,
      drill: this.drill,
      children: [],
      attached: [],
      parties: new Map(),
      attachments: new Map(),
      processes: this.processes,
      newId: () => 'id',
    };
  }

  /** The facts of a command, or why it is refused; a refusal leaves nothing. */
  ask(command: ConsultationCommand, actor: Actor, receivedAt = this.now): readonly ConsultationFact[] | Refusal {
    const decision = consultation.decide(this.state, command, this.world(actor, receivedAt));
    if (!decision.ok) return decision;
    for (const fact of decision.facts) {
      const recorded = { seq: this.state.version + 1, at: this.now, receivedAt, actor: actor.ref, fact: JSON.parse(JSON.stringify(fact)) as ConsultationFact };
      this.state = JSON.parse(JSON.stringify(fold(consultation, this.state, recorded))) as ConsultationState;
      this.facts.push(recorded);
    }
    for (const draft of decision.notices ?? []) this.told.push({ at: this.now, draft });
    return decision.facts;
  }

  /** A command that must be agreed to. */
  does(command: ConsultationCommand, actor: Actor): void {
    const answer = this.ask(command, actor);
    if ('ok' in answer) throw new Error(`${command.type} was refused: ${answer.code}`);
  }

  /** The refusal of a command; undefined when it is agreed to. */
  refuses(command: ConsultationCommand, actor: Actor, receivedAt = this.now): Refusal | undefined {
    const answer = this.ask(command, actor, receivedAt);
    return 'ok' in answer ? answer : undefined;
  }

  /** Lets time pass, striking at each wake as the workflow would. */
  passTo(moment: Instant): void {
    for (let wake = nextWake(this.state.deadlines); wake !== undefined && wake <= moment; wake = nextWake(this.state.deadlines)) {
      this.now = Math.max(this.now, wake);
      this.does({ type: 'strike' }, time);
    }
    this.now = Math.max(this.now, moment);
  }

  /** Rungs told, as `day time rung → people`. */
  get rungs(): readonly string[] {
    return this.told.flatMap(({ at, draft }) =>
      draft.rung === undefined
        ? []
        : [`${new Date(at + 28_800_000).toISOString().slice(0, 16).replace('T', ' ')} ${draft.rung} → ${draft.to.map(({ personId }) => personId).join(', ')}`],
    );
  }
}
