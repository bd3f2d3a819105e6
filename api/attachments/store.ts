import type pg from 'pg';
import { maySee } from '../../domain/policy/policy.ts';
import { standsFor } from '../../domain/policy/relation.ts';
import type { ProcessState, ProcessType } from '../../domain/process/definition.ts';
import { participantsAt } from '../../ledger/definitions.ts';
import type { Moment } from '../../ledger/world.ts';
import type { Asker } from '../http/asker.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import { HttpProblem } from '../http/problem.ts';
import type { AttachmentStorage } from './storage.ts';

/** A file as the tables know it. */
export interface AttachmentRow {
  readonly id: string;
  readonly sha256: string;
  readonly size: number;
  readonly media_type: string;
  readonly name: string;
  readonly unit_id: string;
  readonly uploaded_by: string;
  readonly created_at: Date;
}

const columns = 'id, sha256, size, media_type, name, unit_id, uploaded_by, created_at';

/** Refuses when the unit's files together would exceed the quota: 413 `attachment.quota_exceeded`. */
export async function checkQuota(client: pg.Pool | pg.PoolClient, unitId: string, size: number, quota: number): Promise<void> {
  const { rows } = await client.query<{ used: string }>({
    name: 'quota',
    text: 'SELECT coalesce(sum(size), 0)::text AS used FROM attachment WHERE unit_id = $1',
    values: [unitId],
  });
  if (Number(rows[0]?.used ?? 0) + size > quota) throw new HttpProblem('attachment.quota_exceeded', { params: { limit: quota } });
}

/** Makes uploads of a unit go one after the other until the transaction ends, so that two do not both take the last room. */
export async function lockQuota(client: pg.PoolClient, unitId: string): Promise<void> {
  await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`attachment ${unitId}`]);
}

/** Writes down a file. */
export async function insertAttachment(client: pg.PoolClient, row: Omit<AttachmentRow, 'created_at'>): Promise<AttachmentRow> {
  const { rows } = await client.query<AttachmentRow>(
    `INSERT INTO attachment (id, sha256, size, media_type, name, unit_id, uploaded_by, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, ledger_now()) RETURNING ${columns}`,
    [row.id, row.sha256, row.size, row.media_type, row.name, row.unit_id, row.uploaded_by],
  );
  const made = rows[0];
  if (!made) throw new Error('an attachment was not written');
  return made;
}

/** A file that the asker may see: of the own unit, or named by a fact of a process that the asker sees. Any other answers 404 `attachment.not_found`. */
export async function visibleAttachment(ledger: LedgerDoor, asker: Asker, { org, now }: Moment, id: string): Promise<AttachmentRow> {
  const { rows } = await ledger.pool.query<AttachmentRow>({ name: 'attachment', text: `SELECT ${columns} FROM attachment WHERE id = $1`, values: [id] });
  const row = rows[0];
  if (!row) throw new HttpProblem('attachment.not_found');
  if (asker.actors.some(({ unitId }) => unitId !== undefined && standsFor(unitId, org).includes(row.unit_id))) return row;
  const uses = await ledger.pool.query<{ type: ProcessType; state: ProcessState }>({
    name: 'attachment-uses',
    text: 'SELECT p.type, p.state FROM attachment_use u JOIN process p ON p.id = u.process_id WHERE u.attachment_id = $1 ORDER BY p.id LIMIT 1000',
    values: [id],
  });
  const seen = uses.rows.some(({ type, state }) => {
    const participants = participantsAt(type, state, now);
    return asker.actors.some((actor) => maySee(actor, type, participants, org));
  });
  if (!seen) throw new HttpProblem('attachment.not_found');
  return row;
}

/** A day: longer than any transaction that may still be about to name a file. */
const orphanAgeMs = 24 * 3_600_000;
/** What was set aside is kept for a month: long enough to go back to the database of before a restore. */
const asideMs = 30 * 24 * 3_600_000;

/**
 * Sets files aside that no row names, left when a commit failed after the file was kept, and brings back those that a row names after all. Answers how many were set aside; undefined where nothing was touched: the
 * files are another ledger's (a wrong database, one that was set up anew), or the ledger was restored and its deliveries are still held. For the start and for maintenance.
 */
export async function setOrphansAside(pool: pg.Pool, storage: AttachmentStorage, now: Date): Promise<number | undefined> {
  const { rows } = await pool.query<{ id: string; held: boolean }>('SELECT ledger_id AS id, held_since IS NOT NULL AS held FROM ledger_state WHERE id = 1');
  const [ledger] = rows;
  const owner = await storage.owner();
  if (!ledger || ledger.held || (owner !== undefined && owner !== ledger.id)) return undefined;
  const isNamed = async (sha256: string): Promise<boolean> => (await pool.query('SELECT 1 FROM attachment WHERE sha256 = $1 LIMIT 1', [sha256])).rowCount !== 0;
  const orphans: string[] = [];
  let named = 0;
  for await (const sha256 of storage.keptBefore(new Date(now.getTime() - orphanAgeMs))) {
    if (await isNamed(sha256)) named += 1;
    else orphans.push(sha256);
  }
  // Files given to nobody yet of which this ledger knows none are not its own.
  if (owner === undefined && orphans.length > 0 && named === 0) return undefined;
  if (owner === undefined) await storage.giveTo(ledger.id);
  for await (const sha256 of storage.aside()) if (await isNamed(sha256)) await storage.bringBack(sha256);
  for (const sha256 of orphans) await storage.setAside(sha256);
  await storage.forget(new Date(now.getTime() - asideMs));
  return orphans.length;
}
