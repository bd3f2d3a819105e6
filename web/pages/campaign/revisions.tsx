import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answered, api } from '../../api/client.ts';
import type { Things } from '../../things/things.ts';
import { comma, Line } from '../../ui/line.tsx';
import { Empty, Read } from '../../ui/states.tsx';
import { Moment } from '../../ui/times.tsx';
import type { TabProps } from '../campaign.tsx';
import { Replan } from './replan.tsx';
import { ReplanDiff } from './replan-diff.tsx';

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
              <Version key={revision.revision} campaignId={campaign.id} revision={revision} />
            ))}
          </ol>
        )}
      </section>
    </>
  );
}

interface VersionProps {
  readonly campaignId: string;
  readonly revision: Revision;
}

function Version({ campaignId, revision }: VersionProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
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
        <button type="button" className="button" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t('revisions.made')}
        </button>
        {open && <Made campaignId={campaignId} revision={revision.revision} />}
      </div>
    </li>
  );
}

/** What a version of the plan changed, field by field. */
function Made({ campaignId, revision }: { readonly campaignId: string; readonly revision: number }) {
  const made = useQuery({
    queryKey: ['campaigns', campaignId, 'revision', revision],
    queryFn: () => answered(api.GET('/api/v1/campaigns/{id}/revision', { params: { path: { id: campaignId }, query: { revision } } })),
    // What was changed then stays what it was.
    staleTime: Number.POSITIVE_INFINITY,
  });
  return <Read query={made}>{(preview) => <ReplanDiff preview={preview} />}</Read>;
}
