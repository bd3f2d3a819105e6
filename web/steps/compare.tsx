import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { language } from '../i18n/index.ts';
import { factsQuery } from '../things/facts.ts';
import { recordedBy, Said } from '../things/said.tsx';
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
                {last ? t('compare.changed', { when: agoText(last.at, language()), who: recordedBy(last, t) }) : t('compare.title')}
              </h3>
              <ol>
                {fresh.map((fact) => (
                  <li key={fact.seq}>
                    <p>
                      <strong>{fact.name}</strong>
                    </p>
                    <p className="hint">
                      <Moment at={fact.at} /> · {recordedBy(fact, t)}
                    </p>
                    <Said fact={fact} />
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
