import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type Things, thingQuery } from './things.ts';

interface CrumbsProps {
  readonly campaignId: string | undefined;
  /** The tab of the campaign's page on which such things stand, and what it is called. */
  readonly tab?: string;
  readonly name?: string;
}

/** The campaign above a thing, by its title once that was read, and the tab on which the thing stands. */
export function CampaignCrumbs({ campaignId, tab, name }: CrumbsProps) {
  const { t } = useTranslation();
  const known = useQueryClient().getQueryData<Things['campaigns']>(thingQuery('campaigns', campaignId ?? '').queryKey);
  if (campaignId === undefined) return <Link to="/campaigns">{t('nav.campaigns')}</Link>;
  return (
    <>
      <Link to="/campaigns/$id" params={{ id: campaignId }}>
        {known?.title ?? t('tasks.campaign')}
      </Link>
      {tab && (
        <Link to="/campaigns/$id" params={{ id: campaignId }} search={{ tab }}>
          {name}
        </Link>
      )}
    </>
  );
}
