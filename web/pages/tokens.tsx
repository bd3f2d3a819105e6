import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answered, api } from '../api/client.ts';
import type { components } from '../api/types.ts';
import { Add } from '../registers/add.tsx';
import { RegisterTabs, useAbove } from '../registers/tabs.tsx';
import { useList } from '../things/lists.ts';
import { Ask } from '../ui/ask.tsx';
import { Page } from '../ui/page.tsx';
import { Rows } from '../ui/rows.tsx';
import { ProblemNote } from '../ui/states.tsx';
import { Moment } from '../ui/times.tsx';

type Token = components['schemas']['Token'];
type Made = components['schemas']['MadeToken'];

/** 接口令牌: one's own, for programs; the secret is shown once. */
export function Screen() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const list = useList<Token>('/api/v1/tokens');
  const [made, setMade] = useState<Made>();
  const revoke = useMutation({
    mutationFn: (id: string) => answered(api.DELETE('/api/v1/tokens/{id}', { params: { path: { id } } })),
    onSuccess: () => client.invalidateQueries(),
  });
  return (
    <Page
      title={t('registers.names.tokens')}
      above={useAbove('tokens')}
      lead={t('registers.tokensLead')}
      actions={
        <Add<Made>
          things="tokens"
          schema="NewToken"
          name={t('registers.add')}
          title={`${t('registers.add')} · ${t('registers.names.tokens')}`}
          submitName={t('steps.submit')}
          added={setMade}
        />
      }
    >
      <RegisterTabs current="tokens" />
      {made && (
        <p className="notice" role="status">
          {t('registers.tokenOnce')} <code>{made.token}</code>
        </p>
      )}
      {revoke.isError && <ProblemNote problem={revoke.error} />}
      <Rows
        name={t('registers.names.tokens')}
        keyOf={({ id }) => id}
        list={list}
        empty={t('registers.empty')}
        columns={[
          { head: t('registers.name'), kind: 'text', cell: ({ name }) => name },
          { head: t('registers.prefix'), kind: 'number', cell: ({ prefix }) => <code>{prefix}</code> },
          { head: t('registers.until'), kind: 'number', cell: ({ expiresAt }) => <Moment at={expiresAt} /> },
          { head: t('registers.lastUsed'), kind: 'number', cell: ({ lastUsedAt }) => lastUsedAt && <Moment at={lastUsedAt} /> },
          {
            head: t('registers.state'),
            kind: 'number',
            cell: ({ id, name, revokedAt }) =>
              revokedAt ? (
                t('registers.revoked')
              ) : (
                <Ask name={t('registers.revoke')} question={t('registers.revokeSure', { name })} busy={revoke.isPending} sure={() => revoke.mutate(id)} />
              ),
          },
        ]}
      />
    </Page>
  );
}
