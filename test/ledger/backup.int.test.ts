import { execFile } from 'node:child_process';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import type pg from 'pg';
import { register } from '../../app/demo/load.ts';
import { seedCalendar } from '../../app/seed.ts';
import type { CasePersonCommand } from '../../domain/case/commands.ts';
import { time } from '../../domain/process/actor.ts';
import { backup, restore, SnapshotRefused } from '../../ledger/backup.ts';
import { markRestored, readMark, releaseDeliveries } from '../../ledger/beacon.ts';
import { Ledger } from '../../ledger/ledger.ts';
import { createPool } from '../../ledger/pool.ts';
import { recipientsWaiting, troubled } from '../../ledger/sweep.ts';
import { verify } from '../../ledger/verify.ts';
import { createTestDatabase, type TestDatabase } from '../harness/database.ts';
import { contents, type LedgerBench, launchCommand, moveClock, newId, openLedger, tablesWith, violation } from './fixture.ts';

/** Tables that a snapshot leaves out: sign-ins and calendar links end with a restore, the test's clock and the migrations are not the ledger's. */
const leftOut = new Set(['session', 'calendar_link', 'rate_limit', 'ledger_clock', '_prisma_migrations']);

let bench: LedgerBench;
let file: string;
let caseId: string;
let untimed: pg.Pool;
const fresh: { database: TestDatabase; pool: pg.Pool }[] = [];
const sender = (): CasePersonCommand => ({ type: 'open', partyId: bench.district.ids.party('clinic'), title: '备份', source: 'complaint' });

async function emptyLedger(): Promise<pg.Pool> {
  const database = await createTestDatabase();
  const pool = createPool({ url: database.url, max: 8, statementTimeoutMs: 0 });
  fresh.push({ database, pool });
  return pool;
}

beforeAll(async () => {
  bench = await openLedger({ channels: ['mail'] });
  const { ledger, district } = bench;
  caseId = newId();
  await ledger.execute({
    type: 'case',
    id: caseId,
    creates: true,
    command: sender(),
    actor: district.acting.actor('inspector-a'),
    key: { personId: district.ids.person('inspector-a'), key: 'kept', digest: 'd' },
    answer: (_decided, { state }) => ({ status: 201, body: { zone: 'z', id: state.id, also: 1 } }),
  });
  await district.acting.step('inspector-a', 'case', caseId, violation(bench));
  await district.acting.step<CasePersonCommand>('inspector-a', 'case', caseId, { type: 'issueOrder', requirements: '整改', period: { value: 1, unit: 'second' } });
  await moveClock(bench.pool, 2_000);
  await ledger.execute({ type: 'case', id: caseId, command: { type: 'strike' }, actor: time });
  await district.acting.begin('office', 'campaign', await launchCommand(bench, { tasks: 12 }));
  untimed = createPool({ url: bench.url, max: 2, statementTimeoutMs: 0 });
  file = join(await mkdtemp(join(tmpdir(), 'backup-')), 'ledger.gz');
  await backup(untimed, file);
});
afterAll(async () => {
  await untimed?.end();
  for (const { database, pool } of fresh) {
    await pool.end();
    await database.drop();
  }
  await bench?.stop();
});

/** The terminal's restore into a fresh ledger. */
async function restoredByCommand(from: string, ...flags: readonly string[]): Promise<pg.Pool> {
  const pool = await emptyLedger();
  await command(fresh.at(-1)?.database.url ?? '', 'app/restore.ts', from, '--without-beacon', ...flags);
  return pool;
}

/** What a command of the terminal prints; rejects with it where the command ends with another code than 0. */
const command = (url: string, ...args: readonly string[]): Promise<string> =>
  new Promise((resolve, reject) => {
    const surroundings = { cwd: fileURLToPath(new URL('../../', import.meta.url)), env: { ...process.env, DATABASE_URL: url, NODE_OPTIONS: '' } };
    execFile(process.execPath, ['--import', 'tsx', ...args], surroundings, (error, stdout, stderr) => (error ? reject(new Error(`${stdout}${stderr}`)) : resolve(stdout)));
  });

