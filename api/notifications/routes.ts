import { z } from 'zod';
import type { Asker } from '../http/asker.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import { decodeCursor, limitOf, page, pageOf } from '../http/keyset.ts';
import { id, idParams } from '../http/params.ts';
import { HttpProblem } from '../http/problem.ts';
import { type Route, route } from '../http/route.ts';
import { type NoticeRow, presentNotification } from './presenter.ts';
import { Notification, NotificationQuery } from './schema.ts';

const cursor = z.tuple([z.int(), id]);
const columns = `n.id, n.kind, n.rung, n.is_rung, n.title, n.why, n.rule, n.stops, n.urgent, n.instead_of, n.due_at, n.created_at, n.read_at, n.process_id, p.type AS process_type, p.number AS process_number`;

/** Whose notices are meant: one's own; acting for another by delegation, those of the other's post. */
function recipient(asker: Asker): readonly [personId: string, postId: string | null] {
  const [actor] = asker.actors;
  const forPersonId = actor?.ref.forPersonId;
  return forPersonId === undefined ? [asker.personId, null] : [forPersonId, actor?.ref.postId ?? null];
}

/** What the person signed in was told, newest first. */
export const notificationRoutes = ({ ledger }: { readonly ledger: LedgerDoor }): readonly Route[] => [
  route(
    {
      method: 'get',
      path: '/api/v1/notifications',
      summary: '我的通知 My notifications, newest first',
      tags: ['notifications'],
      query: NotificationQuery,
      response: pageOf(Notification),
    },
    async ({ asker, query, language }) => {
      const limit = limitOf(query);
      const after = decodeCursor(query.cursor, cursor);
      const [personId, postId] = recipient(asker);
      const values: unknown[] = [personId, limit + 1];
      const conditions = ['n.person_id = $1'];
      if (postId !== null) conditions.push(`n.post_id = $${values.push(postId)}::uuid`);
      if (query.unread !== undefined) conditions.push(`n.read_at IS ${query.unread === 'true' ? '' : 'NOT '}NULL`);
      if (after) {
        const at = `to_timestamp($${values.push(after[0])}::float8 / 1000)`;
        // The first condition alone lets the index begin at the page; the second leaves out what was shown of that moment.
        conditions.push(`n.created_at <= ${at}`, `(n.created_at < ${at} OR n.id > $${values.push(after[1])}::uuid)`);
      }
      const { rows } = await ledger.pool.query<NoticeRow>(
        `SELECT ${columns} FROM notice n JOIN process p ON p.id = n.process_id WHERE ${conditions.join(' AND ')} ORDER BY n.created_at DESC, n.id LIMIT $2`,
        values,
      );
      return {
        body: page(
          rows,
          limit,
          (row) => [row.created_at.getTime(), row.id],
          (row) => presentNotification(row, language),
        ),
      };
    },
  ),
  route(
    {
      method: 'post',
      path: '/api/v1/notifications/{id}/read',
      summary: '标记已读 Mark a notification as read; the first reading counts',
      tags: ['notifications'],
      params: idParams,
      transaction: true,
      response: Notification,
      problems: ['notification.not_found'],
    },
    async ({ asker, params, language, transaction }) => {
      const { rows } = await transaction.query<NoticeRow>({
        name: 'read-notice',
        text: `WITH n AS (UPDATE notice SET read_at = coalesce(read_at, ledger_now()) WHERE id = $3 AND person_id = $1 AND ($2::uuid IS NULL OR post_id = $2) RETURNING *)
               SELECT ${columns} FROM n JOIN process p ON p.id = n.process_id`,
        values: [...recipient(asker), params.id],
      });
      const row = rows[0];
      if (!row) throw new HttpProblem('notification.not_found');
      return { body: presentNotification(row, language) };
    },
  ),
];
