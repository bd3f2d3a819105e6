import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import { freshKey } from '../api/key.ts';
import { isJudged } from '../api/problem.ts';
import type { components } from '../api/types.ts';
import type { AllowedStep } from '../steps/allowed.ts';
import { PersonInput } from '../steps/pickers.tsx';
import { colon } from '../ui/line.tsx';
import { ProblemNote } from '../ui/states.tsx';
import { Right } from './right.tsx';

type Preview = components['schemas']['HandOverPreview'];

/** 移交: what a leaver holds goes to another, seen item by item before it is done. */
export function HandOver({ personId, step }: { readonly personId: string; readonly step: AllowedStep | undefined }) {
  const { t } = useTranslation();
  const id = useId();
  const client = useQueryClient();
  const key = useRef(freshKey());
  const [to, setTo] = useState<string>();
  const [reason, setReason] = useState('');
  const body = { ...(to === undefined ? {} : { toPersonId: to }), reason };
  const preview = useMutation({ mutationFn: () => ask<Preview>('POST', `/api/v1/people/${personId}/hand-over/preview`, body) });
  const hand = useMutation({
    mutationFn: () => ask<unknown>('POST', `/api/v1/people/${personId}/hand-over`, body, { 'Idempotency-Key': key.current }),
    onSuccess: () => client.invalidateQueries(),
    onError: (failed) => {
      if (isJudged(failed)) key.current = freshKey();
    },
  });
  // What is done is what was seen: a change asks for another look, and is another request.
  const forget = (change: () => void): void => {
    change();
    preview.reset();
    hand.reset();
    key.current = freshKey();
  };
  return (
    <Right step={step} name={t('registers.handOver')} id="hand-over">
      <div className="form">
        <div className="field">
          <label htmlFor={id}>{t('registers.successor')}</label>
          <PersonInput id={id} value={to} required except={personId} change={(value) => forget(() => setTo(typeof value === 'string' ? value : undefined))} />
        </div>
        <div className="field">
          <label htmlFor={`${id}-reason`}>{t('registers.reason')}</label>
          <input id={`${id}-reason`} type="text" value={reason} onChange={({ target }) => forget(() => setReason(target.value))} />
        </div>
        {preview.isError && <ProblemNote problem={preview.error} />}
        {hand.isError && <ProblemNote problem={hand.error} />}
        {preview.data && <Shown preview={preview.data} />}
        {hand.isSuccess && (
          <p role="status" className="tag green">
            {t('state.saved', { step: t('registers.handOver') })}
          </p>
        )}
        {step?.consequence && <p className="consequence">{step.consequence}</p>}
        <div className="buttons">
          <button type="button" className="button" disabled={to === undefined || reason.trim() === '' || preview.isPending} onClick={() => preview.mutate()}>
            {t('steps.preview')}
          </button>
          <button
            type="button"
            className="button primary danger"
            disabled={!preview.data || preview.data.refused !== null || hand.isPending || hand.isSuccess}
            onClick={() => hand.mutate()}
          >
            {t('registers.handOver')}
          </button>
        </div>
      </div>
    </Right>
  );
}

function Shown({ preview }: { readonly preview: Preview }) {
  const { t } = useTranslation();
  return (
    <div className={preview.refused ? 'problem' : 'notice'} role="status">
      {preview.refused && <p>{preview.refused.detail}</p>}
      <p>{t('registers.handOverItems', { count: preview.items.length })}</p>
      <ul>
        {preview.items.map((item) => (
          <li key={`${item.type} ${item.id}`}>
            {item.name}
            {colon()}
            {item.before?.name} → {item.after?.name}
          </li>
        ))}
        {preview.stuck.map((item) => (
          <li key={`${item.type} ${item.id}`}>
            {item.name}
            {colon()}
            {item.detail}
          </li>
        ))}
      </ul>
    </div>
  );
}
