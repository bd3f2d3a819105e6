import { PassThrough, type Readable } from 'node:stream';
import { maySee } from '../../domain/policy/policy.ts';
import type { ProcessState, ProcessType } from '../../domain/process/definition.ts';
import { participantsAt } from '../../ledger/definitions.ts';
import type { Moment } from '../../ledger/world.ts';
import type { Asker } from '../http/asker.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import { HttpProblem } from '../http/problem.ts';
import { type Sight, sightOf } from '../http/sight.ts';
import { recipient } from '../notifications/list.ts';

/** How many streams, how often it is looked and said, and how long a stream lasts, in milliseconds. */
export interface ChangeLimits {
  readonly perPerson: number;
  readonly inAll: number;
  readonly lookMs: number;
  readonly beatMs: number;
  readonly lifeMs: number;
}
const defaultLimits: ChangeLimits = { perPerson: 5, inAll: 500, lookMs: 1_000, beatMs: 15_000, lifeMs: 30 * 60_000 };
/** Of what moved a list is told at every second look. */
const listEvery = 2;
/** A reader who has fallen behind by so many bytes has gone, or will come again. */
const mostUnread = 65_536;
/** Pages of facts that are read again before those written since an earlier look: a step whose page was taken earlier may be committed later. */
const pagesAgain = 64;
/** How far back, in milliseconds, each look goes: longer than the longest write takes (ledger/write.ts), whose pages are taken and whose clock is read long before it is committed. */
const againMs = 20_000;

/** A process as a stream names it. */
export interface Watched {
  readonly type: ProcessType;
  readonly id: string;
}
/** Who listens, as known at the last beat. */
export interface Listening {
  readonly asker: Asker;
  readonly moment: Moment;
}
interface Listener {
  of: Listening;
  readonly personId: string;
  readonly watch: readonly Watched[];
  readonly versions: Map<string, number>;
  readonly sights: Map<ProcessType, ReadonlySet<string> | 'all'>;
  readonly lists: Set<ProcessType>;
  /** From the first look on: what stood before is no news. */
  begun: boolean;
  readonly stream: PassThrough;
  readonly timers: readonly NodeJS.Timeout[];
}

interface Look {
  readonly watched: readonly { readonly id: string; readonly version: number }[];
  readonly notices: readonly { readonly id: string; readonly personId: string }[];
  readonly moved: readonly { readonly id: string; readonly type: ProcessType; readonly seq: number; readonly parts: readonly string[] | null }[];
  readonly blocks: number;
}

/** A watched process that has moved, as it stands. */
interface Changed {
  readonly id: string;
  readonly type: ProcessType;
  readonly state: ProcessState;
}

/** What of that which the listener watches is in another version than was told. */
const movedFor = ({ watch, versions: told }: Listener, versions: ReadonlyMap<string, number>): readonly Watched[] => watch.filter(({ id }) => told.get(id) !== versions.get(id));

const blocks = "(pg_relation_size('fact') / current_setting('block_size')::int)::int AS blocks";
// Facts are only ever added, at the end of their table: what is new stands in its last pages, and no step pays for an index. Steps and notices of the last seconds are read again, for a
// transaction commits after its clock.
const lookText = `SELECT
 (SELECT coalesce(jsonb_agg(jsonb_build_object('id', id, 'version', version)), '[]') FROM process WHERE id = ANY($1::uuid[])) AS watched,
 (SELECT coalesce(jsonb_agg(jsonb_build_object('id', id, 'personId', person_id)), '[]') FROM notice WHERE person_id = ANY($2::uuid[]) AND created_at > ledger_now() - make_interval(secs => $4 / 1000.0)) AS notices,
 (SELECT coalesce(jsonb_agg(jsonb_build_object('id', m.process_id, 'type', m.process_type, 'seq', m.seq,
    'parts', (SELECT jsonb_agg(v.relation || ' ' || v.unit_id) FROM participation v WHERE v.process_id = m.process_id))), '[]')
  FROM (SELECT process_id, process_type, max(seq) AS seq FROM fact WHERE ctid >= $3::tid AND at > ledger_now() - make_interval(secs => $4 / 1000.0) GROUP BY process_id, process_type) m) AS moved,
 ${blocks}`;

