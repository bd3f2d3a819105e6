import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import type pg from 'pg';

/** Every table of the ledger, parents before those that refer to them. Sessions, calendar links and rate limits are left out: a restore signs everybody out, and nothing revoked since opens again. Tokens of integrations are in it for whoever issues them anew. */
const tables = [
  'ledger_state',
  'world_version',
  'process',
  'fact',
  'sealed_value',
  'participation',
  'watch',
  'deadline_record',
  'command',
  'number_series',
  'void_number',
  'notice',
  'digest',
  'delivery',
  'attachment',
  'attachment_use',
  'plan_draft',
  'credential',
  'api_token',
  'unit_record',
  'person_record',
  'post_record',
  'party_record',
  'delegation_record',
  'outlet_record',
  'calendar_year',
  'calendar_day',
  'campaign_record',
  'task_record',
  'evaluation_record',
  'assessment_record',
  'task_text',
  'case_record',
  'case_text',
  'case_act',
  'meeting_record',
  'supervision_record',
  'finding_record',
  'consultation_record',
  'indicator_record',
  'survey_record',
  'bulletin_record',
] as const;

/** Singletons that a migration has already made. */
const singletons = new Set<string>(['ledger_state', 'world_version']);
/** Rows in one round trip. */
const page = 1_000;
const format = 1;

/** What a snapshot holds. */
export interface SnapshotSummary {
  readonly takenAt: string;
  readonly migrations: readonly string[];
  readonly rows: number;
}

interface Header {
  readonly duban: number;
  readonly takenAt: string;
  readonly migrations: readonly string[];
}

async function migrationsOf(client: pg.ClientBase): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    'SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY 1',
  );
  return rows.map((row) => row.name);
}

async function* snapshot(client: pg.ClientBase, header: Header): AsyncGenerator<string> {
  const hash = createHash('sha256');
  let count = 0;
  const line = (value: unknown): string => {
    const text = `${JSON.stringify(value)}\n`;
    hash.update(text);
    return text;
  };
  yield line(header);
  for (const table of tables) {
    // As json, not jsonb: a stored answer keeps the order of its keys.
    await client.query(`DECLARE rows_of_table NO SCROLL CURSOR FOR SELECT row_to_json(t) AS row FROM ${table} t`);
    for (;;) {
      const { rows } = await client.query<{ row: unknown }>(`FETCH ${page} FROM rows_of_table`);
      for (const { row } of rows) yield line({ table, row });
      count += rows.length;
      if (rows.length < page) break;
    }
    await client.query('CLOSE rows_of_table');
  }
  yield `${JSON.stringify({ end: true, rows: count, sha256: hash.digest('hex') })}\n`;
}

/**
 * Writes a logical snapshot of the ledger to a file (gzip, one JSON line a row, closed by a hash), consistent at one moment, beside the running work.
 * Pass a pool without a statement time-out. Attachments are files of their own: copy their folder after the snapshot.
 */
export async function backup(pool: pg.Pool, file: string): Promise<SnapshotSummary> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const header: Header = { duban: format, takenAt: new Date().toISOString(), migrations: await migrationsOf(client) };
    await pipeline(Readable.from(snapshot(client, header)), createGzip(), createWriteStream(file, { mode: 0o600, flags: 'wx' }));
    const { rows } = await client.query<{ n: number }>(`SELECT (${tables.map((table) => `(SELECT count(*) FROM ${table})`).join(' + ')})::int AS n`);
    await client.query('COMMIT');
    return { takenAt: header.takenAt, migrations: header.migrations, rows: rows[0]?.n ?? 0 };
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

/** A snapshot that cannot be restored here, and why. */
export class SnapshotRefused extends Error {
  override name = 'SnapshotRefused';
}

/**
 * Loads a snapshot into a migrated ledger that nobody has used, whole or not at all, and marks the ledger as restored: deliveries are held until an administrator
 * releases them. Every token of an integration is revoked: one that was revoked after the snapshot must not open again. Throws SnapshotRefused for a file that is cut short or altered, of another schema, or a ledger that already holds facts of anybody's.
 */
