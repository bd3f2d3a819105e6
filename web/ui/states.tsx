import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { isBarred } from '../api/barred.ts';
import { blockingText, isAway, Problem } from '../api/problem.ts';
import { meQuery } from '../api/session.ts';
import { useRestored } from '../kept/restored.ts';
import { comma } from './line.tsx';
import { Moment } from './times.tsx';

/** What is shown while something is read for the first time. */
export function Loading() {
  const { t } = useTranslation();
  return (
    <p className="loading" role="status">
      <span>{t('state.loading')}</span>
    </p>
  );
}

/** What will stand here, and how it comes about. */
export const Empty = ({ children }: { readonly children: ReactNode }) => <p className="empty">{children}</p>;

/** What was refused, why, and what to do next; each thing that blocks on a line of its own. */
export function ProblemNote({ problem, retry }: { readonly problem: unknown; readonly retry?: () => void }) {
  const { t } = useTranslation();
  const known = problem instanceof Problem ? problem : new Problem({ code: 'console.failed', status: 0, detail: '' });
  const what =
    known.status === 0 ? t('state.offline') : known.status === 403 ? t('state.forbidden') : known.status === 404 ? t('state.missing') : (known.title ?? t('state.failed'));
  // The service speaks to programs there; what is wrong where is said below, and at each field.
  const detail = known.code === 'request.invalid' ? t('state.unfit') : known.detail;
  return (
    <div className="problem" role="alert">
      <p>
        <strong>{what}</strong>
        {detail && <> {detail}</>}
      </p>
      <Blocking items={known.items} detail={known.detail} />
      {known.status === 0 && <p>{t('state.offlineNext')}</p>}
      {retry && known.status !== 403 && known.status !== 404 && (
        <button type="button" className="button" onClick={retry}>
          {t('state.retry')}
        </button>
      )}
    </div>
  );
}

interface RefusedProps {
  readonly detail: string;
  readonly items?: Problem['items'];
}

/** Each thing that blocks, on a line of its own. */
function Blocking({ items = [], detail }: RefusedProps) {
  const lines = [...new Set(items.flatMap((item) => blockingText(item)))].filter((line) => line !== detail);
  if (lines.length === 0) return null;
  return (
    <ul>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

/** In place of what could not be read: that it is not for this person, or is not there, and who may help; else the problem. */
export function Unread({ problem, retry }: { readonly problem: unknown; readonly retry: () => void }) {
  const status = problem instanceof Problem ? problem.status : 0;
  return status === 403 || status === 404 ? <Barred isForbidden={status === 403} detail={(problem as Problem).detail} /> : <ProblemNote problem={problem} retry={retry} />;
}

/** What one may not see and what is not there: said plainly, with the post in which one looked and whom to ask. A record that one may not see is told apart from none by nothing. */
function Barred({ isForbidden, detail }: { readonly isForbidden: boolean; readonly detail: string }) {
  const { t } = useTranslation();
  const me = useQuery(meQuery).data ?? undefined;
  return (
    <section className="card barred" role="alert">
      <h2>{t(isForbidden ? 'barred.forbidden' : 'barred.missing')}</h2>
      <p>{t(isForbidden ? 'barred.forbiddenWhy' : 'barred.missingWhy')}</p>
      {isForbidden && detail && <p className="hint">{detail}</p>}
      {me && (
        <p>
          {t('barred.as')}
          {me.posts.map(({ unit, title }) => `${unit.name} ${title}`).join(comma())}
        </p>
      )}
      <p>{t('barred.help')}</p>
      <Link to="/" className="button">
        {t('state.home')}
      </Link>
    </section>
  );
}

/** Shows what was read, or that it is being read, or why it cannot be. What was read before stays while it is asked anew, also when that fails, unless it is barred by now. */
export function Read<T>({ query, children }: { readonly query: UseQueryResult<T>; readonly children: (data: T) => ReactNode }) {
  const isRestored = useRestored() !== undefined;
  if (query.data !== undefined && !isBarred(query.error))
    return (
      <>
        {isRestored || isAway(query.error) ? <ReadAt query={query} /> : query.isError && <ProblemNote problem={query.error} retry={() => void query.refetch()} />}
        {children(query.data)}
      </>
    );
  return query.isError ? <Unread problem={query.error} retry={() => void query.refetch()} /> : <Loading />;
}

/** When something was read that cannot be read anew now. */
function ReadAt({ query: { dataUpdatedAt, refetch } }: { readonly query: Pick<UseQueryResult, 'dataUpdatedAt' | 'refetch'> }) {
  const { t } = useTranslation();
  return (
    <p className="hint beneath" role="status">
      {t('state.readAt')} <Moment at={new Date(dataUpdatedAt).toISOString()} />{' '}
      <button type="button" className="button plain" onClick={() => void refetch()}>
        {t('state.retry')}
      </button>
    </p>
  );
}

/** Why what was only looked at would be refused now. */
export function Refused({ detail, items = [] }: RefusedProps) {
  return (
    <div className="problem" role="status">
      <p>{detail}</p>
      <Blocking items={items} detail={detail} />
    </div>
  );
}
