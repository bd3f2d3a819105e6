import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { components } from '../../api/types.ts';
import { language } from '../../i18n/index.ts';
import { valueName } from '../../steps/words.ts';
import { allOf } from '../../things/lists.ts';
import { alone } from '../../ui/alone.ts';
import { TableOf } from '../../ui/rows.tsx';
import { shareText } from '../../ui/share.ts';
import { Empty, Read } from '../../ui/states.tsx';
import { dayText } from '../../ui/time.ts';

type Ranked = components['schemas']['RankedUnit'];

/** So many fit on the sheet. */
const shown = 12;

interface RankingProps {
  readonly campaignId: string;
  /** The first day whose tasks are counted. */
  readonly from: string;
}

/** Units by their place among those of their kind, with how it is counted and since when. */
export function Ranking({ campaignId, from }: RankingProps) {
  const { t } = useTranslation();
  const list = useQuery({ queryKey: ['list', 'report', 'ranking', campaignId, from], queryFn: () => allOf<Ranked>('/api/v1/figures/units', { campaignId, from }) });
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
                  { head: t('report.share'), kind: 'amount', cell: ({ onTime, tasks, share }) => `${shareText(share)} (${onTime}/${tasks})` },
                  { head: t('campaigns.overdue'), kind: 'amount', cell: ({ overdue }) => overdue },
                ]}
              />
              {all.length > shown && <p className="hint">{t('report.allUnits', { count: all.length - shown })}</p>}
            </>
          )
        }
      </Read>
      <p className="hint">{t('report.formula', { from: dayText(from, language()) })}</p>
    </section>
  );
}
