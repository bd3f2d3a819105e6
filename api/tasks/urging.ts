import { mayCommand } from '../../domain/policy/policy.ts';
import { standsFor } from '../../domain/policy/relation.ts';
import { participants } from '../../domain/task/participants.ts';
import type { TaskState } from '../../domain/task/state.ts';
import { urgingText, waitsForLead } from '../../domain/task/urging.ts';
import type { Moment } from '../../ledger/world.ts';
import type { Asker } from '../http/asker.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import { type Route, route } from '../http/route.ts';
import { UrgingText, UrgingTextQuery } from './schema.ts';

/** More of them no chat group reads. */
const mostTasks = 500;
const assigned = `SELECT p.state FROM task_record t JOIN process p ON p.id = t.id
 WHERE t.campaign_id IS NULL AND t.stage IN ('issued', 'signed')
  AND EXISTS (SELECT 1 FROM participation v WHERE v.process_id = t.id AND v.relation IN ('office', 'assigner') AND v.unit_id = ANY($1::uuid[]))
 ORDER BY p.opened_at, p.id LIMIT ${mostTasks}`;

/** Tasks outside any campaign that wait for their leads and that the asker may urge, the oldest first. */
async function waiting(pool: LedgerDoor['pool'], { actors }: Asker, { org }: Moment): Promise<readonly TaskState[]> {
  const units = [...new Set(actors.flatMap(({ unitId }) => (unitId === undefined ? [] : standsFor(unitId, org))))];
  const { rows } = await pool.query<{ state: TaskState }>({ name: 'assigned-tasks', text: assigned, values: [units] });
  return rows.map(({ state }) => state).filter((task) => waitsForLead(task) && actors.some((actor) => mayCommand(actor, 'task', 'urge', participants(task), org) === true));
}

/** `GET /api/v1/tasks/urging-text`. */
export const urgingTextRoute = ({ pool }: Pick<LedgerDoor, 'pool'>): Route =>
  route(
    {
      method: 'get',
      path: '/api/v1/tasks/urging-text',
      summary: '交办任务催办文字 Tasks outside any campaign that wait for their leads, as text to paste into a chat group',
      description: 'Those that the asker assigned and may urge, the oldest first, at most 500.',
      tags: ['tasks'],
      query: UrgingTextQuery,
      response: UrgingText,
      problems: [],
    },
    async ({ asker, query: { leadUnitId, overdue }, moment }) => {
      const tasks = (await waiting(pool, asker, moment)).filter(
        (task) => (leadUnitId === undefined || task.leadUnitId === leadUnitId) && (overdue !== 'true' || (task.due?.dueAt ?? moment.now) < moment.now),
      );
      return { body: { text: urgingText('交办任务', tasks, moment.org, moment.now), tasks: tasks.length, units: new Set(tasks.map((task) => task.leadUnitId)).size } };
    },
  );
