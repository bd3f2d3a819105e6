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
      const { rows } = await ledger.pool.query<NoticeRow>({
        name: 'notifications',
        text: `SELECT ${columns} FROM notice n JOIN process p ON p.id = n.process_id
               WHERE n.person_id = $1 AND ($2::uuid IS NULL OR n.post_id = $2) AND ($3::boolean IS NULL OR (n.read_at IS NULL) = $3)
                 AND ($4::bigint IS NULL OR n.created_at < to_timestamp($4 / 1000.0) OR (n.created_at = to_timestamp($4 / 1000.0) AND n.id > $5::uuid))
               ORDER BY n.created_at DESC, n.id LIMIT $6`,
        values: [...recipient(asker), query.unread === undefined ? null : query.unread === 'true', after?.[0] ?? null, after?.[1] ?? null, limit + 1],
      });
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
