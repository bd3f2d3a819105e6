import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type Escalation, useEscalations } from '../things/escalations.ts';
import { placeOf } from '../things/things.ts';
import { alone } from '../ui/alone.ts';
import { Light } from '../ui/light.tsx';
import { colon, comma, namesOf } from '../ui/line.tsx';
import { Pages } from '../ui/more.tsx';
import { Page } from '../ui/page.tsx';
import { Empty, Read } from '../ui/states.tsx';
import { Day, Moment } from '../ui/times.tsx';

/** 上报给我的: what climbed to a manager or leader; the step that is late, who answers for it, by how much, and what may be done about it. */
export function Screen() {
  const { t } = useTranslation();
  const list = useEscalations();
  return (
    <Page title={t('escalations.title')} lead={t('escalations.lead')}>
      <section className="card list-card" aria-label={t('escalations.title')}>
        <Pages list={list}>
          <Read query={list}>
            {({ pages }) => {
              const items = pages.flatMap((page) => page.items);
              if (items.length === 0 && !list.hasNextPage) return <Empty>{t('escalations.empty')}</Empty>;
              return (
                <ul className="list">
                  {items.map((one) => (
                    <Escalated key={`${one.process.id} ${one.kind}`} one={one} />
                  ))}
                </ul>
              );
            }}
          </Read>
        </Pages>
      </section>
    </Page>
  );
}

function Escalated({ one }: { readonly one: Escalation }) {
  const { t } = useTranslation();
  const { process, name, dueOn, dueAt, daysOver, rung, late, officers, reachedAt } = one;
  const place = placeOf(process);
  const words = [process.number, process.title].filter(Boolean).join(' ');
  return (
    <li>
      <div>
        <p className="title">
          {alone(name)}
          {colon()}
          {place ? <Link to={place}>{words}</Link> : words}
        </p>
        <p>
          <Light light={{ colour: 'red', cause: 'overdue' }} /> {dueOn ? <Day on={dueOn} /> : <Moment at={dueAt} />}{' '}
          <span className="light red">{daysOver > 0 ? t('due.over', { count: daysOver }) : t('due.today')}</span> {rung && <span className="tag yellow">{alone(rung.name)}</span>}
        </p>
        <p className="more">
          {t('escalations.late')}
          {colon()}
          {namesOf(late)} · {t('escalations.officers')}
          {colon()}
          {officers.map(({ person }) => person.name).join(comma()) || t('escalations.nobody')} · {t('escalations.reached')}
          {colon()}
          <Moment at={reachedAt} />
        </p>
      </div>
      {place && <May one={one} place={place} />}
    </li>
  );
}

/** So many steps stand as buttons; the others are on the thing's own page. */
const shownAtOnce = 2;

/** The steps that may be taken, each a link to its form on the thing's page. */
function May({ one: { allowed }, place }: { readonly one: Escalation; readonly place: string }) {
  const { t } = useTranslation();
  return (
    <div className="buttons">
      {allowed
        .filter(({ ok }) => ok)
        .slice(0, shownAtOnce)
        .map(({ type, name }) => (
          <Link key={type} to={place} search={{ step: type }} className="button">
            {alone(name)}
          </Link>
        ))}
      <Link to={place} className="button">
        {t('escalations.look')}
      </Link>
    </div>
  );
}
