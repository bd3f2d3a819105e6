import { Link, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { components } from '../../api/types.ts';
import { queryOf, useList } from '../../things/lists.ts';
import { newThing } from '../../things/new-things.ts';
import { Outcome } from '../../things/outcome.tsx';
import { mayBegin, Start } from '../../things/start.tsx';
import { TrendOf } from '../../things/trend.tsx';
import { Exports } from '../../ui/exports.tsx';
import { Filters } from '../../ui/filters.tsx';
import { namesOf } from '../../ui/line.tsx';
import { type Column, Rows } from '../../ui/rows.tsx';
import { Due } from '../../ui/times.tsx';
import type { TabProps } from '../campaign.tsx';

type Item = components['schemas']['IndicatorItem'];

/** 指标: each against its target, by which branch it is reached or why that is open, its trend, and owners who are late. */
export function Tab({ campaign }: TabProps) {
  const { t } = useTranslation();
  const { outcome, overdue }: Readonly<Record<string, string | undefined>> = useSearch({ strict: false });
  const address = `/api/v1/campaigns/${campaign.id}/indicators`;
  const list = useList<Item>(address, { outcome, overdue });
  const columns: readonly Column<Item>[] = [
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
    { head: t('indicators.trend'), cell: ({ id, current }) => (current === null ? t('indicators.noTrend') : <TrendOf id={id} />) },
    { head: t('indicators.owner'), kind: 'text', cell: (item) => <Owner item={item} /> },
  ];
  return (
    <>
      <div className="tab-head">
        <Filters
          filters={[
            {
              name: 'outcome',
              label: t('indicators.outcome'),
              choices: [
                ['reached', t('indicators.reached')],
                ['notReached', t('indicators.notReached')],
                ['undecided', t('indicators.undecided')],
              ],
            },
            { name: 'overdue', label: t('indicators.due'), choices: [['true', t('indicators.late')]] },
          ]}
        />
        <div className="buttons">
          {mayBegin(campaign) && <Start things="indicators" name={t('indicators.new')} schema={newThing('NewIndicator', { campaignId: campaign.id })} />}
          <Exports address={address} query={queryOf({ outcome, overdue })} />
        </div>
      </div>
      <Rows name={t('tabs.indicators')} columns={columns} keyOf={({ id }) => id} list={list} empty={t('indicators.empty')} />
    </>
  );
}

function Owner({ item }: { readonly item: Item }) {
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
