import { z } from 'zod';
import type { Asker } from '../http/asker.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import { cursorMoment, decodeCursor, limitOf, page } from '../http/keyset.ts';
import { id } from '../http/params.ts';
import type { Asking, Page } from '../list/page.ts';
import type { NoticeRow } from './presenter.ts';
import type { NotificationQuery } from './schema.ts';

const cursorKey = z.tuple([cursorMoment, id]);

/** The columns of a notice with the process that it is about, of a query that names them n and p. */
export const noticeColumns =
  'n.id, n.kind, n.rung, n.is_rung, n.title, n.why, n.rule, n.stops, n.urgent, n.instead_of, n.due_at, n.created_at, n.read_at, n.process_id, p.type AS process_type, p.number AS process_number';

/** Whose notices are meant: one's own; acting for another by delegation, those of the other's post. */
export function recipient(asker: Asker): readonly [personId: string, postId: string | null] {
  const [actor] = asker.actors;
  const forPersonId = actor?.ref.forPersonId;
  return forPersonId === undefined ? [asker.personId, null] : [forPersonId, actor?.ref.postId ?? null];
}

/** A page of what the person signed in was told, newest first, each shaped by `present`. */
export async function noticesPage<V>(
  pool: LedgerDoor['pool'],
  { unread, ...query }: z.output<typeof NotificationQuery>,
  { asker }: Asking,
  present: (row: NoticeRow) => V,
): Promise<Page<V>> {
  const after = decodeCursor(query.cursor, cursorKey);
  const limit = limitOf(query);
  const [personId, postId] = recipient(asker);
  const values: unknown[] = [personId, limit + 1];
  const conditions = ['n.person_id = $1'];
  if (postId !== null) conditions.push(`n.post_id = $${values.push(postId)}::uuid`);
  if (unread !== undefined) conditions.push(`n.read_at IS ${unread === 'true' ? '' : 'NOT '}NULL`);
  if (after) {
    const at = `to_timestamp($${values.push(after[0])}::float8 / 1000)`;
    // The first condition alone lets the index begin at the page; the second leaves out what was shown of that moment.
    conditions.push(`n.created_at <= ${at}`, `(n.created_at < ${at} OR n.id > $${values.push(after[1])}::uuid)`);
  }
  const { rows } = await pool.query<NoticeRow>(
    `SELECT ${noticeColumns} FROM notice n JOIN process p ON p.id = n.process_id WHERE ${conditions.join(' AND ')} ORDER BY n.created_at DESC, n.id LIMIT $2`,
    values,
  );
  return page(rows, limit, (row) => [row.created_at.getTime(), row.id], present);
}
