import type { z } from 'zod';
import { mayTakeOut } from '../../domain/archive/right.ts';
import type { CampaignState } from '../../domain/campaign/state.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import { sightOf } from '../http/sight.ts';
import type { Asking } from '../list/page.ts';
import { equal, holds } from '../list/search.ts';
import { statesPage } from '../list/walk.ts';
import { counted } from '../tasks/list.ts';
import { presentCampaignItem } from './presenter.ts';
import type { CampaignQuery } from './schema.ts';

/** A page of the campaigns that the asker sees, newest first. */
export async function listCampaigns({ pool }: Pick<LedgerDoor, 'pool'>, query: z.output<typeof CampaignQuery>, { asker, moment, language }: Asking) {
  const { stage, q } = query;
  const { states, next } = await statesPage<CampaignState>(
    pool,
    {
      type: 'campaign',
      sight: sightOf(asker, 'campaign', moment),
      conditions: (bind) => [...equal(bind, 'stage', stage), ...(q === undefined ? [] : [holds(bind, ['r.title'], q)])],
    },
    query,
  );
  // One campaign after the other by its index: together the planner would read the table of all tasks.
  const text = `SELECT c.id, n.tasks FROM unnest($1::uuid[]) c(id) CROSS JOIN LATERAL (SELECT count(*)::int AS tasks FROM task_record t WHERE t.campaign_id = c.id AND ${counted('t')}) n`;
  const { rows } = await pool.query<{ id: string; tasks: number }>({ name: 'campaign-tasks', text, values: [states.map(({ id }) => id)] });
  const tasksOf = new Map(rows.map(({ id, tasks }) => [id, tasks]));
  const items = states.map((state) => ({
    ...presentCampaignItem(state, tasksOf.get(state.id) ?? 0, { org: moment.org, language }),
    mayTakeOut: mayTakeOut(asker.actors, state, moment.org),
  }));
  return { items, next };
}
