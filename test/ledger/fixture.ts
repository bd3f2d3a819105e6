import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { addDays, beijingDateOf } from '../../domain/calendar/beijing.ts';
import type { LaunchCampaign, PlannedTask } from '../../domain/campaign/commands.ts';
import type { CasePersonCommand } from '../../domain/case/commands.ts';
import { Ledger } from '../../ledger/ledger.ts';
import { createPool } from '../../ledger/pool.ts';
import { createTestDatabase } from '../harness/database.ts';
import { loadTestDistrict, type TestDistrict } from '../harness/district.ts';
import { ofThisRun } from '../harness/run.ts';
import { databaseUrl } from '../harness/servers.ts';

/** A ledger with the test district, in a database of its own. */
export interface LedgerBench {
  readonly url: string;
  readonly pool: pg.Pool;
  /** As superuser in the same database: to alter what nobody may. */
  readonly admin: pg.Pool;
  readonly ledger: Ledger;
  readonly district: TestDistrict;
  readonly stop: () => Promise<void>;
}

export async function openLedger(options: { readonly channels?: readonly string[] } = {}): Promise<LedgerBench> {
  const database = await createTestDatabase();
  const pool = createPool({ url: database.url, max: 16, applicationName: 'duban-test' });
  const admin = new pg.Pool({ connectionString: databaseUrl(ofThisRun('DUBAN_TEST_ADMIN_URL'), new URL(database.url).pathname.slice(1)), max: 4 });
  admin.on('error', () => undefined);
  const ledger = new Ledger(pool, options);
  return {
    url: database.url,
    pool,
    admin,
    ledger,
    district: await loadTestDistrict(ledger),
    stop: async () => {
      await pool.end();
      await admin.end();
      await database.drop();
    },
  };
}

/** PostgreSQL goes away for one database: its sessions end and nobody gets in, until it is back. */
export async function setAway(url: string, away: boolean): Promise<void> {
  const server = new pg.Client({ connectionString: ofThisRun('DUBAN_TEST_ADMIN_URL') });
  await server.connect();
  try {
    const name = new URL(url).pathname.slice(1);
    await server.query(`ALTER DATABASE ${name} WITH ALLOW_CONNECTIONS ${!away}`);
    if (away) await server.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name]);
  } finally {
    await server.end();
  }
}

/** Moves the ledger's clock. */
export async function moveClock(pool: pg.Pool, ms: number): Promise<void> {
  await pool.query('INSERT INTO ledger_clock (id, offset_ms) VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET offset_ms = ledger_clock.offset_ms + EXCLUDED.offset_ms', [ms]);
}

/** Runs SQL as superuser with triggers off: what an intruder with the keys of the database could do. */
export async function tamper(admin: pg.Pool, ...statements: readonly string[]): Promise<void> {
  const client = await admin.connect();
  try {
    await client.query('BEGIN');
    await client.query("SET LOCAL session_replication_role = 'replica'");
    for (const statement of statements) await client.query(statement);
    await client.query('COMMIT');
  } finally {
    client.release();
  }
}

const tablesOf = async (pool: pg.Pool): Promise<readonly string[]> =>
  (await pool.query<{ name: string }>("SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")).rows.map((row) => row.name);

/** Rows and contents of every table, one line each; with `only`, of these. */
export async function contents(pool: pg.Pool, only?: readonly string[]): Promise<Readonly<Record<string, string>>> {
  const found: Record<string, string> = {};
  for (const table of only ?? (await tablesOf(pool))) {
    const { rows } = await pool.query<{ n: number; sum: string }>(
      `SELECT count(*)::int AS n, md5(COALESCE(string_agg(t::text, E'\\n' ORDER BY t::text), '')) AS sum FROM ${table} t`,
    );
    found[table] = `${rows[0]?.n} rows, ${rows[0]?.sum}`;
  }
  return found;
}

/** The tables in which a text stands somewhere. */
export async function tablesWith(pool: pg.Pool, text: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const table of await tablesOf(pool)) {
    const { rowCount } = await pool.query(`SELECT 1 FROM ${table} t WHERE strpos(t::text, $1) > 0 LIMIT 1`, [text]);
    if (rowCount) found.push(table);
  }
  return found;
}

export interface LaunchShape {
  readonly tasks: number;
  /** In place of a date in three weeks. */
  readonly task?: Partial<PlannedTask>;
  readonly command?: Partial<LaunchCampaign>;
}

/** A campaign whose first phase is open, with so many tasks in it. */
export async function launchCommand({ ledger, district }: Pick<LedgerBench, 'ledger' | 'district'>, { tasks, task = {}, command = {} }: LaunchShape): Promise<LaunchCampaign> {
  const today = beijingDateOf((await ledger.moment()).now);
  const dated = 'duePeriod' in task || 'rhythm' in task ? {} : { dueOn: addDays(today, 21) };
  return {
    type: 'launch',
    title: '测试行动',
    officeUnitId: district.ids.unit('office'),
    groupUnitId: district.ids.unit('group'),
    memberUnitIds: ['health', 'education'].map(district.ids.unit),
    sections: [{ name: '测试' }],
    indicators: [],
    phases: [
      { kind: 'commitment', name: '启动', startsOn: today, endsOn: addDays(today, 40) },
      { kind: 'intervention', name: '干预', startsOn: addDays(today, 41), endsOn: addDays(today, 120) },
      { kind: 'evaluation', name: '评估', startsOn: addDays(today, 121), endsOn: addDays(today, 160) },
    ],
    tasks: Array.from(
      { length: tasks },
      (_, index): PlannedTask => ({
        number: String(index + 1),
        section: '测试',
        content: `测试任务${index + 1}`,
        standard: '按期完成',
        kind: 'once',
        phase: 'commitment',
        leadUnitId: district.ids.unit('education'),
        supportingUnitIds: [district.ids.unit('health')],
        evidenceRequired: [],
        ...dated,
        ...task,
      }),
    ),
    ...command,
  } as LaunchCampaign;
}

/** Opens a case; `title` tells it from others. */
export const openCase = ({ district }: Pick<LedgerBench, 'district'>, title = '测试案件'): Promise<string> =>
  district.acting.begin<CasePersonCommand>('inspector-a', 'case', { type: 'open', partyId: district.ids.party('clinic'), title, source: 'complaint' });

/** A violation found by both inspectors. */
export const violation = ({ district }: Pick<LedgerBench, 'district'>): CasePersonCommand => ({
  type: 'recordInspection',
  officers: [...district.officers],
  result: 'violation',
  findings: [{ note: '测试发现' }],
});

export const newId = randomUUID;
