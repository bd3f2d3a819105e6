import { z } from 'zod';
import type { AllowedStep, ProcessState } from '../../domain/process/definition.ts';
import { task } from '../../domain/task/definition.ts';
import type { TaskState } from '../../domain/task/state.ts';
import { readFacts } from '../../ledger/facts.ts';
import { type Moment, nothingLooked, worldOf } from '../../ledger/world.ts';
import { decodeCursor, limitOf, page, pageOf, pageQuery } from '../http/keyset.ts';
import { idParams } from '../http/params.ts';
import type { ProblemCode } from '../http/problem.ts';
import { commandRoute, type Presented, type Route, route } from '../http/route.ts';
import { readProcess, type Seen } from '../http/sight.ts';
import type { RegisterDeps } from '../register/record.ts';
import { listTasks } from './list.ts';
import { presentFact, presentTask } from './presenter.ts';
import { FactView, TaskCommandBody, TaskItem, TaskQuery, TaskView } from './schema.ts';

/** The number of a fact, for pages of facts. */
export const factCursor = z.tuple([z.int().min(0).max(2_147_483_647)]);
export const FactQuery = z.strictObject(pageQuery);

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
  'task.children_open',
  'task.same_person',
  'task.extension_pending',
  'task.extension_absent',
  'task.extension_not_later',
  'task.extension_date_needed',
  'task.no_deadline',
  'task.urging_absent',
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
  return presentTask(item, { now: world.now, org: world.org, language, steps: task.allowed(item, world) });
}

/** Tasks of campaigns: worked on by their lead, decided on by the office, seen by whoever takes part. */
export function taskRoutes(deps: RegisterDeps): readonly Route[] {
  const { ledger, prisma } = deps;
  /** Next steps over all posts that see the task; an each-unit task looks at its shares, a closed one at its campaign. */
  const stepsOf = async ({ state, actors }: Seen<TaskState>, moment: Moment): Promise<readonly AllowedStep[]> => {
    const rows = await prisma.process.findMany({ where: { id: { in: [...state.childTaskIds, state.campaignId] } }, select: { id: true, state: true } });
    const processes = new Map(rows.map((row) => [row.id, row.state as unknown as ProcessState]));
    const parent = processes.get(state.campaignId);
    const steps = new Map<string, AllowedStep>();
    for (const actor of actors) {
      const world = worldOf(moment, moment.now, moment.now, actor, { ...nothingLooked, processes, ...(parent ? { parent } : {}) });
      for (const step of task.allowed(state, world)) if (step.ok || !steps.has(step.type)) steps.set(step.type, step);
    }
    return [...steps.values()];
  };
  return [
    route(
      { method: 'get', path: '/api/v1/tasks', summary: '任务列表 Tasks that one sees, in their plans’ order', tags: ['tasks'], query: TaskQuery, response: pageOf(TaskItem) },
      async ({ asker, query, moment, language }) => ({ body: await listTasks(deps, query, asker, moment, language) }),
    ),
    route(
      { method: 'get', path: '/api/v1/tasks/{id}', summary: '任务详情 A task', tags: ['tasks'], params: idParams, response: TaskView, problems: ['process.not_found'] },
      async ({ asker, params, moment, language }) => {
        const seen = await readProcess<TaskState>(ledger, asker, moment, 'task', params.id);
        return { body: presentTask(seen.state, { now: moment.now, org: moment.org, language, steps: await stepsOf(seen, moment) }), version: seen.state.version };
      },
    ),
    route(
      {
        method: 'get',
        path: '/api/v1/tasks/{id}/facts',
        summary: '任务事实 The facts of a task, oldest first',
        tags: ['tasks'],
        params: idParams,
        query: FactQuery,
        response: pageOf(FactView),
        problems: ['process.not_found'],
      },
      async ({ asker, params, query, moment }) => {
        const { state } = await readProcess<TaskState>(ledger, asker, moment, 'task', params.id);
        const limit = limitOf(query);
        const [after] = decodeCursor(query.cursor, factCursor) ?? [0];
        const facts = await readFacts(ledger.pool, state.id, after, limit + 1);
        return {
          body: page(
            facts,
            limit,
            (fact) => [fact.seq],
            (fact) => presentFact(fact, moment.org),
          ),
        };
      },
    ),
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
  ];
}
