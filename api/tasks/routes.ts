import { randomUUID } from 'node:crypto';
import { mayCommand } from '../../domain/policy/policy.ts';
import type { AllowedStep, ProcessState } from '../../domain/process/definition.ts';
import { task } from '../../domain/task/definition.ts';
import { countShares, type ShareCount } from '../../domain/task/shares.ts';
import type { TaskState } from '../../domain/task/state.ts';
import { urgingLetter } from '../../domain/task/urging-letter.ts';
import { type Moment, nothingLooked, worldOf } from '../../ledger/world.ts';
import { docxAnswer, docxType, scanFacts } from '../documents/answer.ts';
import { urgingNotice } from '../documents/urging-notice.ts';
import { exportRoutes } from '../export/routes.ts';
import { pageOf } from '../http/keyset.ts';
import { idParams } from '../http/params.ts';
import { HttpProblem, type ProblemCode } from '../http/problem.ts';
import { factsRoute } from '../http/process-facts.ts';
import { commandRoute, type Presented, type Route, route } from '../http/route.ts';
import { readProcess, type Seen } from '../http/sight.ts';
import { stepsOver } from '../http/steps.ts';
import { previewRoute } from '../preview/route.ts';
import type { RegisterDeps } from '../register/record.ts';
import { taskTable } from './export.ts';
import { listTasks } from './list.ts';
import { presentScan, presentTask } from './presenter.ts';
import { NewTask, TaskCommandBody, TaskExportQuery, TaskItem, TaskQuery, TaskView, UrgingNoticeQuery } from './schema.ts';

const problems = [
  'process.not_found',
  'process.changed_since',
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
  'task.unit_not_below',
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

/** The answer of a command: the task as GET shows it. */
function present({ state, world, language }: Presented) {
  const item = state as TaskState;
  return presentTask(item, { now: world.now, org: world.org, language, steps: task.allowed(item, world), shares: countShares(item, world.processes, world.now) });
}

/** Tasks of campaigns: worked on by their lead, decided on by the office, seen by whoever takes part. */
export function taskRoutes(deps: RegisterDeps): readonly Route[] {
  const { ledger, prisma } = deps;
  /** Next steps over all posts that see the task; an each-unit task looks at its shares, a closed one at its campaign. */
  const aroundOf = async ({ state, actors }: Seen<TaskState>, moment: Moment): Promise<{ readonly steps: readonly AllowedStep[]; readonly shares: ShareCount | undefined }> => {
    const rows = await prisma.process.findMany({
      where: { id: { in: [...state.childTaskIds, ...(state.campaignId ? [state.campaignId] : [])] } },
      select: { id: true, state: true },
    });
    const processes = new Map(rows.map((row) => [row.id, row.state as unknown as ProcessState]));
    const parent = processes.get(state.campaignId);
    const looked = { ...nothingLooked, processes, ...(parent ? { parent } : {}) };
    const steps = stepsOver(actors, (actor) => task.allowed(state, worldOf(moment, moment.now, moment.now, actor, looked)));
    return { steps, shares: countShares(state, processes, moment.now) };
  };
  return [
    route(
      { method: 'get', path: '/api/v1/tasks', summary: '任务列表 Tasks that one sees, in their plans’ order', tags: ['tasks'], query: TaskQuery, response: pageOf(TaskItem) },
      async ({ asker, query, moment, language }) => ({ body: await listTasks(deps, query, asker, moment, language) }),
    ),
    commandRoute(
      {
        method: 'post',
        path: '/api/v1/tasks',
        summary: '交办 Give a unit a task outside any campaign',
        description: 'By a leading-group office. It is numbered 交办〔year〕n号 without gaps, to be signed for, and chased like a task of a plan.',
        tags: ['tasks'],
        body: NewTask,
        response: TaskView,
        status: 201,
        location: '/api/v1/tasks/{id}',
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
      },
      { command: ({ body }) => ({ type: 'task', id: randomUUID(), creates: true, command: { type: 'assign', ...body } }), present },
    ),
    route(
      { method: 'get', path: '/api/v1/tasks/{id}', summary: '任务详情 A task', tags: ['tasks'], params: idParams, response: TaskView, problems: ['process.not_found'] },
      async ({ asker, params, moment, language }) => {
        const seen = await readProcess<TaskState>(ledger, asker, moment, 'task', params.id);
        return { body: presentTask(seen.state, { now: moment.now, org: moment.org, language, ...(await aroundOf(seen, moment)) }), version: seen.state.version };
      },
    ),
    ...exportRoutes(
      { path: '/api/v1/tasks', tag: 'tasks', summary: { zh: '任务', en: 'The tasks of a list, which the import of plans reads again,' }, query: TaskExportQuery },
      (query, exporting) => taskTable(deps, query, exporting),
    ),
    route(
      {
        method: 'get',
        path: '/api/v1/tasks/{id}/urging-notice',
        summary: '督办通知书 The formal urging notice: the scan of the sealed paper, the signed one as a .docx, or for the office the draft',
        description: 'Of a sealed notice the answer is JSON, the scan’s attachment and SHA-256 (SealedScan); its content is that of the attachment.',
        tags: ['tasks'],
        params: idParams,
        query: UrgingNoticeQuery,
        produces: docxType,
        problems: ['process.not_found', 'document.absent'],
      },
      async ({ asker, params, query, moment }) => {
        const { state, actors } = await readProcess<TaskState>(ledger, asker, moment, 'task', params.id);
        const { urgingNotice: notice } = state;
        const wanted = (version: 'draft' | 'signed' | 'sealed'): boolean => query.version === undefined || query.version === version;
        const scan = notice?.scans?.at(-1);
        if (scan && wanted('sealed')) return scanFacts(presentScan(scan, moment.org));
        const signer = notice?.signedBy?.personId === undefined ? undefined : moment.org.person(notice.signedBy.personId)?.name;
        if (notice?.state === 'signed' && notice.letter && wanted('signed')) return docxAnswer(urgingNotice(notice.letter, { number: notice.number, signer }), notice.number ?? '');
        const world = worldOf(moment, moment.now, moment.now, actors[0], nothingLooked);
        // A draft is the office's own paper until it is signed.
        const isOffice = actors.some((actor) => mayCommand(actor, 'task', 'signUrgingNotice', task.participants(state), moment.org) === true);
        if (notice?.state !== 'drafted' || !isOffice || !wanted('draft')) throw new HttpProblem('document.absent');
        return docxAnswer(urgingNotice(urgingLetter(state, world), {}), '草稿');
      },
    ),
    factsRoute(ledger, { type: 'task', things: 'tasks', summary: '任务事实 The facts of a task, oldest first' }),
    commandRoute(
      {
        method: 'post',
        path: '/api/v1/tasks/{id}/commands',
        summary: '任务办理 Take a step on a task',
        description: 'Answers the task as GET does. `allowed` of the task names the steps open to the asker, and why the others are not.',
        tags: ['tasks'],
        params: idParams,
        body: TaskCommandBody,
        response: TaskView,
        ifMatch: 'optional',
        problems,
      },
      { command: ({ params, body }) => ({ type: 'task', id: params.id, command: body }), present },
    ),
    previewRoute(deps, { type: 'task', things: 'tasks', body: TaskCommandBody, summary: '预览 What a step on a task would do; writes nothing', command: ({ body }) => body }),
  ];
}
