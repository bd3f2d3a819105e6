import { readFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { migrationsFolder } from '../../prisma/migrate.ts';
import { createTestDatabase, type TestDatabase } from '../harness/database.ts';

let database: TestDatabase;
let client: pg.Client;
beforeAll(async () => {
  database = await createTestDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});
afterAll(async () => {
  await client?.end();
  await database?.drop();
});

test('an office goes on after the highest number that its meetings and supervisions had in the series of their campaigns', async () => {
  await client.query(`INSERT INTO number_series (name, year, last) VALUES ('meeting:one', 2026, 7), ('meeting:campaign', 2026, 4)`);
  await client.query(`CREATE TEMP TABLE process (type text, number text, state jsonb)`);
  await client.query(`INSERT INTO process VALUES
    ('meeting', '会议〔2026〕3号', '{"officeUnitId": "one"}'), ('meeting', '会议〔2026〕12号', '{"officeUnitId": "two"}'), ('meeting', '会议〔2026〕2号', '{"officeUnitId": "two"}'),
    ('meeting', '会议〔2025〕5号', '{"officeUnitId": "two"}'), ('supervision', '督查〔2026〕1号', '{"officeUnitId": "two"}'), ('task', '交办〔2026〕9号', '{"officeUnitId": "two"}'), ('meeting', NULL, '{}')`);
  await client.query(await readFile(path.join(migrationsFolder, '0016_office_numbers', 'migration.sql'), 'utf8'));
  const { rows } = await client.query(`SELECT name || ' ' || year || ' ' || last AS series FROM number_series ORDER BY name, year`);
  expect(rows.map(({ series }) => series)).toEqual(['meeting:campaign 2026 4', 'meeting:one 2026 7', 'meeting:two 2025 5', 'meeting:two 2026 12', 'supervision:two 2026 1']);
});
