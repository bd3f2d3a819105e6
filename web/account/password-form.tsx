import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Me } from '../api/acting.ts';
import { answered, api } from '../api/client.ts';
import { meQuery } from '../api/session.ts';
import { ProblemNote } from '../ui/states.tsx';
import { calendarQuery } from './queries.ts';
import { SecretField } from './secret-field.tsx';

interface PasswordFormProps {
  readonly me: Me;
  readonly isFirst?: boolean;
  readonly head?: ReactNode;
  readonly children?: ReactNode;
}

/** 修改密码: the former one and a new one; all other sessions end. `isFirst`: it is the first one, handed out by somebody else. `head`: what stands above the fields, `children`: further buttons. */
export function PasswordForm({ me, isFirst = false, head, children }: PasswordFormProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [endTokens, setEndTokens] = useState(false);
  const change = useMutation({
    mutationFn: () => answered(api.POST('/api/v1/me/password', { body: { password: current, newPassword: next, endTokens } })),
    onSuccess: async () => {
      setCurrent('');
      setNext('');
      const changed = [meQuery.queryKey, ...(endTokens ? [calendarQuery.queryKey, ['list', '/api/v1/tokens']] : [])];
      await Promise.all(changed.map((queryKey) => client.invalidateQueries({ queryKey })));
    },
  });
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        change.mutate();
      }}
    >
      {head}
      {change.isError && <ProblemNote problem={change.error} />}
      {change.isSuccess && (
        <p className="notice" role="status">
          {t('account.changed')}
        </p>
      )}
      <input type="hidden" name="username" autoComplete="username" value={me.username} />
      <SecretField name="password" label={t(isFirst ? 'signIn.former' : 'account.current')} autoComplete="current-password" value={current} change={setCurrent} />
      <SecretField name="next" label={t('signIn.fresh')} hint={t('signIn.freshHint')} autoComplete="new-password" value={next} change={setNext} />
      <div className="choices">
        <label>
          <input type="checkbox" checked={endTokens} onChange={({ target }) => setEndTokens(target.checked)} />
          {t('account.endTokens')}
        </label>
      </div>
      <div className="buttons">
        <button type="submit" className="button primary" disabled={change.isPending}>
          {t(isFirst ? 'signIn.save' : 'account.password')}
        </button>
        {children}
      </div>
    </form>
  );
}
