import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { MigrationList } from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';
import { withEngine } from './migrate-engine.ts';

/** Where the product's migrations stand. */
export const migrationsFolder = join(dirname(fileURLToPath(import.meta.url)), 'migrations');

/** Longest wait for another migrator. */
const lockLimitMs = 120_000;
/** Any number, the same for all migrators of this product ("duban" in ASCII). */
const lockKey = 0x647562616e;

export interface Migration {
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the file, as Prisma notes it. */
  readonly checksum: string;
}

interface Applied {
  readonly migration_name: string;
  readonly checksum: string;
  readonly finished_at: Date | null;
}

/** A database that this code must not touch: `code` says why, `next` what helps. */
export class MigrationRefused extends Error {
  override readonly name = 'MigrationRefused';
  readonly code: 'migration.database_newer' | 'migration.file_altered' | 'migration.busy' | 'migration.failed';
  readonly why: string;
  readonly next: string;

  constructor(code: MigrationRefused['code'], what: string, why: string, next: string, options?: ErrorOptions) {
    super(what, options);
    this.code = code;
    this.why = why;
    this.next = next;
  }
}

/** The migrations of this code, in the order in which they apply. */
export async function readMigrations(folder: string = migrationsFolder): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(join(folder, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

/**
 * Brings a database to the level of this code and answers the names of the migrations applied; an up-to-date database costs one query.
 * Each migration is one transaction together with its note in `_prisma_migrations`: killed in the middle, the next call goes on where it stood.
 * An advisory lock makes several migrators at once harmless.
 * Throws `MigrationRefused` for a database newer than the code, for a file altered after it was applied, and for SQL that fails.
 */
export async function migrate(databaseUrl: string, folder: string = migrationsFolder): Promise<{ applied: string[] }> {
  const migrations = await readMigrations(folder);
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000, application_name: 'duban-migrate', options: '-c statement_timeout=0' });
  await client.connect();
  try {
    if (missing(migrations, await readApplied(client)).length === 0) return { applied: [] };
    await lock(client);
    await giveUpUnfinished(client);
    const lacking = missing(migrations, await readApplied(client));
    if (lacking.length === 0) return { applied: [] };
    return { applied: await apply(databaseUrl, migrations, lacking) };
  } finally {
    // The session's end frees the lock.
    await client.end();
  }
}

/** Migrations of this code that the database lacks; throws as `migrate` does. For readiness checks: it changes nothing. */
export async function pendingMigrations(databaseUrl: string, folder: string = migrationsFolder): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000, application_name: 'duban-migrate' });
  await client.connect();
  try {
    return missing(await readMigrations(folder), await readApplied(client)).map(({ name }) => name);
  } finally {
    await client.end();
  }
}

/**
 * SQL that leads from the database as it is to the schema; empty if they agree. Partial and expression indexes, which Prisma's schema
 * cannot express and migrations write by hand, are not taken for surplus.
 */
