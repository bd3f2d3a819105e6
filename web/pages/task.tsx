import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { language } from '../i18n/index.ts';
import { CampaignCrumbs } from '../things/crumbs.tsx';
import { useList } from '../things/lists.ts';
import { assignedTasks, unitsBelow } from '../things/offers.ts';
import { type TaskItem, taskColumns } from '../things/tasks.tsx';
import { ThingPage } from '../things/thing-page.tsx';
import type { Things } from '../things/things.ts';
import { alone } from '../ui/alone.ts';
import { Light } from '../ui/light.tsx';
import { comma, Line, namesOf } from '../ui/line.tsx';
import { Rows } from '../ui/rows.tsx';
import { dayText } from '../ui/time.ts';
import { Day, Due, Moment } from '../ui/times.tsx';
import { Extension } from './task/extension.tsx';
import { Submission } from './task/submission.tsx';
import { UrgingNotice } from './task/urging-notice.tsx';

type Task = Things['tasks'];

/** A task: what is asked of whom and where it comes from, its notice, evidence and time line, the next steps; a whole with its units' shares. */
export function Screen() {
  const { t } = useTranslation();
  return (
    <ThingPage
      things="tasks"
      name={t('nav.tasks')}
      title={({ number, content }) => `${number} ${content}`}
      above={(task) => (task?.campaignId ? <CampaignCrumbs campaignId={task.campaignId} tab="tasks" name={t('tabs.tasks')} /> : <Link to="/tasks">{t('nav.tasks')}</Link>)}
      lead={({ stageName, light, dueOn, dueAt, acceptedAt, stage }) => (
        <>
          <span className="tag">{alone(stageName)}</span> <Light light={light} /> <Due dueOn={dueOn} dueAt={dueAt} settled={acceptedAt !== null || stage === 'cancelled'} />
        </>
      )}
      file={(task) => <TaskFile task={task} />}
      offer={({ lead, campaignId, evidenceRequired, nodes }) => ({
        unitId: unitsBelow(lead.id),
        'completeNode.name': nodes.flatMap(({ name, dueOn, doneAt }) => (doneAt === null ? [[name, `${name} · ${dayText(dueOn, language())}`] as const] : [])),
        'submit.evidence.item': evidenceRequired.map((item) => [item, item]),
        ...(campaignId === null ? { taskIds: assignedTasks() } : {}),
      })}
    >
      {(task) => (
        <>
          {task.extension && <Extension extension={task.extension} />}
          {task.urgingNotice && <UrgingNotice task={task} notice={task.urgingNotice} />}
          <Submission task={task} />
          {task.children.length > 0 && <Shares task={task} />}
        </>
      )}
    </ThingPage>
  );
}

interface PartProps {
  readonly task: Task;
}

function TaskFile({ task }: PartProps) {
  const { t } = useTranslation();
  const { origin, progress, parentTaskId } = task;
  return (
    <>
      <Line name={t('tasks.lead')}>{task.lead.name}</Line>
      <Line name={t('tasks.supporting')}>{namesOf(task.supporting)}</Line>
      <Line name={t('tasks.section')}>{task.section}</Line>
      <Line name={t('tasks.phase')}>{t(`phase.${task.phase}`)}</Line>
      <Line name={t('tasks.standard')}>{task.standard}</Line>
      <Line name={t('taskFile.required')}>{task.evidenceRequired.join(comma())}</Line>
      <Line name={t('taskFile.origin')}>
        {origin && (
          <>
            {t(`taskFile.${origin.kind}`)} {origin.reference} {origin.on && <Day on={origin.on} />}
          </>
        )}
      </Line>
      <Line name={t('taskFile.whole')}>
        {parentTaskId && (
          <Link to="/tasks/$id" params={{ id: parentTaskId }}>
            {t('taskFile.wholeOpen')}
          </Link>
        )}
      </Line>
      <Line name={t('tasks.progress')}>{progress && `${progress.text} ${progress.percent === null ? '' : `${progress.percent}%`}`}</Line>
      <Line name={t('taskFile.returned')}>{task.returnReason}</Line>
      <Line name={t('taskFile.sentBack')}>{task.sentBackReason}</Line>
      <Line name={t('taskFile.formerDues')}>
        {task.dueHistory.length > 0 &&
          task.dueHistory.map(({ dueOn, dueAt, replacedAt, reason }) => (
            <p key={replacedAt}>
              {dueOn ? <Day on={dueOn} /> : <Moment at={dueAt} />} {reason && <span className="hint">{reason}</span>}
            </p>
          ))}
      </Line>
      {task.nodes.map((node) => (
        <Line key={node.name} name={node.name}>
          <Light light={node.light} /> <Day on={node.dueOn} />
        </Line>
      ))}
    </>
  );
}

function Shares({ task }: PartProps) {
  const { t } = useTranslation();
  const list = useList<TaskItem>('/api/v1/tasks', { parentTaskId: task.id });
  return (
    <section className="card" aria-labelledby="shares">
      <h2 id="shares">{task.shares && t('tasks.shares', task.shares)}</h2>
      <Rows name={t('tasks.progress')} columns={taskColumns(t)} keyOf={({ id }) => id} list={list} empty={t('tasks.empty')} />
    </section>
  );
}
