import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { components } from '../api/types.ts';
import { namesOf } from '../ui/line.tsx';
import type { Column } from '../ui/rows.tsx';
import { Due } from '../ui/times.tsx';
import { Outcome } from './outcome.tsx';
import { TrendOf } from './trend.tsx';

export type IndicatorItem = components['schemas']['IndicatorItem'];

/** The columns of a list of indicators: each against its target, by which branch it is reached or why that is open, its trend, and owners who are late. */
export function useIndicatorColumns(): readonly Column<IndicatorItem>[] {
  const { t } = useTranslation();
  return [
    {
      head: t('indicators.name'),
      kind: 'text',
      cell: ({ id, number, name }) => (
        <Link to="/indicators/$id" params={{ id }}>
          {number} {name}
        </Link>
      ),
    },
    { head: t('indicators.current'), kind: 'amount', cell: ({ current, unit }) => (current === null ? t('indicators.none') : `${current}${unit}`) },
    { head: t('indicators.target'), kind: 'text', cell: ({ target }) => target },
    { head: t('indicators.outcome'), kind: 'text', cell: (item) => <Outcome {...item} /> },
    // Mounted anew by a new value, the line is read again with it.
    { head: t('indicators.trend'), cell: ({ id, current }) => (current === null ? t('indicators.noTrend') : <TrendOf key={current} id={id} />) },
    { head: t('indicators.owner'), kind: 'text', cell: (item) => <Owner item={item} /> },
  ];
}

function Owner({ item }: { readonly item: IndicatorItem }) {
  const { t } = useTranslation();
  const { owner, late, dueOn, dueAt, reported } = item;
  return (
    <>
      {owner.name} {late && <span className="tag red">{t('indicators.late')}</span>}{' '}
      {dueAt !== null && (
        <span className="hint">
          <Due dueOn={dueOn} dueAt={dueAt} />
        </span>
      )}
      {reported && reported.missing.length > 0 && <p className="hint">{t('indicators.missing', { ...reported, units: namesOf(reported.missing) })}</p>}
    </>
  );
}
