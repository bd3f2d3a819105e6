import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import { freshKey } from '../api/key.ts';
import { isJudged } from '../api/problem.ts';
import { queryOf } from '../things/lists.ts';
import { Sheet } from '../ui/dialog.tsx';
import { colon } from '../ui/line.tsx';
import { Loading, ProblemNote } from '../ui/states.tsx';
import { Day } from '../ui/times.tsx';
import type { DatesPreview, Plan } from './queries.ts';

const modes = ['asPlanned', 'backfill', 'shift'] as const;
type Mode = (typeof modes)[number];

/** The launch: what becomes of the dates, what will begin, and the button that begins it. */
export function Launch({ plan, close }: { readonly plan: Plan; readonly close: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const key = useRef(freshKey());
  const [mode, setMode] = useState<Mode>('backfill');
  const [startsOn, setStartsOn] = useState('');
  const [problem, setProblem] = useState<unknown>();
  const [sending, setSending] = useState(false);
  const doubts = plan.warnings.length;
  const [checked, setChecked] = useState(doubts === 0);
  const shift = mode === 'shift' && startsOn !== '' ? { startsOn } : {};
  const dates = useQuery({
    queryKey: ['plans', plan.id, plan.version, 'dates', mode, startsOn],
    queryFn: () => ask<DatesPreview>('GET', `/api/v1/plans/${plan.id}/dates${queryOf({ mode, ...shift })}`),
    enabled: mode !== 'shift' || startsOn !== '',
    retry: false,
  });
  const launch = async (): Promise<void> => {
    setSending(true);
    setProblem(undefined);
    try {
      const { id } = await ask<{ readonly id: string }>('POST', '/api/v1/campaigns', { planId: plan.id, dates: { mode, ...shift } }, { 'Idempotency-Key': key.current });
      await client.invalidateQueries();
      await navigate({ to: '/campaigns/$id', params: { id } });
    } catch (failed) {
      setProblem(failed);
      if (isJudged(failed)) key.current = freshKey();
    } finally {
      setSending(false);
    }
  };
  return (
    <Sheet title={t('plans.launch')} open close={close}>
      <div className="form">
        <p>{t('plans.launchWhat', { tasks: plan.tasks.length, units: new Set(plan.tasks.flatMap(({ lead }) => lead?.unitId ?? [])).size })}</p>
        <fieldset className="field">
          <legend>{t('plans.dates')}</legend>
          <div className="choices">
            {modes.map((choice) => (
              <label key={choice}>
                <input type="radio" name="mode" checked={mode === choice} onChange={() => setMode(choice)} />
                {t(`plans.mode.${choice}`)}
              </label>
            ))}
          </div>
        </fieldset>
        {mode === 'shift' && (
          <div className="field">
            <label htmlFor="starts-on">{t('plans.startsOn')}</label>
            <input id="starts-on" type="date" value={startsOn} onChange={({ target }) => setStartsOn(target.value)} />
          </div>
        )}
        {dates.isError ? <ProblemNote problem={dates.error} /> : dates.data ? <Dates preview={dates.data} /> : dates.isFetching && <Loading />}
        {plan.missing.length > 0 && <p className="wrong">{t('plans.launchLacks', { count: plan.missing.length })}</p>}
        {doubts > 0 && (
          <div className="choices">
            <label>
              <input type="checkbox" checked={checked} onChange={({ target }) => setChecked(target.checked)} />
              {t('plans.launchDoubts', { count: doubts })}
            </label>
          </div>
        )}
        {problem !== undefined && <ProblemNote problem={problem} />}
        <div className="buttons">
          <button type="button" className="button primary" disabled={sending || !dates.data || !checked || plan.missing.length > 0} onClick={() => void launch()}>
            {sending ? t('state.saving') : t('plans.launchNow')}
          </button>
          <button type="button" className="button" onClick={close}>
            {t('steps.cancel')}
          </button>
        </div>
      </div>
    </Sheet>
  );
}

function Dates({ preview }: { readonly preview: DatesPreview }) {
  const { t } = useTranslation();
  const past = preview.tasks.filter(({ history }) => history !== null).length;
  const moved = preview.tasks.filter(({ before, after }) => before !== after).length;
  return (
    <div className="notice" role="status">
      <p>{t('plans.datesWhat', { moved, past })}</p>
      <ul>
        {preview.phases.map((phase) => (
          <li key={`${phase.kind} ${phase.name}`}>
            {phase.name}
            {colon()}
            {phase.startsOn && <Day on={phase.startsOn} />} – {phase.endsOn && <Day on={phase.endsOn} />} {phase.opens && <span className="tag green">{t('plans.opens')}</span>}
            {phase.history && <span className="tag">{t('plans.history')}</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}