const nothing = async (): Promise<void> => undefined;
const restored = (client: pg.ClientBase): Promise<void> => markRestored(client, '测试恢复', {});

describe('a snapshot', () => {
  test('restored into a fresh database is the same in every table, and verifies', async () => {
    const pool = await emptyLedger();
    const summary = await restore(pool, file, nothing);
    const all = Object.keys(await contents(bench.pool)).filter((table) => !leftOut.has(table));
    expect(await contents(pool, all)).toEqual(await contents(bench.pool, all));
    expect(summary.rows).toBeGreaterThan(500);
    expect(await verify(pool)).toMatchObject({ faults: [], facts: (await verify(bench.pool)).facts });
  });

  test('brings no calendar link back, which may have been revoked since', async () => {
    const linked = join(await mkdtemp(join(tmpdir(), 'backup-')), 'ledger.gz');
    await bench.pool.query("INSERT INTO calendar_link (person_id, token_hash, created_at) VALUES (gen_random_uuid(), '\\x00', now())");
    await backup(untimed, linked);
    const pool = await emptyLedger();
    await restore(pool, linked, nothing);
    expect((await pool.query('SELECT 1 FROM calendar_link')).rowCount).toBe(0);
  });

  test('revokes every token of an integration, which may have been revoked since', async () => {
    const held = join(await mkdtemp(join(tmpdir(), 'backup-')), 'ledger.gz');
    await bench.pool.query(
      `INSERT INTO api_token (id, prefix, token_hash, person_id, name, scope, created_at, expires_at, revoked_at)
       SELECT gen_random_uuid(), 'dbt_x', decode(revoked::text, 'hex'), gen_random_uuid(), '数据平台' || revoked, '"read"', now(), now() + interval '1 year', CASE revoked WHEN 11 THEN timestamptz '2026-01-02' END
       FROM unnest(ARRAY[10, 11]) AS revoked`,
    );
    await backup(untimed, held);
    await bench.pool.query('UPDATE api_token SET revoked_at = now()');
    const pool = await emptyLedger();
    await restore(pool, held, nothing);
    const { rows } = await pool.query<{ name: string; revoked: boolean; at: Date }>(
      'SELECT name, revoked_at IS NOT NULL AS revoked, revoked_at AS at FROM api_token ORDER BY name',
    );
    expect(rows.map(({ name, revoked }) => [name, revoked])).toEqual([
      ['数据平台10', true],
      ['数据平台11', true],
    ]);
    expect(rows[1]?.at).toEqual(new Date('2026-01-02T00:00:00Z'));
  });

  test('takes the place of the calendar years that a migration announces, and facts are final again afterwards', async () => {
    const pool = await emptyLedger();
    expect((await seedCalendar(new Ledger(pool))).length).toBeGreaterThan(0);
    await restore(pool, file, nothing);
    expect((await verify(pool)).faults).toEqual([]);
    expect(await contents(pool, ['process', 'fact', 'calendar_year', 'calendar_day'])).toEqual(await contents(bench.pool, ['process', 'fact', 'calendar_year', 'calendar_day']));
    await expect(pool.query('DELETE FROM fact')).rejects.toThrow('facts are final');
  });

  test('keeps a stored answer to the byte', async () => {
    const pool = await emptyLedger();
    await restore(pool, file, nothing);
    const again = await new Ledger(pool).execute({
      type: 'case',
      id: newId(),
      creates: true,
      command: sender(),
      actor: bench.district.acting.actor('inspector-a'),
      key: { personId: bench.district.ids.person('inspector-a'), key: 'kept', digest: 'd' },
    });
    expect(JSON.stringify(again.answer)).toBe(JSON.stringify({ status: 201, body: { zone: 'z', id: caseId, also: 1 } }));
  });

  test('is one moment although work goes on beside it', async () => {
    const busy = join(await mkdtemp(join(tmpdir(), 'backup-')), 'ledger.gz');
    let going = true;
    const work = (async () => {
      while (going) await bench.district.acting.step('inspector-a', 'case', await bench.district.acting.begin('inspector-a', 'case', sender()), violation(bench));
    })();
    await backup(untimed, busy);
    going = false;
    await work;
    const pool = await emptyLedger();
    await restore(pool, busy, nothing);
    expect((await verify(pool)).faults).toEqual([]);
  });

  test('is not written over, and a failed one leaves no transaction behind in the pool', async () => {
    await expect(backup(untimed, file)).rejects.toThrow('EEXIST');
    expect((await untimed.query('SHOW transaction_read_only')).rows[0].transaction_read_only).toBe('off');
  });
});

