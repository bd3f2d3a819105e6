import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { components } from '../api/types.ts';
import { language } from '../i18n/index.ts';
import { valueName } from '../steps/words.ts';
import { alone } from '../ui/alone.ts';
import { CardHead } from '../ui/card-head.tsx';
import { type Column, Rows } from '../ui/rows.tsx';
import { shareText } from '../ui/share.ts';
import { dayText } from '../ui/time.ts';
import { type Query, queryOf, useList } from './lists.ts';

type Ranked = components['schemas']['RankedUnit'];

interface UnitRankingProps {
  /** Of which campaign and which period; of all that one sees, this year, where nothing is said. A campaign's ranking says since when it counts. */
  readonly query: Query;
}

/** 单位排名: units by the share of their due tasks that they finished on time, with how that is counted; a unit leads to its tasks. */
export function UnitRanking({ query }: UnitRankingProps) {
  const { t } = useTranslation();
  const { campaignId, from } = query;
  const list = useList<Ranked>('/api/v1/figures/units', { ...query, limit: '200' });
  const columns: readonly Column<Ranked>[] = [
    { head: t('ranking.rank'), kind: 'amount', cell: ({ rank }) => rank },
    { head: t('ranking.unit'), kind: 'text', cell: ({ unit }) => <TasksOf unit={unit} campaignId={campaignId} /> },
    { head: t('registers.kind'), kind: 'number', cell: ({ kind }) => (kind === null ? '' : alone(valueName(kind))) },
    { head: t('ranking.inKind'), kind: 'amount', cell: ({ rankInKind }) => rankInKind },
    { head: t('ranking.due'), kind: 'amount', cell: ({ tasks }) => tasks },
    { head: t('ranking.onTime'), kind: 'amount', cell: ({ onTime }) => onTime },
    { head: t('ranking.rate'), kind: 'amount', cell: ({ share }) => shareText(share) },
    { head: t('campaigns.overdue'), kind: 'amount', cell: ({ overdue }) => overdue },
  ];
  return (
    <section className="card" aria-labelledby="ranking">
      <CardHead id="ranking" title={t('ranking.title')} files={{ address: '/api/v1/figures/units', query: queryOf(query) }} />
      {campaignId !== undefined && from !== undefined && <p className="hint">{t('ranking.since', { from: dayText(from, language()) })}</p>}
      <details>
        <summary>{t('ranking.how')}</summary>
        <p className="hint">{t('ranking.formula')}</p>
      </details>
      <Rows name={t('ranking.title')} columns={columns} keyOf={({ unit }) => unit.id} list={list} empty={t('ranking.empty')} />
    </section>
  );
}

function TasksOf({ unit, campaignId }: { readonly unit: Ranked['unit']; readonly campaignId: string | undefined }) {
  if (campaignId === undefined)
    return (
      <Link to="/tasks" search={{ leadUnitId: unit.id }}>
        {unit.name}
      </Link>
    );
  return (
    <Link to="/campaigns/$id" params={{ id: campaignId }} search={{ tab: 'tasks', leadUnitId: unit.id }}>
      {unit.name}
    </Link>
  );
}
