import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { createPasswords } from '../../api/session/password.ts';
import { accountNamed, defaultSessionTimes, openSession, setCredential } from '../../api/session/store.ts';
import { createPool } from '../../ledger/pool.ts';
import { createTestDatabase, type TestDatabase } from '../harness/database.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const passwords = createPasswords();
let database: TestDatabase;
let pool: ReturnType<typeof createPool>;
beforeAll(async () => {
  database = await createTestDatabase();
  pool = createPool({ url: database.url });
});
afterAll(async () => {
  await pool?.end();
  await database?.drop();
});

/** What the command prints, and with which code it ends. */
const create = (...names: readonly string[]): Promise<{ readonly code: number; readonly printed: string }> =>
  new Promise((resolve) => {
    const environment = { ...process.env, DATABASE_URL: database.url, NODE_OPTIONS: '' };
    execFile(process.execPath, ['--import', 'tsx', 'app/create-administrator.ts', ...names], { cwd: root, env: environment }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code), printed: `${stdout}${stderr}` }),
    );
  });
const passwordIn = (printed: string): string => /^password {3}(\S+)/m.exec(printed)?.[1] ?? '';

test('the first administrator is handed a first password, and another whenever the command is repeated for them alone; their sessions end', async () => {
  const first = await create('admin', '演示区信息中心');
  expect([first.code, first.printed]).toEqual([0, expect.stringContaining('one sign-in within 72 hours')]);
  const account = await accountNamed(pool, 'admin');
  expect([account?.mustChange, await passwords.verify(account?.hash, passwordIn(first.printed))]).toEqual([true, true]);
  expect((await create('other', '演示区信息中心')).printed).toContain('There is an administrator already.');
  const again = await create('admin', '演示区信息中心');
  const after = await accountNamed(pool, 'admin');
  expect([again.code, after?.personId === account?.personId, await passwords.verify(after?.hash, passwordIn(first.printed))]).toEqual([0, true, false]);
  expect(await passwords.verify(after?.hash, passwordIn(again.printed))).toBe(true);
  await setCredential(pool, after?.personId ?? '', await passwords.hash('a secret of my own'), false);
  const sessions = async () => (await pool.query('SELECT count(*)::int AS n FROM session')).rows[0].n;
  const personId = after?.personId ?? '';
  await openSession(pool, personId, defaultSessionTimes);
  expect(await sessions()).toBe(1);
  expect(await create('other', '演示区信息中心')).toMatchObject({ code: 1, printed: expect.stringContaining('name an administrator’s user name') });
  const forgotten = await create('admin', '演示区信息中心');
  const back = await accountNamed(pool, 'admin');
  expect([forgotten.code, back?.personId, back?.mustChange, await passwords.verify(back?.hash, passwordIn(forgotten.printed))]).toEqual([0, personId, true, true]);
  expect(await sessions()).toBe(0);
});
