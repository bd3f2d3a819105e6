import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answered, api } from '../api/client.ts';
import { Ask } from '../ui/ask.tsx';
import { Line } from '../ui/line.tsx';
import { ProblemNote, Read } from '../ui/states.tsx';
import { Moment } from '../ui/times.tsx';
import { calendarQuery } from './queries.ts';

/** 日历订阅: the address by which a calendar of one's own shows what one's units owe; shown once, a new one ends the former. */
export function CalendarLink() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const known = useQuery(calendarQuery);
  const reread = (): Promise<void> => client.invalidateQueries({ queryKey: calendarQuery.queryKey });
  const make = useMutation({ mutationFn: () => answered(api.POST('/api/v1/me/calendar')), onSuccess: reread });
  const made = make.data;
  const end = useMutation({
    mutationFn: () => answered(api.DELETE('/api/v1/me/calendar')),
    onSuccess: reread,
  });
  return (
    <section className="card" aria-labelledby="calendar-link">
      <h2 id="calendar-link">{t('account.calendar')}</h2>
      <p className="hint">{t('account.calendarLead')}</p>
      {[make, end].map(({ error }, index) => error && <ProblemNote key={index === 0 ? 'make' : 'end'} problem={error} />)}
      <Read query={known}>
        {({ link }) => (
          <>
            {link && made?.createdAt === link.createdAt && (
              <p className="notice" role="status">
                {t('account.calendarOnce')} <code>{new URL(made.path, location.origin).href}</code>
              </p>
            )}
            {link && (
              <dl className="facts-of">
                <Line name={t('account.madeAt')}>
                  <Moment at={link.createdAt} />
                </Line>
                <Line name={t('registers.lastUsed')}>{link.lastUsedAt ? <Moment at={link.lastUsedAt} /> : t('account.neverUsed')}</Line>
              </dl>
            )}
            {link ? (
              <>
                <Ask name={t('account.calendarAnew')} question={t('account.calendarAnewAsk')} sure={() => make.mutate()} />
                <Ask name={t('account.calendarEnd')} question={t('account.calendarEndAsk')} sure={() => end.mutate()} />
              </>
            ) : (
              <div className="buttons">
                <button type="button" className="button" disabled={make.isPending} onClick={() => make.mutate()}>
                  {t('account.calendarMake')}
                </button>
              </div>
            )}
          </>
        )}
      </Read>
    </section>
  );
}
