import { useTranslation } from 'react-i18next';
import { PartOfDraft } from './corrections.tsx';
import { KeptText } from './kept.tsx';
import type { PhaseDates, Plan, PlanFill } from './queries.ts';

type Edit = NonNullable<PlanFill['edit']>;

interface HeadProps {
  readonly plan: Plan;
  readonly edit: (edit: Edit) => Promise<unknown>;
  /** Corrects the dates of one phase, by its place; the others stay as they stand by then. */
  readonly date: (index: number, dates: PhaseDates) => Promise<unknown>;
}

/** What stands above the tasks: the document's own marks and the dates of its phases, corrected in place. */
export function Head({ plan, edit, date }: HeadProps) {
  const { t } = useTranslation();
  const locked = plan.launchedAs !== null;
  const { title, documentNumber, issuingBody, issuedOn, phases } = plan;
  return (
    <section className="card" aria-labelledby="plan-head">
      <h2 id="plan-head">{t('plans.head')}</h2>
      <div className="plan-task-fields">
        <KeptText field="title" name={t('campaigns.title')} value={title} most={300} wide needed locked={locked} keep={(value) => edit({ title: value })} />
        <KeptText
          field="documentNumber"
          name={t('plans.documentNumber')}
          value={documentNumber ?? ''}
          most={100}
          locked={locked}
          keep={(value) => edit({ documentNumber: value || null })}
        />
        <KeptText field="issuingBody" name={t('plans.issuingBody')} value={issuingBody ?? ''} most={200} locked={locked} keep={(value) => edit({ issuingBody: value || null })} />
        <KeptText field="issuedOn" name={t('plans.issuedOn')} type="date" value={issuedOn ?? ''} locked={locked} keep={(value) => edit({ issuedOn: value || null })} />
      </div>
      {phases.length === 0 && <p className="hint">{t('plans.phasesNone')}</p>}
      {phases.map((phase, index) => (
        <PartOfDraft key={`${phase.kind} ${phase.name}`} value={`phase ${phase.kind} ${phase.name}`}>
          <fieldset className="plan-phase">
            <legend>
              {phase.name} <span className="tag">{t(`phase.${phase.kind}`)}</span>
            </legend>
            <KeptText
              field="startsOn"
              name={t('plans.phaseStarts')}
              type="date"
              value={phase.startsOn ?? ''}
              locked={locked}
              keep={(value) => date(index, { startsOn: value || null })}
            />
            <KeptText field="endsOn" name={t('plans.phaseEnds')} type="date" value={phase.endsOn ?? ''} locked={locked} keep={(value) => date(index, { endsOn: value || null })} />
            {phase.faults.map(({ code, message }) => (
              <p key={code} className="wrong">
                {message}
              </p>
            ))}
          </fieldset>
        </PartOfDraft>
      ))}
    </section>
  );
}
