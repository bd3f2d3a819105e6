import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { components, paths } from '../api/types.ts';
import { useList } from '../things/lists.ts';
import { Exports } from '../ui/exports.tsx';
import { Page } from '../ui/page.tsx';
import { type Column, Rows, TableOf } from '../ui/rows.tsx';

type Campaign = components['schemas']['CampaignItem'];

/** Lists that the API gives as a document too. */
type Listed = { readonly [Path in keyof paths]: Path extends `/api/v1/${infer Name}.docx` ? Name : never }[keyof paths];

/** The ledgers that an office keeps: each is the API's list of that name, with all that one sees of it. */
const ledgers = [
  'campaigns',
  'tasks',
  'chases',
  'meetings',
  'supervisions',
  'findings',
  'bulletins',
  'consultations',
  'indicators',
  'surveys',
  'evaluations',
  'assessments',
] as const satisfies readonly Listed[];
type Ledger = (typeof ledgers)[number];

/** 台账与档案: each ledger as a workbook and as a document, and the volume of each campaign. */
export function Screen() {
  const { t } = useTranslation();
  const list = useList<Campaign>('/api/v1/campaigns');
  const kept: readonly Column<Ledger>[] = [
    { head: t('records.ledger'), kind: 'text', cell: (name) => t(`records.name.${name}`) },
    {
      head: t('records.file'),
      kind: 'number',
      cell: (name) => (
        <span className="buttons">
          <Exports address={`/api/v1/${name}`} />
        </span>
      ),
    },
  ];
  const volumes: readonly Column<Campaign>[] = [
    {
      head: t('campaigns.title'),
      kind: 'text',
      cell: ({ id, title }) => (
        <Link to="/campaigns/$id" params={{ id }} search={{ tab: 'archive' }}>
          {title}
        </Link>
      ),
    },
    { head: t('campaigns.stage'), kind: 'number', cell: ({ stageName }) => stageName },
    {
      head: t('records.volume'),
      kind: 'number',
      cell: ({ id, mayTakeOut }) =>
        mayTakeOut && (
          <a className="button" href={`/api/v1/campaigns/${id}/archive.zip`}>
            {t('archive.zip')}
          </a>
        ),
    },
  ];
  return (
    <Page title={t('nav.records')} lead={t('records.lead')}>
      <section className="card" aria-labelledby="ledgers">
        <h2 id="ledgers">{t('records.ledgers')}</h2>
        <TableOf name={t('records.ledgers')} columns={kept} keyOf={(name) => name} rows={ledgers} />
      </section>
      <section className="card" aria-labelledby="volumes">
        <h2 id="volumes">{t('records.volumes')}</h2>
        <Rows name={t('records.volumes')} columns={volumes} keyOf={({ id }) => id} list={list} empty={t('campaigns.empty')} />
      </section>
      <p className="hint">{t('records.whole')}</p>
    </Page>
  );
}
