import { useTranslation } from 'react-i18next';
import { Ask } from '../ui/ask.tsx';
import { EachUnits } from './each-units.tsx';
import { KeptChoice, KeptText, useKept } from './kept.tsx';
import type { Plan, PlanTask } from './queries.ts';
import { kindOf, kindSetting, linesOf, rhythms, type TaskSetting } from './setting.ts';
import { Supporters } from './supporters.tsx';

interface TaskDetailsProps {
  readonly task: PlanTask;
  readonly sections: Plan['sections'];
  readonly set: (setting: TaskSetting) => Promise<unknown>;
  readonly remove: (number: string) => Promise<unknown>;
  readonly locked: boolean;
}

/** The rest of a task: its words, its kind, where it stands, who supports, what must be handed in; and that it is none. */
export function TaskDetails({ task, sections, set, remove, locked }: TaskDetailsProps) {
  const { t } = useTranslation();
  const kind = kindOf(task);
  const removing = useKept('remove', remove);
  return (
    <div className="plan-task-fields">
      <KeptText field="content" name={t('tasks.content')} type="lines" most={8_000} wide needed value={task.content} keep={(content) => set({ content })} locked={locked} />
      <KeptChoice field="kind" name={t('plans.kind')} value={kind} keep={(chosen) => set(kindSetting(chosen))} locked={locked}>
        {kind === '' && <option value="">{t('steps.choose')}</option>}
        <option value="once">{t('plans.kinds.once')}</option>
        {rhythms.map((rhythm) => (
          <option key={rhythm} value={rhythm}>
            {t('plans.kinds.recurring', { rhythm: t(`plans.rhythm.${rhythm}`) })}
          </option>
        ))}
        <option value="eachUnit">{t('plans.kinds.eachUnit')}</option>
      </KeptChoice>
      <KeptChoice field="section" name={t('tasks.section')} value={task.section ?? ''} keep={(section) => set({ section: section || null })} locked={locked}>
        <option value="">{t('plans.noSection')}</option>
        {sections.map((section) => (
          <option key={section.id} value={section.id}>
            {section.label}
            {section.title}
          </option>
        ))}
      </KeptChoice>
      {task.each && <EachUnits each={task.each} rhythm={task.rhythm} set={set} locked={locked} />}
      <Supporters task={task} set={set} locked={locked} />
      <KeptText
        field="evidence"
        name={t('taskFile.required')}
        type="lines"
        wide
        hint={t('plans.oneALine')}
        value={task.evidence.join('\n')}
        keep={(lines) => set({ evidence: [...linesOf(lines)] })}
        locked={locked}
      />
      {!locked && (
        <div className="field wide">
          <Ask name={t('plans.remove')} question={t('plans.removeSure', { number: task.number })} busy={removing.isSaving} sure={() => removing.save(task.number)} />
          {removing.note}
        </div>
      )}
    </div>
  );
}