export async function diff(databaseUrl: string, schema: string): Promise<string> {
  const byHand = await handWrittenIndexes(databaseUrl);
  const script = await withEngine(databaseUrl, runWhole, (engine) => engine.diff(schema));
  const statements = script
    .split(/(?=^-- )/m)
    .filter((part) => ![...part.matchAll(/^DROP INDEX "([^"]+)";$/gm)].some(([, name]) => name !== undefined && byHand.has(name)))
    .join('');
  return /^(?!--)\S/m.test(statements) ? `${statements.trim()}\n` : '';
}

function missing(migrations: readonly Migration[], applied: readonly Applied[]): Migration[] {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  const strange = applied.filter((row) => row.finished_at !== null && !known.has(row.migration_name)).map((row) => row.migration_name);
  if (strange.length > 0) {
    throw new MigrationRefused(
      'migration.database_newer',
      `The database is newer than this version of Duban: it has ${strange.join(', ')}.`,
      'A newer version has migrated it; older code could damage what it wrote.',
      'update the code (git pull) and start again, or use another database or data folder',
    );
  }
  const altered = applied.find((row) => row.finished_at !== null && known.get(row.migration_name)?.checksum !== row.checksum);
  if (altered !== undefined) {
    throw new MigrationRefused(
      'migration.file_altered',
      `The migration ${altered.migration_name} is not the one that was applied to this database.`,
      'Its file was changed afterwards, so the database and the code no longer agree on its tables.',
      `restore the file (git checkout prisma/migrations/${altered.migration_name}), or use a new database or data folder`,
    );
  }
  const done = new Set(applied.filter((row) => row.finished_at !== null).map((row) => row.migration_name));
  return migrations.filter(({ name }) => !done.has(name));
}

async function readApplied(client: pg.Client): Promise<Applied[]> {
  const { rows } = await client.query<{ present: boolean }>(`SELECT to_regclass('_prisma_migrations') IS NOT NULL AS present`);
  if (rows[0]?.present !== true) return [];
  return (await client.query<Applied>('SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at')).rows;
}

async function lock(client: pg.Client): Promise<void> {
  await client.query(`SET lock_timeout = ${lockLimitMs}`);
  try {
    await client.query('SELECT pg_advisory_lock($1)', [lockKey]);
  } catch (error) {
    throw new MigrationRefused(
      'migration.busy',
      'Another migrator has held the database for two minutes.',
      'Migrations run one at a time.',
      'wait for it, or end its session, then try again',
      { cause: error },
    );
  }
}

/** Under the lock nobody else migrates: an unfinished note is that of a migrator that was killed, and its transaction left nothing. */
async function giveUpUnfinished(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ present: boolean }>(`SELECT to_regclass('_prisma_migrations') IS NOT NULL AS present`);
  if (rows[0]?.present === true) await client.query('UPDATE _prisma_migrations SET rolled_back_at = now() WHERE finished_at IS NULL AND rolled_back_at IS NULL');
}

async function apply(databaseUrl: string, migrations: readonly Migration[], lacking: readonly Migration[]): Promise<string[]> {
  const scripts = new Map(lacking.map(({ sql, name }) => [sql, name]));
  const running: { name?: string } = {};
  const runScript = async (script: string, connection: pg.PoolClient): Promise<void> => {
    const name = scripts.get(script);
    if (name === undefined) return runWhole(script, connection);
    running.name = name;
    // One message is one transaction: the tables and the note that they are there appear together or not at all.
    const note = `UPDATE _prisma_migrations SET finished_at = now() WHERE migration_name = ${pg.escapeLiteral(name)} AND finished_at IS NULL AND rolled_back_at IS NULL`;
    await connection.query(`${script}\n;\n${note}`);
  };
  const list: MigrationList = {
    baseDir: 'prisma/migrations',
    lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
    shadowDbInitScript: '',
    migrationDirectories: migrations.map(({ name, sql }) => ({ path: name, migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } } })),
  };
  try {
    return await withEngine(databaseUrl, runScript, (engine) => engine.apply(list));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new MigrationRefused(
      'migration.failed',
      `The migration ${running.name ?? lacking[0]?.name ?? ''} failed: ${message}${position(
        error,
        migrations.find(({ name }) => name === running.name),
      )}`,
      'Its SQL was refused and undone as a whole; the database stands as before it.',
      'correct the cause, then migrate again: it goes on from here',
      { cause: error },
    );
  }
}

/** The line of the file that PostgreSQL complains of. */
function position(error: unknown, migration: Migration | undefined): string {
  if (migration === undefined || !(error instanceof pg.DatabaseError) || error.position === undefined) return '';
  return ` (line ${migration.sql.slice(0, Number(error.position) - 1).split('\n').length})`;
}

async function runWhole(script: string, connection: pg.PoolClient): Promise<void> {
  await connection.query(script);
}

async function handWrittenIndexes(databaseUrl: string): Promise<Set<string>> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      `SELECT c.relname AS name FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname = current_schema() AND (i.indpred IS NOT NULL OR i.indexprs IS NOT NULL OR i.indnatts > i.indnkeyatts OR EXISTS (SELECT FROM pg_am a WHERE a.oid = c.relam AND a.amname <> 'btree'))`,
    );
    return new Set(rows.map(({ name }) => name));
  } finally {
    await client.end();
  }
}
