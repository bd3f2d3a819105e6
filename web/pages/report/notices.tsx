import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { components } from '../../api/types.ts';
import { useList } from '../../things/lists.ts';
import { Read } from '../../ui/states.tsx';
import { Moment } from '../../ui/times.tsx';

type Chase = components['schemas']['Chase'];
type Bulletin = components['schemas']['BulletinItem'];

/** So many of each fit on the sheet, the newest. */
const shown = 5;

/** Formal urging notices signed and bulletins issued, the newest of each. */
export function Notices({ campaignId }: { readonly campaignId: string }) {
  const { t } = useTranslation();
  const urged = useList<Chase>('/api/v1/chases', { campaignId, rung: 'urgingNoticeSigned' });
  const bulletins = useList<Bulletin>('/api/v1/bulletins', { campaignId });
  return (
    <section className="card" aria-labelledby="report-notices">
      <h2 id="report-notices">{t('report.notices')}</h2>
      <div className="report-sides">
        <div>
          <h3 className="group">{t('report.urging')}</h3>
          <Read query={urged}>
            {({ pages }) => {
              // Several people of a unit are told of one notice.
              const each = [...new Map(pages.flatMap(({ items }) => items).map((one) => [`${one.process.id} ${one.at}`, one])).values()];
              if (each.length === 0) return <p>{t('report.noUrging')}</p>;
              return (
                <ul>
                  {each.slice(0, shown).map(({ id, at, title, process, to }) => (
                    <li key={id}>
                      <Link to="/tasks/$id" params={{ id: process.id }}>
                        {title}
                      </Link>{' '}
                      {to.unit.name} <Moment at={at} />
                    </li>
                  ))}
                </ul>
              );
            }}
          </Read>
        </div>
        <div>
          <h3 className="group">{t('report.bulletins')}</h3>
          <Read query={bulletins}>
            {({ pages }) => {
              const issued = pages.flatMap(({ items }) => items).filter(({ issuedAt }) => issuedAt !== null);
              if (issued.length === 0) return <p>{t('report.noBulletins')}</p>;
              return (
                <ul>
                  {issued.slice(0, shown).map(({ id, title, number, issuedAt }) => (
                    <li key={id}>
                      <Link to="/bulletins/$id" params={{ id }}>
                        {number} {title}
                      </Link>{' '}
                      {issuedAt && <Moment at={issuedAt} />}
                    </li>
                  ))}
                </ul>
              );
            }}
          </Read>
        </div>
      </div>
    </section>
  );
}
