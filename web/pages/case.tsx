import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { answered, api } from '../api/client.ts';
import type { components } from '../api/types.ts';
import { StepsPanel } from '../steps/panel.tsx';
import { factsQuery } from '../things/facts.ts';
import { Light } from '../ui/light.tsx';
import { Page } from '../ui/page.tsx';
import { Read } from '../ui/states.tsx';
import { Timeline } from '../ui/timeline.tsx';
import { Due } from '../ui/times.tsx';

type Case = components['schemas']['Case'];

/** A case: what it is on the left, one time line in the middle, the next steps on the right. */
export function Screen() {
  const { t } = useTranslation();
  const { id = '' } = useParams({ strict: false });
  const found = useQuery({ queryKey: ['cases', id], queryFn: () => answered(api.GET('/api/v1/cases/{id}', { params: { path: { id } } })) });
  const facts = useQuery(factsQuery('cases', id));
  const title = found.data ? `${found.data.number} ${found.data.title}` : t('nav.cases');
  return (
    <Page title={title} above={<Link to="/cases">{t('nav.cases')}</Link>} lead={found.data && <Summary item={found.data} />}>
      <Read query={found}>
        {(item) => (
          <div className="columns">
            <CaseFile item={item} />
            <section className="card" aria-labelledby="timeline">
              <h2 id="timeline">{t('cases.timeline')}</h2>
              <Read query={facts}>{(all) => <Timeline facts={all} deadlines={item.deadlines} />}</Read>
            </section>
            <StepsPanel things="cases" command="CaseCommand" id={item.id} version={item.version} allowed={item.allowed} />
          </div>
        )}
      </Read>
    </Page>
  );
}

const Summary = ({ item }: { readonly item: Case }) => (
  <>
    <span className="tag">{item.stageName}</span> <Light light={item.light} /> {item.due && <Due dueOn={item.due.dueOn} dueAt={item.due.dueAt} />}
  </>
);

function CaseFile({ item }: { readonly item: Case }) {
  const { t } = useTranslation();
  return (
    <section className="card" aria-labelledby="file">
      <h2 id="file">{t('cases.file')}</h2>
      <dl className="facts-of">
        <dt>{t('cases.party')}</dt>
        <dd>{item.party.name}</dd>
        <dt>{t('cases.address')}</dt>
        <dd>{item.party.address}</dd>
        <dt>{t('cases.body')}</dt>
        <dd>{item.actingBody.name}</dd>
        <dt>{t('cases.officers')}</dt>
        <dd>{item.officers.map(({ name }) => name).join('、')}</dd>
        <dt>{t('cases.source')}</dt>
        <dd>{t(`case.source.${item.source}`)}</dd>
        {item.deadlines.map((deadline) => (
          <DeadlineLine key={`${deadline.kind} ${deadline.measure}`} deadline={deadline} />
        ))}
      </dl>
    </section>
  );
}

const DeadlineLine = ({ deadline }: { readonly deadline: Case['deadlines'][number] & { readonly name?: string } }) => (
  <>
    <dt>{deadline.name ?? deadline.kind}</dt>
    <dd>
      <Light light={deadline.light} /> <Due dueOn={deadline.dueOn} dueAt={deadline.dueAt} />
    </dd>
  </>
);