describe('a restore refuses', () => {
  const altered = async (name: string, bytes: Buffer): Promise<string> => {
    const path = join(await mkdtemp(join(tmpdir(), 'backup-')), name);
    await writeFile(path, bytes);
    return path;
  };
  const refuses = async (pool: pg.Pool, path: string, why: string): Promise<void> => {
    const before = await contents(pool);
    await expect(restore(pool, path, nothing)).rejects.toThrow(SnapshotRefused);
    await expect(restore(pool, path, nothing)).rejects.toThrow(why);
    expect(await contents(pool)).toEqual(before);
  };
  let pool: pg.Pool;
  beforeAll(async () => {
    pool = await emptyLedger();
  });

  test('a snapshot cut short, in its bytes or at a line', async () => {
    const bytes = await readFile(file);
    await refuses(pool, await altered('bytes', bytes.subarray(0, bytes.length - 200)), 'cut short');
    await refuses(pool, await altered('half', bytes.subarray(0, bytes.length / 2)), 'cut short');
    const lines = gunzipSync(bytes).toString().split('\n');
    await refuses(pool, await altered('end', gzipSync(lines.slice(0, -2).join('\n'))), 'cut short');
    await refuses(pool, await altered('row', gzipSync(lines.filter((_line, index) => index !== 40).join('\n'))), 'altered');
  });

  test('one with a byte altered, packed or unpacked', async () => {
    const bytes = Buffer.from(await readFile(file));
    bytes.writeUInt8(bytes.readUInt8(5_000) ^ 1, 5_000);
    await refuses(pool, await altered('packed', bytes), 'altered');
    const text = gunzipSync(await readFile(file)).toString();
    await refuses(pool, await altered('unpacked', gzipSync(text.replace('测试发现', '另一发现'))), 'altered');
    await refuses(pool, await altered('none', Buffer.from('no snapshot')), 'altered');
  });

  test('one of another schema', async () => {
    const other = await emptyLedger();
    await other.query(`INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count) VALUES ('x', 'x', '9999_later', now(), 1)`);
    await refuses(other, file, 'this ledger of 9999_later');
  });

  test('a ledger that holds something', async () => {
    await refuses(bench.pool, file, 'not empty');
  });
});

