import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { Calendar } from '../domain/calendar/calendar.ts';
import type { Org } from '../domain/org/org.ts';
import type { Actor } from '../domain/process/actor.ts';
import type { Attached, AttachmentRecord, Membership, Naming, Needs, PartyRecord, ProcessState, World } from '../domain/process/definition.ts';
import type { Instant } from '../domain/process/time.ts';
import { loadCalendar } from './org-calendar.ts';
import { loadOrg } from './org-snapshot.ts';

/** The moment and the versions a transaction works with. */
export interface Moment {
  readonly now: Instant;
  readonly org: Org;
  /** Counts the changes of the registers of units, people and posts, and the imports. */
  readonly orgVersion: number;
  readonly calendar: Calendar;
  readonly drill: boolean;
}

/** The ledger's clock in milliseconds and the versions of the world, as `momentColumns` reads them. */
export interface MomentRow {
  readonly now_ms: number;
  readonly org: number;
  readonly calendar: number;
  readonly drill: boolean;
}

/** Reads a `MomentRow`; to be joined with what else a request asks for at the same time. */
export const momentColumns = 'ledger_now_ms() AS now_ms, w.org, w.calendar, l.drill FROM world_version w JOIN ledger_state l ON l.id = w.id';

/** What the world cache keeps: units, posts, people and calendar change seldom, and each carries a version. */
export class WorldCache {
  #org: { readonly version: number; readonly value: Org } | undefined;
  #calendar: { readonly version: number; readonly value: Calendar } | undefined;

  /** The world at a moment that was read; what changed since the last one is loaded by the client. */
  async momentOf(client: Pick<pg.ClientBase, 'query'>, row: MomentRow): Promise<Moment> {
    if (this.#org?.version !== row.org) this.#org = { version: row.org, value: await loadOrg(client, row.org) };
    if (this.#calendar?.version !== row.calendar) this.#calendar = { version: row.calendar, value: await loadCalendar(client, row.calendar) };
    return { now: row.now_ms, org: this.#org.value, orgVersion: row.org, calendar: this.#calendar.value, drill: row.drill };
  }
}

interface Looked {
  readonly parent?: ProcessState;
  readonly children: readonly ProcessState[];
  readonly attached: readonly Attached[];
  readonly naming?: readonly Naming[];
  readonly memberships?: readonly Membership[];
  readonly siblings?: readonly Attached[];
  readonly parties: ReadonlyMap<string, PartyRecord>;
  readonly attachments: ReadonlyMap<string, AttachmentRecord>;
  readonly processes: ReadonlyMap<string, ProcessState>;
}

/** What is known before looking: processes in hand (which may be newer than the table), and parties read when the command was opened. */
export interface Known {
  readonly processes: ReadonlyMap<string, ProcessState>;
  readonly parties: ReadonlyMap<string, PartyRecord>;
}

/** Records that a command asks for, besides what is known already. */
export async function lookUp(client: pg.ClientBase, needs: Needs, self: string, parentId: string | undefined, known: Known): Promise<Looked> {
  const inHand = known.processes;
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
      text: "SELECT id, state FROM process WHERE parent_id = $1 AND type = 'task' ORDER BY id",
      values: [self],
    });
    children = rows.map((row) => inHand.get(row.id) ?? row.state);
  }
  let attached: Attached[] = [];
  if (needs.attached?.length) {
    const { rows } = await client.query<{ id: string } & Attached>({
      name: 'attached',
      text: 'SELECT id, type, state FROM process WHERE parent_id = $1 AND type = ANY($2) AND NOT closed ORDER BY id',
      values: [self, needs.attached],
    });
    attached = rows.map(({ id, type, state }) => ({ type, state: inHand.get(id) ?? state }));
  }
  let siblings: Attached[] | undefined;
  if (needs.siblings?.length && parentId) {
    const { rows } = await client.query<{ id: string } & Attached>({
      name: 'siblings',
      text: 'SELECT id, type, state FROM process WHERE parent_id = $1 AND type = ANY($2) AND id <> $3 ORDER BY id',
      values: [parentId, needs.siblings, self],
    });
    siblings = rows.map(({ id, type, state }) => ({ type, state: inHand.get(id) ?? state }));
  }
  const parties = new Map(known.parties);
  const unknown = needs.parties?.filter((id) => !parties.has(id)) ?? [];
  if (unknown.length > 0) {
    const { rows } = await client.query<PartyRecord>({
      name: 'parties',
      text: 'SELECT id, name, kind, address FROM party_record WHERE id = ANY($1::uuid[])',
      values: [unknown],
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
  const naming = needs.naming === undefined ? undefined : await whatNames(client, needs.naming);
  const memberships = needs.memberships?.length ? await membershipsOf(client, needs.memberships) : undefined;
  const parent = needs.parent && parentId ? processes.get(parentId) : undefined;
  return {
    ...(parent ? { parent } : {}),
    ...(siblings ? { siblings } : {}),
    children,
    attached,
    ...(naming ? { naming } : {}),
    ...(memberships ? { memberships } : {}),
    parties,
    attachments,
    processes,
  };
}

/** Posts held, delegations not yet over and open cases that name a person. A case names its officers in its state alone; of open ones there are few. */
async function whatNames(client: pg.ClientBase, personId: string): Promise<readonly Naming[]> {
  const { rows } = await client.query<Naming>({
    name: 'naming',
    text: `SELECT p.type, p.state FROM process p WHERE p.id IN (
   SELECT id FROM post_record WHERE person_id = $1 AND (until IS NULL OR until > ledger_now())
   UNION ALL SELECT id FROM delegation_record WHERE (from_person_id = $1 OR to_person_id = $1) AND revoked_at IS NULL AND until >= ledger_now()
   UNION ALL SELECT c.id FROM process c WHERE c.type = 'case' AND NOT c.closed
     AND (c.state ->> 'openedBy' = $1::text OR c.state -> 'inspections' @> $2::jsonb OR c.state -> 'successions' @> $3::jsonb)
 ) ORDER BY p.id`,
    values: [personId, JSON.stringify([{ officers: [personId] }]), JSON.stringify([{ to: personId }])],
  });
  return rows;
}

/** Open campaigns of which these units, or those that ended into them, are members. */
async function membershipsOf(client: pg.ClientBase, unitIds: readonly string[]): Promise<readonly Membership[]> {
  const { rows } = await client.query<Membership>({
    name: 'memberships',
    text: `WITH RECURSIVE own(id) AS (SELECT unnest($1::uuid[]) UNION SELECT u.id FROM unit_record u JOIN own ON u.successor_id = own.id)
 SELECT p.id AS "campaignId", p.state ->> 'title' AS title, p.state ->> 'officeUnitId' AS "officeUnitId" FROM process p
 WHERE p.type = 'campaign' AND NOT p.closed AND EXISTS (SELECT 1 FROM participation v JOIN own ON own.id = v.unit_id WHERE v.process_id = p.id AND v.relation = 'member') ORDER BY p.id`,
    values: [unitIds],
  });
  return rows;
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
export const nothingLooked: Looked = { children: [], attached: [], parties: new Map(), attachments: new Map(), processes: new Map() };

export type { Looked };
