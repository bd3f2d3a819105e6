import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { answered, api } from '../api/client.ts';
import type { components } from '../api/types.ts';
import { StepsPanel } from '../steps/panel.tsx';
import { factsQuery } from '../things/facts.ts';
import { queryOf, useList } from '../things/lists.ts';
import { type TaskItem, taskColumns } from '../things/tasks.tsx';
import { Page } from '../ui/page.tsx';
import { type Column, Rows } from '../ui/rows.tsx';
import { Read } from '../ui/states.tsx';
import { Timeline } from '../ui/timeline.tsx';
import { Day } from '../ui/times.tsx';
import { TaskFilters } from './tasks.tsx';

type Campaign = components['schemas']['Campaign'];
type Ranked = components['schemas']['RankedUnit'];
const tabs = ['overview', 'tasks', 'record'] as const;
type Tab = (typeof tabs)[number];

/** A campaign: its three phases with what still blocks them, its tasks, the units' standing, its record. */
export function Screen() {
  const { t } = useTranslation();
  const { id = '' } = useParams({ strict: false });
  const { tab: asked, ...search }: Readonly<Record<string, string | undefined>> = useSearch({ strict: false });
  const tab: Tab = tabs.find((known) => known === asked) ?? 'overview';
  const found = useQuery({ queryKey: ['campaigns', id], queryFn: () => answered(api.GET('/api/v1/campaigns/{id}', { params: { path: { id } } })) });
  const names: Readonly<Record<Tab, string>> = { overview: t('campaigns.overview'), tasks: t('campaigns.taskList'), record: t('campaigns.record') };
  return (
    <Page
      title={found.data?.title ?? t('nav.campaigns')}
      above={<Link to="/campaigns">{t('nav.campaigns')}</Link>}
      lead={
        found.data && (
          <>
            <span className="tag">{found.data.stageName}</span> {found.data.documentNumber} {found.data.office.name}
          </>
        )
      }
      actions={
        <a className="button" href={`/api/v1/campaigns/${id}/tasks.xlsx${queryOf(search)}`}>
          {t('list.export')}
        </a>
      }
    >
      <nav className="tabs" aria-label={t('campaigns.overview')}>
        {tabs.map((name) => (
          <Link key={name} to="/campaigns/$id" params={{ id }} search={{ tab: name }} className={name === tab ? 'active' : ''} aria-current={name === tab ? 'page' : undefined}>
            {names[name]}
          </Link>
        ))}
      </nav>
      <Read query={found}>
        {(campaign) => (
          <>
            {tab === 'overview' && <Overview campaign={campaign} />}
            {tab === 'tasks' && <Tasks campaign={campaign} search={search} />}
            {tab === 'record' && <Record campaign={campaign} />}
          </>
        )}
      </Read>
    </Page>
  );
}

function Overview({ campaign }: { readonly campaign: Campaign }) {
  const { t } = useTranslation();
  return (
    <div className="columns two">
      <div>
        <section className="card" aria-labelledby="phases">
          <h2 id="phases">{t('campaigns.phases')}</h2>
          <ol className="phases">
            {campaign.phases.map((phase) => (
              <Phase key={phase.kind} phase={phase} />
            ))}
          </ol>
        </section>
        <Conditions campaign={campaign} />
        <Ranking campaignId={campaign.id} />
      </div>
      <div>
        <StepsPanel things="campaigns" command="CampaignCommand" id={campaign.id} version={campaign.version} allowed={campaign.allowed} />
        <Figures campaign={campaign} />
      </div>
    </div>
  );
}

function Phase({ phase }: { readonly phase: Campaign['phases'][number] }) {
  const { t } = useTranslation();
  const state = phase.state === 'open' ? 'now' : phase.state === 'closed' ? 'done' : '';
  return (
    <li className={state} aria-current={phase.state === 'open' ? 'step' : undefined}>
      <h3>
        {phase.name} {phase.state === 'open' && <span className="tag green">{t('campaigns.current')}</span>}
      </h3>
      <p>
        {t('campaigns.planned')}：{phase.startsOn && <Day on={phase.startsOn} />} – {phase.endsOn && <Day on={phase.endsOn} />}
      </p>
      {phase.openedAt && (
        <p>
          {t('campaigns.actual')}：<Day on={phase.openedAt.slice(0, 10)} /> – {phase.closedAt && <Day on={phase.closedAt.slice(0, 10)} />}
        </p>
      )}
    </li>
  );
}