export async function restore(pool: pg.Pool, file: string, whenLoaded: (client: pg.ClientBase, summary: SnapshotSummary) => Promise<void>): Promise<SnapshotSummary> {
  await check(file);
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const used = await client.query("SELECT 1 FROM process WHERE type <> 'calendarYear' OR version > 1 UNION ALL SELECT 1 FROM command LIMIT 1");
    if (used.rowCount) throw new SnapshotRefused('the ledger is not empty: restore into a fresh database');
    await forgetAnnouncedYears(client);
    const summary = await load(client, file);
    await client.query('UPDATE api_token SET revoked_at = clock_timestamp() WHERE revoked_at IS NULL');
    await whenLoaded(client, summary);
    await client.query('COMMIT');
    return summary;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

/** A migration announces the calendar years that its release knows. In a ledger that nobody has used, those of the snapshot take their place. */
async function forgetAnnouncedYears(client: pg.ClientBase): Promise<void> {
  // Facts are final, for everybody but the restore of a ledger in which nobody has done anything yet.
  await client.query('ALTER TABLE fact DISABLE TRIGGER fact_is_final');
  for (const table of ['calendar_day', 'calendar_year', 'fact', 'process']) await client.query(`DELETE FROM ${table}`);
  await client.query('ALTER TABLE fact ENABLE TRIGGER fact_is_final');
}

/** One line of a snapshot: its header, a row, or its end. */
type Line = Partial<Header> & { readonly end?: boolean; readonly rows?: number; readonly sha256?: string; readonly table?: string; readonly row?: unknown };

/** The lines of a file as they come; errors of the file and of its compression are thrown here. */
async function* linesOf(file: string): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  const unzip = createGunzip();
  const source = createReadStream(file).on('error', (error) => unzip.destroy(error));
  for await (const bytes of source.pipe(unzip) as AsyncIterable<Uint8Array>) {
    const lines = (rest + decoder.decode(bytes, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}

/** Reads the whole file before anything is written: a snapshot that is cut short or altered never reaches the database. */
async function check(file: string): Promise<void> {
  await access(file);
  const hash = createHash('sha256');
  let lines = 0;
  let end: Line | undefined;
  try {
    for await (const text of linesOf(file)) {
      if (end !== undefined) throw new SnapshotRefused('the snapshot goes on after its end');
      const value = JSON.parse(text) as Line;
      if (value.end) end = value;
      else {
        hash.update(`${text}\n`);
        lines++;
      }
    }
  } catch (error) {
    if (error instanceof SnapshotRefused) throw error;
    throw new SnapshotRefused('the snapshot was altered or cut short', { cause: error });
  }
  if (end === undefined) throw new SnapshotRefused('the snapshot was cut short');
  if (end.sha256 !== hash.digest('hex') || end.rows !== lines - 1) throw new SnapshotRefused('the snapshot was altered or cut short');
}

async function load(client: pg.ClientBase, file: string): Promise<SnapshotSummary> {
  let header: Header | undefined;
  let count = 0;
  let table = '';
  let waiting: unknown[] = [];
  const flush = async (): Promise<void> => {
    if (waiting.length === 0) return;
    if (singletons.has(table)) await client.query(`DELETE FROM ${table}`);
    await client.query(`INSERT INTO ${table} SELECT * FROM json_populate_recordset(NULL::${table}, $1::json)`, [JSON.stringify(waiting)]);
    count += waiting.length;
    waiting = [];
  };
  for await (const text of linesOf(file)) {
    const value = JSON.parse(text) as Line;
    if (value.end) break;
    if (header === undefined) {
      if (value.duban !== format || !value.migrations || !value.takenAt) throw new SnapshotRefused('this is no snapshot of a ledger');
      header = { duban: format, migrations: value.migrations, takenAt: value.takenAt };
      const here = await migrationsOf(client);
      if (JSON.stringify(here) !== JSON.stringify(header.migrations))
        throw new SnapshotRefused(`the snapshot is of schema ${header.migrations.at(-1)}, this ledger of ${here.at(-1)}: use the release that took it, then upgrade`);
      continue;
    }
    if (value.table !== table || waiting.length >= page) await flush();
    if (!(tables as readonly string[]).includes(value.table ?? '')) throw new SnapshotRefused(`the snapshot names an unknown table ${value.table}`);
    table = value.table ?? '';
    waiting.push(value.row);
  }
  await flush();
  if (!header) throw new SnapshotRefused('this is no snapshot of a ledger');
  return { takenAt: header.takenAt, migrations: header.migrations, rows: count };
}