/** Where the last pages of the facts begin. */
const lastPages = (look: Pick<Look, 'blocks'> | undefined): string => `(${Math.max(0, (look?.blocks ?? 0) - pagesAgain)},0)`;

/** How many pages the facts had at a look, and when, in milliseconds of the process's own clock. */
interface Looked {
  readonly at: number;
  readonly blocks: number;
}
/** Of the looks those from the last before `since` on: all pages taken from then on lie behind its own. */
const lookedSince = (looks: readonly Looked[], since: number): readonly Looked[] =>
  looks.slice(
    Math.max(
      0,
      looks.findLastIndex(({ at }) => at <= since),
    ),
  );

const partsSeen = (sight: Sight): ReadonlySet<string> | 'all' =>
  sight.all ? 'all' : new Set(sight.units.flatMap(({ relation, unitIds }) => unitIds.map((unitId) => `${relation} ${unitId}`)));

/**
 * Tells signed-in browsers that something they may see has moved. One look a second for all who listen, none while nobody does; a stream that is ended (shutdown, the end of a session, half an
 * hour) is opened again by its browser.
 */
export class Changes {
  readonly #pool: LedgerDoor['pool'];
  readonly #limits: ChangeLimits;
  readonly #listeners = new Set<Listener>();
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> = Promise.resolve();
  #looks = 0;
  /** The looks back to which the next one reads; none while nobody listens. */
  #looked: readonly Looked[] = [];
  #told = new Set<string>();
  #closed = false;

  constructor(pool: LedgerDoor['pool'], limits: Partial<ChangeLimits> = {}) {
    this.#pool = pool;
    this.#limits = { ...defaultLimits, ...limits };
  }

