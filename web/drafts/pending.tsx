import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isTimedOut, Problem, reasonOf } from '../api/problem.ts';
import { Sheet } from '../ui/dialog.tsx';
import { Moment } from '../ui/times.tsx';
import { keyOf } from './place.ts';
import { queueQuery } from './queue.ts';
import { dropDraft, dropWaiting } from './store.ts';
import { formOf, type Waiting } from './waiting.ts';

interface PendingProps {
  readonly personId: string;
  readonly send: () => void;
}

/** How much was submitted and has not reached the service, as a button that opens the list of it; nothing while nothing waits. */
export function Pending({ personId, send }: PendingProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const queue = useQuery(queueQuery(personId)).data ?? [];
  if (queue.length === 0) return null;
  const isRefused = queue.some(({ refused }) => refused !== undefined);
  return (
    <>
      <button type="button" className="bar-button framed pending" onClick={() => setOpen(true)}>
        {isRefused && '▲ '}
        {t('drafts.pending', { count: queue.length })}
      </button>
      <Sheet title={t('drafts.pending', { count: queue.length })} open={open} close={() => setOpen(false)}>
        <p className="hint">{t('drafts.pendingLead')}</p>
        <ul className="list">
          {queue.map((waiting) => (
            <Entry key={keyOf(waiting.place)} waiting={waiting} leave={() => setOpen(false)} />
          ))}
        </ul>
        <div className="buttons">
          <button type="button" className="button primary" onClick={send}>
            {t('drafts.sendNow')}
          </button>
          <button type="button" className="button" onClick={() => setOpen(false)}>
            {t('thing.close')}
          </button>
        </div>
      </Sheet>
    </>
  );
}

function Entry({ waiting, leave }: { readonly waiting: Waiting; readonly leave: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const { place, title, name, at, tried, refused } = waiting;
  const throwAway = async (): Promise<void> => {
    await dropWaiting(place);
    await dropDraft(place);
    await client.invalidateQueries({ queryKey: queueQuery(place.personId).queryKey });
  };
  return (
    <li className="pending-entry">
      <div>
        <p className="title">{title}</p>
        <p>
          {name} <span className={refused ? 'tag red' : 'tag yellow'}>{t(refused ? 'drafts.refused' : 'drafts.waiting')}</span>{' '}
          <span className="more">
            {t('drafts.submittedAt')} <Moment at={at} />
          </span>
        </p>
        {refused && <p className="wrong">{refused.code === 'console.file_missing' ? t('drafts.fileMissing') : refused.detail || refused.title || t('state.failed')}</p>}
        {tried && !refused && <Tried tried={tried} />}
        {asking && <p role="alert">{t('drafts.throwAwayAsk')}</p>}
      </div>
      <div className="buttons">
        {refused && !asking && (
          <button
            type="button"
            className="button"
            onClick={() => {
              leave();
              void navigate(formOf(waiting));
            }}
          >
            {t('drafts.open')}
          </button>
        )}
        <button type="button" className={asking ? 'button danger' : 'button'} onClick={() => (asking ? void throwAway() : setAsking(true))}>
          {t(asking ? 'drafts.throwAwaySure' : 'drafts.throwAway')}
        </button>
        {asking && (
          <button type="button" className="button" onClick={() => setAsking(false)}>
            {t('steps.cancel')}
          </button>
        )}
      </div>
    </li>
  );
}

/** That something was tried in vain, and why, in words. */
function Tried({ tried }: { readonly tried: NonNullable<Waiting['tried']> }) {
  const { t } = useTranslation();
  const reason = isTimedOut(tried) ? t('drafts.slow') : reasonOf(new Problem(tried), { away: t('state.offline'), failed: t('state.failed') });
  return (
    <p className="hint">
      {t('drafts.tried')} <Moment at={tried.at} /> {reason} {t('drafts.again')}
    </p>
  );
}
