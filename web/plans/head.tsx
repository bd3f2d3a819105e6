import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Plan, PlanFill } from './queries.ts';

type Edit = NonNullable<PlanFill['edit']>;

interface HeadProps {
  readonly plan: Plan;
  readonly edit: (edit: Edit) => void;
}

/** What stands above the tasks: the document's own marks and the dates of its phases, corrected in place. */
export function Head({ plan, edit }: HeadProps) {
  const { t } = useTranslation();
  const locked = plan.launchedAs !== null;
  const { title, documentNumber, issuingBody, issuedOn, phases } = plan;
  const put = (index: number, dates: Partial<Pick<Plan['phases'][number], 'startsOn' | 'endsOn'>>): void =>
    edit({ phases: phases.map(({ kind, name, startsOn, endsOn }, at) => ({ kind, name, startsOn, endsOn, ...(at === index ? dates : {}) })) });
  return (
    <section className="card" aria-labelledby="plan-head">
      <h2 id="plan-head">{t('plans.head')}</h2>
      <div className="plan-task-fields">
        <Kept name={t('campaigns.title')} value={title} wide locked={locked} keep={(value) => value !== '' && edit({ title: value })} />
        <Kept name={t('plans.documentNumber')} value={documentNumber ?? ''} locked={locked} keep={(value) => edit({ documentNumber: value || null })} />
        <Kept name={t('plans.issuingBody')} value={issuingBody ?? ''} locked={locked} keep={(value) => edit({ issuingBody: value || null })} />
        <Kept name={t('plans.issuedOn')} type="date" value={issuedOn ?? ''} locked={locked} keep={(value) => edit({ issuedOn: value || null })} />
      </div>
      {phases.length === 0 && <p className="hint">{t('plans.phasesNone')}</p>}
      {phases.map((phase, index) => (
        <fieldset key={`${phase.kind} ${phase.name}`} className="plan-phase">
          <legend>
            {phase.name} <span className="tag">{t(`phase.${phase.kind}`)}</span>
          </legend>
          <Kept name={t('plans.phaseStarts')} type="date" value={phase.startsOn ?? ''} locked={locked} keep={(value) => put(index, { startsOn: value || null })} />
          <Kept name={t('plans.phaseEnds')} type="date" value={phase.endsOn ?? ''} locked={locked} keep={(value) => put(index, { endsOn: value || null })} />
        </fieldset>
      ))}
    </section>
  );
}

interface KeptProps {
  readonly name: string;
  readonly value: string;
  readonly keep: (value: string) => void;
  readonly locked: boolean;
  readonly type?: 'text' | 'date';
  readonly wide?: boolean;
}

/** A field that is kept when it is left. */
function Kept({ name, value, keep, locked, type = 'text', wide = false }: KeptProps) {
  const id = useId();
  return (
    <div className={wide ? 'field wide' : 'field'}>
      <label htmlFor={id}>{name}</label>
      <input id={id} type={type} disabled={locked} defaultValue={value} key={value} onBlur={({ target }) => target.value.trim() !== value && keep(target.value.trim())} />
    </div>
  );
}
