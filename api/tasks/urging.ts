import { type UrgingChoice, urgedTasks } from '../../domain/campaign/urging.ts';
import { mayCommand } from '../../domain/policy/policy.ts';
import { standsFor } from '../../domain/policy/relation.ts';
import { participants } from '../../domain/task/participants.ts';
import type { TaskState } from '../../domain/task/state.ts';
import { urgingText } from '../../domain/task/urging.ts';
import { instantText } from '../../ledger/projection/instant.ts';
import type { Moment } from '../../ledger/world.ts';
import type { Asker } from '../http/asker.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import { type Route, route } from '../http/route.ts';
import { ofNoShares, withLead } from './list.ts';
import { UrgingText, UrgingTextQuery } from './schema.ts';

/** More of them no chat group reads. */
const mostTasks = 500;
const assigned = `SELECT p.state FROM task_record t JOIN process p ON p.id = t.id
 WHERE t.campaign_id IS NULL AND ${withLead('t')} AND ${ofNoShares('t')}
  AND ($2::uuid IS NULL OR t.lead_unit_id = $2) AND t.due_at < $3
  AND EXISTS (SELECT 1 FROM participation v WHERE v.process_id = t.id AND v.relation IN ('office', 'assigner') AND v.unit_id = ANY($1::uuid[]))
 ORDER BY p.opened_at, p.id LIMIT ${mostTasks}`;

/** Tasks outside any campaign that are chosen, wait for their leads and that the asker may urge, the oldest first. */
async function waiting(pool: LedgerDoor['pool'], { actors }: Asker, choice: UrgingChoice, { org, now }: Moment): Promise<readonly TaskState[]> {
  const units = [...new Set(actors.flatMap(({ unitId }) => (unitId === undefined ? [] : standsFor(unitId, org))))];
  const { rows } = await pool.query<{ state: TaskState }>({
    name: 'assigned-tasks',
    text: assigned,
    values: [units, choice.leadUnitId ?? null, choice.overdue ? instantText(now) : 'infinity'],
  });
  const tasks = rows.map(({ state }) => state);
  const urged = new Set(urgedTasks(tasks, choice, now));
  return tasks.filter((task) => urged.has(task) && actors.some((actor) => mayCommand(actor, 'task', 'urge', participants(task), org) === true));
}

/** Tasks as text for a chat group, with how many they are and of how many units; `place`: where the console is reached. */
export const presentUrging = (title: string, tasks: readonly TaskState[], { org, now }: Pick<Moment, 'org' | 'now'>, place?: string) => ({
  text: urgingText(title, tasks, org, now, place),
  tasks: tasks.length,
  units: new Set(tasks.map((task) => task.leadUnitId)).size,
});

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
      const tasks = await waiting(pool, asker, { ...(leadUnitId === undefined ? {} : { leadUnitId }), overdue: overdue === 'true' }, moment);
      return { body: presentUrging('交办任务', tasks, moment) };
    },
  );
