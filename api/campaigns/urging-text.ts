import { campaign } from '../../domain/campaign/definition.ts';
import type { CampaignState } from '../../domain/campaign/state.ts';
import { urgedTasks } from '../../domain/campaign/urging.ts';
import { mayCommand } from '../../domain/policy/policy.ts';
import type { TaskState } from '../../domain/task/state.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import { idParams } from '../http/params.ts';
import { HttpProblem } from '../http/problem.ts';
import { type Route, route } from '../http/route.ts';
import { readProcess } from '../http/sight.ts';
import { binder } from '../list/source.ts';
import { conditions, withLead } from '../tasks/list.ts';
import { UrgingText } from '../tasks/schema.ts';
import { presentUrging } from '../tasks/urging.ts';
import { UrgingTextQuery } from './schema.ts';

/** `GET /api/v1/campaigns/{id}/urging-text`: of the tasks that the campaign's list shows under these filters, those that are urged. */
export const urgingTextRoute = (ledger: LedgerDoor): Route =>
  route(
    {
      method: 'get',
      path: '/api/v1/campaigns/{id}/urging-text',
      summary: '催办文字 The tasks that wait for their leads, as text to paste into a chat group',
      description: 'Takes the filters of the campaign’s list of tasks, and tasks chosen from it, so that the text names no task that the list would not.',
      tags: ['campaigns'],
      params: idParams,
      query: UrgingTextQuery,
      response: UrgingText,
      problems: ['process.not_found', 'policy.forbidden'],
    },
    async ({ asker, params, query, moment }) => {
      const { state, actors } = await readProcess<CampaignState>(ledger, asker, moment, 'campaign', params.id);
      const { org, now } = moment;
      const mayUrge = actors.map((actor) => mayCommand(actor, 'campaign', 'urge', campaign.participants(state), org));
      if (!mayUrge.includes(true)) throw new HttpProblem('policy.forbidden', { params: { command: 'urge' } });
      const { overdue, console: place, taskIds, ...filters } = query;
      const values: unknown[] = [];
      const bind = binder(values);
      const listed = [...conditions({ ...filters, campaignId: params.id }, now, bind), ...(taskIds ? [`r.id = ANY(${bind(taskIds)}::uuid[])`] : [])];
      const { rows } = await ledger.pool.query<{ state: TaskState }>(
        `SELECT p.state FROM task_record r JOIN process p ON p.id = r.id WHERE ${withLead('r')} AND ${listed.join(' AND ')}`,
        values,
      );
      const tasks = urgedTasks(
        rows.map((row) => row.state),
        { overdue: overdue === 'true' },
        now,
      );
      return { body: presentUrging(state.title, tasks, { org, now }, place) };
    },
  );
