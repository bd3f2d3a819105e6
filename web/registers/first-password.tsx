import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import type { AllowedStep } from '../steps/allowed.ts';
import { Ask } from '../ui/ask.tsx';
import { ProblemNote } from '../ui/states.tsx';
import { Moment } from '../ui/times.tsx';
import { Right } from './right.tsx';

interface Made {
  readonly username?: string;
  readonly password: string;
  readonly expiresAt: string;
}

/** 初始密码: after a question, for it replaces the password and ends what is signed in; handed out once, shown once. */
export function FirstPassword({ personId, name, step }: { readonly personId: string; readonly name: string; readonly step: AllowedStep | undefined }) {
  const { t } = useTranslation();
  const made = useMutation({ mutationFn: () => ask<Made>('POST', `/api/v1/people/${personId}/first-password`) });
  return (
    <Right step={step} name={t('registers.firstPassword')} id="first-password">
      {made.isError && <ProblemNote problem={made.error} />}
      {made.data ? (
        <p className="notice" role="status">
          {made.data.username} <strong>{made.data.password}</strong> <Moment at={made.data.expiresAt} /> {t('registers.firstPasswordOnce')}
        </p>
      ) : (
        <p className="hint">{t('registers.firstPasswordWhat')}</p>
      )}
      <Ask name={t('registers.handOut')} question={t('registers.handOutSure', { name })} busy={made.isPending} sure={() => made.mutate()} />
    </Right>
  );
}
