import type { Calendar } from '../calendar/calendar.ts';
import type { Deadline } from '../chase/deadline.ts';
import type { Org } from '../org/org.ts';
import type { RefusalCode } from '../refusals.ts';
import type { Actor } from './actor.ts';
import type { Decision } from './decision.ts';
import type { FactBase, Json, Recorded } from './fact.ts';
import type { BeijingDate, Instant } from './time.ts';
import type { LastStep } from './withdrawing.ts';

/** Processes that live in time and have a workflow of their own. */
export const timedTypes = ['campaign', 'task', 'case', 'meeting', 'supervision', 'indicator', 'survey', 'evaluation', 'assessment', 'consultation', 'bulletin'] as const;
/** Registers: looked up, changed by facts, without a workflow. */
export const registerTypes = ['unit', 'person', 'post', 'party', 'delegation', 'calendarYear', 'orgImport', 'outlet', 'template'] as const;
export type TimedType = (typeof timedTypes)[number];
export type RegisterType = (typeof registerTypes)[number];
export type ProcessType = TimedType | RegisterType;

/** How a unit takes part in a process; who sees and may do what follows from it (domain/policy). */
export const participations = ['lead', 'supporting', 'groupLead', 'groupMember', 'assigner', 'office', 'leadingGroup', 'member', 'actingBody', 'jointBody', 'addressee'] as const;
export type Participation = (typeof participations)[number];
export interface Participant {
  readonly unitId: string;
  readonly as: Participation;
  /** Set when the record names this one person: then the unit as such takes no part in it. */
  readonly personId?: string;
  /** Days on which the person takes part, first and last included; every day without. */
  readonly days?: readonly { readonly from: BeijingDate; readonly until: BeijingDate }[];
}

/** What the kernel keeps for every process; a decider's own state extends it. */
export interface ProcessState {
  readonly id: string;
  /** Seq of the last fact; 0 before the first. */
  readonly version: number;
  readonly stage: string;
  /** Seq of the fact that entered the stage. */
  readonly since: number;
  readonly deadlines: readonly Deadline[];
  /** The last fact, while whoever brought it about may withdraw it; the next one, whoever's it is, ends that. */
  readonly lastStep?: LastStep;
}

/** A record looked up for a command: enough to decide and to show, never a whole row. */
export interface PartyRecord {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly address: string;
}
export interface AttachmentRecord {
  readonly id: string;
  readonly unitId: string;
  readonly sha256: string;
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
}

/** All that a rule may know besides the state. Loaded by the ledger under the locks the command asked for. */
export interface World {
  readonly now: Instant;
  readonly receivedAt: Instant;
  readonly actor: Actor;
  readonly org: Org;
  readonly calendar: Calendar;
  /** Whether periods in hours, minutes and seconds are accepted (the demo is loaded). */
  readonly drill: boolean;
  /** State of the parent process, if `needs` asked for it. */
  readonly parent?: ProcessState;
  /** States of a campaign's tasks in order of id, if `needs` asked for them. */
  readonly children: readonly ProcessState[];
  /** A campaign's other processes in order of id, if `needs` asked for them. */
  readonly attached: readonly Attached[];
  /** Processes below the same parent in order of id, this one left out, if `needs` asked for them. */
  readonly siblings?: readonly Attached[];
  readonly parties: ReadonlyMap<string, PartyRecord>;
  readonly attachments: ReadonlyMap<string, AttachmentRecord>;
  /** What names the person of `needs.naming`: the posts held, the delegations not yet over, the open cases that the person answers for; in order of id. */
  readonly naming?: readonly Naming[];
  /** Open campaigns of which the units of `needs.memberships` are members, in order of id. */
  readonly memberships?: readonly Membership[];
  /** States of other processes that `needs.processes` named (missing ones are absent). */
  readonly processes: ReadonlyMap<string, ProcessState>;
  /** A fresh id (UUID). */
  readonly newId: () => string;
}

/** A process that belongs to another without being one of its tasks: what a campaign has besides them. */
export interface Attached {
  readonly type: TimedType;
  readonly state: ProcessState;
}

/** A record that names a person. */
export interface Naming {
  readonly type: ProcessType;
  readonly state: ProcessState;
}

/** A campaign in which a unit is a member. */
export interface Membership {
  readonly campaignId: string;
  readonly title: string;
  readonly officeUnitId: string;
}

/** What the ledger must load and lock for a command before it is decided. */
export interface Needs {
  /**
   * 'share' for what can falsify the parent's exit condition, or begins below it; 'update' for what moves the parent too; 'read' for a look without a lock.
   * The parent is the one of the process, or the one that a creating command names as `campaignId`.
   */
  readonly parent?: 'share' | 'update' | 'read';
  /** A process of which nothing is asked but that it is locked first, where the parent would be: commands that hold it for 'update' meet nobody else who holds it. Not beside `parent`. */
  readonly holds?: { readonly id: string; readonly lock: 'share' | 'update' };
  /** A campaign's tasks. 'shown': not for the rule, only for who is answered; where the command follows from another one, nobody is, and they are not loaded. */
  readonly children?: boolean | 'shown';
  /** What follows changes the org: such changes come one after the other, this one before the process is locked. */
  readonly org?: true;
  /** Open processes of these types whose parent this is. */
  readonly attached?: readonly TimedType[];
  /** Processes of these types below the same parent, closed ones too; looked at, not locked. */
  readonly siblings?: readonly TimedType[];
  readonly parties?: readonly string[];
  readonly attachments?: readonly string[];
  readonly processes?: readonly string[];
  /** A person: every post, delegation and open case that names them is looked up. */
  readonly naming?: string;
  /** Units: the open campaigns of which one of them, or a unit whose work it took over, is a member are looked up. */
  readonly memberships?: readonly string[];
}

/** One next step for the person asking: may it be done now, and if not, why and until when. */
export interface AllowedStep {
  readonly type: string;
  readonly ok: boolean;
  readonly reason?: RefusalCode;
  /** Values for the text of the reason. */
  readonly params?: Readonly<Record<string, Json>>;
  readonly until?: Instant;
}

export interface Definition<S extends ProcessState = ProcessState, C extends { readonly type: string } = { readonly type: string }, F extends FactBase = FactBase> {
  readonly type: ProcessType;
  readonly stages: readonly string[];
  /** The state before the first fact: version 0, stage '' . */
  readonly initial: (id: string) => S;
  /** Pure fold of the process's own content. version, since and deadlines are kept by the kernel (fold.ts): return them unchanged. */
  readonly evolve: (state: S, recorded: Recorded<F>) => S;
  readonly decide: (state: S, command: C, world: World) => Decision<F>;
  readonly needs: (command: C, state: S) => Needs;
  /** The steps that policy lets this actor take, each with ok or the reason against it. Without side effects, by asking `decide`'s own rules. */
  readonly allowed: (state: S, world: World) => readonly AllowedStep[];
  readonly participants: (state: S) => readonly Participant[];
  readonly parentId?: (state: S) => string | undefined;
  readonly number?: (state: S) => string | undefined;
  /** True when only its workflow's closing step is missing. */
  readonly settled: (state: S) => boolean;
  /** True when its workflow may return. */
  readonly closed: (state: S) => boolean;
  /** Personal data: top-level fields of a fact kept in the erasable store, the fact holding a salted digest. */
  readonly sealed: Readonly<Partial<Record<string, readonly string[]>>>;
}
