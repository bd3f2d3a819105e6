import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { RulesOfCampaign } from '../../rules/campaign-rules.tsx';
import { factsQuery } from '../../things/facts.ts';
import { Timeline } from '../../things/timeline.tsx';
import { CardHead } from '../../ui/card-head.tsx';
import { Read } from '../../ui/states.tsx';
import type { TabProps } from '../campaign.tsx';

/** 办理过程: the campaign's own facts and what comes by itself. */
export function Tab({ campaign }: TabProps) {
  const { t } = useTranslation();
  const facts = useQuery(factsQuery('campaigns', campaign.id));
  return (
    <>
      <section className="card" aria-labelledby="record">
        <CardHead id="record" title={t('campaigns.record')} files={{ address: `/api/v1/campaigns/${campaign.id}/facts` }} />
        <Read query={facts}>{(all) => <Timeline facts={all} deadlines={campaign.deadlines} />}</Read>
      </section>
      <RulesOfCampaign campaign={campaign} />
    </>
  );
}
