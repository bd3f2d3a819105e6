import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { components } from '../api/types.ts';
import { type Query, queryOf, useList } from '../things/lists.ts';
import { newThing } from '../things/new-things.ts';
import { plansOf } from '../things/offers.ts';
import { Start } from '../things/start.tsx';
import { Exports } from '../ui/exports.tsx';
import { Filters } from '../ui/filters.tsx';
import { Page } from '../ui/page.tsx';
import { type Column, Rows } from '../ui/rows.tsx';
import { Due } from '../ui/times.tsx';

type Item = components['schemas']['ConsultationItem'];
const stages = ['asked', 'answering', 'closed', 'cancelled'] as const;

/** 征求意见: what units were asked about drafts of plans, and how far that is. */
export function Screen() {
  const { t } = useTranslation();
  const { planId, stage, q }: Query = useSearch({ strict: false });
  const query = { planId, stage, q };
  const list = useList<Item>('/api/v1/consultations', query);
  const plans = useQuery({ ...plansOf(), staleTime: 60_000 }).data ?? [];
  const columns: readonly Column<Item>[] = [
    {
      head: t('consultations.title'),
      kind: 'text',
      cell: ({ id, title }) => (
        <Link to="/consultations/$id" params={{ id }}>
          {title}
        </Link>
      ),
    },
    { head: t('consultations.which'), kind: 'number', cell: ({ round }) => t('consultations.round', { n: round }) },
    { head: t('tasks.stage'), kind: 'number', cell: ({ stageName }) => stageName },
    { head: t('consultations.answered'), kind: 'amount', cell: ({ answered, asked }) => `${answered}/${asked}` },
    { head: t('tasks.due'), kind: 'number', cell: ({ dueOn, dueAt, stage: at }) => <Due dueOn={dueOn} dueAt={dueAt} settled={at !== 'asked'} /> },
    { head: t('campaigns.office'), kind: 'number', cell: ({ office }) => office.name },
  ];
  return (
    <Page
      title={t('consultations.list')}
      above={<Link to="/campaigns">{t('nav.campaigns')}</Link>}
      lead={t('consultations.lead')}
      actions={
        <>
          {plans.length > 0 && (
            <Start things="consultations" name={t('consultations.new')} schema={newThing('NewConsultation', planId ? { planId } : {})} offer={{ planId: plans }} />
          )}
          <Exports address="/api/v1/consultations" query={queryOf(query)} />
        </>
      }
    >
      <Filters
        filters={[
          { name: 'q', label: t('list.q') },
          { name: 'stage', label: t('tasks.stage'), choices: stages.map((one) => [one, t(`consultations.stage.${one}`)]) },
          ...(plans.length > 0 ? [{ name: 'planId', label: t('consultations.plan'), choices: plans }] : []),
        ]}
      />
      <Rows name={t('consultations.list')} columns={columns} keyOf={({ id }) => id} list={list} empty={t('consultations.empty')} />
    </Page>
  );
}
