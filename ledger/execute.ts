import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { mayCommand, maySee } from '../domain/policy/policy.ts';
import type { Accepted, Follow, Refusal } from '../domain/process/decision.ts';
import { refuse } from '../domain/process/decision.ts';
import type { Needs, ProcessState, ProcessType } from '../domain/process/definition.ts';
import type { FactBase, Recorded } from '../domain/process/fact.ts';
import type { Instant } from '../domain/process/time.ts';
import { genesis } from './chain.ts';
import { definitionOf } from './definitions.ts';
import { worldPart } from './projection.ts';
import type { AnswerContext, CommandRequest, Moved, Outcome, StoredAnswer } from './request.ts';
import type { Recipient } from './sweep.ts';
import { together } from './together.ts';
import { type InHand, record, tell } from './transaction.ts';
import { type Looked, lookUp, type Moment, nothingLooked, type WorldCache, worldOf } from './world.ts';
import { type WriteOptions, write } from './write.ts';

/** A command that could not be decided now: the database is away, too slow or contended. Nothing was written; the same request may be sent again. */
export class LedgerUnavailable extends Error {
  override name = 'LedgerUnavailable';
}

interface Loaded {
  readonly id: string;
  readonly type: ProcessType;
  readonly state: ProcessState;
  readonly head: Buffer;
  readonly moved_at: Date;
}

const columns = 'id, type, state, head, moved_at';

