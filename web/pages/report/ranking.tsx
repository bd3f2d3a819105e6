import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { components } from '../../api/types.ts';
import { valueName } from '../../steps/words.ts';
import { allOf } from '../../things/lists.ts';
import { alone } from '../../ui/alone.ts';
import { TableOf } from '../../ui/rows.tsx';
import { Empty, Read } from '../../ui/states.tsx';

type Ranked = components['schemas']['RankedUnit'];

/** So many fit on the sheet. */
const shown = 12;

const percent = (share: number): string => `${Math.round(share * 1000) / 10}%`;

/** Units by their place among those of their kind, with how it is counted. */
export function Ranking({ campaignId }: { readonly campaignId: string }) {
  const { t } = useTranslation();
  const list = useQuery({ queryKey: ['list', 'report', 'ranking', campaignId], queryFn: () => allOf<Ranked>('/api/v1/figures/units', { campaignId }) });
  return (
    <section className="card" aria-labelledby="report-ranking">
      <h2 id="report-ranking">{t('report.ranking')}</h2>
      <Read query={list}>
        {(all) =>
          all.length === 0 ? (
            <Empty>{t('report.noRanking')}</Empty>
          ) : (
            <>
              <TableOf<Ranked>
                name={t('report.ranking')}
                keyOf={({ unit }) => unit.id}
                rows={all.toSorted((one, other) => (one.kind ?? '').localeCompare(other.kind ?? '') || one.rankInKind - other.rankInKind).slice(0, shown)}
                columns={[
                  { head: t('registers.kind'), kind: 'number', cell: ({ kind }) => (kind === null ? '' : alone(valueName(kind))) },
                  { head: t('ranking.rank'), kind: 'amount', cell: ({ rankInKind }) => rankInKind },
                  { head: t('ranking.unit'), kind: 'text', cell: ({ unit }) => unit.name },
                  { head: t('report.share'), kind: 'amount', cell: ({ onTime, tasks, share }) => `${percent(share)} (${onTime}/${tasks})` },
                  { head: t('campaigns.overdue'), kind: 'amount', cell: ({ overdue }) => overdue },
                ]}
              />
              {all.length > shown && <p className="hint">{t('report.allUnits', { count: all.length - shown })}</p>}
            </>
          )
        }
      </Read>
      <p className="hint">{t('report.formula')}</p>
    </section>
  );
}