describe('after a restore', () => {
  test('every open process wants to be seen, for its workflow may know what came after the snapshot, or have ended', async () => {
    await bench.pool.query('UPDATE watch SET seen = wanted, seen_at = ledger_now(), nudged_at = ledger_now()');
    const seen = join(await mkdtemp(join(tmpdir(), 'backup-')), 'ledger.gz');
    await backup(untimed, seen);
    const pool = await restoredByCommand(seen);
    const { rows } = await pool.query(
      `SELECT count(*) > 10 AS open, count(*) FILTER (WHERE w.seen > 0 OR w.nudged_at IS NOT NULL)::int AS overlooked FROM watch w JOIN process p ON p.id = w.process_id WHERE p.timed AND NOT p.closed`,
    );
    expect(rows).toEqual([{ open: true, overlooked: 0 }]);
    expect((await pool.query('SELECT held_since IS NOT NULL AS held FROM ledger_state')).rows).toEqual([{ held: true }]);
    expect((await troubled(pool, 100)).length).toBeGreaterThan(10);
  });

  test('what was erased after the snapshot is erased again from what erase noted, and what was kept before it stays', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'backup-'));
    const [log, older] = [join(folder, 'erasures.jsonl'), join(folder, 'ledger.gz')];
    const basis = '《个人信息保护法》第四十七条';
    const party = (name: string): Promise<string> => register(bench.ledger, 'party', { type: 'register', name, kind: 'pharmacy', address: '某路' } as { readonly type: string });
    const [gone, kept] = [await party('隐店一'), await party('留店二')];
    // Erased long ago, and named anew since.
    await writeFile(log, `${JSON.stringify({ processId: kept, basis, at: '2026-01-01T00:00:00.000Z' })}\n`);
    await backup(untimed, older);
    const erase = (file: string): Promise<string> => command(bench.url, 'app/erase.ts', gone, '--basis', basis, '--log', file);
    await expect(erase(join(folder, 'nowhere', 'log'))).rejects.toThrow('Nothing was erased');
    expect((await tablesWith(bench.pool, '隐店')).length).toBeGreaterThan(0);
    expect(await erase(log)).toContain('2 values erased');
    expect(await readFile(log, 'utf8')).not.toContain('隐店');

    const pool = await restoredByCommand(older, '--erasures', log);
    expect([await tablesWith(pool, '隐店'), (await tablesWith(pool, '留店')).length > 0]).toEqual([[], true]);
    const { faults, erased } = await verify(pool);
    expect([faults, erased.map((one) => [one.processId, one.basis])]).toEqual([[], Array(2).fill([gone, basis])]);
    await expect(restoredByCommand(older, '--erasures', older)).rejects.toThrow('cannot be read');
    expect((await fresh.at(-1)?.pool.query('SELECT 1 FROM command'))?.rowCount).toBe(0);
  });

  test('deliveries are held, so that no old notice leaves again, until an administrator releases them', async () => {
    const pool = await emptyLedger();
    await restore(pool, file, restored);
    const waiting = (await pool.query("SELECT count(*)::int AS n FROM delivery WHERE state = 'pending'")).rows[0].n;
    expect(waiting).toBeGreaterThan(0);
    await moveClock(pool, 3_600_000);
    expect(await recipientsWaiting(pool, 100)).toEqual([]);
    expect(await releaseDeliveries(pool)).toBe(true);
    expect((await recipientsWaiting(pool, 100)).length).toBeGreaterThan(0);
    expect(await releaseDeliveries(pool)).toBe(false);
  });

  test('each series goes on behind the highest number that is known to have been given, the gap recorded as void with its reason', async () => {
    const pool = await emptyLedger();
    const { series } = await readMark(bench.pool);
    const [key = '', last = 0] = Object.entries(series).find(([name]) => name.startsWith('case')) ?? [];
    await restore(pool, file, (client) => markRestored(client, '测试恢复', { [key]: last + 5, 'urgingNotice:无/2026': 3 }));
    expect((await pool.query('SELECT "from", until, reason FROM void_number WHERE name || \'/\' || year = $1', [key])).rows).toEqual([
      { from: expect.any(Number), until: last + 5, reason: '测试恢复' },
    ]);
    expect((await readMark(pool)).series).toMatchObject({ [key]: last + 5, 'urgingNotice:无/2026': 3 });
    const id = newId();
    const outcome = await new Ledger(pool).execute({ type: 'case', id, creates: true, command: sender(), actor: bench.district.acting.actor('inspector-a') });
    expect(outcome.ok).toBe(true);
    expect((await pool.query('SELECT number FROM case_record WHERE id = $1', [id])).rows[0].number).toContain(String(last + 6));
    expect((await verify(pool)).faults).toEqual([]);
  });
});
