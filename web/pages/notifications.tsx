import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { queryOf, useList } from '../things/lists.ts';
import { markRead, type Notification } from '../things/notifications.ts';
import { placeOf } from '../things/things.ts';
import { Exports } from '../ui/exports.tsx';
import { Pages } from '../ui/more.tsx';
import { Page } from '../ui/page.tsx';
import { Empty, Read } from '../ui/states.tsx';
import { Moment } from '../ui/times.tsx';

/** 消息: every notice with why it came, by which rule, and what stops it. */
export function Screen() {
  const { t } = useTranslation();
  const { unread } = useSearch({ strict: false });
  const navigate = useNavigate();
  const list = useList<Notification>('/api/v1/notifications', { unread });
  return (
    <Page title={t('nav.notifications')} lead={t('notifications.lead')} actions={<Exports address="/api/v1/notifications" query={queryOf({ unread })} />}>
      <div className="filters choices">
        <label>
          <input type="checkbox" checked={unread === 'true'} onChange={({ target }) => void navigate({ to: '/notifications', search: target.checked ? { unread: 'true' } : {} })} />
          {t('notifications.unreadOnly')}
        </label>
      </div>
      <Pages list={list}>
        <Read query={list}>
          {({ pages }) => {
            const items = pages.flatMap((page) => page.items);
            if (items.length === 0) return <Empty>{t('notifications.empty')}</Empty>;
            return (
              <section className="card list-card" aria-label={t('nav.notifications')}>
                <ul className="list">
                  {items.map((notice) => (
                    <NoticeRow key={notice.id} notice={notice} />
                  ))}
                </ul>
              </section>
            );
          }}
        </Read>
      </Pages>
    </Page>
  );
}

function NoticeRow({ notice }: { readonly notice: Notification }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const read = useMutation({ mutationFn: () => markRead(notice.id), onSuccess: () => client.invalidateQueries() });
  const place = placeOf(notice.process);
  return (
    <li>
      <div>
        <p className="title">
          {notice.readAt === null && <span className="tag yellow">{t('notifications.unread')}</span>} {notice.title}
        </p>
        <p className="more">
          <Moment at={notice.createdAt} />
        </p>
        <dl className="facts-of">
          <dt>{t('notifications.why')}</dt>
          <dd>{notice.why}</dd>
          <dt>{t('notifications.rule')}</dt>
          <dd>{notice.rule}</dd>
          <dt>{t('notifications.stops')}</dt>
          <dd>{notice.stops}</dd>
        </dl>
      </div>
      <div className="buttons">
        {place && (
          <Link to={place} className="button" onClick={() => notice.readAt === null && read.mutate()}>
            {t('notifications.open')}
          </Link>
        )}
        {notice.readAt === null && (
          <button type="button" className="button" disabled={read.isPending} onClick={() => read.mutate()}>
            {t('notifications.read')}
          </button>
        )}
      </div>
    </li>
  );
}
