import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { owedSql } from '../../api/list/owed.ts';
import { binder } from '../../api/list/source.ts';
import { type Manner, owedTable, owes } from '../../domain/chase/owing.ts';
import { type Participation, participations, type TimedType, timedTypes } from '../../domain/process/definition.ts';
import { createPool } from '../../ledger/pool.ts';
import { createTestDatabase, type TestDatabase } from '../harness/database.ts';

interface Kept {
  readonly id: string;
  readonly type: TimedType;
  readonly kind: string;
  readonly participants: readonly { readonly unitId: string; readonly as: Participation }[];
}

const [own, other, third] = [randomUUID(), randomUUID(), randomUUID()];
/** Kinds that chase nobody, or are of another type. */
const strange = ['day', 'visit', 'objections', 'constructor', 'value', 'review'];
const kindsOf = (type: TimedType): readonly string[] => [...new Set([...owedTable.flatMap((line) => (line.type === type ? [line.kind] : [])), ...strange])];
/** A kind as such, of one finding, of one request, of one unit. */
const variants = (kind: string): readonly string[] => [kind, `${kind}-12`, `${kind}.close`, ...[own, other].map((unit) => `${kind}:${unit}`)];
const parts = [
  ...participations.map((as) => [{ unitId: own, as }]),
  ...participations.map((as) => [
    { unitId: own, as: 'office' as const },
    { unitId: other, as },
  ]),
  ...participations.map((as) => [
    { unitId: own, as: 'assigner' as const },
    { unitId: other, as: 'office' as const },
    { unitId: third, as },
  ]),
];
const kept: readonly Kept[] = timedTypes.flatMap((type) =>
  kindsOf(type).flatMap((kind) => variants(kind).flatMap((variant) => parts.map((participants) => ({ id: randomUUID(), type, kind: variant, participants })))),
);

let database: TestDatabase;
let pool: pg.Pool;
beforeAll(async () => {
  database = await createTestDatabase();
  pool = createPool({ url: database.url });
  await pool.query(
    `INSERT INTO process (id, type, stage, since, version, head, state, settled, closed, timed, opened_at, moved_at)
 SELECT id, type, 'open', 1, 1, '', '{}', false, false, true, now(), now() FROM jsonb_to_recordset($1) AS k (id uuid, type text)`,
    [JSON.stringify(kept)],
  );
  await pool.query(
    `INSERT INTO deadline_record (process_id, seq, kind, due_at, provisional, paused) SELECT id, 1, kind, now(), false, false FROM jsonb_to_recordset($1) AS k (id uuid, kind text)`,
    [JSON.stringify(kept)],
  );
  await pool.query(
    `INSERT INTO participation (process_id, unit_id, relation) SELECT DISTINCT k.id, (p ->> 'unitId')::uuid, p ->> 'as'
 FROM jsonb_to_recordset($1) AS k (id uuid, participants jsonb) CROSS JOIN LATERAL jsonb_array_elements(k.participants) p`,
    [JSON.stringify(kept)],
  );
});
afterAll(async () => {
  await pool?.end();
  await database?.drop();
});

describe('one rule of owing, two uses', () => {
  const mannerSets: readonly (readonly Manner[])[] = [['whole'], ['beside'], ['whole', 'beside'], []];
  const unitSets = [[own], [other], [own, other], [third], []];

  test.each(mannerSets.flatMap((manners) => unitSets.map((units) => [manners, units] as const)))(
    'owed in the manners %j by %j: the query finds what the rule says, over every type, kind and part',
    async (manners, units) => {
      const values: unknown[] = [];
      const bind = binder(values);
      const owed = owedSql(bind, { type: 'p.type', process: 'p.id', kind: 'd.kind' }, bind(units), manners);
      const { rows } = await pool.query<{ id: string }>(`SELECT p.id FROM process p JOIN deadline_record d ON d.process_id = p.id WHERE ${owed}`, values);
      const found = new Set(rows.map(({ id }) => id));
      const wrong = kept
        .filter(({ id, type, kind, participants }) => owes(units, type, kind, participants, manners) !== found.has(id))
        .map(({ type, kind, participants }) => `${type} ${kind} ${participants.map(({ as }) => as).join(' ')}`);
      expect(wrong).toEqual([]);
      // No deadline names the third unit.
      expect(found.size > 0).toBe(units.length > 0 && (manners.length > 0 || units[0] !== third));
      expect(found.size).toBeLessThan(kept.length);
    },
  );
});
