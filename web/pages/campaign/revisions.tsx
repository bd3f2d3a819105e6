import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Things } from '../../things/things.ts';
import { comma, Line } from '../../ui/line.tsx';
import { Empty } from '../../ui/states.tsx';
import { Moment } from '../../ui/times.tsx';
import type { TabProps } from '../campaign.tsx';
import { Replan } from './replan.tsx';

type Revision = Things['campaigns']['revisions'][number];

/** 修订: what each version of the running plan added, changed and cancelled, the newest first. */
export function Tab({ campaign }: TabProps) {
  const { t } = useTranslation();
  const newest = [...campaign.revisions].reverse();
  const [planning, setPlanning] = useState(false);
  const mayReplan = campaign.allowed.some(({ type, ok }) => type === 'replan' && ok);
  return (
    <>
      {mayReplan && (
        <p className="buttons">
          <button type="button" className="button primary" onClick={() => setPlanning(true)}>
            {t('revisions.new')}
          </button>
        </p>
      )}
      {planning && <Replan campaign={campaign} close={() => setPlanning(false)} />}
      <section className="card list-card" aria-labelledby="revisions">
        <h2 id="revisions">{t('revisions.title', { n: campaign.revision })}</h2>
        {newest.length === 0 ? (
          <Empty>{t('revisions.empty')}</Empty>
        ) : (
          <ol className="list">
            {newest.map((revision) => (
              <Version key={revision.revision} revision={revision} />
            ))}
          </ol>
        )}
      </section>
    </>
  );
}

function Version({ revision }: { readonly revision: Revision }) {
  const { t } = useTranslation();
  const { kind, at, by, documentNumber, reason, added, amended, cancelled, left } = revision;
  return (
    <li>
      <div>
        <p className="title">
          {t('revisions.version', { n: revision.revision })} <span className="tag">{t(`revisions.${kind}`)}</span> {documentNumber}
        </p>
        <p>{reason}</p>
        <p className="more">
          <Moment at={at} /> {by?.name}
        </p>
        <dl className="facts-of">
          <Line name={t('revisions.added')}>{added.join(comma())}</Line>
          <Line name={t('revisions.amended')}>{amended.join(comma())}</Line>
          <Line name={t('revisions.cancelled')}>{cancelled.join(comma())}</Line>
          <Line name={t('revisions.left')}>{left.map(({ number }) => number).join(comma())}</Line>
        </dl>
      </div>
    </li>
  );
}
