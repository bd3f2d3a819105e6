import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { components } from '../../api/types.ts';
import { queryOf, useList } from '../../things/lists.ts';
import { Scores } from '../../things/scores.tsx';
import { mayBegin } from '../../things/start.tsx';
import { alone } from '../../ui/alone.ts';
import { Exports } from '../../ui/exports.tsx';
import { type Column, Rows } from '../../ui/rows.tsx';
import { Moment } from '../../ui/times.tsx';
import type { TabProps } from '../campaign.tsx';
import { StartEvaluation } from './start-evaluation.tsx';

type Item = components['schemas']['EvaluationItem'];

/** 考评: the evaluations of the campaign and the ranking of the newest one that was published. */
export function Tab({ campaign }: TabProps) {
  const { t } = useTranslation();
  const query = { campaignId: campaign.id };
  const list = useList<Item>('/api/v1/evaluations', query);
  const published = list.data?.pages.flatMap(({ items }) => items).find(({ stage }) => stage === 'published');
  const columns: readonly Column<Item>[] = [
    {
      head: t('evaluations.title'),
      kind: 'text',
      cell: ({ id, title }) => (
        <Link to="/evaluations/$id" params={{ id }}>
          {title}
        </Link>
      ),
    },
    { head: t('tasks.stage'), kind: 'number', cell: ({ stageName }) => alone(stageName) },
    { head: t('evaluations.units'), kind: 'amount', cell: ({ units }) => units },
    { head: t('evaluations.started'), kind: 'number', cell: ({ startedAt }) => <Moment at={startedAt} /> },
    { head: t('evaluations.closed'), kind: 'number', cell: ({ closedAt }) => closedAt && <Moment at={closedAt} /> },
  ];
  return (
    <>
      <div className="buttons tab-head">
        {mayBegin(campaign) && <StartEvaluation campaignId={campaign.id} />}
        <Exports address="/api/v1/evaluations" query={queryOf(query)} />
      </div>
      <Rows name={t('tabs.evaluations')} columns={columns} keyOf={({ id }) => id} list={list} empty={t('evaluations.empty')} />
      {published && (
        <div className="below">
          <Scores evaluationId={published.id} known />
        </div>
      )}
    </>
  );
}
