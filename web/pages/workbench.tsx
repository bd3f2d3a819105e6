import { queryOptions, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { choose } from '../api/chosen.ts';
import { ask } from '../api/client.ts';
import { meQuery, useActing } from '../api/session.ts';
import type { components } from '../api/types.ts';
import { type Due as DueItem, useDues } from '../things/dues.ts';
import { type ListPage, useList } from '../things/lists.ts';
import type { Notification } from '../things/notifications.ts';
import { placeOf } from '../things/things.ts';
import { alone } from '../ui/alone.ts';
import { Light } from '../ui/light.tsx';
import { aside, colon } from '../ui/line.tsx';
import { Pages } from '../ui/more.tsx';
import { Page } from '../ui/page.tsx';
import { Empty, Read } from '../ui/states.tsx';
import { Day, Due, Moment } from '../ui/times.tsx';
import { Visits } from '../visits/visits.tsx';

/** 工作台: what waits for the person or the unit, overdue first and never hidden, with the one next step; the newest messages; what was delegated. */
export function Screen() {
  const { t } = useTranslation();
  return (
    <Page title={t('nav.workbench')} lead={t('workbench.lead')}>
      <div className="columns two">
        <div>
          <Visits />
          <Dues />
        </div>
        <div>
          <Reports />
          <Unread />
          <Delegated />
        </div>
      </div>
    </Page>
  );
}

function Dues() {
  const { t } = useTranslation();
  const dues = useDues();
  const known = dues.data?.pages.flatMap(({ items }) => items) ?? [];
  // What somebody else has to do next is the unit's, and no less overdue.
  const others = known.filter(({ step }) => step === null);
  const overdue = others.filter(({ light }) => light.colour === 'red').length;
  return (
    <div>
      <Pages list={dues}>
        <section className="card list-card" aria-labelledby="dues">
          <h2 id="dues">
            {t('workbench.mine')} {overdue > 0 && <a href="#unit-dues">{t('workbench.unitOverdue', { count: overdue })}</a>}
          </h2>
          <Read query={dues}>{() => <DueGroups dues={known.filter(({ step }) => step !== null)} empty={t(others.length > 0 ? 'workbench.noneMine' : 'workbench.empty')} />}</Read>
        </section>
        {others.length > 0 && (
          <section className="card list-card" aria-labelledby="unit-dues">
            <h2 id="unit-dues">{t('workbench.ofUnit')}</h2>
            <p className="hint beneath">{t('workbench.ofUnitWhat')}</p>
            <DueGroups dues={others} empty="" />
          </section>
        )}
      </Pages>
    </div>
  );
}

function DueGroups({ dues, empty }: { readonly dues: readonly DueItem[]; readonly empty: string }) {
  const { t } = useTranslation();
  if (dues.length === 0) return <Empty>{empty}</Empty>;
  return groups.map(({ name, colour }) => <DueGroup key={colour} name={t(name)} dues={dues.filter(({ light }) => light.colour === colour)} />);
}

const groups = [
  { colour: 'red', name: 'workbench.overdue' },
  { colour: 'yellow', name: 'workbench.soon' },
  { colour: 'green', name: 'workbench.rest' },
] as const;

function DueGroup({ name, dues }: { readonly name: string; readonly dues: readonly DueItem[] }) {
  if (dues.length === 0) return null;
  return (
    <>
      <h3 className="list-head">
        {name} <span className="tag">{dues.length}</span>
      </h3>
      <ul className="list">
        {dues.map((due) => (
          <DueRow key={`${due.process.id} ${due.kind}`} due={due} />
        ))}
      </ul>
    </>
  );
}

function DueRow({ due }: { readonly due: DueItem }) {
  const { t } = useTranslation();
  const place = placeOf(due.process);
  const words = [due.process.number, due.process.title].filter(Boolean).join(' ');
  return (
    <li>
      <div>
        <p className="title">
          {alone(due.name)}
          {colon()}
          {place ? <Link to={place}>{words}</Link> : words}
        </p>
        <p>
          <Light light={due.light} /> <Due dueOn={due.dueOn} dueAt={due.dueAt} /> {due.rung && <span className="tag yellow">{alone(due.rung.name)}</span>}{' '}
          <span className="more">{[due.unit.name, due.campaign?.name].filter(Boolean).join(' · ')}</span>
        </p>
      </div>
      {place && (
        <Link to={place} search={due.step ? { step: due.step.type } : {}} className="button">
          {due.step ? alone(due.step.name) : t('escalations.look')}
        </Link>
      )}
    </li>
  );
}

function Unread() {
  const { t } = useTranslation();
  const list = useList<Notification>('/api/v1/notifications', { unread: 'true', limit: '5' });
  return (
    <section className="card list-card" aria-labelledby="unread">
      <h2 id="unread">{t('workbench.notices')}</h2>
      <Read query={list}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items).slice(0, 5);
          return items.length === 0 ? (
            <Empty>{t('workbench.noNotices')}</Empty>
          ) : (
            <ul className="list">
              {items.map((notice) => (
                <li key={notice.id}>
                  <div>
                    <p className="title">
                      <NoticeTitle notice={notice} />
                    </p>
                    <p className="more">
                      <Moment at={notice.createdAt} />
                    </p>
                  </div>
                </li>
              ))}
            </ul>
          );
        }}
      </Read>
      <p className="empty">
        <Link to="/notifications">{t('workbench.allNotices')}</Link>
      </p>
    </section>
  );
}

