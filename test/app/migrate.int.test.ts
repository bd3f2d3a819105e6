import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { migrateOrFail } from '../../app/migrate.ts';
import { type MigrationRefused, migrate } from '../../prisma/migrate.ts';
import { createEmptyDatabase, type TestDatabase } from '../harness/database.ts';
import { removeScratch, scratch } from './failing.ts';

let database: TestDatabase;
let folder: string;
beforeEach(async () => {
  database = await createEmptyDatabase();
  folder = scratch();
  add('0001_one', 'CREATE TABLE one (a int);');
});
afterEach(() => database.drop());
afterAll(removeScratch);

function add(name: string, sql: string): void {
  mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, name, 'migration.sql'), sql);
}
async function query<T extends pg.QueryResultRow>(sql: string): Promise<readonly T[]> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}
const tables = async (): Promise<readonly string[]> =>
  (await query<{ name: string }>("SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations' ORDER BY 1")).map(({ name }) => name);
const refused = async (): Promise<MigrationRefused> =>
  migrate(database.url, folder).then(
    () => {
      throw new Error('it was not refused');
    },
    (error: MigrationRefused) => error,
  );

describe('a migration', () => {
  test('of a database that newer code has migrated is refused by name, and nothing is touched', async () => {
    await migrateOrFail(database.url);
    await query(`INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count) VALUES ('x', 'x', '9999_future', now(), now(), 1)`);
    await expect(migrateOrFail(database.url)).rejects.toMatchObject({
      name: 'StartFailure',
      message: 'The database is newer than this version of Duban: it has 9999_future.',
      next: expect.stringContaining('git pull'),
    });
  });

  test('whose file was altered after it was applied is refused, and nothing later is applied', async () => {
    await migrate(database.url, folder);
    add('0001_one', 'CREATE TABLE one (a bigint);');
    add('0002_two', 'CREATE TABLE two (a int);');
    expect(await refused()).toMatchObject({ code: 'migration.file_altered', next: expect.stringContaining('git checkout prisma/migrations/0001_one') });
    expect(await tables()).toEqual(['one']);
  });

  test('that fails is undone whole, names its line, and goes on from there once corrected', async () => {
    add('0002_two', 'CREATE TABLE two (a int);\nINSERT INTO two VALUES (1);\nSELECT * FROM absent;');
    expect(await refused()).toMatchObject({ code: 'migration.failed', message: expect.stringMatching(/0002_two failed: .*absent.*\(line 3\)/) });
    expect(await tables()).toEqual(['one']);
    add('0002_two', 'CREATE TABLE two (a int);');
    expect(await migrate(database.url, folder)).toEqual({ applied: ['0002_two'] });
    expect(await tables()).toEqual(['one', 'two']);
  });

  test('asked for by two at once runs once: the second waits and finds nothing to do', async () => {
    add('0002_slow', 'SELECT pg_sleep(1); CREATE TABLE slow (a int); INSERT INTO slow VALUES (1);');
    const runs = await Promise.all([migrate(database.url, folder), migrate(database.url, folder), migrate(database.url, folder)]);
    expect(runs.flatMap(({ applied }) => applied).sort()).toEqual(['0001_one', '0002_slow']);
    expect(await query('SELECT count(*)::int AS n FROM slow')).toEqual([{ n: 1 }]);
  });
});
