import type pg from 'pg';
import type { ProcessState, ProcessType } from '../domain/process/definition.ts';
import type { Json } from '../domain/process/fact.ts';
import { fold } from '../domain/process/fold.ts';
import { definitionOf } from './definitions.ts';
import { eraseMessages } from './delivery.ts';
import type { Ledger } from './ledger.ts';
import { projectionsOf, worldPart } from './projection.ts';
import { blank } from './seal.ts';
import { recordedFacts } from './verify.ts';

export interface Erasure {
  readonly processId: string;
  /** Fields to erase, all sealed ones when absent. */
  readonly fields?: readonly string[];
  /** Why this is lawful: instrument and article. */
  readonly basis: string;
}

/** Records of others show these by id and name, and so do the answers kept for their requests. */
const shownElsewhere: ReadonlySet<ProcessType> = new Set(['party', 'person']);

/**
 * Erases personal data of a process lawfully: the sealed values, what the state and read tables repeat of them, the answers stored for its requests, and the
 * texts of notices and messages about it; of a party or a person also the answers stored for other records' requests that name it by its id, for which every stored answer is read.
 * Every chain stays valid; verify then says "erased on …, basis …". Answers how many values were erased.
 */
export async function erase(ledger: Ledger, erasure: Erasure): Promise<number> {
  return ledger.transact((client) => eraseWithin(client, erasure));
}

/** The same within a transaction: a restore erases again what was erased after its snapshot. */
export async function eraseWithin(client: pg.ClientBase, { processId, fields, basis }: Erasure): Promise<number> {
  const found = await client.query<{ type: ProcessType }>('SELECT type FROM process WHERE id = $1 FOR UPDATE', [processId]);
  const type = found.rows[0]?.type;
  if (!type) return 0;
  const values = await client.query<{ id: string; value: Json }>(
    'SELECT id, value FROM sealed_value WHERE process_id = $1 AND erased_at IS NULL AND ($2::text[] IS NULL OR field = ANY($2))',
    [processId, fields ?? null],
  );
  for (const row of values.rows) {
    await client.query('UPDATE sealed_value SET value = $2::jsonb, salt = NULL, erased_at = ledger_now(), basis = $3 WHERE id = $1', [
      row.id,
      JSON.stringify(blank(row.value)),
      basis,
    ]);
  }
  const facts = await client.query('SELECT seq, process_type, type, data, actor, at, received_at, command_id, prev, hash FROM fact WHERE process_id = $1 ORDER BY seq', [
    processId,
  ]);
  const sealed = await client.query<{ id: string; value: unknown }>('SELECT id, value FROM sealed_value WHERE process_id = $1', [processId]);
  const definition = definitionOf(type);
  let state: ProcessState = definition.initial(processId);
  for (const recorded of recordedFacts(facts.rows, sealed.rows)) state = fold(definition, state, recorded);
  await client.query('UPDATE process SET state = $2::jsonb WHERE id = $1', [processId, JSON.stringify(state)]);
  for (const projection of projectionsOf(type)) {
    for (const row of projection.rows(state)) {
      const columns = Object.keys(row).filter((column) => !projection.key.includes(column));
      if (columns.length === 0) continue;
      await client.query(
        `UPDATE ${projection.table} t SET ${columns.map((column) => `"${column}" = n."${column}"`).join(', ')} FROM jsonb_populate_record(NULL::${projection.table}, $1::jsonb) n WHERE ${projection.key
          .map((column) => `t."${column}" = n."${column}"`)
          .join(' AND ')}`,
        [JSON.stringify(row)],
      );
    }
  }
  await eraseMessages(client, processId);
  await client.query('UPDATE command SET body = NULL, erased = true WHERE process_id = $1 OR ($2 AND strpos(body::text, $1::text) > 0)', [processId, shownElsewhere.has(type)]);
  const part = worldPart(type);
  if (part) await client.query(`UPDATE world_version SET ${part} = ${part} + 1 WHERE id = 1`);
  return values.rows.length;
}
