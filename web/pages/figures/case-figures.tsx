import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ask } from '../../api/client.ts';
import type { components } from '../../api/types.ts';
import { type Query, queryOf } from '../../things/lists.ts';
import { alone } from '../../ui/alone.ts';
import { CardHead } from '../../ui/card-head.tsx';
import { type Column, TableOf } from '../../ui/rows.tsx';
import { Empty, Read } from '../../ui/states.tsx';
import { Day, Moment } from '../../ui/times.tsx';
import { yuanText } from '../../ui/yuan.ts';

type Figures = components['schemas']['CaseFigures'];
type Work = Figures['bodies'][number];
type Step = components['schemas']['OverdueStep'];

/** How many overdue steps stand here; the files hold further ones. */
const shown = 100;

/** The cases at one stage: of each source, and of all. */
interface Standing {
  readonly stage: string;
  readonly of: ReadonlyMap<string, number>;
  readonly all: number;
}

/** How the cases opened in the period stand, whatever the body: a row for each stage, in their order. */
function standings(cases: Figures['cases']): readonly Standing[] {
  const stages = [...new Set(cases.map(({ stageName }) => stageName))];
  return stages.map((stage) => {
    const of = new Map<string, number>();
    for (const { stageName, sourceName, cases: count } of cases) if (stageName === stage) of.set(sourceName, (of.get(sourceName) ?? 0) + count);
    return { stage, of, all: [...of.values()].reduce((sum, count) => sum + count, 0) };
  });
}

/** 执法办案统计: what the enforcement bodies did, how their cases stand, and which of their steps are overdue. The leading group and its office see no more of cases. */
export function CaseFigures({ query }: { readonly query: Query }) {
  const { t } = useTranslation();
  const figures = useQuery({
    queryKey: ['list', 'figures', 'cases', query],
    queryFn: () => ask<Figures>('GET', `/api/v1/figures/cases${queryOf({ ...query, limit: String(shown) })}`),
  });
  const work: readonly Column<Work>[] = [
    { head: t('figures.body'), kind: 'text', cell: ({ body }) => body.name },
    { head: t('figures.opened'), kind: 'amount', cell: ({ opened }) => opened },
    { head: t('figures.closed'), kind: 'amount', cell: ({ closed }) => closed },
    { head: t('figures.orders'), kind: 'amount', cell: ({ orders }) => orders },
    { head: t('figures.penalties'), kind: 'amount', cell: ({ penalties }) => penalties },
    { head: t('figures.penalty'), kind: 'amount', cell: ({ penaltyFen }) => yuanText(penaltyFen) },
  ];
  const standing = (cases: Figures['cases']): readonly Column<Standing>[] => [
    { head: t('cases.stage'), kind: 'text', cell: ({ stage }) => alone(stage) },
    ...[...new Set(cases.map(({ sourceName }) => sourceName))].map((source): Column<Standing> => ({ head: alone(source), kind: 'amount', cell: ({ of }) => of.get(source) ?? 0 })),
    { head: t('figures.all'), kind: 'amount', cell: ({ all }) => all },
  ];
  const late: readonly Column<Step>[] = [
    { head: t('figures.body'), kind: 'text', cell: ({ body }) => body.name },
    { head: t('figures.step'), kind: 'number', cell: ({ deadlineName }) => alone(deadlineName) },
    { head: t('cases.stage'), kind: 'number', cell: ({ stageName }) => alone(stageName) },
    { head: t('cases.due'), kind: 'number', cell: ({ dueOn, dueAt }) => (dueOn === null ? <Moment at={dueAt} /> : <Day on={dueOn} />) },
    { head: t('bulletins.daysLate'), kind: 'amount', cell: ({ daysOver }) => daysOver },
    { head: t('figures.steps'), kind: 'amount', cell: ({ steps }) => steps },
  ];
  return (
    <section className="card" aria-labelledby="case-figures">
      <CardHead id="case-figures" title={t('figures.cases')} files={{ address: '/api/v1/figures/cases', query: queryOf(query) }} />
      <p className="hint">{t('figures.casesLead')}</p>
      <Read query={figures}>
        {({ bodies, cases, overdue }) =>
          bodies.length === 0 ? (
            <Empty>{t('figures.noBodies')}</Empty>
          ) : (
            <>
              <h3 className="group">{t('figures.work')}</h3>
              <TableOf name={t('figures.work')} columns={work} keyOf={({ body }) => body.id} rows={bodies} />
              <h3 className="group">{t('figures.standings')}</h3>
              {cases.length === 0 ? (
                <p className="hint">{t('figures.noCases')}</p>
              ) : (
                <TableOf name={t('figures.standings')} columns={standing(cases)} keyOf={({ stage }) => stage} rows={standings(cases)} />
              )}
              <h3 className="group">{t('figures.overdue')}</h3>
              {overdue.items.length === 0 ? (
                <p className="hint">{t('figures.noOverdue')}</p>
              ) : (
                <TableOf name={t('figures.overdue')} columns={late} keyOf={({ body, stage, deadline, dueAt }) => `${body.id} ${stage} ${deadline} ${dueAt}`} rows={overdue.items} />
              )}
              {overdue.next !== null && <p className="hint">{t('figures.more', { count: shown })}</p>}
            </>
          )
        }
      </Read>
    </section>
  );
}
