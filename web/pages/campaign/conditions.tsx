import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Things } from '../../things/things.ts';
import { comma } from '../../ui/line.tsx';

type Campaign = Things['campaigns'];
type Lacking = Campaign['conditions'][number]['lacking'][number];

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** What the open phase still needs before it may close, each with the tasks or units that it waits for. */
export function Conditions({ campaign }: { readonly campaign: Campaign }) {
  const { t } = useTranslation();
  return (
    <section className="card" aria-labelledby="conditions">
      <h2 id="conditions">{t('campaigns.conditions')}</h2>
      <ul className="list">
        {campaign.conditions.map(({ condition, label, held, override, confirmation, lacking, lackingCount }) => (
          <li key={condition}>
            <span>{label}</span>
            {held ? (
              <span className="tag green">{t('campaigns.met')}</span>
            ) : override ? (
              <span className="tag yellow">{t('campaigns.overridden')}</span>
            ) : confirmation ? (
              <span className="tag green">{t('campaigns.confirmed')}</span>
            ) : (
              <span className="tag red">{lackingCount > 0 ? t('campaigns.blockedBy', { count: lackingCount }) : t('campaigns.blocked')}</span>
            )}
            {!held && lacking.length > 0 && (
              <details className="blocking">
                <summary>{t('campaigns.blockedWhat', { count: lackingCount })}</summary>
                <ul>
                  {lacking.map((one) => (
                    <li key={textOf(one.id) || textOf(one.unitId)}>
                      <One lacking={one} />
                    </li>
                  ))}
                </ul>
                {lackingCount > lacking.length && <p className="hint">{t('campaigns.blockedMore', { count: lackingCount - lacking.length })}</p>}
              </details>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A task by its number, with what it lacks; or a unit by its name. */
function One({ lacking }: { readonly lacking: Lacking }) {
  const { t } = useTranslation();
  if (typeof lacking.id === 'string')
    return (
      <>
        <Link to="/tasks/$id" params={{ id: lacking.id }}>
          {t('thing.task', { number: textOf(lacking.number) })}
        </Link>
        {Array.isArray(lacking.lacks) && (
          <span className="hint">
            {' '}
            {t('plans.lacks')} {lacking.lacks.map((lack) => t(`plans.lack.${lack as 'lead'}`)).join(comma())}
          </span>
        )}
      </>
    );
  return (
    <Link to="/administration/$things/$id" params={{ things: 'units', id: textOf(lacking.unitId) }}>
      {textOf(lacking.name)}
    </Link>
  );
}
