import type pg from 'pg';
import type { AttachmentRow, CommandRow, DeliveryRow, DigestRow, Evidence, FactRow, NoticeRow, ProcessRow, SealedRow, SeriesRow, VoidRow } from './rows.ts';

const ms = (column: string): string => `(extract(epoch FROM ${column}) * 1000)::float8`;

/** Reads everything that the checks need in one snapshot, past the product's own readers. */
export async function readEvidence(pool: pg.Pool): Promise<Evidence> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const all = async <T extends pg.QueryResultRow>(text: string): Promise<readonly T[]> => (await client.query<T>(text)).rows;
    const evidence: Evidence = {
      now: (await all<{ now: number }>('SELECT ledger_now_ms() AS now'))[0]?.now ?? 0,
      commands: await all<CommandRow>(`SELECT person_id AS "personId", key, id, process_id AS "processId", status, body::text AS body FROM command`),
      facts: await all<FactRow>(
        `SELECT process_id AS "processId", process_type AS "processType", seq, type, data, actor, ${ms('at')} AS at, ${ms('received_at')} AS "receivedAt", command_id AS "commandId", prev, hash FROM fact`,
      ),
      processes: await all<ProcessRow>('SELECT id, type, stage, version, head, closed, timed FROM process'),
      sealed: await all<SealedRow>('SELECT process_id AS "processId", seq, value FROM sealed_value'),
      series: await all<SeriesRow>('SELECT name, year, last FROM number_series'),
      voids: await all<VoidRow>('SELECT name, year, "from", until FROM void_number'),
      notices: await all<NoticeRow>(
        `SELECT id, process_id AS "processId", fact_seq AS "factSeq", deadline_kind AS "deadlineKind", rung, is_rung AS "isRung", person_id AS "personId", ${ms('created_at')} AS "createdAt" FROM notice`,
      ),
      deliveries: await all<DeliveryRow>('SELECT notice_id AS "noticeId", person_id AS "personId", channel, state, digest_id AS "digestId" FROM delivery'),
      digests: await all<DigestRow>('SELECT id, address, message_id AS "messageId", state FROM digest'),
      attachments: await all<AttachmentRow>('SELECT id, sha256 FROM attachment'),
    };
    await client.query('COMMIT');
    return evidence;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}
