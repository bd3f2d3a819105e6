import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { components } from '../api/types.ts';
import { RegisterTabs, useAbove } from '../registers/tabs.tsx';
import { LadderList, Limits } from '../rules/ladder-list.tsx';
import { defaultRules, rulesOf } from '../rules/queries.ts';
import { useWhole } from '../things/lists.ts';
import { alone } from '../ui/alone.ts';
import { comma } from '../ui/line.tsx';
import { Page } from '../ui/page.tsx';
import { Empty, Read } from '../ui/states.tsx';

type Campaign = components['schemas']['CampaignItem'];

/** 催办规则: those of each campaign that runs, with the way to change them, and those that hold where nobody has chosen others. */
export function Screen() {
  const { t } = useTranslation();
  const defaults = useQuery(defaultRules);
  const campaigns = useWhole<Campaign>('/api/v1/campaigns');
  return (
    <Page title={t('rules.title')} above={useAbove('ladders')} lead={t('rules.page')}>
      <RegisterTabs current="ladders" />
      <section className="card" aria-labelledby="running">
        <h2 id="running">{t('rules.running')}</h2>
        <Read query={campaigns}>
          {(all) => {
            const running = all.filter(({ closedAt }) => closedAt === null);
            return running.length === 0 ? (
              <Empty>{t('rules.none')}</Empty>
            ) : (
              <ul className="list">
                {running.map((campaign) => (
                  <Running key={campaign.id} campaign={campaign} />
                ))}
              </ul>
            );
          }}
        </Read>
      </section>
      <section className="card" aria-labelledby="defaults">
        <h2 id="defaults">{t('rules.defaults')}</h2>
        <p className="hint">{t('rules.defaultsLead')}</p>
        <Read query={defaults}>
          {({ campaign, limits }) => (
            <>
              <LadderList ladders={campaign} />
              <Limits limits={limits} />
            </>
          )}
        </Read>
      </section>
      <section className="card" aria-labelledby="case-rules">
        <h2 id="case-rules">{t('rules.cases')}</h2>
        <p className="hint">{t('rules.casesLead')}</p>
        <Read query={defaults}>{({ cases }) => <LadderList ladders={cases} />}</Read>
      </section>
    </Page>
  );
}

/** A campaign that runs: which of its ladders are not the default ones, and the way to them. */
function Running({ campaign }: { readonly campaign: Campaign }) {
  const { t } = useTranslation();
  const rules = useQuery(rulesOf(campaign));
  const { id, title, stageName, office } = campaign;
  const own = rules.data?.ladders.filter(({ isDefault }) => !isDefault).map(({ name }) => name) ?? [];
  const limits = rules.data?.limits.filter(({ isDefault }) => !isDefault).map(({ name, text }) => `${name} ${text}`) ?? [];
  return (
    <li>
      <div>
        <p className="title">
          <Link to="/campaigns/$id" params={{ id }} search={{ tab: 'record' }}>
            {title}
          </Link>{' '}
          <span className="tag">{alone(stageName)}</span>
        </p>
        <p className="more">{office.name}</p>
        {rules.data && <p>{own.length + limits.length === 0 ? t('rules.asDefault') : t('rules.differs', { what: [...own, ...limits].join(comma()) })}</p>}
        {rules.data && own.length > 0 && (
          <details>
            <summary>{t('rules.ownRungs')}</summary>
            <LadderList ladders={rules.data.ladders.filter(({ isDefault }) => !isDefault)} />
          </details>
        )}
      </div>
      <Link to="/campaigns/$id" params={{ id }} search={{ tab: 'record', step: 'setLadders' }} className="button">
        {t('rules.seeOrChange')}
      </Link>
    </li>
  );
}
