import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { answered, api } from '../api/client.ts';
import type { components } from '../api/types.ts';
import { StepsPanel } from '../steps/panel.tsx';
import { factsQuery } from '../things/facts.ts';
import { useList } from '../things/lists.ts';
import { type TaskItem, taskColumns } from '../things/tasks.tsx';
import { Light } from '../ui/light.tsx';
import { Page } from '../ui/page.tsx';
import { Rows } from '../ui/rows.tsx';
import { Read } from '../ui/states.tsx';
import { Timeline } from '../ui/timeline.tsx';
import { Day, Due } from '../ui/times.tsx';

type Task = components['schemas']['Task'];

/** A task: what is asked of whom, its time line, the next steps; a whole with its units' shares. */
export function Screen() {
  const { t } = useTranslation();
  const { id = '' } = useParams({ strict: false });
  const found = useQuery({ queryKey: ['tasks', id], queryFn: () => answered(api.GET('/api/v1/tasks/{id}', { params: { path: { id } } })) });
  const facts = useQuery(factsQuery('tasks', id));
  const item = found.data;
  return (
    <Page
      title={item ? `${item.number} ${item.content}` : t('nav.tasks')}
      above={<Above task={item} />}
      lead={
        item && (
          <>
            <span className="tag">{item.stageName}</span> <Light light={item.light} />{' '}
            <Due dueOn={item.dueOn} dueAt={item.dueAt} settled={item.acceptedAt !== null || item.stage === 'cancelled'} />
          </>
        )
      }
    >
      <Read query={found}>
        {(task) => (
          <div className="columns">
            <TaskFile task={task} />
            <div>
              {task.children.length > 0 && <Shares task={task} />}
              <section className="card" aria-labelledby="timeline">
                <h2 id="timeline">{t('cases.timeline')}</h2>
                <Read query={facts}>{(all) => <Timeline facts={all} deadlines={task.deadlines} />}</Read>
              </section>
            </div>
            <StepsPanel things="tasks" command="TaskCommand" id={task.id} version={task.version} allowed={task.allowed} />
          </div>
        )}
      </Read>
    </Page>
  );
}

function Above({ task }: { readonly task: Task | undefined }) {
  const { t } = useTranslation();
  return task?.campaignId ? (
    <Link to="/campaigns/$id" params={{ id: task.campaignId }}>
      {t('tasks.campaign')}
    </Link>
  ) : (
    <Link to="/tasks">{t('nav.tasks')}</Link>
  );
}

function TaskFile({ task }: { readonly task: Task }) {
  const { t } = useTranslation();
  return (
    <section className="card" aria-labelledby="file">
      <h2 id="file">{t('cases.file')}</h2>
      <dl className="facts-of">
        <dt>{t('tasks.lead')}</dt>
        <dd>{task.lead.name}</dd>
        {task.supporting.length > 0 && (
          <>
            <dt>{t('tasks.supporting')}</dt>
            <dd>{task.supporting.map(({ name }) => name).join('、')}</dd>
          </>
        )}
        {task.section && (
          <>
            <dt>{t('tasks.section')}</dt>
            <dd>{task.section}</dd>
          </>
        )}
        <dt>{t('tasks.phase')}</dt>
        <dd>{t(`phase.${task.phase}`)}</dd>
        {task.standard && (
          <>
            <dt>{t('tasks.standard')}</dt>
            <dd>{task.standard}</dd>
          </>
        )}
        {task.progress && (
          <>
            <dt>{t('tasks.progress')}</dt>
            <dd>
              {task.progress.text} {task.progress.percent === null ? '' : `${task.progress.percent}%`}
            </dd>
          </>
        )}
        {task.nodes.map((node) => (
          <NodeLine key={node.name} node={node} />
        ))}
      </dl>
    </section>
  );
}

const NodeLine = ({ node }: { readonly node: Task['nodes'][number] }) => (
  <>
    <dt>{node.name}</dt>
    <dd>
      <Light light={node.light} /> <Day on={node.dueOn} />
    </dd>
  </>
);

function Shares({ task }: { readonly task: Task }) {
  const { t } = useTranslation();
  const list = useList<TaskItem>('/api/v1/tasks', { parentTaskId: task.id });
  return (
    <section className="card" aria-labelledby="shares">
      <h2 id="shares">{task.shares && t('tasks.shares', task.shares)}</h2>
      <Rows name={t('tasks.progress')} columns={taskColumns(t)} keyOf={({ id }) => id} list={list} empty={t('tasks.empty')} />
    </section>
  );
}
