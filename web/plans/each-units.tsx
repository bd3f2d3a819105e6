import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { KeptChoice, useKept } from './kept.tsx';
import type { PlanTask } from './queries.ts';
import { rhythms, type SetName, setNames, setOf, sets, type TaskSetting } from './setting.ts';
import { NamedUnits } from './supporters.tsx';

interface EachUnitsProps {
  readonly each: NonNullable<PlanTask['each']>;
  readonly rhythm: PlanTask['rhythm'];
  readonly set: (setting: TaskSetting) => Promise<unknown>;
  readonly locked: boolean;
}

/** Which units each have a share, as a set or one by one, and whether again and again. */
export function EachUnits({ each, rhythm, set, locked }: EachUnitsProps) {
  const { t } = useTranslation();
  const id = useId();
  const kept = useKept('each', (chosen: EachSetting) => set({ each: chosen }));
  const { expression, kinds, members = false, units } = kept.unsaved ?? each;
  const [naming, setNaming] = useState(false);
  const known = setOf({ expression, units, kinds, members });
  const isNamed = units !== undefined || naming;
  const name = (named: Choices): void => {
    kept.save({ expression, kinds: kinds as EachSetting['kinds'], members, ...(named.length > 0 ? { units: named } : {}) });
  };
  return (
    <>
      <div className="field">
        <label htmlFor={`${id}-set`}>{t('plans.eachUnits')}</label>
        <select
          id={`${id}-set`}
          disabled={locked}
          value={isNamed ? 'named' : (known ?? 'own')}
          onChange={({ target: { value } }) => {
            setNaming(value === 'named');
            const chosen = sets[value as SetName];
            if (chosen) kept.save({ ...chosen, kinds: [...chosen.kinds] });
          }}
        >
          {!units && known === undefined && <option value="own">{expression}</option>}
          {setNames.map((name) => (
            <option key={name} value={name}>
              {t(`plans.sets.${name}`)}
            </option>
          ))}
          <option value="named">{t('plans.namedUnits')}</option>
        </select>
        {kept.note}
      </div>
      <KeptChoice
        field="rhythm"
        name={t('plans.eachRhythm')}
        value={rhythm ?? ''}
        keep={(chosen) => set({ kind: 'eachUnit', rhythm: rhythms.find((known) => known === chosen) ?? null })}
        locked={locked}
      >
        <option value="">{t('plans.kinds.once')}</option>
        {rhythms.map((known) => (
          <option key={known} value={known}>
            {t(`plans.rhythm.${known}`)}
          </option>
        ))}
      </KeptChoice>
      {isNamed && (
        <div className="field wide">
          <span className="label">{t('plans.namedUnits')}</span>
          <NamedUnits name={t('plans.namedUnits')} units={each.units ?? []} unsaved={kept.unsaved?.units} change={name} locked={locked} />
        </div>
      )}
    </>
  );
}

type Choices = NonNullable<TaskSetting['supporting']>;
type EachSetting = NonNullable<TaskSetting['each']>;
