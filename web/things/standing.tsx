import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { components } from '../api/types.ts';
import { alone } from '../ui/alone.ts';
import { Light } from '../ui/light.tsx';
import { Due } from '../ui/times.tsx';
import { isSettled } from './tasks.tsx';

/** How a task stands that something else led to: its number, stage, light and due day. */
export function Standing({ task }: { readonly task: components['schemas']['TaskStanding'] }) {
  const { t } = useTranslation();
  return (
    <span className="standing">
      <Link to="/tasks/$id" params={{ id: task.id }} aria-label={t('thing.task', { number: task.number })}>
        {task.number}
      </Link>{' '}
      <span className="tag">{alone(task.stageName)}</span> <Light light={task.light} /> <Due dueOn={task.dueOn} dueAt={task.dueAt} settled={isSettled(task)} />
    </span>
  );
}
