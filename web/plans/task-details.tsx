import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Ask } from '../ui/ask.tsx';
import { EachUnits } from './each-units.tsx';
import type { Plan, PlanTask } from './queries.ts';
import { kindOf, kindSetting, linesOf, rhythms, type TaskSetting } from './setting.ts';
import { Supporters } from './supporters.tsx';

interface TaskDetailsProps {
  readonly task: PlanTask;
  readonly sections: Plan['sections'];
  readonly set: (setting: TaskSetting) => void;
  readonly remove: () => void;
  readonly locked: boolean;
}

/** The rest of a task: its words, its kind, where it stands, who supports, what must be handed in; and that it is none. */
export function TaskDetails({ task, sections, set, remove, locked }: TaskDetailsProps) {
  const { t } = useTranslation();
  const id = useId();
  const evidence = task.evidence.join('\n');
  const kind = kindOf(task);
  return (
    <div className="plan-task-fields">
      <div className="field wide">
        <label htmlFor={`${id}-content`}>{t('tasks.content')}</label>
        <textarea
          id={`${id}-content`}
          disabled={locked}
          defaultValue={task.content}
          key={`content ${task.content}`}
          onBlur={({ target }) => {
            const content = target.value.trim();
            if (content === '') target.value = task.content;
            else if (content !== task.content) set({ content });
          }}
        />
      </div>
      <div className="field">
        <label htmlFor={`${id}-kind`}>{t('plans.kind')}</label>
        <select id={`${id}-kind`} disabled={locked} value={kind} onChange={({ target }) => set(kindSetting(target.value))}>
          {kind === '' && <option value="">{t('steps.choose')}</option>}
          <option value="once">{t('plans.kinds.once')}</option>
          {rhythms.map((rhythm) => (
            <option key={rhythm} value={rhythm}>
              {t('plans.kinds.recurring', { rhythm: t(`plans.rhythm.${rhythm}`) })}
            </option>
          ))}
          <option value="eachUnit">{t('plans.kinds.eachUnit')}</option>
        </select>
      </div>
      <div className="field">
        <label htmlFor={`${id}-section`}>{t('tasks.section')}</label>
        <select id={`${id}-section`} disabled={locked} value={task.section ?? ''} onChange={({ target }) => set({ section: target.value || null })}>
          <option value="">{t('plans.noSection')}</option>
          {sections.map((section) => (
            <option key={section.id} value={section.id}>
              {section.label}
              {section.title}
            </option>
          ))}
        </select>
      </div>
      {task.each && <EachUnits each={task.each} rhythm={task.rhythm} set={set} locked={locked} />}
      <Supporters task={task} set={set} locked={locked} />
      <div className="field wide">
        <label htmlFor={`${id}-evidence`}>{t('taskFile.required')}</label>
        <textarea
          id={`${id}-evidence`}
          disabled={locked}
          aria-describedby={`${id}-evidence-hint`}
          defaultValue={evidence}
          key={`evidence ${evidence}`}
          onBlur={({ target }) => {
            const listed = linesOf(target.value);
            if (listed.join('\n') !== evidence) set({ evidence: [...listed] });
          }}
        />
        <span id={`${id}-evidence-hint`} className="hint">
          {t('plans.oneALine')}
        </span>
      </div>
      {!locked && <Ask name={t('plans.remove')} question={t('plans.removeSure', { number: task.number })} sure={remove} />}
    </div>
  );
}
