import type { z } from 'zod';
import { task } from '../../domain/task/definition.ts';
import { countShares } from '../../domain/task/shares.ts';
import type { TaskState } from '../../domain/task/state.ts';
import { acrossCampaigns } from '../export/campaigns.ts';
import { listRoutes } from '../export/routes.ts';
import type { ProblemCode } from '../http/problem.ts';
import type { Route } from '../http/route.ts';
import type { Asking } from '../list/page.ts';
import { processesOf } from '../list/walk.ts';
import { createRoute, processRoutes, type Resource, readRoute } from '../process/resource.ts';
import type { RegisterDeps } from '../register/record.ts';
import { campaignTitles } from './campaigns.ts';
import { taskLayout } from './export.ts';
import { listTasks } from './list.ts';
import { presentTask } from './presenter.ts';
import { taskRows } from './rows.ts';
import { NewTask, TaskCommandBody, TaskItem, TaskQuery, TaskView } from './schema.ts';
import { urgingTextRoute } from './urging.ts';

const problems = [
  'process.not_found',
  'process.changed_since',
  'process.nothing_to_withdraw',
  'process.step_of_another',
  'policy.forbidden',
  'task.already_signed',
  'task.not_signed',
  'task.under_review',
  'task.returned',
  'task.suspended',
  'task.closed',
  'task.cancelled',
  'task.not_submitted',
  'task.not_accepted',
  'task.campaign_closed',
  'task.evidence_missing',
  'task.period_not_begun',
  'task.report_blank',
  'task.node_repeated',
  'task.node_later',
  'task.node_unknown',
  'task.node_done',
  'task.no_open_node',
  'task.not_divisible',
  'task.no_unit_below',
  'task.unit_not_below',
  'task.number_unfit',
  'task.unit_repeated',
  'task.share_due_later',
  'task.children_open',
  'task.same_person',
  'task.extension_pending',
  'task.extension_absent',
  'task.extension_not_later',
  'task.extension_date_needed',
  'task.no_deadline',
  'task.urging_absent',
  'task.urging_unsigned',
  'task.urging_answered',
  'task.urged_lately',
  'task.of_campaign',
  'task.scan_unfit',
  'task.scan_reason_needed',
  'task.unit_unknown',
  'task.lead_also_supports',
  'task.date_past',
  'task.dates_by_rhythm',
  'task.nothing_changed',
  'evidence.unknown',
  'period.invalid',
  'period.unit_refused',
] as const satisfies readonly ProblemCode[];

const taskResource: Resource<TaskState, typeof TaskView> = {
  type: 'task',
  name: { zh: '任务', en: 'a task' },
  definition: task,
  view: TaskView,
  present: (state, { world, language, steps, left }) => presentTask(state, { ...world, language, steps, left, shares: countShares(state, world.processes, world.now) }),
};

/** Tasks of campaigns: worked on by their lead, decided on by the office, seen by whoever takes part. */
export function taskRoutes(deps: RegisterDeps): readonly Route[] {
  const { ledger } = deps;
  const rows = (query: z.output<typeof TaskQuery>, asking: Asking) => taskRows(deps, query, asking);
  /** An each-unit task looks at its shares, a closed one at its campaign. */
  const around = async ({ childTaskIds, campaignId }: TaskState) => {
    const processes = await processesOf(ledger.pool, [...childTaskIds, ...(campaignId ? [campaignId] : [])]);
    const parent = processes.get(campaignId);
    return { processes, ...(parent ? { parent } : {}) };
  };
  return [
    ...listRoutes(
      { path: '/api/v1/tasks', summary: { zh: '任务列表', en: 'Tasks that one sees, in their plans’ order' }, tag: 'tasks', query: TaskQuery, item: TaskItem },
      (query, asking) => listTasks(deps, query, asking),
      ...acrossCampaigns(ledger, taskLayout, rows, campaignTitles),
    ),
    createRoute(taskResource, {
      summary: '交办 Give a unit a task outside any campaign',
      description: 'By a leading-group office. It is numbered 交办〔year〕n号 without gaps, to be signed for, and chased like a task of a plan.',
      body: NewTask,
      problems: [
        'policy.forbidden',
        'task.unit_unknown',
        'task.lead_also_supports',
        'task.date_past',
        'task.date_future',
        'evidence.unknown',
        'period.invalid',
        'period.unit_refused',
      ],
      command: ({ body }) => ({ type: 'assign', ...body }),
    }),
    urgingTextRoute(ledger),
    readRoute(ledger, taskResource, { summary: '任务详情 A task' }, around),
    ...processRoutes(deps, taskResource, {
      body: TaskCommandBody,
      description: 'Answers the task as GET does. `allowed` of the task names the steps open to the asker, and why the others are not.',
      problems,
    }),
  ];
}
