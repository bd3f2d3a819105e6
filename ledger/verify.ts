import type pg from 'pg';
import type { ProcessState, ProcessType } from '../domain/process/definition.ts';
import { registerTypes, timedTypes } from '../domain/process/definition.ts';
import type { ActorRef, FactBase, Json, Recorded } from '../domain/process/fact.ts';
import { fold } from '../domain/process/fold.ts';
import { canonical } from './canonical.ts';
import { chainHash, genesis } from './chain.ts';
import { definitionOf } from './definitions.ts';
import { processColumns } from './process-row.ts';
import { deadlineRows, participationRows, projectionsOf } from './projection.ts';
import { blank, isSeal, sealDigest, unseal } from './seal.ts';

/** The first thing wrong with a process. */
export interface Fault {
  readonly processId: string;
  readonly type: string;
  /** The fact named; absent when the fault is in a table. */
  readonly seq?: number;
  readonly what: 'altered' | 'missing' | 'extra' | 'sealedValueAltered' | 'stateDiffers' | 'tableDiffers' | 'unreadable';
  readonly detail: string;
}

export interface Verification {
  readonly processes: number;
  readonly facts: number;
  readonly faults: readonly Fault[];
  /** Personal data lawfully erased: the chain stays whole without them. */
  readonly erased: readonly { readonly processId: string; readonly seq: number; readonly field: string; readonly on: string; readonly basis: string }[];
}

interface FactRow {
  readonly seq: number;
  readonly process_type: ProcessType;
  readonly type: string;
  readonly data: Record<string, unknown>;
  readonly actor: ActorRef;
  readonly at: Date;
  readonly received_at: Date;
  readonly command_id: string;
  readonly prev: Buffer;
  readonly hash: Buffer;
}
/** What of a fact's row its fold needs. */
export type RecordedRow = Pick<FactRow, 'seq' | 'type' | 'data' | 'actor' | 'at' | 'received_at'>;
interface SealedRow {
  readonly id: string;
  readonly seq: number;
  readonly field: string;
  readonly value: unknown;
  readonly salt: Buffer | null;
  readonly erased_at: Date | null;
  readonly basis: string | null;
}
interface ProcessRow {
  readonly id: string;
  readonly type: ProcessType;
  readonly version: number;
  readonly head: Buffer;
  readonly state: ProcessState;
  readonly columns: Readonly<Record<string, unknown>>;
}

/** Processes read in one go: bounds memory, keeps round trips few. */
const page = 200;

/**
 * Checks every chain, every sealed value and that state and read tables equal the fold of the facts. Names the first fault of each process.
 * Reads one snapshot, so it may run beside the work; pass a pool without a statement time-out.
 */
export async function verify(pool: pg.Pool, only?: string): Promise<Verification> {
  const client = await pool.connect();
  const faults: Fault[] = [];
  const erased: Verification['erased'][number][] = [];
  let processes = 0;
  let facts = 0;
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const orphans = await client.query<{ process_id: string; process_type: string; seq: number }>(
      'SELECT f.process_id, min(f.process_type) AS process_type, min(f.seq) AS seq FROM fact f LEFT JOIN process p ON p.id = f.process_id WHERE p.id IS NULL GROUP BY f.process_id ORDER BY 1',
    );
    for (const row of orphans.rows) faults.push({ processId: row.process_id, type: row.process_type, seq: row.seq, what: 'extra', detail: 'facts of a process that is not there' });
    for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
      const { rows } = await client.query<ProcessRow>(
        `SELECT id, type, version, head, state, to_jsonb(p) - 'head' - 'state' AS columns FROM process p WHERE id > $1 AND ($2::uuid IS NULL OR id = $2) ORDER BY id LIMIT $3`,
        [after, only ?? null, page],
      );
      for (const row of rows) {
        const result = await verifyOne(client, row);
        processes++;
        facts += result.facts;
        if (result.fault) faults.push(result.fault);
        erased.push(...result.erased);
      }
      const last = rows.at(-1);
      if (!last || rows.length < page) break;
      after = last.id;
    }
    if (only === undefined) faults.push(...(await strangers(client)), ...(await standings(client)));
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
  return { processes, facts, faults, erased };
}

