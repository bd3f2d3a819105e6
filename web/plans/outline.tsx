import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { UnitInput } from '../steps/pickers.tsx';
import { valueName } from '../steps/words.ts';
import { alone } from '../ui/alone.ts';
import { comma } from '../ui/line.tsx';
import { PartOfDraft, useRefusedIn } from './corrections.tsx';
import { KeptChoice, KeptText, useKept } from './kept.tsx';
import { PhaseOptions } from './phase-options.tsx';
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
  readonly set: (setting: TaskSetting) => Promise<unknown>;
  readonly remove: (number: string) => Promise<unknown>;
  readonly locked: boolean;
}

/** One task of the draft, corrected in place: each field is kept as it is left. What is seldom wrong stands one click away. */
export function TaskCard({ task, sections, lacks, chosen, marked, look, choose, set, remove, locked }: TaskCardProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const details = `${task.number} details`;
  const isRefused = useRefusedIn(details);
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
        {isRefused && !open && <span className="tag red">{t('plans.unsavedInside')}</span>}
      </div>
      <PartOfDraft value={task.number}>
        <div className="plan-task-fields">
          <Lead task={task} set={set} locked={locked} />
          <KeptText field="dueOn" name={t('tasks.due')} type="date" value={task.dueOn ?? ''} keep={(dueOn) => set({ dueOn: dueOn || null })} locked={locked} />
          <KeptChoice
            field="phase"
            name={t('tasks.phase')}
            value={task.phase ?? ''}
            keep={(chosen) => set({ phase: phases.find((phase) => phase === chosen) ?? null })}
            locked={locked}
          >
            <PhaseOptions none={t('steps.choose')} />
          </KeptChoice>
          <KeptText
            field="standard"
            name={t('tasks.standard')}
            most={4_000}
            wide
            value={task.standard ?? ''}
            keep={(standard) => set({ standard: standard || null })}
            locked={locked}
          />
        </div>
      </PartOfDraft>
      {open && (
        <PartOfDraft value={details}>
          <TaskDetails task={task} sections={sections} set={set} remove={remove} locked={locked} />
        </PartOfDraft>
      )}
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

/** Who leads the task; a name that the register does not know asks for a choice. */
function Lead({ task: { lead }, set, locked }: Pick<TaskCardProps, 'task' | 'set' | 'locked'>) {
  const { t } = useTranslation();
  const id = useId();
  const kept = useKept('lead', (unitId: string) => set({ lead: unitId === '' ? null : { unitId } }));
  return (
    <div className="field">
      <label htmlFor={id}>{t('tasks.lead')}</label>
      {lead && lead.unitId === null && <span className="wrong">{t('plans.unknownUnit', { name: lead.name })}</span>}
      <UnitInput
        id={id}
        disabled={locked}
        value={kept.unsaved ?? lead?.unitId ?? undefined}
        required={false}
        change={(unitId) => kept.save(typeof unitId === 'string' ? unitId : '')}
      />
      {kept.note}
    </div>
  );
}
