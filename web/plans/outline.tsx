import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { UnitInput } from '../steps/pickers.tsx';
import { valueName } from '../steps/words.ts';
import { alone } from '../ui/alone.ts';
import { comma } from '../ui/line.tsx';
import type { Plan, PlanTask } from './queries.ts';
import { phases, type TaskSetting } from './setting.ts';
import { TaskDetails } from './task-details.tsx';

interface TaskCardProps {
  readonly task: PlanTask;
  readonly sections: Plan['sections'];
  readonly lacks: readonly string[];
  readonly chosen: boolean;
  readonly marked: boolean;
  readonly look: () => void;
  readonly choose: (chosen: boolean) => void;
  readonly set: (setting: TaskSetting) => void;
  readonly remove: () => void;
  readonly locked: boolean;
}

/** One task of the draft, corrected in place: each field is kept as it is left. What is seldom wrong stands one click away. */
export function TaskCard({ task, sections, lacks, chosen, marked, look, choose, set, remove, locked }: TaskCardProps) {
  const { t } = useTranslation();
  const id = useId();
  const [open, setOpen] = useState(false);
  return (
    <li className={`plan-task${marked ? ' marked' : ''}${lacks.length > 0 ? ' lacking' : ''}`} data-task={task.number} onFocus={look}>
      <div className="plan-task-head">
        <label className="choices">
          <input type="checkbox" checked={chosen} disabled={locked} onChange={({ target }) => choose(target.checked)} />
          <strong>{task.number}</strong>
        </label>
        <button type="button" className="line" onClick={look}>
          {task.content}
        </button>
        <span className="tag">{alone(valueName(task.kind))}</span>
      </div>
      <div className="plan-task-fields">
        <div className="field">
          <label htmlFor={`${id}-lead`}>{t('tasks.lead')}</label>
          {task.lead && task.lead.unitId === null && <span className="wrong">{t('plans.unknownUnit', { name: task.lead.name })}</span>}
          <UnitInput
            id={`${id}-lead`}
            disabled={locked}
            value={task.lead?.unitId ?? undefined}
            required={false}
            change={(unitId) => set({ lead: typeof unitId === 'string' ? { unitId } : null })}
          />
        </div>
        <div className="field">
          <label htmlFor={`${id}-due`}>{t('tasks.due')}</label>
          <input
            id={`${id}-due`}
            type="date"
            disabled={locked}
            defaultValue={task.dueOn ?? ''}
            key={task.dueOn}
            onBlur={({ target }) => target.value !== (task.dueOn ?? '') && set({ dueOn: target.value || null })}
          />
        </div>
        <div className="field">
          <label htmlFor={`${id}-phase`}>{t('tasks.phase')}</label>
          <select id={`${id}-phase`} disabled={locked} value={task.phase ?? ''} onChange={({ target }) => set({ phase: phases.find((phase) => phase === target.value) ?? null })}>
            <option value="">{t('steps.choose')}</option>
            {phases.map((phase) => (
              <option key={phase} value={phase}>
                {t(`phase.${phase}`)}
              </option>
            ))}
          </select>
        </div>
        <div className="field wide">
          <label htmlFor={`${id}-standard`}>{t('tasks.standard')}</label>
          <input
            id={`${id}-standard`}
            type="text"
            disabled={locked}
            defaultValue={task.standard ?? ''}
            key={`${task.number} ${task.standard}`}
            onBlur={({ target }) => target.value !== (task.standard ?? '') && set({ standard: target.value || null })}
          />
        </div>
      </div>
      {open && <TaskDetails task={task} sections={sections} set={set} remove={remove} locked={locked} />}
      <button type="button" className="button plain" aria-expanded={open} onClick={() => setOpen(!open)}>
        {t(open ? 'plans.less' : 'plans.more')}
      </button>
      {lacks.length > 0 && (
        <p className="wrong">
          {t('plans.lacks')} {lacks.map((lack) => t(`plans.lack.${lack as 'lead'}`)).join(comma())}
        </p>
      )}
    </li>
  );
}