async function verifyOne(client: pg.ClientBase, process: ProcessRow): Promise<{ readonly facts: number; readonly fault?: Fault; readonly erased: Verification['erased'] }> {
  const { rows } = await client.query<FactRow>(
    'SELECT seq, process_type, type, data, actor, at, received_at, command_id, prev, hash FROM fact WHERE process_id = $1 ORDER BY seq',
    [process.id],
  );
  const sealed = await client.query<SealedRow>('SELECT id, seq, field, value, salt, erased_at, basis FROM sealed_value WHERE process_id = $1', [process.id]);
  const erased = sealed.rows
    .filter((row) => row.erased_at !== null)
    .map((row) => ({ processId: process.id, seq: row.seq, field: row.field, on: row.erased_at?.toISOString() ?? '', basis: row.basis ?? '' }));
  const fault = checkChain(process, rows) ?? checkSeals(process, rows, sealed.rows) ?? (await checkFold(client, process, rows, sealed.rows));
  return { facts: rows.length, erased, ...(fault ? { fault } : {}) };
}

function checkChain(process: ProcessRow, rows: readonly FactRow[]): Fault | undefined {
  let prev: Buffer = genesis;
  let seq = 0;
  for (const row of rows) {
    const named = { processId: process.id, type: process.type, seq: row.seq };
    if (row.seq !== seq + 1) return { ...named, seq: seq + 1, what: 'missing', detail: `fact ${seq + 1} is not there` };
    if (row.seq > process.version) return { ...named, what: 'extra', detail: `the process ends with fact ${process.version}` };
    const hash = chainHash(prev, {
      processId: process.id,
      processType: row.process_type,
      seq: row.seq,
      type: row.type,
      data: row.data,
      actor: row.actor,
      at: row.at.getTime(),
      receivedAt: row.received_at.getTime(),
      commandId: row.command_id,
    });
    if (!row.prev.equals(prev) || !row.hash.equals(hash)) return { ...named, what: 'altered', detail: `fact ${row.seq} (${row.type}) does not match its hash` };
    prev = row.hash;
    seq = row.seq;
  }
  if (seq < process.version) return { processId: process.id, type: process.type, seq: seq + 1, what: 'missing', detail: `facts ${seq + 1} to ${process.version} are not there` };
  if (!process.head.equals(prev)) return { processId: process.id, type: process.type, seq, what: 'altered', detail: 'the head of the chain is another' };
  return undefined;
}

function checkSeals(process: ProcessRow, rows: readonly FactRow[], sealed: readonly SealedRow[]): Fault | undefined {
  const values = new Map(sealed.map((row) => [row.id, row]));
  for (const row of rows) {
    for (const [field, value] of Object.entries(row.data)) {
      if (!isSeal(value)) continue;
      const kept = values.get(value.sealed);
      const named = { processId: process.id, type: process.type, seq: row.seq };
      if (!kept) return { ...named, what: 'missing', detail: `the sealed value of ${field} is not there` };
      if (kept.erased_at !== null && canonical(kept.value) !== canonical(blank(kept.value as Json)))
        return { ...named, what: 'sealedValueAltered', detail: `${field} is said to be erased and holds something` };
      if (kept.erased_at === null && (kept.salt === null || sealDigest(kept.salt, kept.value) !== value.digest))
        return { ...named, what: 'sealedValueAltered', detail: `the sealed value of ${field} does not match its digest` };
    }
  }
  return undefined;
}

/** The facts as the deciders know them, personal fields put back. */
export function recordedFacts(rows: readonly RecordedRow[], sealed: readonly { readonly id: string; readonly value: unknown }[]): readonly Recorded[] {
  const values = new Map(sealed.map((row) => [row.id, row.value]));
  return rows.map((row) => ({
    seq: row.seq,
    at: row.at.getTime(),
    receivedAt: row.received_at.getTime(),
    actor: row.actor,
    fact: { type: row.type, ...unseal(row.data, values) } as FactBase,
  }));
}

async function checkFold(client: pg.ClientBase, process: ProcessRow, rows: readonly FactRow[], sealed: readonly SealedRow[]): Promise<Fault | undefined> {
  const named = { processId: process.id, type: process.type };
  const definition = definitionOf(process.type);
  let state = definition.initial(process.id);
  try {
    for (const recorded of recordedFacts(rows, sealed)) state = fold(definition, state, recorded);
  } catch (error) {
    return { ...named, what: 'unreadable', detail: String(error) };
  }
  if (canonical(state) !== canonical(process.state)) return { ...named, what: 'stateDiffers', detail: 'the state kept is not the fold of the facts' };
  const expectedColumns = processColumns(process.type, state, rows[0]?.at.getTime() ?? 0, rows.at(-1)?.at.getTime() ?? 0);
  const wrong = Object.entries(expectedColumns).find(([column, value]) => !isSame(process.columns[column], value));
  if (wrong) return { ...named, what: 'tableDiffers', detail: `process: ${wrong[0]} is not what the facts say` };
  const tables = [
    ...projectionsOf(process.type).map((projection) => ({ table: projection.table, key: projection.key, rows: projection.rows(state) })),
    { table: 'deadline_record', key: ['process_id', 'kind'], rows: deadlineRows(state) },
    { table: 'participation', key: ['process_id', 'unit_id', 'relation'], rows: participationRows(process.type, state) },
  ];
  for (const { table, key, rows: expected } of tables) {
    const difference = await differs(client, table, key, expected, process.id);
    if (difference !== undefined) return { ...named, what: 'tableDiffers', detail: `${table}: ${difference}` };
  }
  return undefined;
}

