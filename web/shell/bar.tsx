import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Capacity, capacitiesOf, type Me } from '../api/acting.ts';
import { choose } from '../api/chosen.ts';
import { useActing, useSignOut } from '../api/session.ts';
import { Pending } from '../drafts/pending.tsx';
import { queueQuery } from '../drafts/queue.ts';
import { countDrafts } from '../drafts/store.ts';
import { language, speak } from '../i18n/index.ts';
import { Sheet } from '../ui/dialog.tsx';
import { ProblemNote } from '../ui/states.tsx';
import { Palette } from './palette.tsx';

/** The bar on top: who is signed in and in which post, language, sign-out. */
export function Bar({ me, connected, send }: { readonly me: Me; readonly connected: boolean; readonly send: () => void }) {
  const { t } = useTranslation();
  const { capacity } = useActing();
  const all = capacitiesOf(me);
  return (
    <header className="bar">
      <Link to="/" className="mark">
        {t('shell.product')}
      </Link>
      <span className={connected ? 'live' : 'live lost'} role="status">
        {t(connected ? 'shell.live' : 'shell.lost')}
      </span>
      <span className="grow" />
      <Pending personId={me.id} send={send} />
      <Palette />
      {all.length > 1 ? (
        <label>
          <span className="unseen">{t('shell.actingAs')}</span>
          <select value={capacity?.id} onChange={({ target }) => choose(me.id, target.value)}>
            {all.map((one) => (
              <option key={one.id} value={one.id}>
                <Named capacity={one} />
              </option>
            ))}
          </select>
        </label>
      ) : (
        <span className="wide-only">{capacity?.post.unit.name}</span>
      )}
      <Link to="/account" className="person" title={t('account.title')}>
        {me.name}
      </Link>
      <LanguageButton />
      <SignOut me={me} />
    </header>
  );
}

/** The unit and the post, and for whom one acts in it. */
function Named({ capacity: { post, delegation } }: { readonly capacity: Capacity }) {
  const { t } = useTranslation();
  const words = `${post.unit.name} ${post.title}`;
  return delegation ? t(`shell.acting.${delegation.kind}`, { who: delegation.from.name, post: words }) : words;
}

/** Ends the session. Where something was not sent yet, it says first what is lost. */
function SignOut({ me }: { readonly me: Me }) {
  const { t } = useTranslation();
  const signOut = useSignOut(me);
  const count = useQuery(queueQuery(me.id)).data?.length ?? 0;
  const [typed, setTyped] = useState(0);
  const [asking, setAsking] = useState(false);
  const leave = async (): Promise<void> => {
    const forms = await countDrafts(me.id).catch(() => 0);
    setTyped(forms);
    if (forms + count > 0) setAsking(true);
    else signOut.mutate();
  };
  return (
    <>
      <button type="button" className="bar-button framed" disabled={signOut.isPending} onClick={() => void leave()}>
        {t('shell.signOut')}
      </button>
      <Sheet title={t('shell.signOut')} open={asking} close={() => setAsking(false)}>
        <p>
          {count > 0 && t('drafts.signOut', { count })} {typed > 0 && t('drafts.signOutTyped', { count: typed })} {t('drafts.signOutLoses')}
        </p>
        <div className="buttons">
          <button type="button" className="button danger" disabled={signOut.isPending} onClick={() => signOut.mutate()}>
            {t('drafts.signOutSure')}
          </button>
          <button type="button" className="button" onClick={() => setAsking(false)}>
            {t('steps.cancel')}
          </button>
        </div>
      </Sheet>
      {signOut.isError && <ProblemNote problem={signOut.error} />}
    </>
  );
}

/** The other language, named in itself. What the API writes is read again in it. */
export function LanguageButton({ className = 'bar-button' }: { readonly className?: string }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const other = language() === 'en' ? 'zh' : 'en';
  return (
    <button type="button" className={className} lang={other === 'zh' ? 'zh-CN' : 'en'} onClick={() => void speak(other).then(() => client.invalidateQueries())}>
      {t('shell.language')}
    </button>
  );
}
