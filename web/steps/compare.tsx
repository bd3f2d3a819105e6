import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { language } from '../i18n/index.ts';
import { type Fact, factsQuery } from '../things/facts.ts';
import { Line } from '../ui/line.tsx';
import { Read } from '../ui/states.tsx';
import { agoText } from '../ui/time.ts';
import { Moment } from '../ui/times.tsx';

interface CompareProps {
  readonly things: string;
  readonly id: string;
  /** The version on which the form was begun. */
  readonly since: number;
  readonly goOn: () => void;
}

/** What was recorded since a form was begun: by whom, when, what was said; and the way to go on with what one has filled in. */
export function Compare({ things, id, since, goOn }: CompareProps) {
  const { t } = useTranslation();
  const facts = useQuery(factsQuery(things, id));
  const isRead = facts.data?.some(({ seq }) => seq > since) ?? false;
  return (
    <section className={isRead ? 'notice changes' : 'changes'} aria-labelledby="changes">
      <Read query={facts}>
        {(all) => {
          const fresh = all.filter(({ seq }) => seq > since);
          const last = fresh.at(-1);
          return (
            <>
              <h3 id="changes" role="alert">
                {last ? t('compare.changed', { when: agoText(last.at, language()), who: whoOf(last) || t('timeline.byTime') }) : t('compare.title')}
              </h3>
              <ol>
                {fresh.map((fact) => (
                  <li key={fact.seq}>
                    <p>
                      <strong>{fact.name}</strong>
                    </p>
                    <p className="hint">
                      <Moment at={fact.at} /> · {whoOf(fact) || t('timeline.byTime')}
                    </p>
                    {fact.said.length > 0 && (
                      <dl className="facts-of">
                        {fact.said.map(({ name, text }) => (
                          <Line key={`${name} ${text}`} name={name}>
                            {text}
                          </Line>
                        ))}
                      </dl>
                    )}
                  </li>
                ))}
              </ol>
            </>
          );
        }}
      </Read>
      <p className="hint">{t('compare.yours')}</p>
      <button type="button" className="button" onClick={goOn}>
        {t('compare.goOn')}
      </button>
    </section>
  );
}

const whoOf = ({ actor }: Fact): string => [actor.unit?.name, actor.person?.name].filter(Boolean).join(' ');