/** Instants compare as such, whatever their text. */
const isSame = (kept: unknown, expected: unknown): boolean =>
  kept === expected || (typeof kept === 'string' && typeof expected === 'string' && /^\d{4}-\d\d-\d\dT/.test(expected) && Date.parse(kept) === Date.parse(expected));

/** The column of a read table that names the process; undefined where a row is found by something else, as a day by its date. */
const processColumn = (key: readonly string[]): string | undefined => (key[0] === 'id' || key[0]?.endsWith('_id') ? key[0] : undefined);

/** Rows of read tables that belong to no process. */
async function strangers(client: pg.ClientBase): Promise<readonly Fault[]> {
  const faults: Fault[] = [];
  for (const type of [...timedTypes, ...registerTypes]) {
    for (const { table, key } of projectionsOf(type)) {
      const column = processColumn(key);
      if (column === undefined) continue;
      const { rows } = await client.query<{ id: string }>(
        `SELECT DISTINCT t."${column}" AS id FROM ${table} t LEFT JOIN process p ON p.id = t."${column}" AND p.type = $1 WHERE p.id IS NULL ORDER BY 1`,
        [type],
      );
      for (const { id } of rows) faults.push({ processId: id, type, what: 'tableDiffers', detail: `${table}: a row without a process` });
    }
  }
  return faults;
}

/** Standings of units that their tasks do not add up to, each named by its campaign, or by its unit where the tasks belong to none. */
async function standings(client: pg.ClientBase): Promise<readonly Fault[]> {
  const figures = ['tasks', 'accepted', 'on_time', 'chased'];
  const { rows } = await client.query<{ campaign: string | null; unit: string; month: string }>(
    `SELECT nullif(campaign_id, '00000000-0000-0000-0000-000000000000') AS campaign, unit_id AS unit, to_char(month, 'YYYY-MM') AS month
 FROM (SELECT campaign_id, unit_id, month, ${figures.map((figure) => `-${figure} AS ${figure}`).join(', ')} FROM unit_standing UNION ALL SELECT s.* FROM task_record t CROSS JOIN LATERAL standing_of(t) s) t
 GROUP BY campaign_id, unit_id, month HAVING ${figures.map((figure) => `sum(${figure}) <> 0`).join(' OR ')} ORDER BY campaign_id, unit_id, month`,
  );
  return rows.map(({ campaign, unit, month }) => ({
    processId: campaign ?? unit,
    type: campaign === null ? 'unit' : 'campaign',
    what: 'tableDiffers',
    detail: `unit_standing: the tasks of ${unit} due in ${month} do not add up to it`,
  }));
}

/** Compares the rows expected with the table's, in PostgreSQL, so that types and formats cannot differ by accident. */
async function differs(client: pg.ClientBase, table: string, key: readonly string[], expected: readonly Record<string, unknown>[], processId: string): Promise<string | undefined> {
  const columns = Object.keys(expected[0] ?? {});
  const list = columns.map((column) => `"${column}"`).join(', ');
  if (expected.length > 0) {
    const { rows } = await client.query<{ missing: Record<string, unknown> }>(
      `SELECT to_jsonb(e) AS missing FROM (SELECT ${list} FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb)) e
 WHERE NOT EXISTS (SELECT 1 FROM ${table} t WHERE ${columns.map((column) => `t."${column}" ${key.includes(column) ? '=' : 'IS NOT DISTINCT FROM'} e."${column}"`).join(' AND ')}) LIMIT 1`,
      [JSON.stringify(expected)],
    );
    const missing = rows[0]?.missing;
    if (missing) return `a row is missing or altered (${key.map((column) => String(missing[column])).join(', ')})`;
  }
  const column = processColumn(key);
  // Where the process alone is the key, there is no room for a row too many.
  if (column === undefined || key.length === 1) return undefined;
  const { rows } = await client.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table} WHERE "${column}" = $1`, [processId]);
  return rows[0]?.n === new Set(expected.map((row) => key.map((column) => row[column]).join(' '))).size ? undefined : `${rows[0]?.n} rows instead of ${expected.length}`;
}
