import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import type { components } from '../api/types.ts';
import { comma } from '../ui/line.tsx';
import { ProblemNote } from '../ui/states.tsx';
import { Day } from '../ui/times.tsx';
import { daysOf, linesOf } from './year-days.ts';

type Year = components['schemas']['CalendarYear'];
type Moves = components['schemas']['CalendarMoves'];

/** Of the deadlines that move so many are named; the number says how many there are. */
const namedAtMost = 20;

/** 公布或更正放假安排: the notice and its days as lines; what would move is seen before it is put in force. */
export function AnnounceYear({ year: { year, status, version, noticeNo, url, days } }: { readonly year: Year }) {
  const { t } = useTranslation();
  const id = useId();
  const client = useQueryClient();
  const corrects = status === 'announced';
  const [text, setText] = useState(linesOf(days));
  const [notice, setNotice] = useState(noticeNo ?? '');
  const [reason, setReason] = useState('');
  const read = daysOf(text);
  const body = { days: read.days, noticeNo: notice.trim(), ...(url ? { url } : {}) };
  const lacks = read.wrong.length > 0 || read.days.length === 0 || body.noticeNo === '' || (corrects && reason.trim() === '');
  const look = useMutation({ mutationFn: () => ask<Moves>('POST', `/api/v1/calendar/years/${year}/preview`, body) });
  const put = useMutation({
    mutationFn: () =>
      corrects
        ? ask<unknown>('POST', `/api/v1/calendar/years/${year}/correct`, { ...body, reason: reason.trim() }, { 'If-Match': `"${version}"` })
        : ask<unknown>('POST', `/api/v1/calendar/years/${year}/announce`, body),
    onSuccess: () => client.invalidateQueries(),
  });
  // What is put in force is what was seen: a change asks for another look.
  const change = (set: () => void): void => {
    set();
    look.reset();
    put.reset();
  };
  const name = t(corrects ? 'year.correct' : 'year.announce', { year });
  return (
    <section className="card below" aria-labelledby={id}>
      <h2 id={id}>{name}</h2>
      <div className="form">
        <div className="field">
          <label htmlFor={`${id}-notice`}>{t('year.notice')}</label>
          <input id={`${id}-notice`} type="text" value={notice} onChange={({ target }) => change(() => setNotice(target.value))} />
        </div>
        <div className="field">
          <label htmlFor={`${id}-days`}>{t('year.days')}</label>
          <textarea id={`${id}-days`} className="message" value={text} onChange={({ target }) => change(() => setText(target.value))} aria-describedby={`${id}-how`} />
          <span className="hint" id={`${id}-how`}>
            {t('year.how')}
          </span>
          {read.wrong.length > 0 && (
            <span className="wrong" role="status">
              {t('year.wrong', { lines: read.wrong.join(comma()) })}
            </span>
          )}
        </div>
        {corrects && (
          <div className="field">
            <label htmlFor={`${id}-reason`}>{t('registers.reason')}</label>
            <input id={`${id}-reason`} type="text" value={reason} onChange={({ target }) => change(() => setReason(target.value))} />
          </div>
        )}
        {look.isError && <ProblemNote problem={look.error} />}
        {put.isError && <ProblemNote problem={put.error} />}
        {look.data && <Moved moves={look.data} />}
        <p role="status" className="hint">
          {put.isSuccess && t('state.saved', { step: name })}
        </p>
        <div className="buttons">
          <button type="button" className="button" disabled={lacks || look.isPending} onClick={() => look.mutate()}>
            {t('steps.preview')}
          </button>
          <button type="button" className="button primary" disabled={!look.data || put.isPending || put.isSuccess} onClick={() => put.mutate()}>
            {name}
          </button>
        </div>
      </div>
    </section>
  );
}

function Moved({ moves: { deadlines, processes, moves } }: { readonly moves: Moves }) {
  const { t } = useTranslation();
  return (
    <div className="notice" role="status">
      <p>{t('year.moves', { deadlines, processes })}</p>
      <ul>
        {moves.slice(0, namedAtMost).map(({ process, kind, before, after }) => (
          <li key={`${process.id} ${kind}`}>
            {process.number} {before.dueOn && <Day on={before.dueOn} />} → {after.dueOn && <Day on={after.dueOn} />}
          </li>
        ))}
      </ul>
    </div>
  );
}
