import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { type ComponentType, type LazyExoticComponent, lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { type Things, thingQuery } from '../things/things.ts';
import { Page } from '../ui/page.tsx';
import { Loading, Read } from '../ui/states.tsx';

/** What each tab of a campaign's page is given. */
export interface TabProps {
  readonly campaign: Things['campaigns'];
}

const tab = (load: () => Promise<{ readonly Tab: ComponentType<TabProps> }>): LazyExoticComponent<ComponentType<TabProps>> => lazy(async () => ({ default: (await load()).Tab }));

const tabs = {
  overview: tab(() => import('./campaign/overview.tsx')),
  tasks: tab(() => import('./campaign/tasks.tsx')),
  indicators: tab(() => import('./campaign/indicators.tsx')),
  meetings: tab(() => import('./campaign/meetings.tsx')),
  bulletins: tab(() => import('./campaign/bulletins.tsx')),
  surveys: tab(() => import('./campaign/surveys.tsx')),
  evaluations: tab(() => import('./campaign/evaluations.tsx')),
  archive: tab(() => import('./campaign/archive.tsx')),
  revisions: tab(() => import('./campaign/revisions.tsx')),
  record: tab(() => import('./campaign/record.tsx')),
};
type TabName = keyof typeof tabs;
const names = Object.keys(tabs) as TabName[];

/** A campaign: each of its sides is a tab, which the address keeps and which is read when it is first opened. */
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
            <span className="tag">{found.data.stageName}</span> {found.data.documentNumber} {found.data.office.name}
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
      <Read query={found}>
        {(campaign) => (
          <Suspense fallback={<Loading />}>
            <Shown campaign={campaign} />
          </Suspense>
        )}
      </Read>
    </Page>
  );
}
