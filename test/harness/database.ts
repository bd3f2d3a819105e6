import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { ofThisRun } from './run.ts';
import { databaseUrl, templateDatabase } from './servers.ts';

export interface TestDatabase {
  /** As the product's own role, which owns it. */
  readonly url: string;
  /** Ends all its sessions and removes it. */
  drop(): Promise<void>;
}

/** A fresh, migrated database of this test's own, in about 0.1 s. Only in such a database may the ledger's clock be moved. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  await asAdmin(async (admin) => {
    await admin.query(`CREATE DATABASE ${name} TEMPLATE ${templateDatabase} OWNER duban`);
    await admin.query(`ALTER DATABASE ${name} SET duban.test = 'on'`);
  });
  return {
    url: databaseUrl(ofThisRun('DUBAN_TEST_URL'), name),
    drop: () => asAdmin(async (admin) => void (await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`))),
  };
}

/** An empty database without any tables, for tests of migrations. */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  const name = `empty_${randomBytes(8).toString('hex')}`;
  await asAdmin(async (admin) => void (await admin.query(`CREATE DATABASE ${name} OWNER duban`)));
  return {
    url: databaseUrl(ofThisRun('DUBAN_TEST_URL'), name),
    drop: () => asAdmin(async (admin) => void (await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`))),
  };
}

async function asAdmin(work: (admin: pg.Client) => Promise<void>): Promise<void> {
  const admin = new pg.Client({ connectionString: ofThisRun('DUBAN_TEST_ADMIN_URL') });
  await admin.connect();
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}
