import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { components } from '../../api/types.ts';
import { useList } from '../../things/lists.ts';
import { newThing } from '../../things/new-things.ts';
import { mayBegin, Start } from '../../things/start.tsx';
import { alone } from '../../ui/alone.ts';
import { Exports } from '../../ui/exports.tsx';
import { type Column, Rows } from '../../ui/rows.tsx';
import { Due } from '../../ui/times.tsx';
import type { TabProps } from '../campaign.tsx';

type Item = components['schemas']['SurveyItem'];

/** 调查: each with how many of its points and of its sample are done. */
export function Tab({ campaign }: TabProps) {
  const { t } = useTranslation();
  const address = `/api/v1/campaigns/${campaign.id}/surveys`;
  const list = useList<Item>(address);
  const columns: readonly Column<Item>[] = [
    {
      head: t('surveys.name'),
      kind: 'text',
      cell: ({ id, number, name }) => (
        <Link to="/surveys/$id" params={{ id }}>
          {number} {name}
        </Link>
      ),
    },
    { head: t('surveys.lead'), kind: 'number', cell: ({ lead }) => lead.name },
    { head: t('tasks.stage'), kind: 'number', cell: ({ stageName }) => alone(stageName) },
    { head: t('surveys.points'), kind: 'amount', cell: ({ sample }) => `${sample.done}/${sample.points}` },
    { head: t('surveys.sample'), kind: 'amount', cell: ({ sample }) => `${sample.reached}/${sample.planned}` },
    {
      head: t('tasks.due'),
      kind: 'number',
      cell: ({ dueOn, dueAt, stage, late }) => (
        <>
          <Due dueOn={dueOn} dueAt={dueAt} settled={stage !== 'running'} /> {late && <span className="tag red">{t('light.overdue')}</span>}
        </>
      ),
    },
  ];
  return (
    <>
      <div className="buttons tab-head">
        {mayBegin(campaign) && <Start things="surveys" name={t('surveys.new')} schema={newThing('NewSurvey', { campaignId: campaign.id })} />}
        <Exports address={address} />
      </div>
      <Rows name={t('tabs.surveys')} columns={columns} keyOf={({ id }) => id} list={list} empty={t('surveys.empty')} />
    </>
  );
}
