import { useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useActing } from '../api/session.ts';
import { type IndicatorItem, useIndicatorColumns } from '../things/indicator-columns.tsx';
import { queryOf, useList } from '../things/lists.ts';
import { UnitRanking } from '../things/unit-ranking.tsx';
import { Exports } from '../ui/exports.tsx';
import { Filters } from '../ui/filters.tsx';
import { Page } from '../ui/page.tsx';
import { Rows } from '../ui/rows.tsx';
import { CaseFigures } from './figures/case-figures.tsx';

/** Posts that have the figures of enforcement; to others the API says that it is not theirs. */
const counting: ReadonlySet<string> = new Set(['office', 'groupLeader', 'groupDeputy']);

/** 统计: of a period, this year where nothing is said: units ranked over all campaigns that one sees, enforcement in figures, and every indicator against its target. */
export function Screen() {
  const { t } = useTranslation();
  const { roles } = useActing();
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
      {roles.some((role) => counting.has(role)) && <CaseFigures query={period} />}
      <section className="card" aria-labelledby="indicator-figures">
        <div className="card-head">
          <h2 id="indicator-figures">{t('figures.indicators')}</h2>
          <div className="buttons">
            <Exports address="/api/v1/indicators" query={queryOf({})} />
          </div>
        </div>
        <Rows name={t('figures.indicators')} columns={columns} keyOf={({ id }) => id} list={indicators} empty={t('indicators.empty')} />
      </section>
    </Page>
  );
}
