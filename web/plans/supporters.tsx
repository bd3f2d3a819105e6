import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { UnitInput, useUnitNames } from '../steps/pickers.tsx';
import { useKept } from './kept.tsx';
import type { PlanTask } from './queries.ts';
import type { TaskSetting } from './setting.ts';

type Choice = NonNullable<TaskSetting['supporting']>[number];

interface Unit {
  readonly name: string;
  readonly unitId: string | null;
  /** Set where the name stands for a set of units, which the register need not know. */
  readonly kinds?: readonly string[] | undefined;
}

interface NamedUnitsProps {
  readonly name: string;
  readonly units: readonly Unit[];
  /** What was chosen and does not stand in the draft yet. */
  readonly unsaved: readonly Choice[] | undefined;
  readonly change: (choices: Choice[]) => void;
  readonly locked: boolean;
}

/** What a choice looks like in the list, by what the draft and the register know of it. */
function unitOf(choice: Choice, known: readonly Unit[], names: ReadonlyMap<string, string>): Unit {
  if (typeof choice === 'object' && 'unitId' in choice) return { name: names.get(choice.unitId) ?? '', ...known.find(({ unitId }) => unitId === choice.unitId), ...choice };
  const called = typeof choice === 'string' ? choice : choice.name;
  return known.find(({ name }) => name === called) ?? { name: called, unitId: null };
}

const choiceOf = ({ unitId, name }: Unit): Choice => (unitId === null ? { name } : { unitId });

/** Units as the draft has them, those that the register does not know marked; one more is chosen below. */
export function NamedUnits({ name, units: known, unsaved, change, locked }: NamedUnitsProps) {
  const { t } = useTranslation();
  const id = useId();
  const names = useUnitNames();
  const units = unsaved?.map((choice) => unitOf(choice, known, names)) ?? known;
  return (
    <div className="files">
      <ul className="files">
        {units.map((unit) => (
          <li key={unit.unitId ?? unit.name}>
            <span>
              {unit.name} {unit.unitId === null && unit.kinds === undefined && <span className="tag red">{t('plans.notInRegister')}</span>}
            </span>
            {!locked && (
              <button type="button" className="button plain" onClick={() => change(units.filter((other) => other !== unit).map(choiceOf))}>
                {t('steps.remove')}
              </button>
            )}
          </li>
        ))}
      </ul>
      <label htmlFor={id} className="unseen">
        {`${name} ${t('steps.add')}`}
      </label>
      <UnitInput
        id={id}
        required={false}
        disabled={locked}
        value=""
        change={(unitId) => typeof unitId === 'string' && !units.some((unit) => unit.unitId === unitId) && change([...units.map(choiceOf), { unitId }])}
      />
    </div>
  );
}

interface SupportersProps {
  readonly task: PlanTask;
  readonly set: (setting: TaskSetting) => Promise<unknown>;
  readonly locked: boolean;
}

/** Who supports the lead. */
export function Supporters({ task, set, locked }: SupportersProps) {
  const { t } = useTranslation();
  const kept = useKept('supporting', (supporting: Choice[]) => set({ supporting }));
  return (
    <div className="field wide">
      <span className="label">{t('tasks.supporting')}</span>
      <NamedUnits name={t('tasks.supporting')} units={task.supporting} unsaved={kept.unsaved} change={kept.save} locked={locked} />
      {kept.note}
    </div>
  );
}
