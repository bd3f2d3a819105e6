import { createHash, randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { ProcessState } from '../domain/process/definition.ts';
import type { ActorRef } from '../domain/process/fact.ts';
import type { Instant } from '../domain/process/time.ts';
import { chainHash } from './chain.ts';
import { definitionOf, isTimed } from './definitions.ts';
import { nudgesOf } from './nudge.ts';
import { processColumns } from './process-row.ts';
import { instantText } from './projection/instant.ts';
import { attachmentsNamed, deadlineRows, endsAccess, participationRows, projectionsOf, worldPart } from './projection.ts';
import type { Nudge } from './request.ts';
import { seal } from './seal.ts';
import type { Recipient } from './sweep.ts';
import { together } from './together.ts';
import type { InHand } from './transaction.ts';

type Row = Record<string, unknown>;

/** What one transaction writes, gathered by table and written set by set. */
interface Batch {
  readonly upserts: Map<string, { readonly key: readonly string[]; readonly rows: Row[] }>;
  readonly facts: Row[];
  readonly sealed: Row[];
  readonly processes: Row[];
  readonly watches: Row[];
  readonly notices: Row[];
  readonly uses: Row[];
  readonly participationsAdded: Row[];
  readonly participationsGone: Row[];
  readonly deadlinesGone: Row[];
  readonly stale: Set<'org' | 'calendar'>;
  /** People whose sessions, tokens and calendar links end with this. */
  readonly signedOut: string[];
}

const bytes = (value: Uint8Array): string => `\\x${Buffer.from(value).toString('hex')}`;

function gather(processes: readonly InHand[], at: Instant, commandId: string): Batch {
  const batch: Batch = {
    upserts: new Map(),
    facts: [],
    sealed: [],
    processes: [],
    watches: [],
    notices: [],
    uses: [],
    participationsAdded: [],
    participationsGone: [],
    deadlinesGone: [],
    stale: new Set(),
    signedOut: [],
  };
  for (const process of processes) gatherOne(process, at, commandId, batch);
  return batch;
}

function gatherOne(process: InHand, at: Instant, commandId: string, batch: Batch): void {
  const { state, type, id } = process;
  const definition = definitionOf(type);
  let head: Buffer = process.head;
  let lastAt = process.lastAt;
  for (const recorded of process.facts) {
    const { data, rows } = seal(id, recorded.seq, recorded.fact, definition.sealed[recorded.fact.type] ?? []);
    const prev = head;
    head = chainHash(prev, {
      processId: id,
      processType: type,
      seq: recorded.seq,
      type: recorded.fact.type,
      data,
      actor: recorded.actor,
      at: recorded.at,
      receivedAt: recorded.receivedAt,
      commandId,
    });
    lastAt = recorded.at;
    batch.sealed.push(...rows.map((row) => ({ ...row })));
    batch.facts.push({
      process_id: id,
      seq: recorded.seq,
      process_type: type,
      type: recorded.fact.type,
      data,
      actor: recorded.actor as ActorRef,
      at: instantText(recorded.at),
      received_at: instantText(recorded.receivedAt),
      command_id: commandId,
      prev: bytes(prev),
      hash: bytes(head),
    });
  }
  batch.processes.push({ id, ...processColumns(type, state, process.facts[0]?.at ?? at, lastAt), head: bytes(head), state });
  if (isTimed(type)) batch.watches.push({ process_id: id, wanted: state.version });
  for (const projection of projectionsOf(type)) {
    const follows = projection.seldom;
    const isAsBefore = follows !== undefined && process.before.version > 0 && JSON.stringify(follows(state)) === JSON.stringify(follows(process.before));
    if (!isAsBefore) add(batch, projection.table, projection.key, projection.rows(state));
  }
  gatherDifferences(process, batch);
  const part = worldPart(type);
  if (part) batch.stale.add(part);
  if (process.facts.some(({ fact }) => endsAccess(type, fact.type))) batch.signedOut.push(id);
  for (const attachment of attachmentsNamed(process.facts)) batch.uses.push({ attachment_id: attachment, process_id: id });
  for (const { draft, factSeq, deadlineKind } of process.notices) {
    for (const to of draft.to) {
      batch.notices.push({
        id: randomUUID(),
        process_id: id,
        fact_seq: factSeq,
        deadline_kind: deadlineKind,
        rung: draft.rung ?? draft.kind,
        kind: draft.kind,
        is_rung: draft.deadline !== undefined,
        person_id: to.personId,
        post_id: to.postId,
        unit_id: to.unitId,
        instead_of: to.insteadOf ?? null,
        title: draft.title,
        why: draft.why,
        rule: draft.rule,
        stops: draft.stops,
        due_at: draft.dueAt === undefined ? null : instantText(draft.dueAt),
        urgent: draft.urgent === true,
        created_at: instantText(lastAt),
        whole_id: definition.parentId?.(state) ?? id,
        about_ids: draft.about ?? [],
      });
    }
  }
}

function gatherDifferences({ state, before, type, id }: InHand, batch: Batch): void {
  const keyed = (one: ProcessState) => new Map(participationRows(type, one).map((row) => [`${row.unit_id} ${row.relation}`, row]));
  const now = keyed(state);
  const old = before.version === 0 ? new Map<string, Row>() : keyed(before);
  for (const [key, row] of now) if (!old.has(key)) batch.participationsAdded.push(row);
  for (const [key, row] of old) if (!now.has(key)) batch.participationsGone.push(row);
  if (state.deadlines === before.deadlines) return;
  const kinds = new Set(state.deadlines.map((deadline) => deadline.kind));
  for (const deadline of before.deadlines) if (!kinds.has(deadline.kind)) batch.deadlinesGone.push({ process_id: id, kind: deadline.kind });
  add(batch, 'deadline_record', ['process_id', 'kind'], deadlineRows(state));
}

function add(batch: Batch, table: string, key: readonly string[], rows: readonly Row[]): void {
  if (rows.length === 0) return;
  const known = batch.upserts.get(table);
  if (known) known.rows.push(...rows);
  else batch.upserts.set(table, { key, rows: [...rows] });
}

// Rows travel as one JSON text a table and are unpacked by the server: one statement for one process and for two thousand alike.
const insert = (table: string, columns: readonly string[], parameter: number, conflict = ''): string =>
  `INSERT INTO ${table} (${columns.map(quote).join(', ')}) SELECT ${columns.map(quote).join(', ')} FROM jsonb_populate_recordset(NULL::${table}, $${parameter}::jsonb)${conflict}`;
const quote = (name: string): string => `"${name}"`;
const upsert = (table: string, columns: readonly string[], key: readonly string[], parameter: number): string => {
  const others = columns.filter((column) => !key.includes(column));
  return insert(
    table,
    columns,
    parameter,
    ` ON CONFLICT (${key.map(quote).join(', ')}) DO UPDATE SET ${others.map((column) => `${quote(column)} = EXCLUDED.${quote(column)}`).join(', ')}`,
  );
};

const processUpdate = ` ON CONFLICT (id) DO UPDATE SET number = EXCLUDED.number, stage = EXCLUDED.stage, since = EXCLUDED.since, version = EXCLUDED.version, head = EXCLUDED.head,
 state = EXCLUDED.state, wake_at = EXCLUDED.wake_at, wake_kind = EXCLUDED.wake_kind, settled = EXCLUDED.settled, closed = EXCLUDED.closed, moved_at = EXCLUDED.moved_at`;

/** What a write leaves to be told after the commit. */
export interface Written {
  /** Processes in time that moved. A nudge is noted where none of the last 30 s is still unseen: a run takes 10,000 signals at most. */
  readonly nudges: readonly Nudge[];
  /** Recipients with new deliveries. */
  readonly recipients: readonly Recipient[];
}

export const nothingWritten: Written = { nudges: [], recipients: [] };

export interface WriteOptions {
  /** Channels by which people's notices leave the building; none: in-app only, and to their unit's outlets. */
  readonly channels: readonly string[];
  /** True for the bell: a workflow that had seen every move is held to have seen these too, and nobody is nudged; one that had not has its nudge on the way. */
  readonly untold?: boolean;
}

const nudged = `nudged_at = CASE WHEN watch.seen < watch.wanted AND watch.nudged_at > EXCLUDED.nudged_at - interval '30 seconds' THEN watch.nudged_at ELSE EXCLUDED.nudged_at END`;
const untold = 'seen = CASE WHEN watch.seen = watch.wanted THEN EXCLUDED.wanted ELSE watch.seen END';

/**
 * Writes everything that a transaction decided: facts, fold, read tables, participation, deadlines, the watch, notices and their deliveries.
 * One statement, its sets in fixed order. Throws at once, with nothing sent, when a fact cannot be written down.
 */
export function write(client: pg.ClientBase, processes: readonly InHand[], at: Instant, commandId: string, options: WriteOptions): Promise<Written> {
  const batch = gather(processes, at, commandId);
  const delivers = batch.notices.length > 0 && options.channels.length > 0;
  const values: string[] = [];
  const parts: string[] = [];
  const part = (name: string, rows: readonly Row[], text: (parameter: number) => string): void => {
    if (rows.length === 0) return;
    values.push(JSON.stringify(rows));
    parts.push(`${name} AS (${text(values.length)} RETURNING 1)`);
  };
  const columns = (rows: readonly Row[]): string[] => Object.keys(rows[0] ?? {});
  part('w_fact', batch.facts, (n) => insert('fact', columns(batch.facts), n));
  part('w_sealed', batch.sealed, (n) => insert('sealed_value', columns(batch.sealed), n));
  part('w_process', batch.processes, (n) => insert('process', columns(batch.processes), n, processUpdate));
  for (const [table, { key, rows }] of batch.upserts) part(`w_${table}`, rows, (n) => upsert(table, columns(rows), key, n));
  part('w_participation', batch.participationsAdded, (n) => insert('participation', columns(batch.participationsAdded), n, ' ON CONFLICT DO NOTHING'));
  part(
    'w_participation_gone',
    batch.participationsGone,
    (n) =>
      `DELETE FROM participation t USING jsonb_populate_recordset(NULL::participation, $${n}::jsonb) g WHERE t.process_id = g.process_id AND t.unit_id = g.unit_id AND t.relation = g.relation`,
  );
  part(
    'w_deadline_gone',
    batch.deadlinesGone,
    (n) => `DELETE FROM deadline_record t USING jsonb_populate_recordset(NULL::deadline_record, $${n}::jsonb) g WHERE t.process_id = g.process_id AND t.kind = g.kind`,
  );
  part('w_use', batch.uses, (n) => insert('attachment_use', ['attachment_id', 'process_id'], n, ' ON CONFLICT DO NOTHING'));
  if (batch.signedOut.length > 0) {
    values.push(JSON.stringify(batch.signedOut));
    const people = `(SELECT value::uuid FROM jsonb_array_elements_text($${values.length}::jsonb))`;
    parts.push(`w_session_gone AS (DELETE FROM session WHERE person_id IN ${people} RETURNING 1)`);
    parts.push(`w_token_gone AS (UPDATE api_token SET revoked_at = clock_timestamp() WHERE revoked_at IS NULL AND person_id IN ${people} RETURNING 1)`);
    parts.push(`w_calendar_gone AS (DELETE FROM calendar_link WHERE person_id IN ${people} RETURNING 1)`);
  }
  if (batch.watches.length > 0) {
    values.push(JSON.stringify(batch.watches));
    parts.push(`w_watch AS (INSERT INTO watch (process_id, wanted, seen, wanted_at, nudged_at, nudges) SELECT process_id, wanted, 0, ledger_now(), ledger_now(), 0 FROM jsonb_populate_recordset(NULL::watch, $${values.length}::jsonb)
 ON CONFLICT (process_id) DO UPDATE SET wanted = EXCLUDED.wanted, wanted_at = CASE WHEN watch.seen >= watch.wanted THEN EXCLUDED.wanted_at ELSE watch.wanted_at END,
 ${options.untold ? untold : nudged}
 RETURNING new.process_id, old.nudged_at IS DISTINCT FROM new.nudged_at AS nudge)`);
  }
  if (batch.notices.length > 0) {
    values.push(JSON.stringify(batch.notices));
    parts.push(
      `w_notice AS (${insert('notice', columns(batch.notices), values.length, ' ON CONFLICT (process_id, fact_seq, deadline_kind, rung, person_id) DO NOTHING')} RETURNING id, person_id, unit_id, process_id, fact_seq, deadline_kind, rung, created_at)`,
      // Several people of a unit may hear the same; each outlet of the unit hears it once, and those of units whose work it took over with it.
      `w_outlet AS (INSERT INTO delivery (id, notice_id, person_id, channel, state, created_at, moved_at)
 SELECT gen_random_uuid(), n.id, o.id, o.kind, 'pending', n.created_at, n.created_at
 FROM (SELECT DISTINCT ON (unit_id, process_id, fact_seq, deadline_kind, rung) * FROM w_notice ORDER BY unit_id, process_id, fact_seq, deadline_kind, rung, id) n
 JOIN (WITH RECURSIVE ear AS (SELECT id, kind, unit_id FROM outlet_record WHERE active UNION SELECT e.id, e.kind, u.successor_id FROM ear e JOIN unit_record u ON u.id = e.unit_id WHERE u.successor_id IS NOT NULL)
 SELECT * FROM ear) o ON o.unit_id = n.unit_id RETURNING person_id, channel)`,
    );
    if (delivers) {
      const channels = options.channels.map((channel) => `('${channel.replaceAll("'", "''")}')`).join(', ');
      parts.push(`w_delivery AS (INSERT INTO delivery (id, notice_id, person_id, channel, state, created_at, moved_at)
 SELECT gen_random_uuid(), n.id, n.person_id, c.channel, 'pending', n.created_at, n.created_at FROM w_notice n, (VALUES ${channels}) c(channel) RETURNING person_id, channel)`);
    }
  }
  const answers = [
    ...(batch.watches.length > 0 ? ['SELECT process_id, NULL::uuid AS person_id, NULL::text AS channel FROM w_watch WHERE nudge'] : []),
    ...(delivers ? ['SELECT NULL::uuid AS process_id, person_id, channel FROM w_delivery'] : []),
    ...(batch.notices.length > 0 ? ['SELECT NULL::uuid AS process_id, person_id, channel FROM w_outlet'] : []),
  ];
  const text = `WITH ${parts.join(',\n')} ${answers.length > 0 ? answers.join(' UNION ') : 'SELECT NULL AS process_id, NULL AS person_id, NULL AS channel WHERE false'}`;
  // Sent together, so that a commit may follow at once; named after its text, so that the server plans each shape once for a connection.
  return told(
    together(client, () => {
      const longer = processes.length > manyProcesses ? client.query(`SET LOCAL statement_timeout = ${manyTimeoutMs}`) : undefined;
      return [
        client.query<TellRow>({ name: nameOf(text), text, values, ...patience(processes.length) }),
        longer,
        ...[...batch.stale].map((stale) => client.query({ text: `UPDATE world_version SET ${stale} = ${stale} + 1 WHERE id = 1`, ...patience(processes.length) })),
      ];
    }),
    processes,
    at,
  );
}

/** From here on a write counts as one of many: a launch of 1,300 tasks takes a second on two cores, three where they are busy, and nobody waits for what it makes. */
const manyProcesses = 50;
const manyTimeoutMs = 7_000;
/** Longer than the server lets such a write and the commit behind it take: a client that gave up before them would call in doubt what is about to be committed. */
const manyAnswerMs = 15_000;

/** How long a client waits for the answer to one query, in milliseconds (an option of pg’s own); else as the pool says. */
export interface Waiting {
  readonly query_timeout?: number;
}

/** How long the answers to what is written for so many processes are waited for. */
export const patience = (processes: number): Waiting => (processes > manyProcesses ? { query_timeout: manyAnswerMs } : {});

interface TellRow {
  readonly process_id: string | null;
  readonly person_id: string | null;
  readonly channel: string | null;
}

async function told(sent: Promise<readonly [pg.QueryResult<TellRow>, ...unknown[]]>, processes: readonly InHand[], at: Instant): Promise<Written> {
  const [{ rows }] = await sent;
  const noted = new Set(rows.flatMap((row) => (row.process_id === null ? [] : [row.process_id])));
  return {
    nudges: nudgesOf(processes, noted, at),
    recipients: rows.flatMap(({ person_id: personId, channel }) => (personId === null || channel === null ? [] : [{ personId, channel }])),
  };
}

const names = new Map<string, string>();

/** There are as many texts as combinations of tables that one command moves: some dozens. */
function nameOf(text: string): string {
  const known = names.get(text);
  if (known !== undefined) return known;
  const name = createHash('md5').update(text).digest('hex');
  names.set(text, name);
  return name;
}