function Conditions({ campaign }: { readonly campaign: Campaign }) {
  const { t } = useTranslation();
  return (
    <section className="card" aria-labelledby="conditions">
      <h2 id="conditions">{t('campaigns.conditions')}</h2>
      <ul className="list">
        {campaign.conditions.map(({ condition, label, held, override, confirmation, lackingCount }) => (
          <li key={condition}>
            <span>{label}</span>
            {held ? (
              <span className="tag green">{t('campaigns.met')}</span>
            ) : override ? (
              <span className="tag yellow">{t('campaigns.overridden')}</span>
            ) : confirmation ? (
              <span className="tag green">{t('campaigns.confirmed')}</span>
            ) : (
              <span className="tag red">
                {t('campaigns.blocked')} {lackingCount > 0 ? lackingCount : ''}
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Figures({ campaign }: { readonly campaign: Campaign }) {
  const { t } = useTranslation();
  const { tasks, light } = campaign.figures;
  return (
    <section className="card" aria-labelledby="figures">
      <h2 id="figures">{t('campaigns.figures')}</h2>
      <dl className="facts-of">
        <dt>{t('campaigns.tasks')}</dt>
        <dd>
          <Link to="/campaigns/$id" params={{ id: campaign.id }} search={{ tab: 'tasks' }}>
            {tasks}
          </Link>
        </dd>
        <dt>{t('light.onTime')}</dt>
        <dd>{light.green}</dd>
        <dt>
          {t('light.dueSoon')}／{t('light.madeGoodLate')}
        </dt>
        <dd>{light.yellow}</dd>
        <dt>{t('light.overdue')}</dt>
        <dd>
          <Link to="/campaigns/$id" params={{ id: campaign.id }} search={{ tab: 'tasks', overdue: 'true' }}>
            {light.red}
          </Link>
        </dd>
      </dl>
    </section>
  );
}

function Ranking({ campaignId }: { readonly campaignId: string }) {
  const { t } = useTranslation();
  const list = useList<Ranked>('/api/v1/figures/units', { campaignId });
  const columns: readonly Column<Ranked>[] = [
    { head: t('ranking.rank'), kind: 'amount', cell: ({ rank }) => rank },
    {
      head: t('ranking.unit'),
      kind: 'text',
      cell: ({ unit }) => (
        <Link to="/campaigns/$id" params={{ id: campaignId }} search={{ tab: 'tasks', leadUnitId: unit.id }}>
          {unit.name}
        </Link>
      ),
    },
    { head: t('ranking.due'), kind: 'amount', cell: ({ tasks }) => tasks },
    { head: t('ranking.onTime'), kind: 'amount', cell: ({ onTime }) => onTime },
    { head: t('campaigns.overdue'), kind: 'amount', cell: ({ overdue }) => overdue },
  ];
  return (
    <section className="card" aria-labelledby="ranking">
      <h2 id="ranking">{t('ranking.title')}</h2>
      <Rows name={t('ranking.title')} columns={columns} keyOf={({ unit }) => unit.id} list={list} empty={t('ranking.empty')} />
    </section>
  );
}

function Tasks({ campaign, search }: { readonly campaign: Campaign; readonly search: Readonly<Record<string, string | undefined>> }) {
  const { t } = useTranslation();
  const list = useList<TaskItem>(`/api/v1/campaigns/${campaign.id}/tasks`, search);
  return (
    <>
      <TaskFilters />
      <Rows name={t('campaigns.taskList')} columns={taskColumns(t)} keyOf={({ id }) => id} list={list} empty={t('tasks.empty')} />
    </>
  );
}

function Record({ campaign }: { readonly campaign: Campaign }) {
  const facts = useQuery(factsQuery('campaigns', campaign.id));
  return (
    <section className="card">
      <Read query={facts}>{(all) => <Timeline facts={all} deadlines={campaign.deadlines} />}</Read>
    </section>
  );
}
