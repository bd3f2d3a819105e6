import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { Calendar } from '../domain/calendar/calendar.ts';
import type { Org } from '../domain/org/org.ts';
import type { Actor } from '../domain/process/actor.ts';
import type { AttachmentRecord, Needs, PartyRecord, ProcessState, World } from '../domain/process/definition.ts';
import type { Instant } from '../domain/process/time.ts';
import { loadCalendar } from './org-calendar.ts';
import { loadOrg } from './org-snapshot.ts';

/** The moment and the versions a transaction works with. */
export interface Moment {
  readonly now: Instant;
  readonly org: Org;
  readonly calendar: Calendar;
  readonly drill: boolean;
}

/** What the world cache keeps: units, posts, people and calendar change seldom, and each carries a version. */
export class WorldCache {
  #org: { readonly version: number; readonly value: Org } | undefined;
  #calendar: { readonly version: number; readonly value: Calendar } | undefined;

  /** The ledger's clock and the world of this transaction's snapshot. Ask after the locks are held: the clock is read here. */
  async moment(client: pg.ClientBase): Promise<Moment> {
    const { rows } = await client.query<{ now: number; org: number; calendar: number; drill: boolean }>({
      name: 'moment',
      text: 'SELECT ledger_now_ms() AS now, w.org, w.calendar, s.drill FROM world_version w, ledger_state s WHERE w.id = 1 AND s.id = 1',
    });
    const row = rows[0];
    if (!row) throw new Error('the ledger has no world: migrations have not run');
    if (this.#org?.version !== row.org) this.#org = { version: row.org, value: await loadOrg(client, row.org) };
    if (this.#calendar?.version !== row.calendar) this.#calendar = { version: row.calendar, value: await loadCalendar(client, row.calendar) };
    return { now: row.now, org: this.#org.value, calendar: this.#calendar.value, drill: row.drill };
  }
}

interface Looked {
  readonly parent?: ProcessState;
  readonly children: readonly ProcessState[];
  readonly parties: ReadonlyMap<string, PartyRecord>;
  readonly attachments: ReadonlyMap<string, AttachmentRecord>;
  readonly processes: ReadonlyMap<string, ProcessState>;
}

/** Records that a command asks for, besides the processes in hand (which may be newer than the table). */
export async function lookUp(client: pg.ClientBase, needs: Needs, self: string, parentId: string | undefined, inHand: ReadonlyMap<string, ProcessState>): Promise<Looked> {
  const wanted = new Set<string>(needs.processes ?? []);
  if (needs.parent && parentId) wanted.add(parentId);
  const missing = [...wanted].filter((id) => !inHand.has(id));
  const processes = new Map<string, ProcessState>();
  for (const id of wanted) {
    const state = inHand.get(id);
    if (state) processes.set(id, state);
  }
  if (missing.length > 0) {
    const { rows } = await client.query<{ id: string; state: ProcessState }>({
      name: 'processes',
      text: 'SELECT id, state FROM process WHERE id = ANY($1::uuid[])',
      values: [missing],
    });
    for (const row of rows) processes.set(row.id, row.state);
  }
  let children: ProcessState[] = [];
  if (needs.children) {
    const { rows } = await client.query<{ id: string; state: ProcessState }>({
      name: 'children',
      text: 'SELECT id, state FROM process WHERE parent_id = $1 ORDER BY id',
      values: [self],
    });
    children = rows.map((row) => inHand.get(row.id) ?? row.state);
  }
  const parties = new Map<string, PartyRecord>();
  if (needs.parties?.length) {
    const { rows } = await client.query<PartyRecord>({
      name: 'parties',
      text: 'SELECT id, name, kind, address FROM party_record WHERE id = ANY($1::uuid[])',
      values: [needs.parties],
    });
    for (const row of rows) parties.set(row.id, row);
  }
  const attachments = new Map<string, AttachmentRecord>();
  if (needs.attachments?.length) {
    const { rows } = await client.query<AttachmentRecord>({
      name: 'attachments',
      text: 'SELECT id, unit_id AS "unitId", sha256, name, media_type AS "mediaType", size FROM attachment WHERE id = ANY($1::uuid[])',
      values: [needs.attachments],
    });
    for (const row of rows) attachments.set(row.id, row);
  }
  const parent = needs.parent && parentId ? processes.get(parentId) : undefined;
  return { ...(parent ? { parent } : {}), children, parties, attachments, processes };
}

/** The world a rule sees. */
export const worldOf = (moment: Moment, at: Instant, receivedAt: Instant, actor: Actor, looked: Looked): World => ({
  now: at,
  receivedAt,
  actor,
  org: moment.org,
  calendar: moment.calendar,
  drill: moment.drill,
  ...looked,
  newId: randomUUID,
});

/** The world for shaping an answer when nothing was looked up. */
export const nothingLooked: Looked = { children: [], parties: new Map(), attachments: new Map(), processes: new Map() };

export type { Looked };
