import { Link, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMayCreate } from '../api/session.ts';
import type { components } from '../api/types.ts';
import { queryOf, useList } from '../things/lists.ts';
import { Exports } from '../ui/exports.tsx';
import { Filters } from '../ui/filters.tsx';
import { Light } from '../ui/light.tsx';
import { Page } from '../ui/page.tsx';
import { type Column, Rows } from '../ui/rows.tsx';
import { Due, Moment } from '../ui/times.tsx';

type Item = components['schemas']['CaseItem'];
const sources = ['complaint', 'randomDraw', 'specialCampaign', 'transfer', 'samplingResult'] as const;

/** 执法办案: the cases of the bodies that one sees. */
export function Screen() {
  const { t } = useTranslation();
  const mayOpen = useMayCreate('case');
  const mayRegister = useMayCreate('party');
  const search: Readonly<Record<string, string | undefined>> = useSearch({ strict: false });
  const list = useList<Item>('/api/v1/cases', search);
  const columns: readonly Column<Item>[] = [
    {
      head: t('cases.number'),
      kind: 'number',
      cell: ({ id, number }) => (
        <Link to="/cases/$id" params={{ id }}>
          {number}
        </Link>
      ),
    },
    { head: t('cases.party'), kind: 'text', cell: ({ party }) => party.name },
    { head: t('cases.title'), kind: 'text', cell: ({ title }) => title },
    { head: t('cases.stage'), kind: 'number', cell: ({ stageName }) => stageName },
    { head: t('cases.light'), cell: ({ light }) => <Light light={light} /> },
    { head: t('cases.due'), kind: 'number', cell: ({ due }) => (due ? <Due dueOn={due.dueOn} dueAt={due.dueAt} /> : '') },
    { head: t('cases.opened'), kind: 'number', cell: ({ openedAt }) => <Moment at={openedAt} /> },
  ];
  return (
    <Page
      title={t('nav.cases')}
      lead={t('cases.lead')}
      actions={
        <>
          {mayOpen && (
            <Link to="/cases/new" className="button primary">
              {t('cases.open')}
            </Link>
          )}
          {mayRegister && (
            <Link to="/administration/$things" params={{ things: 'parties' }} className="button">
              {t('registers.names.parties')}
            </Link>
          )}
          <Exports address="/api/v1/cases" query={queryOf(search)} />
        </>
      }
    >
      <Filters
        filters={[
          { name: 'q', label: t('list.q') },
          {
            name: 'open',
            label: t('cases.closed'),
            choices: [
              ['true', t('cases.onlyOpen')],
              ['false', t('cases.onlyClosed')],
            ],
          },
          { name: 'overdue', label: t('cases.light'), choices: [['true', t('light.overdue')]] },
          { name: 'source', label: t('cases.source'), choices: sources.map((source) => [source, t(`case.source.${source}`)]) },
        ]}
      />
      <Rows name={t('nav.cases')} columns={columns} keyOf={({ id }) => id} list={list} empty={t('cases.empty')} />
    </Page>
  );
}
