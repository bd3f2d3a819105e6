import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useActing } from '../api/session.ts';
import { peopleQuery, useOfficers } from '../steps/officers.tsx';
import { partiesQuery } from '../steps/pickers.tsx';
import { type Due, settlingQuery, useVisits } from '../things/dues.ts';
import { factsQuery } from '../things/facts.ts';
import { placeOf, thingQuery } from '../things/things.ts';
import { alone } from '../ui/alone.ts';
import { Light } from '../ui/light.tsx';
import { Pages } from '../ui/more.tsx';
import { Empty, Read } from '../ui/states.tsx';
import { beijingDate } from '../ui/time.ts';
import { Day } from '../ui/times.tsx';

/** Cases so near that they are read ahead: at the door there may be no connection. */
const readAhead = 20;

/** 上门检查: where an inspector is to go, overdue and today's first, each with the place and the step to record it. For whoever makes visits. */
export function Visits() {
  const makesVisits = useActing().roles.includes('inspector');
  return makesVisits ? <VisitList /> : null;
}

function VisitList() {
  const { t } = useTranslation();
  const visits = useVisits();
  const client = useQueryClient();
  const pages = visits.data?.pages;
  // Who may be named in a visit, and the parties of which a case may be opened.
  useOfficers();
  useEffect(() => void client.prefetchQuery(partiesQuery), [client]);
  useEffect(() => {
    for (const { process } of (pages ?? []).flatMap(({ items }) => items).slice(0, readAhead)) {
      const of = thingQuery('cases', process.id);
      void client.prefetchQuery(of).then(() => {
        const found = client.getQueryData(of.queryKey);
        // Who goes along may be of another body.
        for (const { id } of found ? [found.actingBody, ...found.jointBodies] : []) void client.prefetchQuery(peopleQuery(id));
      });
      void client.prefetchQuery(factsQuery('cases', process.id));
      void client.prefetchQuery(settlingQuery('cases', process.id));
    }
  }, [client, pages]);
  return (
    <section className="card list-card" aria-labelledby="visits">
      <h2 id="visits">{t('visits.title')}</h2>
      <Pages list={visits}>
        <Read query={visits}>
          {(read) => {
            const items = read.pages.flatMap((page) => page.items);
            const today = beijingDate(new Date());
            const isDue = ({ dueOn, dueAt }: Due): boolean => (dueOn ?? dueAt.slice(0, 10)) <= today;
            if (items.length === 0) return <Empty>{t('visits.empty')}</Empty>;
            return (
              <>
                <VisitGroup name={t('visits.today')} visits={items.filter(isDue)} empty={t('visits.noneToday')} />
                <VisitGroup name={t('visits.planned')} visits={items.filter((visit) => !isDue(visit))} />
              </>
            );
          }}
        </Read>
      </Pages>
    </section>
  );
}

function VisitGroup({ name, visits, empty }: { readonly name: string; readonly visits: readonly Due[]; readonly empty?: string }) {
  if (visits.length === 0 && empty === undefined) return null;
  return (
    <>
      <h3 className="list-head">
        {name} <span className="tag">{visits.length}</span>
      </h3>
      {visits.length === 0 && <p className="empty">{empty}</p>}
      <ul className="list">
        {visits.map((visit) => (
          <Visit key={`${visit.process.id} ${visit.kind}`} visit={visit} />
        ))}
      </ul>
    </>
  );
}

function Visit({ visit }: { readonly visit: Due }) {
  const { t } = useTranslation();
  const { process, name, party, dueOn, dueAt, workingDays, light, step } = visit;
  const place = placeOf(process) ?? '/cases';
  return (
    <li>
      <div>
        <p className="title">
          <Link to={place}>{party?.name ?? process.title}</Link>
        </p>
        <p>{party?.address}</p>
        <p>
          <Light light={light} /> <Day on={dueOn ?? dueAt.slice(0, 10)} />{' '}
          <span className="more">
            {workingDays < 0 ? t('visits.over', { count: -workingDays }) : workingDays === 0 ? t('due.today') : t('visits.left', { count: workingDays })} · {name} ·{' '}
            {process.number}
          </span>
        </p>
      </div>
      <Link to={place} search={step ? { step: step.type } : {}} className="button">
        {step ? alone(step.name) : t('escalations.look')}
      </Link>
    </li>
  );
}
