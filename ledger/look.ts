import type pg from 'pg';
import { spread } from './herd.ts';

/** What a workflow may know of its process: enough to wait and to choose its next activity, nothing that rules decide. */
export interface View {
  readonly stage: string;
  /** Seq of the fact that entered the stage. */
  readonly since: number;
  readonly version: number;
  /** Milliseconds until time must act, by the ledger's clock; absent when nothing is to come, 0 or less when due. Later than that for one of a herd, which the bell strikes. */
  readonly wakeInMs?: number;
  /** Kind of the deadline that wakes it. */
  readonly wakeKind?: string;
  readonly closed: boolean;
}

interface Row {
  readonly stage: string;
  readonly since: number;
  readonly version: number;
  readonly closed: boolean;
  readonly wake_kind: string | null;
  readonly wake_in: number | null;
  readonly wanted: number | null;
}

const text = `WITH v AS (SELECT id, type, stage, since, version, closed, wake_kind, wake_at, moved_at, (extract(epoch FROM wake_at) * 1000)::float8 - ledger_now_ms() AS wake_in FROM process WHERE id = $1),
 u AS (UPDATE watch SET seen = v.version, seen_at = ledger_now(), nudges = 0 FROM v WHERE watch.process_id = v.id RETURNING watch.wanted)
 SELECT v.stage, v.since, v.version, v.closed, v.wake_kind, v.wake_in + ${spread} AS wake_in, u.wanted FROM v LEFT JOIN u ON true`;

/** Looks until the version read is the one wanted: a commit in between may have skipped its nudge because this look was still unseen. */
const looks = 5;

/**
 * Reads the view of a process and notes in the watch table which version was seen, without a lock on the process.
 * A process that is not there (an older ledger was restored) is closed: its workflow returns.
 */
export async function look(pool: pg.Pool, id: string): Promise<View> {
  let row: Row | undefined;
  for (let turn = 0; turn < looks; turn++) {
    const result = await pool.query<Row>({ name: 'look', text, values: [id] });
    row = result.rows[0];
    if (!row) return { stage: 'missing', since: 0, version: 0, closed: true };
    if (row.wanted === null || row.wanted <= row.version) break;
  }
  if (!row) return { stage: 'missing', since: 0, version: 0, closed: true };
  return {
    stage: row.stage,
    since: row.since,
    version: row.version,
    closed: row.closed,
    ...(row.wake_in === null ? {} : { wakeInMs: Math.ceil(row.wake_in) }),
    ...(row.wake_kind === null ? {} : { wakeKind: row.wake_kind }),
  };
}
