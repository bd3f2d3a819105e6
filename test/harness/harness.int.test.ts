import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { diff, migrate, pendingMigrations, readMigrations } from '../../prisma/migrate.ts';
import { createEmptyDatabase, createTestDatabase } from './database.ts';
import { temporalAddress, timeSkippingServer } from './temporal.ts';

const query = async <T extends pg.QueryResultRow>(url: string, sql: string): Promise<T[]> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
};

describe('the harness', () => {
  test('gives every test a migrated database of its own', async () => {
    const [one, other] = await Promise.all([createTestDatabase(), createTestDatabase()]);
    try {
      expect(one.url).not.toBe(other.url);
      expect(await pendingMigrations(one.url)).toEqual([]);
      await query(one.url, 'CREATE TABLE only_here (a int)');
      expect(await query(other.url, `SELECT to_regclass('only_here') AS found`)).toEqual([{ found: null }]);
    } finally {
      await Promise.all([one.drop(), other.drop()]);
    }
  });

  test('runs PostgreSQL with full durability, in UTF-8 and UTC', async () => {
    const database = await createTestDatabase();
    try {
      const settings = await query<{ name: string; setting: string }>(
        database.url,
        `SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'synchronous_commit', 'full_page_writes', 'TimeZone', 'server_encoding', 'listen_addresses')`,
      );
      expect(Object.fromEntries(settings.map(({ name, setting }) => [name, setting]))).toEqual({
        fsync: 'on',
        synchronous_commit: 'on',
        full_page_writes: 'on',
        TimeZone: 'UTC',
        server_encoding: 'UTF8',
        listen_addresses: '127.0.0.1',
      });
    } finally {
      await database.drop();
    }
  });

  test("lets a test, and nobody else, move the ledger's clock", async () => {
    const move = 'INSERT INTO ledger_clock (id, offset_ms) VALUES (1, 1000)';
    const [database, ordinary] = await Promise.all([createTestDatabase(), createEmptyDatabase()]);
    try {
      await query(database.url, move);
      await migrate(ordinary.url);
      await expect(query(ordinary.url, move)).rejects.toThrow('in tests only');
    } finally {
      await Promise.all([database.drop(), ordinary.drop()]);
    }
  });

  test('has a Temporal dev server, and a time-skipping server on demand', async () => {
    expect(temporalAddress()).toMatch(/^127\.0\.0\.1:\d+$/);
    const environment = await timeSkippingServer();
    try {
      const before = await environment.currentTimeMs();
      await environment.sleep('30 days');
      expect((await environment.currentTimeMs()) - before).toBeGreaterThanOrEqual(30 * 86_400_000);
    } finally {
      await environment.teardown();
    }
  });
});

describe('migrations', () => {
  test('lead exactly to the schema', async () => {
    const database = await createTestDatabase();
    try {
      expect(await diff(database.url, await readFile(new URL('../../prisma/schema.prisma', import.meta.url), 'utf8'))).toBe('');
    } finally {
      await database.drop();
    }
  });

  test('run by two at once are applied once, and a third time change nothing', async () => {
    const database = await createEmptyDatabase();
    try {
      const names = (await readMigrations()).map(({ name }) => name);
      const runs = await Promise.all([migrate(database.url), migrate(database.url)]);
      expect(runs.flatMap(({ applied }) => applied)).toEqual(names);
      expect(await migrate(database.url)).toEqual({ applied: [] });
    } finally {
      await database.drop();
    }
  });
});
