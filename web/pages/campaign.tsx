import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { type Things, thingQuery } from '../things/things.ts';
import { alone } from '../ui/alone.ts';
import { Page } from '../ui/page.tsx';
import { Read } from '../ui/states.tsx';
import { Tab as Archive } from './campaign/archive.tsx';
import { Tab as Bulletins } from './campaign/bulletins.tsx';
import { Tab as Evaluations } from './campaign/evaluations.tsx';
import { Tab as Indicators } from './campaign/indicators.tsx';
import { Tab as Meetings } from './campaign/meetings.tsx';
import { Tab as Overview } from './campaign/overview.tsx';
import { Tab as Record } from './campaign/record.tsx';
import { Tab as Revisions } from './campaign/revisions.tsx';
import { Tab as Surveys } from './campaign/surveys.tsx';
import { Tab as Tasks } from './campaign/tasks.tsx';

/** What each tab of a campaign's page is given. */
export interface TabProps {
  readonly campaign: Things['campaigns'];
}

const tabs = {
  overview: Overview,
  tasks: Tasks,
  indicators: Indicators,
  meetings: Meetings,
  bulletins: Bulletins,
  surveys: Surveys,
  evaluations: Evaluations,
  archive: Archive,
  revisions: Revisions,
  record: Record,
} satisfies Readonly<Record<string, ComponentType<TabProps>>>;
type TabName = keyof typeof tabs;
const names = Object.keys(tabs) as TabName[];

/** A campaign: each of its sides is a tab, which the address keeps. */
export function Screen() {
  const { t } = useTranslation();
  const { id = '' } = useParams({ strict: false });
  const { tab: asked }: Readonly<Record<string, string | undefined>> = useSearch({ strict: false });
  const name = names.find((known) => known === asked) ?? 'overview';
  const found = useQuery(thingQuery('campaigns', id));
  const Shown = tabs[name];
  return (
    <Page
      title={found.data?.title ?? t('nav.campaigns')}
      above={<Link to="/campaigns">{t('nav.campaigns')}</Link>}
      actions={
        <Link to="/campaigns/$id/report" params={{ id }} className="button">
          {t('report.open')}
        </Link>
      }
      lead={
        found.data && (
          <>
            <span className="tag">{alone(found.data.stageName)}</span> {found.data.documentNumber} {found.data.office.name}
          </>
        )
      }
    >
      <nav className="tabs" aria-label={t('thing.sides')}>
        {names.map((one) => (
          <Link key={one} to="/campaigns/$id" params={{ id }} search={{ tab: one }} className={one === name ? 'active' : ''} aria-current={one === name ? 'page' : undefined}>
            {t(`tabs.${one}`)}
          </Link>
        ))}
      </nav>
      <Read query={found}>{(campaign) => <Shown campaign={campaign} />}</Read>
    </Page>
  );
}
