import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { components } from '../../api/types.ts';
import { queryOf, useList } from '../../things/lists.ts';
import { newThing } from '../../things/new-things.ts';
import { mayBegin, Start } from '../../things/start.tsx';
import { alone } from '../../ui/alone.ts';
import { Exports } from '../../ui/exports.tsx';
import { type Column, Rows } from '../../ui/rows.tsx';
import { Day, Moment } from '../../ui/times.tsx';
import type { TabProps } from '../campaign.tsx';
import { Drafted } from './drafted.tsx';

type Item = components['schemas']['BulletinItem'];

/** 通报: drafted, signed and issued; each a page with its document. */
export function Tab({ campaign }: TabProps) {
  const { t } = useTranslation();
  const query = { campaignId: campaign.id };
  const list = useList<Item>('/api/v1/bulletins', query);
  const columns: readonly Column<Item>[] = [
    {
      head: t('bulletins.title'),
      kind: 'text',
      cell: ({ id, number, title }) => (
        <Link to="/bulletins/$id" params={{ id }}>
          {number} {title}
        </Link>
      ),
    },
    { head: t('bulletins.kind'), kind: 'number', cell: ({ kind }) => t(`bulletins.${kind}`) },
    { head: t('tasks.stage'), kind: 'number', cell: ({ stageName }) => alone(stageName) },
    {
      head: t('bulletins.span'),
      kind: 'number',
      cell: ({ from, until }) => (
        <>
          <Day on={from} /> – <Day on={until} />
        </>
      ),
    },
    { head: t('bulletins.issued'), kind: 'number', cell: ({ issuedAt }) => issuedAt && <Moment at={issuedAt} /> },
  ];
  return (
    <>
      <div className="buttons tab-head">
        {mayBegin(campaign) && <Start things="bulletins" name={t('bulletins.new')} schema={newThing('NewBulletin', query)} />}
        <Exports address="/api/v1/bulletins" query={queryOf(query)} />
      </div>
      <Rows name={t('tabs.bulletins')} columns={columns} keyOf={({ id }) => id} list={list} empty={t('bulletins.empty')} />
      <Drafted campaignId={campaign.id} />
    </>
  );
}
