import { Link, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMayCreate } from '../api/session.ts';
import type { components } from '../api/types.ts';
import { queryOf, useList } from '../things/lists.ts';
import { Exports } from '../ui/exports.tsx';
import { Filters } from '../ui/filters.tsx';
import { Page } from '../ui/page.tsx';
import { type Column, Rows } from '../ui/rows.tsx';
import { Moment } from '../ui/times.tsx';

type Item = components['schemas']['CampaignItem'];

/** 专项行动: those that one sees, newest first. */
export function Screen() {
  const { t } = useTranslation();
  const mayLaunch = useMayCreate('campaign');
  const search: Readonly<Record<string, string | undefined>> = useSearch({ strict: false });
  const list = useList<Item>('/api/v1/campaigns', search);
  const columns: readonly Column<Item>[] = [
    {
      head: t('campaigns.title'),
      kind: 'text',
      cell: ({ id, title }) => (
        <Link to="/campaigns/$id" params={{ id }}>
          {title}
        </Link>
      ),
    },
    { head: t('campaigns.stage'), kind: 'number', cell: ({ stageName }) => stageName },
    { head: t('campaigns.tasks'), kind: 'amount', cell: ({ tasks }) => tasks },
    { head: t('campaigns.office'), kind: 'number', cell: ({ office }) => office.name },
    { head: t('campaigns.launched'), kind: 'number', cell: ({ launchedAt }) => <Moment at={launchedAt} /> },
  ];
  return (
    <Page
      title={t('nav.campaigns')}
      lead={t('campaigns.lead')}
      actions={
        <>
          <Exports address="/api/v1/campaigns" query={queryOf(search)} />
          <Link to="/consultations" className="button">
            {t('consultations.list')}
          </Link>
          {mayLaunch && (
            <Link to="/plans" className="button primary">
              {t('plans.import')}
            </Link>
          )}
        </>
      }
    >
      <Filters filters={[{ name: 'q', label: t('list.q') }]} />
      <Rows name={t('nav.campaigns')} columns={columns} keyOf={({ id }) => id} list={list} empty={t('campaigns.empty')} />
    </Page>
  );
}
