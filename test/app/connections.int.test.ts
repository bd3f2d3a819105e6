import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { createLogger } from '../../api/http/log.ts';
import { createPasswords } from '../../api/session/password.ts';
import { setCredential } from '../../api/session/store.ts';
import { startApi } from '../../app/api-service.ts';
import { loadConfig } from '../../app/config.ts';
import { freePort } from '../../app/embedded/ports.ts';
import { system } from '../../domain/process/actor.ts';
import { Ledger } from '../../ledger/ledger.ts';
import { createPool } from '../../ledger/pool.ts';
import { createTestDatabase } from '../harness/database.ts';
import { until } from '../harness/until.ts';

const password = 'a long enough secret';
/** Lists read by the ledger's queries and by the generated client, which must not each open as many. */
const lists = ['units', 'posts', 'people', 'tasks', 'cases', 'delegations'];

test('an API opens no more connections than DATABASE_CONNECTIONS says, whatever reads', async () => {
  const database = await createTestDatabase();
  const own = createPool({ url: database.url, max: 1 });
  const folder = await mkdtemp(join(tmpdir(), 'duban-connections-'));
  const id = randomUUID();
  const command: { readonly type: string } & Readonly<Record<string, unknown>> = { type: 'register', name: '管理员', username: 'admin' };
  await new Ledger(own).execute({ type: 'person', id, creates: true, command, actor: system });
  await setCredential(own, id, await createPasswords().hash(password), false);
  const port = await freePort();
  const config = loadConfig({ DATABASE_URL: database.url, DATABASE_CONNECTIONS: '2', PORT: String(port), ATTACHMENTS_DIR: folder });
  const running = await startApi(config, createLogger({ level: 'silent' }));
  const watching = new pg.Client({ connectionString: database.url });
  await watching.connect();
  try {
    const base = `http://127.0.0.1:${port}/api/v1`;
    const signedIn = await fetch(`${base}/session`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ username: 'admin', password }) });
    const { token } = (await signedIn.json()) as { readonly token: string };
    // Two at once; asked again where a busy machine took too long to connect.
    const read = async (name: string) => (await fetch(`${base}/${name}`, { headers: { Authorization: `Bearer ${token}` } })).status === 200;
    for (const name of lists) await until(async () => (await Promise.all([read(name), read(name)])).every(Boolean));
    const { rows } = await watching.query<{ n: number }>(
      "SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name <> 'duban'",
    );
    expect(rows[0]?.n).toBe(2);
  } finally {
    await running.stop();
    await watching.end();
    await own.end();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  }
});