function NoticeTitle({ notice: { title, process } }: { readonly notice: Notification }) {
  const place = placeOf(process);
  return place ? <Link to={place}>{title}</Link> : title;
}

/** For whom a campaign's one page is made: those who meet over it. */
const meeting: ReadonlySet<string> = new Set(['groupLeader', 'groupDeputy', 'office']);
/** So many campaigns run at once; others are on their list. */
const mostReports = 5;

function Reports() {
  const { t } = useTranslation();
  const isMeeting = useActing().roles.some((role) => meeting.has(role));
  const list = useQuery({ ...openCampaigns, enabled: isMeeting }).data?.slice(0, mostReports) ?? [];
  if (list.length === 0) return null;
  return (
    <section className="card" aria-labelledby="reports">
      <h2 id="reports">{t('workbench.reports')}</h2>
      <ul>
        {list.map(({ id, title }) => (
          <li key={id}>
            <Link to="/campaigns/$id/report" params={{ id }}>
              {title}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

const openCampaigns = queryOptions({
  queryKey: ['list', 'reports'],
  queryFn: async () => (await ask<ListPage<components['schemas']['CampaignItem']>>('GET', '/api/v1/campaigns?limit=50')).items.filter(({ stage }) => stage !== 'closed'),
});

function Delegated() {
  const { t } = useTranslation();
  const me = useQuery(meQuery).data;
  const { capacity } = useActing();
  if (!me) return null;
  const given = me.delegations.given.filter(({ inForce }) => inForce);
  const received = me.delegations.received.filter(({ inForce }) => inForce);
  return (
    <>
      {received.length > 0 && (
        <section className="card" aria-labelledby="received">
          <h2 id="received">{t('workbench.received')}</h2>
          <ul className="delegations">
            {received.map(({ id, from, post, kind, endsAt }) => (
              <li key={id}>
                <span>
                  {from.name}
                  {aside(`${post.unit.name} ${post.title}`)} {t('workbench.until')} <Day on={endsAt.slice(0, 10)} />
                </span>
                {capacity?.id !== id && (
                  <button type="button" className="button" onClick={() => choose(me.id, id)}>
                    {t(`workbench.act.${kind}`)}
                  </button>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className="card" aria-labelledby="delegated">
        <h2 id="delegated">{t('workbench.delegated')}</h2>
        {given.length === 0 ? (
          <p className="hint">
            {t('workbench.noDelegated')} <Link to="/account">{t('account.delegate')}</Link>
          </p>
        ) : (
          <ul>
            {given.map(({ id, to, post, endsAt }) => (
              <li key={id}>
                {to.name}
                {aside(post.title)} {t('workbench.until')} <Day on={endsAt.slice(0, 10)} />
              </li>
            ))}
          </ul>
        )}
      </section>
    </>
  );
}
