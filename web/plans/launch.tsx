import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answered, api, ask } from '../api/client.ts';
import { freshKey } from '../api/key.ts';
import { isJudged } from '../api/problem.ts';
import { queryOf } from '../things/lists.ts';
import { Sheet } from '../ui/dialog.tsx';
import { Loading, ProblemNote, Refused } from '../ui/states.tsx';
import { ChaseRules } from './chase-rules.tsx';
import { lastDay } from './kept.tsx';
import { type LadderChoice, type Ladders, laddersOf } from './ladder-choice.ts';
import { Lacks, LaunchDates, LaunchPreview } from './launch-preview.tsx';
import type { DatesPreview, Plan } from './queries.ts';

const modes = ['asPlanned', 'backfill', 'shift'] as const;
type Mode = (typeof modes)[number];

interface LaunchProps {
  readonly plan: Plan;
  readonly close: () => void;
  /** Leaves the form and shows the row of a task. */
  readonly show: (number: string) => void;
}

/** The launch: what becomes of the dates, what will begin, and the button that begins it. */
export function Launch({ plan, close, show }: LaunchProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const key = useRef(freshKey());
  const [mode, setMode] = useState<Mode>('backfill');
  const [startsOn, setStartsOn] = useState('');
  const [rules, setRules] = useState<LadderChoice>({});
  const [problem, setProblem] = useState<unknown>();
  const [sending, setSending] = useState(false);
  const faults = plan.phases.flatMap((phase) => phase.faults);
  const doubts = plan.warnings.length + faults.filter(({ keepsFromLaunch }) => !keepsFromLaunch).length;
  const [checked, setChecked] = useState(doubts === 0);
  const shift = mode === 'shift' && startsOn !== '' ? { startsOn } : {};
  const dates = useQuery({
    queryKey: ['plans', plan.id, plan.version, 'dates', mode, startsOn],
    queryFn: () => ask<DatesPreview>('GET', `/api/v1/plans/${plan.id}/dates${queryOf({ mode, ...shift })}`),
    enabled: mode !== 'shift' || startsOn !== '',
    retry: false,
  });
  const isWhole = plan.missing.length === 0 && !faults.some(({ keepsFromLaunch }) => keepsFromLaunch);
  const preview = useQuery({
    queryKey: ['plans', plan.id, plan.version, 'launch', mode, startsOn],
    queryFn: () => answered(api.GET('/api/v1/plans/{id}/launch', { params: { path: { id: plan.id }, query: { mode, ...shift } } })),
    enabled: isWhole && dates.data?.refused === null,
    retry: false,
  });
  // The rules that were changed stay in sight, and in force, while other dates are looked at.
  const [ladders, setLadders] = useState<Ladders>([]);
  const looked = preview.data?.ladders;
  if (looked && looked !== ladders) setLadders(looked);
  const mayLaunch = isWhole && dates.data?.refused === null && preview.isSuccess && preview.data.refused === null;
  const launch = async (): Promise<void> => {
    setSending(true);
    setProblem(undefined);
    try {
      const { id } = await ask<{ readonly id: string }>(
        'POST',
        '/api/v1/campaigns',
        { planId: plan.id, dates: { mode, ...shift }, ...laddersOf(ladders, rules) },
        { 'Idempotency-Key': key.current },
      );
      await navigate({ to: '/campaigns/$id', params: { id } });
      void client.invalidateQueries();
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
            <input id="starts-on" type="date" max={lastDay} value={startsOn} onChange={({ target }) => setStartsOn(target.value)} />
          </div>
        )}
        {dates.isError && <ProblemNote problem={dates.error} />}
        {dates.data?.refused && <Refused {...dates.data.refused} />}
        {dates.data?.refused === null && (
          <div className="notice" role="status">
            <LaunchDates preview={dates.data} />
            {isWhole && preview.data && <LaunchPreview preview={preview.data} />}
          </div>
        )}
        {isWhole && ladders.length > 0 && <ChaseRules ladders={ladders} choice={rules} choose={setRules} />}
        {(dates.isFetching || preview.isFetching) && <Loading />}
        {isWhole ? preview.isError && <ProblemNote problem={preview.error} /> : <Lacks plan={plan} show={show} />}
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
          <button type="button" className="button primary" disabled={sending || !checked || !mayLaunch} onClick={() => void launch()}>
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
