import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type Offer, OfferedChoices } from '../steps/offered.tsx';
import { StepsPanel } from '../steps/panel.tsx';
import { Light, type LightValue } from '../ui/light.tsx';
import { Line } from '../ui/line.tsx';
import { Page } from '../ui/page.tsx';
import { Read } from '../ui/states.tsx';
import { Due } from '../ui/times.tsx';
import { factsQuery } from './facts.ts';
import { commandOf, type Things, thingQuery } from './things.ts';
import { type ShownDeadline, Timeline } from './timeline.tsx';

interface ThingPageProps<K extends keyof Things> {
  readonly things: K;
  /** What such things are called: the heading until this one is read. */
  readonly name: string;
  readonly title: (thing: Things[K]) => string;
  readonly lead: (thing: Things[K]) => ReactNode;
  readonly above: (thing: Things[K] | undefined) => ReactNode;
  readonly actions?: (thing: Things[K]) => ReactNode;
  /** The lines of what it is, for the list on the left. */
  readonly file: (thing: Things[K]) => ReactNode;
  /** What its steps' forms let choose by name: its items, points, findings. */
  readonly offer?: (thing: Things[K]) => Offer;
  /** What it holds. */
  readonly children?: (thing: Things[K]) => ReactNode;
}

/** A thing's page: what it is on the left, what it holds and its time line in the middle, the next steps on the right. */
export function ThingPage<K extends keyof Things>({ things, name, title, lead, above, actions, file, offer, children }: ThingPageProps<K>) {
  const { t } = useTranslation();
  const { id = '' } = useParams({ strict: false });
  const found = useQuery(thingQuery(things, id));
  const facts = useQuery(factsQuery(things, id));
  const known = found.data;
  return (
    <Page
      title={known ? title(known) : name}
      above={above(known)}
      lead={known && lead(known)}
      actions={
        known && (
          <>
            {actions?.(known)}
            <a className="button" href={`/api/v1/${things}/${id}/facts.docx`}>
              {t('thing.record')}
            </a>
          </>
        )
      }
    >
      <Read query={found}>
        {(thing) => (
          <div className="columns">
            <section className="card" aria-labelledby="file">
              <h2 id="file">{t('thing.about')}</h2>
              <dl className="facts-of">
                {file(thing)}
                <Deadlines deadlines={thing.deadlines} />
              </dl>
            </section>
            <div>
              {children?.(thing)}
              <section className="card" aria-labelledby="timeline">
                <h2 id="timeline">{t('cases.timeline')}</h2>
                <Read query={facts}>{(all) => <Timeline facts={all} deadlines={thing.deadlines} />}</Read>
              </section>
            </div>
            <OfferedChoices value={offer?.(thing) ?? {}}>
              <StepsPanel things={things} command={commandOf[things]} id={id} title={title(thing)} version={thing.version} allowed={thing.allowed} />
            </OfferedChoices>
          </div>
        )}
      </Read>
    </Page>
  );
}

interface DueLine extends ShownDeadline {
  readonly dueOn: string | null;
  readonly light?: LightValue;
}

function Deadlines({ deadlines }: { readonly deadlines: readonly DueLine[] }) {
  return deadlines.map(({ kind, name, dueOn, dueAt, light }) => (
    <Line key={`${kind} ${dueAt}`} name={name}>
      {light && <Light light={light} />} <Due dueOn={dueOn} dueAt={dueAt} />
    </Line>
  ));
}
