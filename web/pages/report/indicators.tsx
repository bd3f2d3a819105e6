import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { components } from '../../api/types.ts';
import { allOf } from '../../things/lists.ts';
import { Outcome } from '../../things/outcome.tsx';
import { TableOf } from '../../ui/rows.tsx';
import { Empty, Read } from '../../ui/states.tsx';

type Item = components['schemas']['IndicatorItem'];

/** So many fit on the sheet; those not reached come first. */
const shown = 10;
const urgency = { notReached: 0, undecided: 1, reached: 2 } as const;

/** Indicators against their targets, those not reached first. */
export function Indicators({ campaignId }: { readonly campaignId: string }) {
  const { t } = useTranslation();
  const list = useQuery({ queryKey: ['list', 'report', 'indicators', campaignId], queryFn: () => allOf<Item>(`/api/v1/campaigns/${campaignId}/indicators`) });
  const count = (all: readonly Item[], outcome: Item['outcome']): number => all.filter((one) => one.outcome === outcome).length;
  return (
    <section className="card" aria-labelledby="report-indicators">
      <h2 id="report-indicators">{t('report.indicators')}</h2>
      <Read query={list}>
        {(all) =>
          all.length === 0 ? (
            <Empty>{t('report.noIndicators')}</Empty>
          ) : (
            <>
              <p>{t('report.counts', { all: all.length, reached: count(all, 'reached'), notReached: count(all, 'notReached'), undecided: count(all, 'undecided') })}</p>
              <TableOf<Item>
                name={t('report.indicators')}
                keyOf={({ id }) => id}
                rows={all.toSorted((one, other) => urgency[one.outcome] - urgency[other.outcome] || one.order - other.order).slice(0, shown)}
                columns={[
                  {
                    head: t('indicators.name'),
                    kind: 'text',
                    cell: ({ id, name }) => (
                      <Link to="/indicators/$id" params={{ id }}>
                        {name}
                      </Link>
                    ),
                  },
                  { head: t('indicators.current'), kind: 'amount', cell: ({ current, unit }) => (current === null ? '–' : `${current}${unit}`) },
                  { head: t('indicators.target'), kind: 'text', cell: ({ target }) => target },
                  { head: t('indicators.outcome'), kind: 'text', cell: (item) => <Outcome {...item} /> },
                ]}
              />
              {all.length > shown && <p className="hint">{t('report.moreIndicators', { count: all.length - shown })}</p>}
            </>
          )
        }
      </Read>
    </section>
  );
}
