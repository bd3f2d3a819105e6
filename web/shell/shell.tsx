import { useQuery } from '@tanstack/react-query';
import { Outlet, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useLive } from '../api/live.ts';
import { type Me, meQuery } from '../api/session.ts';
import { useSending } from '../drafts/queue.ts';
import { Page } from '../ui/page.tsx';
import { Loading, ProblemNote } from '../ui/states.tsx';
import { Bar } from './bar.tsx';
import { Navigation } from './navigation.tsx';
import { PasswordChange, SignIn } from './sign-in.tsx';

/** What every page stands in; signed out, the sign-in form stands in its place, at the same address. */
export function Shell() {
  const { t } = useTranslation();
  const me = useQuery(meQuery);
  if (me.data === undefined)
    return (
      <main className="sign-in">
        <div className="card">
          <Page title={t('shell.product')}>{me.isError ? <ProblemNote problem={me.error} retry={() => void me.refetch()} /> : <Loading />}</Page>
        </div>
      </main>
    );
  if (me.data === null) return <SignIn />;
  return me.data.mustChangePassword ? <PasswordChange me={me.data} /> : <SignedIn me={me.data} />;
}

function SignedIn({ me }: { readonly me: Me }) {
  const { t } = useTranslation();
  const content = useRef<HTMLElement>(null);
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const connected = useLive(path);
  const send = useSending(me.id, connected);
  const first = useRef(path);
  // A new page is read from its top, also by those who hear it.
  useEffect(() => {
    if (first.current === path) return;
    first.current = path;
    content.current?.focus();
  }, [path]);
  return (
    <div className="shell">
      <a className="skip" href="#content">
        {t('shell.skip')}
      </a>
      <Bar me={me} connected={connected} send={send} />
      <Navigation me={me} />
      <main id="content" className="content" ref={content} tabIndex={-1}>
        <Outlet />
      </main>
    </div>
  );
}
