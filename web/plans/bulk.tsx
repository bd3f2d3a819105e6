import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { UnitInput } from '../steps/pickers.tsx';
import { lastDay, useKept } from './kept.tsx';
import { PhaseOptions } from './phase-options.tsx';
import { phases, type TaskSetting } from './setting.ts';

/** Sets the same on all chosen tasks; what is left empty stays as it is. */
export function Bulk({ count, set }: { readonly count: number; readonly set: (setting: TaskSetting) => Promise<unknown> }) {
  const { t } = useTranslation();
  const [setting, setSetting] = useState<TaskSetting>({});
  // Tried again it is what stands in the fields then.
  const kept = useKept(
    'bulk',
    (_all: true) => set(setting),
    () => setSetting({}),
  );
  const isEmpty = Object.values(setting).every((value) => value === undefined || value === null || value === '');
  return (
    <section className="card" aria-labelledby="bulk">
      <h2 id="bulk">{t('plans.bulk', { count })}</h2>
      <div className="filters">
        <div className="field">
          <label htmlFor="bulk-lead">{t('tasks.lead')}</label>
          <UnitInput
            id="bulk-lead"
            required={false}
            value={typeof setting.lead === 'object' && setting.lead && 'unitId' in setting.lead ? setting.lead.unitId : undefined}
            change={(unitId) => setSetting(({ lead: _lead, ...rest }) => (typeof unitId === 'string' ? { ...rest, lead: { unitId } } : rest))}
          />
        </div>
        <div className="field">
          <label htmlFor="bulk-due">{t('tasks.due')}</label>
          <input
            id="bulk-due"
            type="date"
            max={lastDay}
            value={setting.dueOn ?? ''}
            onChange={({ target }) => setSetting(({ dueOn: _dueOn, ...rest }) => (target.value ? { ...rest, dueOn: target.value } : rest))}
          />
        </div>
        <div className="field">
          <label htmlFor="bulk-phase">{t('tasks.phase')}</label>
          <select
            id="bulk-phase"
            value={setting.phase ?? ''}
            onChange={({ target }) =>
              setSetting(({ phase: _phase, ...rest }) => {
                const phase = phases.find((known) => known === target.value);
                return phase ? { ...rest, phase } : rest;
              })
            }
          >
            <PhaseOptions none={t('plans.asIs')} />
          </select>
        </div>
        <div className="field">
          <label htmlFor="bulk-standard">{t('tasks.standard')}</label>
          <input
            id="bulk-standard"
            type="text"
            maxLength={4_000}
            value={setting.standard ?? ''}
            onChange={({ target }) => setSetting(({ standard: _standard, ...rest }) => (target.value ? { ...rest, standard: target.value } : rest))}
          />
        </div>
        <button type="button" className="button primary" disabled={isEmpty || kept.isSaving} onClick={() => kept.save(true)}>
          {t(kept.isSaving ? 'state.saving' : 'plans.setAll')}
        </button>
      </div>
      {kept.note}
    </section>
  );
}
