import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { type GrowingOrg, growingOrg } from '../domain/org/growing.ts';
import { mayCommand, maySee } from '../domain/policy/policy.ts';
import type { Accepted, Follow, LeftAsItIs, Refusal } from '../domain/process/decision.ts';
import { refuse } from '../domain/process/decision.ts';
import type { Needs, ProcessType } from '../domain/process/definition.ts';
import type { FactBase, Recorded } from '../domain/process/fact.ts';
import type { Instant } from '../domain/process/time.ts';
import { genesis } from './chain.ts';
import { definitionOf, participantsAt } from './definitions.ts';
import { keepAnswer } from './keep.ts';
import { type LockedProcess, type Opened, openCommand } from './open.ts';
import { orgChange, worldPart } from './projection.ts';
import type { AnswerContext, CommandRequest, Nudge, Outcome } from './request.ts';
import type { Recipient } from './sweep.ts';
import { together } from './together.ts';
import { type InHand, record, tell } from './transaction.ts';
import { type Known, type Looked, lookUp, type Moment, nothingLooked, type WorldCache, worldOf } from './world.ts';
import { nothingWritten, patience, type Waiting, type WriteOptions, write } from './write.ts';

/** A command that could not be decided now: the database is away, too slow or contended. Nothing was written; the same request may be sent again. */
export class LedgerUnavailable extends Error {
  override name = 'LedgerUnavailable';
}

interface Loaded extends LockedProcess {
  readonly id: string;
  readonly type: ProcessType;
}

/** A command's outcome, and whom to tell of it after the commit. */
export interface Done {
  readonly outcome: Outcome;
  readonly moved: readonly Nudge[];
  readonly recipients: readonly Recipient[];
}

/** What a command would do: the processes it would move, with their facts and notices, or why it would be refused. */
export interface Rehearsed {
  readonly refusal?: Refusal;
  /** True when the asker may not even see the record. */
  readonly hidden: boolean;
  /** What of the request would be left as it is, where the facts do not tell it. */
  readonly left?: readonly LeftAsItIs[];
  readonly processes: readonly InHand[];
  readonly moment: Moment;
}

const leftBy = ({ left }: Accepted<FactBase>): Pick<Rehearsed, 'left'> => (left ? { left } : {});

/** One transaction: decides a command and all that follows from it, writes it and commits. */
export class Transaction {
  readonly #client: pg.ClientBase;
  readonly #request: CommandRequest;
  readonly #world: WorldCache;
  readonly #options: WriteOptions;
  /** How long the request has waited since it arrived; what the rules call receivedAt goes back by this. */
  readonly #arrivedAt: number;
  readonly #hand = new Map<string, InHand>();
  readonly #commandId = randomUUID();
  #moment!: Moment;
  #growing: GrowingOrg | undefined;
  #parties: Known['parties'] = new Map();

  constructor(client: pg.ClientBase, request: CommandRequest, world: WorldCache, options: WriteOptions) {
    this.#client = client;
    this.#request = request;
    this.#world = world;
    this.#options = options;
    this.#arrivedAt = request.receivedAt ?? Date.now();
  }