  /**
   * A stream of events from now on. `again` tells at every beat whether the asker still may listen: undefined ends the stream.
   * 429 `changes.too_many`, 503 `service.busy`.
   */
  async open(of: Listening, watch: readonly Watched[], again: () => Promise<Listening | undefined>): Promise<Readable> {
    const personId = of.asker.personId;
    if ([...this.#listeners].filter((one) => one.personId === personId).length >= this.#limits.perPerson)
      throw new HttpProblem('changes.too_many', { params: { limit: this.#limits.perPerson } });
    if (this.#closed || this.#listeners.size >= this.#limits.inAll) throw new HttpProblem('service.busy', { headers: { 'Retry-After': '5' } });
    const stream = new PassThrough();
    const beat = setInterval(() => void this.#beat(listener, again), this.#limits.beatMs).unref();
    const end = setTimeout(() => stream.end(), this.#limits.lifeMs).unref();
    const listener: Listener = { of, personId, watch, versions: new Map(), sights: new Map(), lists: new Set(), begun: false, stream, timers: [beat, end] };
    this.#listeners.add(listener);
    for (const event of ['close', 'finish', 'error'] as const) stream.once(event, () => this.#leave(listener));
    // What moves after this look is told; the browser reads again what it shows when it has the first line.
    await this.#look();
    stream.write(': listening\n\n');
    this.#timer ??= setInterval(() => void this.#look(), this.#limits.lookMs).unref();
    return stream;
  }

  /** How many listen. */
  get listening(): number {
    return this.#listeners.size;
  }

  /** Ends every stream and takes no more. */
  close(): void {
    this.#closed = true;
    for (const { stream } of this.#listeners) stream.end();
  }

  #leave(listener: Listener): void {
    if (!this.#listeners.delete(listener)) return;
    for (const timer of listener.timers) clearTimeout(timer);
    if (this.#listeners.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#looked = [];
  }

  async #beat(listener: Listener, again: () => Promise<Listening | undefined>): Promise<void> {
    const of = await again();
    if (!of) {
      listener.stream.end();
      return;
    }
    listener.of = of;
    listener.sights.clear();
    this.#say(listener, ': beat\n\n');
  }

  #say({ stream }: Listener, text: string): void {
    if (stream.writableEnded || stream.destroyed) return;
    if (stream.writableLength > mostUnread) stream.destroy();
    else stream.write(text);
  }

  #event(listener: Listener, name: string, data: object): void {
    this.#say(listener, `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  /** One look after the other; one that fails is made up for by the next. */
  #look(): Promise<void> {
    this.#looking = this.#looking.then(() => this.#lookNow()).catch(() => undefined);
    return this.#looking;
  }

  async #lookNow(): Promise<void> {
    const listeners = [...this.#listeners];
    if (listeners.length === 0) return;
    const ids = [...new Set(listeners.flatMap(({ watch }) => watch.map(({ id }) => id)))];
    const people = [...new Set(listeners.map(({ of }) => recipient(of.asker)[0]))];
    const at = performance.now();
    const recent = lookedSince(this.#looked, at - againMs);
    const from = lastPages(recent[0] ?? (await this.#pool.query<Pick<Look, 'blocks'>>(`SELECT ${blocks}`)).rows[0]);
    const { rows } = await this.#pool.query<Look>({ name: 'changes', text: lookText, values: [ids, people, from, againMs] });
    const look = rows[0];
    if (!look) return;
    const versions = new Map(look.watched.map(({ id, version }) => [id, version]));
    const changed = await this.#changed(listeners, versions);
    // All is read: from here on nothing fails, and what is told counts as told.
    this.#looked = [...recent, { at, blocks: look.blocks }];
    this.#looks += 1;
    const keys = [...look.notices.map(({ id }) => id), ...look.moved.map(({ id, seq }) => `${id} ${seq}`)];
    const moved = look.moved.filter(({ id, seq }) => !this.#told.has(`${id} ${seq}`));
    const notices = look.notices.filter(({ id }) => !this.#told.has(id));
    this.#told = new Set(keys);
    this.#tellWatched(listeners, versions, changed);
    for (const listener of listeners) {
      if (listener.begun) {
        if (notices.some(({ personId }) => personId === recipient(listener.of.asker)[0])) this.#event(listener, 'notice', {});
        for (const { type, parts } of moved) if (this.#lists(listener, type, parts ?? [])) listener.lists.add(type);
        if (this.#looks % listEvery === 0 && listener.lists.size > 0) {
          this.#event(listener, 'list', { types: [...listener.lists].toSorted() });
          listener.lists.clear();
        }
      }
      listener.begun = true;
    }
  }

  /** True when one of these parts in a process lets the listener see it. */
  #lists({ of, sights }: Listener, type: ProcessType, parts: readonly string[]): boolean {
    const known = sights.get(type) ?? partsSeen(sightOf(of.asker, type, of.moment));
    sights.set(type, known);
    return known === 'all' || parts.some((part) => known.has(part));
  }

  /** What has moved of all that is watched, as it stands. */
  async #changed(listeners: readonly Listener[], versions: ReadonlyMap<string, number>): Promise<readonly Changed[]> {
    const ids = listeners.filter(({ begun }) => begun).flatMap((listener) => movedFor(listener, versions).map(({ id }) => id));
    if (ids.length === 0) return [];
    const { rows } = await this.#pool.query<Changed>({ name: 'changed', text: 'SELECT id, type, state FROM process WHERE id = ANY($1::uuid[])', values: [[...new Set(ids)]] });
    return rows;
  }

  #tellWatched(listeners: readonly Listener[], versions: ReadonlyMap<string, number>, changed: readonly Changed[]): void {
    for (const listener of listeners)
      for (const watched of movedFor(listener, versions)) {
        listener.versions.set(watched.id, versions.get(watched.id) ?? 0);
        const row = changed.find(({ id, type }) => id === watched.id && type === watched.type);
        if (!row || !listener.begun) continue;
        const { asker, moment } = listener.of;
        const participants = participantsAt(row.type, row.state, moment.now);
        if (asker.actors.some((actor) => maySee(actor, row.type, participants, moment.org))) this.#event(listener, 'moved', { ...watched, version: row.state.version });
      }
  }
}