/** One transaction over a client that has begun one: decides a command and all that follows from it, and writes it. */
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

  constructor(client: pg.ClientBase, request: CommandRequest, world: WorldCache, options: WriteOptions) {
    this.#client = client;
    this.#request = request;
    this.#world = world;
    this.#options = options;
    this.#arrivedAt = request.receivedAt ?? Date.now();
  }

  /** Runs it. The caller commits, whatever the outcome: a refusal may have stored its answer. */
  async run(): Promise<{ readonly outcome: Outcome; readonly moved: readonly Moved[]; readonly recipients: readonly Recipient[] }> {
    const { key } = this.#request;
    // Sent together, answered in this order: the key, the locks, and the clock after the locks.
    const [earlier, , root, moment] = await together([key ? this.#claimKey(key) : undefined, this.#lockOrg(), this.#loadRoot(), this.#world.moment(this.#client)]);
    if (earlier) return { outcome: earlier, moved: [], recipients: [] };
    this.#moment = moment;
    const checked = this.#check(root);
    const { decided, looked } = checked.refusal ? { decided: checked.refusal, looked: nothingLooked } : await this.#decideAll(root);
    const now = this.#at(root);
    const context: AnswerContext = {
      state: decided.ok ? root.state : root.before,
      world: worldOf(this.#moment, now, this.#receivedAt(now), this.#request.actor, looked),
      hidden: checked.hidden,
    };
    const answer = this.#request.answer?.(decided.ok ? { ok: true, facts: root.facts } : decided, context);
    if (decided.ok) {
      const moved = [...this.#hand.values()].filter((process) => process.facts.length > 0);
      const [written] = await together([
        moved.length > 0 ? write(this.#client, moved, now, this.#commandId, this.#options) : { unaware: new Set<string>(), recipients: [] },
        key && answer ? this.#keep(key, answer) : undefined,
      ]);
      return {
        outcome: { ok: true, repeated: false, state: root.state, facts: root.facts, ...(answer ? { answer } : {}) },
        moved: moved.filter((process) => written.unaware.has(process.id)).map(({ type, id }) => ({ type, id })),
        recipients: written.recipients,
      };
    }
    if (key && answer) await this.#keep(key, answer);
    return { outcome: { ...decided, repeated: false, ...(answer ? { answer } : {}) }, moved: [], recipients: [] };
  }

  /** Takes the key, or answers what it has answered before. A request still running under the same key is waited for: the unique index does that. */
  async #claimKey(key: NonNullable<CommandRequest['key']>): Promise<Outcome | undefined> {
    const claimed = await this.#client.query({
      name: 'claim',
      text: `INSERT INTO command (person_id, key, digest, id, process_id, created_at) VALUES ($1, $2, $3, $4, $5, ledger_now()) ON CONFLICT (person_id, key) DO NOTHING`,
      values: [key.personId, key.key, key.digest, this.#commandId, this.#request.id],
    });
    if (claimed.rowCount === 1) return undefined;
    const { rows } = await this.#client.query<{ digest: string; status: number | null; body: StoredAnswer['body']; erased: boolean }>({
      name: 'claimed',
      text: 'SELECT digest, status, body, erased FROM command WHERE person_id = $1 AND key = $2',
      values: [key.personId, key.key],
    });
    const row = rows[0];
    if (!row || row.digest !== key.digest) return { ...refuse('command.key_reused'), repeated: false };
    if (row.erased || row.status === null) return { ...refuse('command.answer_erased'), repeated: false };
    return { ok: true, repeated: true, answer: { status: row.status, body: row.body } };
  }

  /** Rules of the org look at all of it (a name taken, the last administrator): its changes come one after the other. */
  async #lockOrg(): Promise<void> {
    if (worldPart(this.#request.type) === 'org') await this.#client.query({ name: 'org', text: 'SELECT 1 FROM world_version WHERE id = 1 FOR UPDATE' });
  }

  async #keep(key: NonNullable<CommandRequest['key']>, answer: StoredAnswer): Promise<void> {
    await this.#client.query({
      name: 'keep',
      text: 'UPDATE command SET status = $3, body = $4::json WHERE person_id = $1 AND key = $2',
      values: [key.personId, key.key, answer.status, JSON.stringify(answer.body)],
    });
  }

  /** Loads and locks the process asked for; its parent before it where the rule needs that lock. */
  async #loadRoot(): Promise<InHand> {
    const { id, type, command } = this.#request;
    const definition = definitionOf(type);
    const locksParent = definition.needs(command, definition.initial(id)).parent === 'share';
    const [, { rows }] = await together([
      locksParent
        ? this.#client.query({ name: 'share', text: 'SELECT 1 FROM process WHERE id = (SELECT parent_id FROM process WHERE id = $1) FOR SHARE', values: [id] })
        : undefined,
      this.#client.query<Loaded>({ name: 'root', text: `SELECT ${columns} FROM process WHERE id = $1 AND type = $2 FOR UPDATE`, values: [id, type] }),
    ]);
    return this.#take(type, id, rows[0]);
  }

  #take(type: ProcessType, id: string, row: Loaded | undefined): InHand {
    const known = this.#hand.get(id);
    if (known) return known;
    const before = row?.state ?? definitionOf(type).initial(id);
    const process: InHand = { type, id, before, state: before, head: row?.head ?? genesis, lastAt: row?.moved_at.getTime() ?? 0, facts: [], notices: [] };
    this.#hand.set(id, process);
    return process;
  }

  /** Whether the asker may see the record, may take the step, and read the version that is there. */
  #check(root: InHand): { readonly refusal?: Refusal; readonly hidden: boolean } {
    const { actor, type, command, creates, expectedVersion } = this.#request;
    const exists = root.before.version > 0;
    if (!exists && creates !== true) return { refusal: refuse('process.not_found'), hidden: true };
    const { org } = this.#moment;
    if (actor.ref.by === 'person') {
      const participants = exists ? definitionOf(type).participants(root.before) : [];
      if (exists && !maySee(actor, type, participants, org)) return { refusal: refuse('process.not_found'), hidden: true };
      const right = mayCommand(actor, type, command.type, participants, org);
      if (right !== true) return { refusal: right, hidden: false };
    }
    if (expectedVersion !== undefined && expectedVersion !== root.before.version)
      return { refusal: refuse('process.changed_since', { version: root.before.version }), hidden: false };
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
    const { rows } = await this.#client.query<Loaded>({ name: 'follows', text: `SELECT ${columns} FROM process WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE`, values: [ids] });
    for (const row of rows) this.#take(row.type, row.id, row);
  }

  async #decideOne(
    process: InHand,
    command: { readonly type: string },
    numbered: { process: InHand; accepted: Accepted<FactBase> }[],
  ): Promise<{ readonly decided: Accepted<FactBase> | Refusal; readonly looked: Looked }> {
    const definition = definitionOf(process.type);
    const needs = definition.needs(command, process.state);
    const looked = isNothing(needs)
      ? nothingLooked
      : await lookUp(this.#client, needs, process.id, definition.parentId?.(process.state) ?? parentNamed(command), new Map([...this.#hand].map(([id, held]) => [id, held.state])));
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
    tell(process, accepted.notices ?? [], recorded[0]?.seq ?? process.state.version);
    return recorded;
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

const isNothing = (needs: Needs): boolean => !needs.parent && !needs.children && !needs.parties?.length && !needs.attachments?.length && !needs.processes?.length;

/** The parent that a creating command names, before there is a state to ask. */
const parentNamed = (command: { readonly type: string }): string | undefined =>
  'campaignId' in command && typeof command.campaignId === 'string' ? command.campaignId : undefined;
