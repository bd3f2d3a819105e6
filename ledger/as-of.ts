import type pg from 'pg';
import type { ProcessState, ProcessType } from '../domain/process/definition.ts';
import { replay } from '../domain/process/fold.ts';
import type { Instant } from '../domain/process/time.ts';
import { definitionOf } from './definitions.ts';
import { type RecordedRow, recordedFacts } from './verify.ts';

interface FactOfProcess extends RecordedRow {
  readonly process_id: string;
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
    const sealed = await pool.query<{ id: string; value: unknown }>({
      name: 'sealed-of',
      text: 'SELECT id, value FROM sealed_value WHERE process_id = ANY($1::uuid[])',
      values: [some],
    });
    const byProcess = new Map<string, FactOfProcess[]>();
    for (const row of facts.rows) {
      const rows = byProcess.get(row.process_id);
      if (rows) rows.push(row);
      else byProcess.set(row.process_id, [row]);
    }
    for (const id of some) {
      const rows = byProcess.get(id);
      if (rows) states.push(replay(definitionOf(type), id, recordedFacts(rows, sealed.rows)) as S);
    }
  }
  return states;
}
