import { listRoutes } from '../export/routes.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import { idParams } from '../http/params.ts';
import { HttpProblem } from '../http/problem.ts';
import { type Route, route } from '../http/route.ts';
import { noticeLayout } from './export.ts';
import { noticeColumns, noticesPage, recipient } from './list.ts';
import { type NoticeRow, presentNotification } from './presenter.ts';
import { Notification, NotificationQuery } from './schema.ts';

/** What the person signed in was told, newest first. */
export const notificationRoutes = ({ ledger }: { readonly ledger: LedgerDoor }): readonly Route[] => [
  ...listRoutes(
    { path: '/api/v1/notifications', summary: { zh: '我的通知', en: 'My notifications, newest first' }, tag: 'notifications', query: NotificationQuery, item: Notification },
    (query, asking) => noticesPage(ledger.pool, query, asking, (row) => presentNotification(row, asking.language)),
    noticeLayout,
    (query, asking) => noticesPage(ledger.pool, query, asking, (row) => row),
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
               SELECT ${noticeColumns} FROM n JOIN process p ON p.id = n.process_id`,
        values: [...recipient(asker), params.id],
      });
      const row = rows[0];
      if (!row) throw new HttpProblem('notification.not_found');
      return { body: presentNotification(row, language) };
    },
  ),
];
