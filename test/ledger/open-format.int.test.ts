import { createHash } from 'node:crypto';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type pg from 'pg';
import type { CasePersonCommand } from '../../domain/case/commands.ts';
import type { ProcessType } from '../../domain/process/definition.ts';
import type { FactBase } from '../../domain/process/fact.ts';
import { replay } from '../../domain/process/fold.ts';
import { backup, restore } from '../../ledger/backup.ts';
import { definitionOf } from '../../ledger/definitions.ts';
import { createPool } from '../../ledger/pool.ts';
import { createTestDatabase, type TestDatabase } from '../harness/database.ts';
import { type LedgerBench, launchCommand, newId, openLedger, violation } from './fixture.ts';

// Read by docs/open-format.md alone: none of the ledger's own readers, chain or canonical text.
type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
type Row = { readonly [column: string]: Json };

const sorted = (value: Json): Json =>
  Array.isArray(value)
    ? value.map(sorted)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([key, item]) => [key, sorted(item)]),
        )
      : value;
const sha = (...parts: readonly (string | Buffer)[]): Buffer => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
const hex = (bytea: Json | undefined): Buffer => Buffer.from(String(bytea).replace(/^\\x/, ''), 'hex');
const ms = (at: Json | undefined): number => Date.parse(String(at));

let bench: LedgerBench;
let rows: readonly { readonly table: string; readonly row: Row }[] = [];
let last: Row = {};
let bytes = '';
let file = '';
let target: { readonly database: TestDatabase; readonly pool: pg.Pool };

beforeAll(async () => {
  bench = await openLedger({ channels: ['mail'] });
  const open: CasePersonCommand = { type: 'open', partyId: bench.district.ids.party('clinic'), title: '导出', source: 'complaint' };
  const caseId = newId();
  await bench.ledger.execute({ type: 'case', id: caseId, creates: true, command: open, actor: bench.district.acting.actor('inspector-a') });
  await bench.district.acting.step('inspector-a', 'case', caseId, violation(bench));
  await bench.district.acting.begin('office', 'campaign', await launchCommand(bench, { tasks: 12 }));
  const untimed = createPool({ url: bench.url, max: 2, statementTimeoutMs: 0 });
  file = join(await mkdtemp(join(tmpdir(), 'open-')), 'ledger.gz');
  await backup(untimed, file);
  await untimed.end();
  bytes = gunzipSync(await readFile(file)).toString('utf8');
  const lines = bytes
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  rows = lines.slice(1, -1);
  last = lines.at(-1);
  const database = await createTestDatabase();
  target = { database, pool: createPool({ url: database.url, max: 4, statementTimeoutMs: 0 }) };
});
afterAll(async () => {
  await target?.pool.end();
  await target?.database.drop();
  await bench?.stop();
});

const of = (table: string): readonly Row[] => rows.filter((one) => one.table === table).map((one) => one.row);
/** How many rows a table holds. */
const held = async (table: 'process' | 'sealed_value'): Promise<number> => (await bench.pool.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`)).rows[0]?.n ?? 0;
const factsOf = (id: Json | undefined): readonly Row[] =>
  of('fact')
    .filter((fact) => fact.process_id === id)
    .sort((a, b) => Number(a.seq) - Number(b.seq));

describe('the open format, read by its description alone', () => {
  test('ends with the number of its rows and the hash of its lines', () => {
    const body = bytes.trimEnd().split('\n').slice(0, -1);
    expect(last).toEqual({ end: true, rows: rows.length, sha256: sha(body.map((line) => `${line}\n`).join('')).toString('hex') });
  });

  test('has every fact, each process’s chained to the head that the process names', async () => {
    expect(of('process').length).toBe(await held('process'));
    for (const process of of('process')) {
      let prev: Buffer = Buffer.alloc(32);
      for (const fact of factsOf(process.id)) {
        const chained = {
          processId: fact.process_id ?? '',
          processType: fact.process_type ?? '',
          seq: fact.seq ?? 0,
          type: fact.type ?? '',
          data: fact.data ?? {},
          actor: fact.actor ?? {},
          at: ms(fact.at),
          receivedAt: ms(fact.received_at),
          commandId: fact.command_id ?? '',
        };
        expect(hex(fact.prev).equals(prev)).toBe(true);
        prev = sha(prev, JSON.stringify(sorted(chained)));
        expect(hex(fact.hash).equals(prev)).toBe(true);
      }
      expect(hex(process.head).equals(prev)).toBe(true);
    }
  });

  test('has every personal value beside the chain, with the salt by which its digest is checked', async () => {
    const values = new Map(of('sealed_value').map((row) => [row.id, row]));
    expect(values.size).toBe(await held('sealed_value'));
    const seals = of('fact').flatMap((fact) => Object.values(fact.data as Row).filter((value): value is Row => typeof value === 'object' && value !== null && 'sealed' in value));
    expect(seals).toHaveLength(values.size);
    for (const { sealed, digest } of seals) {
      const kept = values.get(sealed ?? '');
      expect(sha(hex(kept?.salt), JSON.stringify(sorted(kept?.value ?? null))).toString('hex')).toBe(digest);
    }
  });

  test('gives, by its facts alone, the state that it keeps of each process; and the ledger that reads it back has the same states and chains', async () => {
    const values = new Map(of('sealed_value').map((row) => [row.id, row.value]));
    for (const { id, type, state } of of('process')) {
      const facts = factsOf(id).map((fact) => {
        const data = Object.entries(fact.data as Row).map(([key, value]) => [
          key,
          typeof value === 'object' && value !== null && 'sealed' in value ? values.get((value as Row).sealed ?? '') : value,
        ]);
        return {
          seq: Number(fact.seq),
          at: ms(fact.at),
          receivedAt: ms(fact.received_at),
          actor: fact.actor as never,
          fact: { type: fact.type, ...Object.fromEntries(data) } as FactBase,
        };
      });
      const folded = JSON.parse(JSON.stringify(replay(definitionOf(type as ProcessType), String(id), facts)));
      expect(folded).toEqual(state);
    }
    await restore(target.pool, file, async () => undefined);
    const heads = 'SELECT id, version, state, head FROM process ORDER BY id';
    expect((await target.pool.query(heads)).rows).toEqual((await bench.pool.query(heads)).rows);
  });
});
