import { useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useActing } from '../api/session.ts';
import { type IndicatorItem, useIndicatorColumns } from '../things/indicator-columns.tsx';
import { useList } from '../things/lists.ts';
import { UnitRanking } from '../things/unit-ranking.tsx';
import { CardHead } from '../ui/card-head.tsx';
import { Filters } from '../ui/filters.tsx';
import { Page } from '../ui/page.tsx';
import { Rows } from '../ui/rows.tsx';
import { CaseFigures } from './figures/case-figures.tsx';

/** 统计: of a period, this year where nothing is said: units ranked over all campaigns that one sees, enforcement in figures, and every indicator against its target. */
export function Screen() {
  const { t } = useTranslation();
  const { capacity } = useActing();
  const { from, until }: Readonly<Record<string, string | undefined>> = useSearch({ strict: false });
  const columns = useIndicatorColumns();
  const indicators = useList<IndicatorItem>('/api/v1/indicators');
  const period = { from, until };
  return (
    <Page title={t('nav.figures')} lead={t('figures.lead')}>
      <Filters
        filters={[
          { name: 'from', label: t('figures.from'), isDate: true },
          { name: 'until', label: t('figures.until'), isDate: true },
        ]}
      />
      <UnitRanking query={period} />
      {capacity?.post.caseFigures && <CaseFigures query={period} />}
      <section className="card" aria-labelledby="indicator-figures">
        <CardHead id="indicator-figures" title={t('figures.indicators')} files={{ address: '/api/v1/indicators' }} />
        <Rows name={t('figures.indicators')} columns={columns} keyOf={({ id }) => id} list={indicators} empty={t('indicators.empty')} />
      </section>
    </Page>
  );
}