  /** Runs it, in as few round trips as its rule allows: what does not wait for an answer is sent together. The caller rolls back when it throws. */
  async run(): Promise<Done> {
    const [, opened] = await together(this.#client, () => [this.#client.query('BEGIN'), this.#open()]);
    if (opened.earlier) {
      await this.#commit();
      return { outcome: this.#repeat(opened.earlier), moved: [], recipients: [] };
    }
    this.#moment = await this.#world.momentOf(this.#client, opened.moment);
    this.#parties = opened.parties;
    const root = this.#take(this.#request.type, this.#request.id, opened.process);
    const checked = this.#check(root);
    const { decided, looked } = checked.refusal ? { decided: checked.refusal, looked: nothingLooked } : await this.#decideAll(root);
    const now = this.#at(root);
    const context: AnswerContext = {
      state: decided.ok ? root.state : root.before,
      world: worldOf(this.#moment, now, this.#receivedAt(now), this.#request.actor, this.#after(root, looked)),
      hidden: checked.hidden,
    };
    const answer = this.#request.answer?.(decided.ok ? { ok: true, facts: root.facts, ...leftBy(decided) } : decided, context);
    const moved = decided.ok ? [...this.#hand.values()].filter((process) => process.facts.length > 0) : [];
    const waiting = patience(moved.length);
    const writing = () => (moved.length > 0 ? write(this.#client, moved, now, this.#commandId, this.#options) : nothingWritten);
    const beside = decided.ok ? this.#request.beside : undefined;
    const early = beside && (await writing());
    await beside?.(this.#client);
    // Each of these throws before it sends anything, if at all: the commit never goes out alone.
    const [written] = await together(this.#client, () => [
      early ?? writing(),
      this.#request.key && answer ? keepAnswer(this.#client, this.#request.key, { commandId: this.#commandId, processId: this.#request.id, at: now, answer }, waiting) : undefined,
      this.#commit(waiting),
    ]);
    const kept = answer ? { answer } : {};
    return {
      outcome: decided.ok ? { ok: true, repeated: false, state: root.state, facts: root.facts, ...kept } : { ...decided, repeated: false, ...kept },
      moved: written.nudges.filter((nudge) => !this.#isTold(nudge)),
      recipients: written.recipients,
    };
  }

  /**
   * What the command would do: decided under the same locks by the same rules, then rolled back. Nothing is written, nobody is told; a repeated key is not looked up.
   */
  async rehearse(): Promise<Rehearsed> {
    const [, opened] = await together(this.#client, () => [this.#client.query('BEGIN'), this.#open()]);
    this.#moment = await this.#world.momentOf(this.#client, opened.moment);
    this.#parties = opened.parties;
    const root = this.#take(this.#request.type, this.#request.id, opened.process);
    const checked = this.#check(root);
    const { decided } = checked.refusal ? { decided: checked.refusal } : await this.#decideAll(root);
    await this.#client.query('ROLLBACK');
    const processes = decided.ok ? [...this.#hand.values()].filter((process) => process.facts.length > 0) : [];
    return { ...(decided.ok ? leftBy(decided) : { refusal: decided }), hidden: checked.hidden, processes, moment: this.#moment };
  }

  /** The key, the locks and the clock after them; the process's parent before it where the rule needs that lock. */
  #open(): Promise<Opened> {
    const { id, type, command, key } = this.#request;
    const definition = definitionOf(type);
    const needs = definition.needs(command, definition.initial(id));
    const parentLock = needs.holds?.lock ?? (needs.parent === 'read' ? undefined : needs.parent);
    const namedParent = needs.holds?.id ?? parentNamed(command);
    return openCommand(this.#client, {
      ...(key ? { key } : {}),
      processId: id,
      type,
      locksOrg: worldPart(type) === 'org' || needs.org === true,
      ...(parentLock ? { parentLock } : {}),
      ...(namedParent === undefined ? {} : { namedParent }),
      partyIds: needs.parties ?? [],
    });
  }

  /** What was looked up, as the command leaves it, and what it made. */
  #after(root: InHand, looked: Looked): Looked {
    if (this.#hand.size === 1) return looked;
    const known = new Set(looked.children.map((child) => child.id));
    const made = [...this.#hand.values()].filter(({ id, type, state }) => !known.has(id) && type === 'task' && definitionOf(type).parentId?.(state) === root.id);
    return {
      ...looked,
      children: [...looked.children.map((child) => this.#hand.get(child.id)?.state ?? child), ...made.map(({ state }) => state)],
      processes: new Map([...looked.processes, ...[...this.#hand].map(([id, { state }]) => [id, state] as const)]),
    };
  }

  /** A step of time is taken by the process's own workflow, which is answered with the fresh view. */
  #isTold({ id }: Nudge): boolean {
    return this.#request.actor.ref.by === 'time' && id === this.#request.id;
  }

  /** The first answer again, to the letter. */
  #repeat(earlier: NonNullable<Opened['earlier']>): Outcome {
    if (earlier.digest !== this.#request.key?.digest) return { ...refuse('command.key_reused'), repeated: false };
    if (earlier.erased || !earlier.answer) return { ...refuse('command.answer_erased'), repeated: false };
    return { ok: true, repeated: true, answer: earlier.answer };
  }

  /** Sent behind the last statement without waiting for it: after a failed one the server rolls back and says so. */
  async #commit(waiting: Waiting = {}): Promise<void> {
    const { command } = await this.#client.query({ text: 'COMMIT', ...waiting });
    if (command !== 'COMMIT') throw new Error(`the transaction ended with ${command}`);
  }

  #take(type: ProcessType, id: string, stored: LockedProcess | undefined): InHand {
    const known = this.#hand.get(id);
    if (known) return known;
    const before = stored?.state ?? definitionOf(type).initial(id);
    const process: InHand = { type, id, before, state: before, head: stored?.head ?? genesis, lastAt: stored?.movedAt.getTime() ?? 0, facts: [], notices: [] };
    this.#hand.set(id, process);
    return process;
  }

  /** Whether the asker may see the record, may take the step, and read the version that is there. */
  #check(root: InHand): { readonly refusal?: Refusal; readonly hidden: boolean } {
    const { actor, type, command, creates, expectedVersion, expectedOrg } = this.#request;
    const exists = root.before.version > 0;
    if (!exists && creates !== true) return { refusal: refuse('process.not_found'), hidden: true };
    const { org, now, orgVersion } = this.#moment;
    if (actor.ref.by === 'person') {
      const participants = exists ? participantsAt(type, root.before, now) : [];
      if (exists && !maySee(actor, type, participants, org)) return { refusal: refuse('process.not_found'), hidden: true };
      const right = mayCommand(actor, type, command.type, participants, org);
      if (right !== true) return { refusal: right, hidden: false };
    }
    if (expectedVersion !== undefined && expectedVersion !== root.before.version)
      return { refusal: refuse('process.changed_since', { version: root.before.version }), hidden: false };
    if (expectedOrg !== undefined && expectedOrg !== orgVersion) return { refusal: refuse('register.changed_since'), hidden: false };
    return { hidden: false };
  }

  #at(process: InHand): Instant {
    return Math.max(this.#moment.now, process.lastAt);
  }

  #receivedAt(at: Instant): Instant {
    return at - Math.max(0, Math.round(Date.now() - this.#arrivedAt));
  }

  /** Decides the command, then what follows from it, breadth first; numbers come last of all. The first refusal refuses everything. */
  async #decideAll(root: InHand): Promise<{ readonly decided: Accepted<FactBase> | Refusal; readonly looked: Looked }> {
    const numbered: { process: InHand; accepted: Accepted<FactBase> }[] = [];
    const { decided, looked } = await this.#decideOne(root, this.#request.command, numbered);
    if (!decided.ok) return { decided, looked };
    let wave: readonly Follow[] = decided.also ?? [];
    while (wave.length > 0) {
      await this.#loadFollows(wave);
      const next: Follow[] = [];
      for (const follow of wave) {
        const process = this.#take(follow.type, follow.id, undefined);
        const { decided: followed } = await this.#decideOne(process, follow.command, numbered);
        if (!followed.ok) return { decided: followed, looked };
        next.push(...(followed.also ?? []));
      }
      wave = next;
    }
    await this.#giveNumbers(numbered);
    return { decided, looked };
  }

  async #loadFollows(wave: readonly Follow[]): Promise<void> {
    const ids = [...new Set(wave.map((follow) => follow.id))].filter((id) => !this.#hand.has(id));
    if (ids.length === 0) return;
    const { rows } = await this.#client.query<Loaded>({
      name: 'follows',
      text: 'SELECT id, type, state, head, moved_at AS "movedAt" FROM process WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE',
      values: [ids],
    });
    for (const row of rows) this.#take(row.type, row.id, row);
  }

  async #decideOne(
    process: InHand,
    command: { readonly type: string },
    numbered: { process: InHand; accepted: Accepted<FactBase> }[],
  ): Promise<{ readonly decided: Accepted<FactBase> | Refusal; readonly looked: Looked }> {
    const definition = definitionOf(process.type);
    const asked = definition.needs(command, process.state);
    const needs = asked.children === 'shown' && command !== this.#request.command ? { ...asked, children: false } : asked;
    const looked = isNothing(needs)
      ? nothingLooked
      : await lookUp(this.#client, needs, process.id, definition.parentId?.(process.state) ?? parentNamed(command), {
          processes: new Map([...this.#hand].map(([id, held]) => [id, held.state])),
          parties: this.#parties,
        });
    const at = this.#at(process);
    const decided = definition.decide(process.state, command, worldOf(this.#moment, at, this.#receivedAt(at), this.#request.actor, looked));
    if (!decided.ok) return { decided, looked };
    if (decided.numbered) numbered.push({ process, accepted: decided });
    else this.#record(process, decided, decided.facts);
    return { decided, looked };
  }

  #record(process: InHand, accepted: Accepted<FactBase>, facts: readonly FactBase[]): readonly Recorded[] {
    const at = this.#at(process);
    const recorded = record(process, facts, at, this.#receivedAt(at), this.#request.actor);
    this.#grow(process);
    tell(process, accepted.notices ?? [], recorded[0]?.seq ?? process.state.version);
    return recorded;
  }

  /** What a step made of the org, the steps after it in this transaction are decided on. */
  #grow({ type, state, facts }: InHand): void {
    const change = facts.length === 0 ? undefined : orgChange(type, state);
    if (!change) return;
    this.#growing ??= growingOrg(this.#moment.org);
    this.#moment = { ...this.#moment, org: this.#growing.with(change) };
  }

  /** Takes the next number of each series, series in order of name, so that two transactions never wait for each other in a ring. */
  async #giveNumbers(numbered: readonly { process: InHand; accepted: Accepted<FactBase> }[]): Promise<void> {
    const ordered = [...numbered].sort((a, b) => ((a.accepted.numbered?.series.name ?? '') < (b.accepted.numbered?.series.name ?? '') ? -1 : 1));
    for (const { process, accepted } of ordered) {
      if (!accepted.numbered) continue;
      const { series, facts } = accepted.numbered;
      const { rows } = await this.#client.query<{ last: number }>({
        name: 'number',
        text: 'INSERT INTO number_series AS s (name, year, last) VALUES ($1, $2, 1) ON CONFLICT (name, year) DO UPDATE SET last = s.last + 1 RETURNING last',
        values: [series.name, series.year],
      });
      this.#record(process, accepted, facts(rows[0]?.last ?? 0));
    }
  }
}

const isNothing = (needs: Needs): boolean =>
  !needs.parent &&
  !needs.children &&
  !needs.attached?.length &&
  !needs.siblings?.length &&
  !needs.parties?.length &&
  !needs.attachments?.length &&
  !needs.processes?.length &&
  needs.naming === undefined &&
  !needs.memberships?.length;

/** The parent that a creating command names, before there is a state to ask. Of what people send it has passed the schema as an id. */
const parentNamed = (command: { readonly type: string }): string | undefined =>
  'campaignId' in command && typeof command.campaignId === 'string' ? command.campaignId : undefined;
