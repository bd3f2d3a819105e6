import type pg from 'pg';
import type { ActorRef } from '../domain/process/fact.ts';
import type { Instant } from '../domain/process/time.ts';
import { isSeal } from './seal.ts';

/** A fact as a record shows it: personal fields put back, or the note that they were erased. */
export interface ShownFact {
  readonly seq: number;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly actor: ActorRef;
  readonly at: Instant;
  readonly receivedAt: Instant;
  readonly hash: string;
}

interface Row {
  readonly seq: number;
  readonly type: string;
  readonly data: Record<string, unknown>;
  readonly actor: ActorRef;
  readonly at: Date;
  readonly received_at: Date;
  readonly hash: Buffer;
}
interface Sealed {
  readonly id: string;
  readonly value: unknown;
  readonly erased_at: Date | null;
  readonly basis: string | null;
}

/** The facts of a process after `afterSeq`, oldest first, `limit` at most. */
export async function readFacts(pool: pg.Pool, processId: string, afterSeq: number, limit: number): Promise<readonly ShownFact[]> {
  const { rows } = await pool.query<Row>('SELECT seq, type, data, actor, at, received_at, hash FROM fact WHERE process_id = $1 AND seq > $2 ORDER BY seq LIMIT $3', [
    processId,
    afterSeq,
    limit,
  ]);
  const sealed = await pool.query<Sealed>('SELECT id, value, erased_at, basis FROM sealed_value WHERE process_id = $1', [processId]);
  const values = new Map(sealed.rows.map((row) => [row.id, row]));
  return rows.map((row) => ({
    seq: row.seq,
    type: row.type,
    data: Object.fromEntries(
      Object.entries(row.data).map(([key, value]) => {
        if (!isSeal(value)) return [key, value];
        const kept = values.get(value.sealed);
        return [key, kept?.erased_at ? { erasedOn: kept.erased_at.toISOString().slice(0, 10), basis: kept.basis } : kept?.value];
      }),
    ),
    actor: row.actor,
    at: row.at.getTime(),
    receivedAt: row.received_at.getTime(),
    hash: row.hash.toString('hex'),
  }));
}
