import type pg from 'pg';
import type { ProcessState, ProcessType } from '../domain/process/definition.ts';
import type { Recorded } from '../domain/process/fact.ts';
import { fold, replay } from '../domain/process/fold.ts';
import type { Instant } from '../domain/process/time.ts';
import { definitionOf } from './definitions.ts';
import { type RecordedRow, recordedFacts } from './verify.ts';

interface FactOfProcess extends RecordedRow {
  readonly process_id: string;
}

/** A process as one command left it: before it, after it, and the facts between. */
export interface Moved {
  readonly type: ProcessType;
  readonly id: string;
  readonly before: ProcessState;
  readonly state: ProcessState;
  readonly facts: readonly Recorded[];
}

/** Processes whose facts are read in one go: bounds memory. */
const pageSize = 100;

/** Processes of one type as they stood at a moment, folded from their facts, in the order asked for; one that was not there yet is left out. */
export async function statesAt<S extends ProcessState>(pool: Pick<pg.Pool, 'query'>, type: ProcessType, ids: readonly string[], at: Instant): Promise<readonly S[]> {
  const states: S[] = [];
  for (let from = 0; from < ids.length; from += pageSize) {
    const some = ids.slice(from, from + pageSize);
    const facts = await pool.query<FactOfProcess>({
      name: 'facts-until',
      text: 'SELECT process_id, seq, type, data, actor, at, received_at FROM fact WHERE process_id = ANY($1::uuid[]) AND at <= $2 ORDER BY process_id, seq',
      values: [some, new Date(at)],
    });
    const sealed = await sealedOf(pool, some);
    const byProcess = byProcessOf(facts.rows);
    for (const id of some) {
      const rows = byProcess.get(id);
      if (rows) states.push(replay(definitionOf(type), id, recordedFacts(rows, sealed)) as S);
    }
  }
  return states;
}

/** What one command did: each process that it moved, in order of their ids, before it and after it, folded from the facts. */
export async function movedBy(pool: Pick<pg.Pool, 'query'>, commandId: string): Promise<readonly Moved[]> {
  const { rows: processes } = await pool.query<{ id: string; type: ProcessType; first: number; last: number }>({
    name: 'moved-by',
    text: 'SELECT process_id AS id, process_type AS type, min(seq) AS first, max(seq) AS last FROM fact WHERE command_id = $1 GROUP BY 1, 2 ORDER BY 1',
    values: [commandId],
  });
  const moved: Moved[] = [];
  for (let from = 0; from < processes.length; from += pageSize) {
    const some = processes.slice(from, from + pageSize);
    const ids = some.map(({ id }) => id);
    const { rows } = await pool.query<FactOfProcess>({
      name: 'facts-whole',
      text: 'SELECT process_id, seq, type, data, actor, at, received_at FROM fact WHERE process_id = ANY($1::uuid[]) ORDER BY process_id, seq',
      values: [ids],
    });
    const sealed = await sealedOf(pool, ids);
    const byProcess = byProcessOf(rows);
    for (const { id, type, first, last } of some) {
      const definition = definitionOf(type);
      const recorded = recordedFacts(byProcess.get(id) ?? [], sealed);
      const before = replay(definition, id, recorded.slice(0, first - 1));
      const facts = recorded.slice(first - 1, last);
      moved.push({ type, id, before, state: facts.reduce((state, fact) => fold(definition, state, fact), before), facts });
    }
  }
  return moved;
}

function byProcessOf(rows: readonly FactOfProcess[]): ReadonlyMap<string, readonly FactOfProcess[]> {
  const byProcess = new Map<string, FactOfProcess[]>();
  for (const row of rows) {
    const known = byProcess.get(row.process_id);
    if (known) known.push(row);
    else byProcess.set(row.process_id, [row]);
  }
  return byProcess;
}

interface SealedValue {
  readonly id: string;
  readonly value: unknown;
}

async function sealedOf(pool: Pick<pg.Pool, 'query'>, ids: readonly string[]): Promise<readonly SealedValue[]> {
  const { rows } = await pool.query<SealedValue>({ name: 'sealed-of', text: 'SELECT id, value FROM sealed_value WHERE process_id = ANY($1::uuid[])', values: [ids] });
  return rows;
}
