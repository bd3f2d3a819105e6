import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PasswordForm } from '../account/password-form.tsx';
import { SecretField } from '../account/secret-field.tsx';
import type { Me } from '../api/acting.ts';
import { Problem } from '../api/problem.ts';
import { useSignIn, useSignOut } from '../api/session.ts';
import { Page } from '../ui/page.tsx';
import { ProblemNote } from '../ui/states.tsx';
import { LanguageButton } from './bar.tsx';

/** The sign-in form. Enter submits it. */
export function SignIn() {
  const { t } = useTranslation();
  const signIn = useSignIn();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const refused = signIn.error instanceof Problem && signIn.error.code === 'session.refused';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    signIn.mutate({ username, password });
  };
  return (
    <main className="sign-in">
      <form onSubmit={submit}>
        <LanguageButton className="button plain language" />
        <Page title={t('signIn.title')} />
        {refused ? (
          <p className="problem" role="alert">
            {t('signIn.refused')}
          </p>
        ) : (
          signIn.isError && <ProblemNote problem={signIn.error} />
        )}
        <SecretField name="username" type="text" label={t('signIn.username')} autoComplete="username" value={username} change={setUsername} />
        <SecretField name="password" label={t('signIn.password')} autoComplete="current-password" value={password} change={setPassword} />
        <button type="submit" className="button primary" disabled={signIn.isPending}>
          {t('signIn.submit')}
        </button>
      </form>
    </main>
  );
}

/** A first password is changed before anything else. */
export function PasswordChange({ me }: { readonly me: Me }) {
  const { t } = useTranslation();
  const signOut = useSignOut(me);
  return (
    <main className="sign-in">
      <PasswordForm me={me} isFirst head={<Page title={t('signIn.change')} lead={t('signIn.changeWhy')} />}>
        <button type="button" className="button" onClick={() => signOut.mutate()}>
          {t('shell.signOut')}
        </button>
      </PasswordForm>
    </main>
  );
}
