import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Query, useList } from '../../things/lists.ts';
import type { TaskItem } from '../../things/tasks.tsx';
import { type Things, thingQuery } from '../../things/things.ts';
import { Light } from '../../ui/light.tsx';
import { Pages } from '../../ui/more.tsx';
import { Empty, Loading, ProblemNote } from '../../ui/states.tsx';
import { Day, Due, Moment } from '../../ui/times.tsx';
import { type Axis, axisOf, Bar, Months, todayX } from './gantt-axis.tsx';

interface GanttProps {
  readonly campaign: Things['campaigns'];
  readonly query: Query;
}

/** The tasks by section on a time axis, each from its phase's first day to its due day; below it the day it was due at first; an opened one shows all its former days. */
export function Gantt({ campaign, query }: GanttProps) {
  const { t } = useTranslation();
  const list = useList<TaskItem>(`/api/v1/campaigns/${campaign.id}/tasks`, { ...query, limit: '200' });
  if (list.data === undefined) return list.isError ? <ProblemNote problem={list.error} retry={() => void list.refetch()} /> : <Loading />;
  const tasks = list.data.pages.flatMap(({ items }) => items);
  if (tasks.length === 0) return <Empty>{t('tasks.empty')}</Empty>;
  return (
    <Pages list={list}>
      <Chart axis={axisOf(campaign, tasks)} tasks={tasks} />
    </Pages>
  );
}

/** How much of the past is seen left of today where not all fits. */
const pastWidth = 60;

function Chart({ axis, tasks }: { readonly axis: Axis; readonly tasks: readonly TaskItem[] }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState<string>();
  const box = useRef<HTMLElement>(null);
  const today = todayX(axis);
  useEffect(() => {
    box.current?.scrollTo({ left: today - pastWidth });
  }, [today]);
  const sections = new Map<string, TaskItem[]>();
  for (const task of tasks) sections.set(task.section ?? '', [...(sections.get(task.section ?? '') ?? []), task]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
    <section className="rows gantt" aria-label={t('gantt.box')} tabIndex={0} ref={box}>
      <table>
        <caption className="unseen">{t('gantt.box')}</caption>
        <thead>
          <tr>
            <th scope="col" className="task">
              {t('tasks.content')}
            </th>
            <th scope="col">
              <span className="unseen">{t('gantt.axis')}</span>
              <Months axis={axis} />
            </th>
          </tr>
        </thead>
        {[...sections].map(([section, rows]) => (
          <tbody key={section}>
            {section && (
              <tr className="section">
                <th scope="rowgroup" className="task">
                  {section}
                </th>
                <td />
              </tr>
            )}
            {rows.map((task) => (
              <Row key={task.id} task={task} axis={axis} isOpen={opened === task.id} open={() => setOpened(opened === task.id ? undefined : task.id)} />
            ))}
          </tbody>
        ))}
      </table>
    </section>
  );
}

interface RowProps {
  readonly task: TaskItem;
  readonly axis: Axis;
  readonly isOpen: boolean;
  readonly open: () => void;
}

function Row({ task, axis, isOpen, open }: RowProps) {
  const { data: whole } = useQuery({ ...thingQuery('tasks', task.id), enabled: isOpen });
  const first = task.originalDueOn === null ? [] : [{ dueOn: task.originalDueOn, dueAt: null, replacedAt: 'first' }];
  return (
    <tr className={isOpen ? 'opened' : ''}>
      <th scope="row" className="task">
        <button type="button" className="opener" aria-expanded={isOpen} onClick={open}>
          <span className="number">{task.number}</span> {task.content} {task.light.colour !== 'green' && <Light light={task.light} />}
        </button>
        {isOpen && <Opened task={task} whole={whole} />}
      </th>
      <td>
        <Bar axis={axis} task={task} former={(isOpen && whole?.dueHistory) || first} />
      </td>
    </tr>
  );
}

function Opened({ task, whole }: { readonly task: TaskItem; readonly whole: Things['tasks'] | undefined }) {
  const { t } = useTranslation();
  return (
    <div className="about">
      <p>
        <Light light={task.light} /> {task.lead.name} <Due dueOn={task.dueOn} dueAt={task.dueAt} settled={task.acceptedAt !== null} />
      </p>
      {whole && whole.dueHistory.length > 0 && (
        <p>
          {t('gantt.former')}
          {whole.dueHistory.map(({ dueOn, dueAt, replacedAt }) => (
            <span key={replacedAt} className="was">
              {dueOn === null ? <Moment at={dueAt} /> : <Day on={dueOn} />}
            </span>
          ))}
        </p>
      )}
      <Link to="/tasks/$id" params={{ id: task.id }}>
        {t('gantt.page', { number: task.number })}
      </Link>
    </div>
  );
}
