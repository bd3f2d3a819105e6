import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { language } from '../i18n/index.ts';
import { beganOn } from '../things/began.ts';
import { type Things, thingQuery } from '../things/things.ts';
import { Page } from '../ui/page.tsx';
import { TableOf } from '../ui/rows.tsx';
import { Read } from '../ui/states.tsx';
import { beijingDate, daysUntil, dayText } from '../ui/time.ts';
import { Span } from '../ui/times.tsx';
import { Indicators } from './report/indicators.tsx';
import { Notices } from './report/notices.tsx';
import { Ranking } from './report/ranking.tsx';
import { Stuck } from './report/stuck.tsx';

type Campaign = Things['campaigns'];
type Phase = Campaign['phases'][number];

/** 一页报告: what a leading group reads in a meeting; printed it is one sheet of A4. */
export function Screen() {
  const { t } = useTranslation();
  const { id = '' } = useParams({ strict: false });
  const found = useQuery(thingQuery('campaigns', id));
  return (
    <div className="report">
      <Page
        title={found.data?.title ?? t('report.title')}
        above={
          <Link to="/campaigns/$id" params={{ id }}>
            {found.data?.title ?? t('nav.campaigns')}
          </Link>
        }
        lead={
          <>
            {t('report.title')} · {found.data?.documentNumber} {t('report.asOf', { date: dayText(beijingDate(new Date()), language()) })}
          </>
        }
        actions={
          <button type="button" className="button primary" onClick={() => window.print()}>
            {t('report.print')}
          </button>
        }
      >
        <Read query={found}>
          {(campaign) => (
            <>
              <Phases campaign={campaign} />
              <div className="report-sides">
                <Indicators campaignId={campaign.id} />
                <Ranking campaignId={campaign.id} from={beganOn(campaign)} />
              </div>
              <Stuck campaign={campaign} />
              <Notices campaignId={campaign.id} />
            </>
          )}
        </Read>
      </Page>
    </div>
  );
}

function Phases({ campaign }: { readonly campaign: Campaign }) {
  const { t } = useTranslation();
  const { tasks, light, byStage } = campaign.figures;
  const accepted = byStage.accepted ?? 0;
  return (
    <section className="card" aria-labelledby="report-phases">
      <h2 id="report-phases">{t('report.phases')}</h2>
      <TableOf<Phase>
        name={t('report.phases')}
        keyOf={({ kind }) => kind}
        rows={campaign.phases}
        columns={[
          { head: t('report.phase'), kind: 'text', cell: ({ name }) => name },
          { head: t('report.planned'), kind: 'number', cell: ({ startsOn, endsOn }) => <Span from={startsOn} until={endsOn} /> },
          {
            head: t('report.actual'),
            kind: 'number',
            cell: ({ openedAt, closedAt }) => <Span from={openedAt && beijingDate(new Date(openedAt))} until={closedAt && beijingDate(new Date(closedAt))} />,
          },
          { head: t('report.standing'), kind: 'number', cell: (phase) => <PhaseStanding phase={phase} /> },
        ]}
      />
      <p>{t('report.tasks', { tasks, accepted, open: tasks - accepted, red: light.red, yellow: light.yellow })}</p>
    </section>
  );
}

function PhaseStanding({ phase: { state, endsOn } }: { readonly phase: Phase }) {
  const { t } = useTranslation();
  if (state === 'waiting') return t('report.waiting');
  if (state === 'closed') return <span className="tag green">{t('report.closed')}</span>;
  const left = endsOn === null ? undefined : daysUntil(endsOn);
  return (
    <>
      <span className="tag green">{t('campaigns.current')}</span>{' '}
      {left !== undefined && (left < 0 ? <span className="light red">{t('report.over', { count: -left })}</span> : t('report.left', { count: left }))}
    </>
  );
}
