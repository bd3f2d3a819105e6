import { useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type IndicatorItem, useIndicatorColumns } from '../../things/indicator-columns.tsx';
import { queryOf, useList } from '../../things/lists.ts';
import { newThing } from '../../things/new-things.ts';
import { mayBegin, Start } from '../../things/start.tsx';
import { Exports } from '../../ui/exports.tsx';
import { Filters } from '../../ui/filters.tsx';
import { Rows } from '../../ui/rows.tsx';
import type { TabProps } from '../campaign.tsx';

/** 指标: those of the campaign, in the plan's order. */
export function Tab({ campaign }: TabProps) {
  const { t } = useTranslation();
  const { outcome, overdue }: Readonly<Record<string, string | undefined>> = useSearch({ strict: false });
  const address = `/api/v1/campaigns/${campaign.id}/indicators`;
  const list = useList<IndicatorItem>(address, { outcome, overdue });
  const columns = useIndicatorColumns();
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
