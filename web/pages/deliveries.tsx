import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import { freshKey } from '../api/key.ts';
import type { components } from '../api/types.ts';
import { RegisterTabs } from '../registers/tabs.tsx';
import { valueName } from '../steps/words.ts';
import { useList } from '../things/lists.ts';
import { alone } from '../ui/alone.ts';
import { Ask } from '../ui/ask.tsx';
import { Exports } from '../ui/exports.tsx';
import { Page } from '../ui/page.tsx';
import { Rows } from '../ui/rows.tsx';
import { ProblemNote, Read } from '../ui/states.tsx';
import { Moment } from '../ui/times.tsx';

type Deliveries = components['schemas']['Deliveries'];
type Parked = components['schemas']['ParkedDelivery'];

/** 搁置的外发通知: what did not leave the building after a day of trying, each to be tried again; and after a restore the way to let notices go out. */
export function Screen() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const list = useList<Parked>('/api/v1/deliveries');
  const held = useQuery({ queryKey: ['list', 'held'], queryFn: () => ask<Deliveries>('GET', '/api/v1/deliveries?limit=1') });
  const step = useMutation({
    mutationFn: (path: string) => ask<unknown>('POST', `/api/v1/deliveries/${path}`, undefined, { 'Idempotency-Key': freshKey() }),
    onSuccess: () => client.invalidateQueries(),
  });
  return (
    <Page title={t('registers.names.deliveries')} above={t('nav.administration')} lead={t('deliveries.lead')} actions={<Exports address="/api/v1/deliveries" />}>
      <RegisterTabs current="deliveries" />
      {step.isError && <ProblemNote problem={step.error} />}
      <Read query={held}>
        {({ held: since }) =>
          since && (
            <section className="notice">
              <p>
                {t('deliveries.held')} <Moment at={since.since} /> {since.reason}
              </p>
              <Ask name={t('deliveries.release')} question={t('deliveries.releaseSure')} busy={step.isPending} sure={() => step.mutate('release')} />
            </section>
          )
        }
      </Read>
      <Rows
        name={t('registers.names.deliveries')}
        keyOf={({ id }) => id}
        list={list}
        empty={t('deliveries.empty')}
        columns={[
          { head: t('deliveries.channel'), kind: 'number', cell: ({ channel, outlet }) => outlet ?? alone(valueName(channel)) },
          { head: t('deliveries.notices'), kind: 'amount', cell: ({ notices }) => notices },
          { head: t('deliveries.attempts'), kind: 'amount', cell: ({ attempts }) => attempts },
          { head: t('deliveries.error'), kind: 'text', cell: ({ lastError }) => lastError },
          { head: t('deliveries.since'), kind: 'number', cell: ({ failingSince }) => failingSince && <Moment at={failingSince} /> },
          {
            head: t('deliveries.retry'),
            kind: 'number',
            cell: ({ id }) => (
              <button type="button" className="button" disabled={step.isPending} onClick={() => step.mutate(`${id}/retry`)}>
                {t('deliveries.retry')}
              </button>
            ),
          },
        ]}
      />
    </Page>
  );
}
