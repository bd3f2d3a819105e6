import { useQuery } from '@tanstack/react-query';
import { Outlet, useRouter, useRouterState } from '@tanstack/react-router';
import { type RefObject, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { headersFor, type Me } from '../api/acting.ts';
import { choose } from '../api/chosen.ts';
import { type FailedDownload, useDownloads } from '../api/downloads.ts';
import { useLive } from '../api/live.ts';
import { meQuery, useActing, useChoice, useOtherWindows } from '../api/session.ts';
import { Arrived } from '../drafts/arrived.tsx';
import { useSending } from '../drafts/queue.ts';
import { useRestored } from '../kept/restored.ts';
import { Page } from '../ui/page.tsx';
import { Loading, ProblemNote } from '../ui/states.tsx';
import { Day, Moment } from '../ui/times.tsx';
import { Bar } from './bar.tsx';
import { Navigation } from './navigation.tsx';
import { PasswordChange, SignIn } from './sign-in.tsx';
import { useWayBack } from './way-back.ts';

/** What every page stands in, made anew for each person; signed out, the sign-in form stands in its place, at the same address. */
export function Shell() {
  const { t } = useTranslation();
  const me = useQuery(meQuery);
  useOtherWindows();
  if (me.data === undefined)
    return (
      <main className="sign-in">
        <div className="card">
          <Page title={t('shell.product')}>{me.isError ? <ProblemNote problem={me.error} retry={() => void me.refetch()} /> : <Loading />}</Page>
        </div>
      </main>
    );
  if (me.data === null) return <SignIn />;
  return me.data.mustChangePassword ? <PasswordChange key={me.data.id} me={me.data} /> : <SignedIn key={me.data.id} me={me.data} />;
}

/** A new page is read from its top, also by those who hear it; one to which a person comes back, at the link by which it was left. */
function useArrival(path: string, content: RefObject<HTMLElement | null>): void {
  const { history } = useRouter();
  const first = useRef(path);
  const isBack = useRef(false);
  const leftBy = useRef(new Map<string, string>());
  useEffect(() => history.subscribe(({ action }) => (isBack.current = action.type === 'BACK')), [history]);
  useEffect(() => {
    const main = content.current;
    const keep = ({ target }: Event): void => {
      const link = target instanceof Element ? target.closest('a')?.getAttribute('href') : undefined;
      if (link) leftBy.current.set(path, link);
    };
    main?.addEventListener('click', keep);
    return () => main?.removeEventListener('click', keep);
  }, [path, content]);
  useEffect(() => {
    if (first.current === path) return;
    first.current = path;
    const link = isBack.current ? leftBy.current.get(path) : undefined;
    const left = link === undefined ? undefined : [...(content.current?.querySelectorAll('a') ?? [])].find((one) => one.getAttribute('href') === link);
    (left ?? content.current)?.focus();
  }, [path, content]);
}

function SignedIn({ me }: { readonly me: Me }) {
  const { t } = useTranslation();
  const content = useRef<HTMLElement>(null);
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const { capacity } = useActing();
  const connected = useLive(path, capacity?.delegation?.id);
  useChoice(me);
  const { isFetching, failed } = useDownloads(Object.keys(headersFor(me, capacity)).length > 0);
  const send = useSending(me.id, connected);
  const shown = useRouterState({ select: ({ resolvedLocation }) => resolvedLocation?.pathname ?? path });
  useArrival(shown, content);
  useWayBack();
  return (
    <div className="shell">
      <a className="skip" href="#content">
        {t('shell.skip')}
      </a>
      <Bar me={me} connected={connected} send={send} />
      <Navigation me={me} />
      <main id="content" className="content" ref={content} tabIndex={-1}>
        <ActingFor me={me} />
        <FromBefore />
        <Fetching isFetching={isFetching} />
        {failed && <NoFile failed={failed} />}
        <Arrived personId={me.id} />
        <Outlet />
      </main>
    </div>
  );
}

/** That one acts for another, until when, and the way back. */
function ActingFor({ me }: { readonly me: Me }) {
  const { t } = useTranslation();
  const { capacity } = useActing();
  const delegation = capacity?.delegation;
  if (!delegation) return null;
  const { from, post, kind, endsAt } = delegation;
  const [own] = me.posts;
  return (
    <div className="notice acting" role="status">
      <p>
        {t(`shell.actingNow.${kind}`, { who: from.name, post: `${post.unit.name} ${post.title}` })} {t('workbench.until')} <Day on={endsAt.slice(0, 10)} />
      </p>
      {own && (
        <button type="button" className="button" onClick={() => choose(me.id, own.id)}>
          {t('shell.actAsOneself')}
        </button>
      )}
    </div>
  );
}

/** That a file is on its way: in sight wherever its link stands, and said to those who hear the page. */
function Fetching({ isFetching }: { readonly isFetching: boolean }) {
  const { t } = useTranslation();
  return (
    <div className="fetching" role="status">
      {isFetching && <p className="notice">{t('state.fetching')}</p>}
    </div>
  );
}

/** That a file was not to be had, why, and once more. It is brought into sight, for the link may stand far below. */
function NoFile({ failed: { problem, retry, dismiss } }: { readonly failed: FailedDownload }) {
  const { t } = useTranslation();
  const note = useRef<HTMLDivElement>(null);
  useEffect(() => note.current?.scrollIntoView({ block: 'center' }), []);
  return (
    <div ref={note}>
      <p className="hint">{t('state.noFile')}</p>
      <ProblemNote problem={problem} retry={retry} />
      <button type="button" className="button plain" onClick={dismiss}>
        {t('thing.close')}
      </button>
    </div>
  );
}

/** That what is shown was read before, where the page was opened without a connection. */
function FromBefore() {
  const { t } = useTranslation();
  const restored = useRestored();
  if (!restored) return null;
  return (
    <p className="notice" role="status">
      {t('state.fromBefore')}
      <Moment at={restored.readAt} />
      {t('state.fromBeforeNext')}
    </p>
  );
}
