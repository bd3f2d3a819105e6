import { useTranslation } from 'react-i18next';
import type { components } from '../api/types.ts';
import { colon, comma } from '../ui/line.tsx';
import { type Column, TableOf } from '../ui/rows.tsx';
import { Refused } from '../ui/states.tsx';
import { Span } from '../ui/times.tsx';
import type { DatesPreview, Plan } from './queries.ts';

type Preview = components['schemas']['LaunchPreview'];
type Told = Preview['units'][number];

/** What the launch would begin: who gets what, and who is told. */
export function LaunchPreview({ preview }: { readonly preview: Preview }) {
  const { t } = useTranslation();
  const { refused, tasks, notices, people, units } = preview;
  const columns: readonly Column<Told>[] = [
    { head: t('ranking.unit'), kind: 'text', cell: ({ unit }) => unit.name },
    { head: t('plans.unitTasks'), kind: 'amount', cell: (told) => told.tasks },
    { head: t('plans.unitNotices'), kind: 'amount', cell: (told) => told.notices },
    { head: t('plans.unitPeople'), kind: 'amount', cell: (told) => told.people },
  ];
  if (refused) return <Refused {...refused} />;
  return (
    <>
      <p>
        <strong>{t('plans.launchWhat', { tasks, units: units.filter((told) => told.tasks > 0).length, notices, people })}</strong>
      </p>
      <details>
        <summary>{t('plans.byUnit', { count: units.length })}</summary>
        <TableOf name={t('plans.byUnit', { count: units.length })} columns={columns} keyOf={({ unit }) => unit.id} rows={units} />
      </details>
    </>
  );
}

/** What a choice of dates does to the phases and tasks. */
export function LaunchDates({ preview }: { readonly preview: DatesPreview }) {
  const { t } = useTranslation();
  const past = preview.tasks.filter(({ history }) => history !== null).length;
  const moved = preview.tasks.filter(({ before, after }) => before !== after).length;
  return (
    <>
      <p>{t('plans.datesWhat', { moved, past })}</p>
      <ul>
        {preview.phases.map((phase) => (
          <li key={`${phase.kind} ${phase.name}`}>
            {phase.name}
            {colon()}
            <Span from={phase.startsOn} until={phase.endsOn} /> {phase.opens && <span className="tag green">{t('plans.opens')}</span>}{' '}
            {phase.history && <span className="tag">{t('plans.history')}</span>}
          </li>
        ))}
      </ul>
    </>
  );
}

interface LacksProps {
  readonly plan: Plan;
  /** Leaves the form and shows the row. */
  readonly show: (number: string) => void;
}

/** What must be put right before the launch: dates of phases, and what tasks lack, each a way to its row. */
export function Lacks({ plan, show }: LacksProps) {
  const { t } = useTranslation();
  const unfit = plan.phases.flatMap(({ faults }) => faults.filter(({ keepsFromLaunch }) => keepsFromLaunch));
  return (
    <div className="problem" role="status">
      {unfit.map(({ code, message }) => (
        <p key={`${code} ${message}`}>{message}</p>
      ))}
      {unfit.length > 0 && <p>{t('plans.launchUnfit')}</p>}
      {plan.missing.length > 0 && <p>{t('plans.launchLacks', { count: plan.missing.length })}</p>}
      <ul className="lacks">
        {plan.missing.map(({ number, lacks }) => (
          <li key={number}>
            <button type="button" className="button plain" onClick={() => show(number)}>
              {number}
            </button>{' '}
            {t('plans.lacks')} {lacks.map((lack) => t(`plans.lack.${lack as 'lead'}`)).join(comma())}
          </li>
        ))}
      </ul>
    </div>
  );
}
