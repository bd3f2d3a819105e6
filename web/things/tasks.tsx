import { Link } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import type { components } from '../api/types.ts';
import { alone } from '../ui/alone.ts';
import { Light } from '../ui/light.tsx';
import type { Column } from '../ui/rows.tsx';
import { Due } from '../ui/times.tsx';

export type TaskItem = components['schemas']['TaskItem'];

/** Whether a task is at its end: no days are counted to it any more. */
export const isSettled = ({ stage }: Pick<TaskItem, 'stage'>): boolean => stage === 'accepted' || stage === 'cancelled';

/** The columns of a table of tasks, as offices keep them. */
export const taskColumns = (t: TFunction): readonly Column<TaskItem>[] => [
  {
    head: t('tasks.number'),
    kind: 'number',
    sort: 'number',
    cell: ({ id, number }) => (
      <Link to="/tasks/$id" params={{ id }}>
        {number}
      </Link>
    ),
  },
  { head: t('tasks.content'), kind: 'text', cell: ({ content }) => content },
  { head: t('tasks.lead'), kind: 'number', sort: 'unit', cell: ({ lead }) => lead.name },
  { head: t('tasks.stage'), kind: 'number', cell: ({ stageName }) => alone(stageName) },
  {
    head: t('tasks.light'),
    kind: 'number',
    sort: 'light',
    cell: ({ light, rungName }) => (
      <>
        <Light light={light} /> {light.colour === 'red' && rungName && <span className="tag yellow">{alone(rungName)}</span>}
      </>
    ),
  },
  { head: t('tasks.due'), kind: 'number', sort: 'due', cell: (task) => <Due dueOn={task.dueOn} dueAt={task.dueAt} settled={isSettled(task)} /> },
];

/** The columns of a table of tasks that crosses campaigns: also to which each belongs. */
export const allTaskColumns = (t: TFunction): readonly Column<TaskItem>[] => [
  ...taskColumns(t),
  { head: t('tasks.ofCampaign'), kind: 'text', cell: ({ campaign }) => campaign?.name },
];

/** The columns of a campaign's own table: also how far each task is. */
export const campaignTaskColumns = (t: TFunction): readonly Column<TaskItem>[] => [
  ...taskColumns(t),
  { head: t('tasks.progress'), kind: 'amount', sort: 'percent', cell: ({ stage, percent }) => (stage === 'accepted' ? '100%' : percent !== null && `${percent}%`) },
];
