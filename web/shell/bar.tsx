import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type Me, usePost, useSignOut } from '../api/session.ts';
import { language, speak } from '../i18n/index.ts';
import { ProblemNote } from '../ui/states.tsx';
import { Palette } from './palette.tsx';

/** The bar on top: who is signed in and in which post, language, sign-out. */
export function Bar({ me, connected }: { readonly me: Me; readonly connected: boolean }) {
  const { t } = useTranslation();
  const signOut = useSignOut();
  const [post, choosePost] = usePost(me);
  return (
    <header className="bar">
      <Link to="/" className="mark">
        {t('shell.product')}
      </Link>
      <span className={connected ? 'live' : 'live lost'} role="status">
        {t(connected ? 'shell.live' : 'shell.lost')}
      </span>
      <span className="grow" />
      <Palette />
      {me.posts.length > 1 ? (
        <label>
          <span className="unseen">{t('shell.actingAs')}</span>
          <select value={post?.id} onChange={({ target }) => choosePost(target.value)}>
            {me.posts.map(({ id, title, unit }) => (
              <option key={id} value={id}>
                {unit.name} {title}
              </option>
            ))}
          </select>
        </label>
      ) : (
        <span className="wide-only">{post?.unit.name}</span>
      )}
      <span className="person">{me.name}</span>
      <LanguageButton />
      <button type="button" className="bar-button framed" disabled={signOut.isPending} onClick={() => signOut.mutate()}>
        {t('shell.signOut')}
      </button>
      {signOut.isError && <ProblemNote problem={signOut.error} />}
    </header>
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
