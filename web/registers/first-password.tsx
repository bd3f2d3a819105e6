import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import { ProblemNote } from '../ui/states.tsx';
import { Moment } from '../ui/times.tsx';

interface Made {
  readonly username?: string;
  readonly password: string;
  readonly expiresAt: string;
}

/** 初始密码: handed out once, shown once. */
export function FirstPassword({ personId }: { readonly personId: string }) {
  const { t } = useTranslation();
  const made = useMutation({ mutationFn: () => ask<Made>('POST', `/api/v1/people/${personId}/first-password`) });
  return (
    <section className="card" aria-labelledby="first-password">
      <h2 id="first-password">{t('registers.firstPassword')}</h2>
      {made.isError && <ProblemNote problem={made.error} />}
      {made.data ? (
        <p className="notice" role="status">
          {made.data.username} <strong>{made.data.password}</strong> <Moment at={made.data.expiresAt} /> {t('registers.firstPasswordOnce')}
        </p>
      ) : (
        <p className="hint">{t('registers.firstPasswordWhat')}</p>
      )}
      <button type="button" className="button" disabled={made.isPending} onClick={() => made.mutate()}>
        {t('registers.handOut')}
      </button>
    </section>
  );
}
