import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Me } from '../api/acting.ts';
import { answered, api } from '../api/client.ts';
import { Problem } from '../api/problem.ts';
import { meQuery, useSignIn, useSignOut } from '../api/session.ts';
import { Page } from '../ui/page.tsx';
import { ProblemNote } from '../ui/states.tsx';
import { LanguageButton } from './bar.tsx';

interface SecretProps {
  readonly name: string;
  readonly label: string;
  readonly autoComplete: string;
  readonly value: string;
  readonly change: (value: string) => void;
  readonly hint?: string;
  readonly type?: 'text' | 'password';
}

function Field({ name, label, autoComplete, value, change, hint, type = 'password' }: SecretProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        name={name}
        type={type}
        autoComplete={autoComplete}
        required
        value={value}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={({ target }) => change(target.value)}
      />
      {hint && (
        <span className="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
    </div>
  );
}

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
        <Field name="username" type="text" label={t('signIn.username')} autoComplete="username" value={username} change={setUsername} />
        <Field name="password" label={t('signIn.password')} autoComplete="current-password" value={password} change={setPassword} />
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
  const client = useQueryClient();
  const signOut = useSignOut(me);
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const change = useMutation({
    mutationFn: () => answered(api.POST('/api/v1/me/password', { body: { password: current, newPassword: next } })),
    onSuccess: () => client.invalidateQueries({ queryKey: meQuery.queryKey }),
  });
  return (
    <main className="sign-in">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate();
        }}
      >
        <Page title={t('signIn.change')} lead={t('signIn.changeWhy')} />
        {change.isError && <ProblemNote problem={change.error} />}
        <input type="hidden" name="username" autoComplete="username" value={me.username} />
        <Field name="password" label={t('signIn.former')} autoComplete="current-password" value={current} change={setCurrent} />
        <Field name="next" label={t('signIn.fresh')} hint={t('signIn.freshHint')} autoComplete="new-password" value={next} change={setNext} />
        <div className="buttons">
          <button type="submit" className="button primary" disabled={change.isPending}>
            {t('signIn.save')}
          </button>
          <button type="button" className="button" onClick={() => signOut.mutate()}>
            {t('shell.signOut')}
          </button>
        </div>
      </form>
    </main>
  );
}
