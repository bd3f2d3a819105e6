import type { z } from 'zod';
import { overdueStages } from '../../domain/task/counted.ts';
import { leadStages } from '../../domain/task/rules.ts';
import type { TaskState } from '../../domain/task/state.ts';
import { instantText } from '../../ledger/projection/instant.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import { sightOf } from '../http/sight.ts';
import type { Asking, Page } from '../list/page.ts';
import { equal, fewBy, fewWhere, holds, textsWith, within } from '../list/search.ts';
import { type Bind, ofCampaign, ofLead } from '../list/source.ts';
import { type Listing, statesPage } from '../list/walk.ts';
import { campaignRef, campaignTitles } from './campaigns.ts';
import { lightSql } from './light.ts';
import { presentTaskItem } from './presenter.ts';
import type { TaskQuery } from './schema.ts';

interface TaskDeps {
  readonly ledger: Pick<LedgerDoor, 'pool'>;
}

/** What a list of tasks is asked for. */
export type Query = z.output<typeof TaskQuery>;

/** That the task of a row is not the whole of an each-unit task. */
export const ofNoShares = (row: string): string => `${row}.kind <> 'eachUnit'`;
/** That numbers count the task of a row (domain/task/counted.ts). */
export const counted = (row: string): string => `${ofNoShares(row)} AND ${row}.stage <> 'cancelled'`;
const inStages = (row: string, stages: readonly string[]): string => `${row}.stage IN (${stages.map((stage) => `'${stage}'`).join(', ')})`;
/** SQL: a task on whose lead it is. */
export const withLead = (row: string): string => inStages(row, leadStages);
/** That a counted task of a row stands where it can be overdue. */
const chasedStage = (row: string): string => inStages(row, overdueStages);
/** That the task of a row is one that can be overdue. The index of the overdue board holds these by their stages. */
export const chased = (row: string): string => `${chasedStage(row)} AND ${ofNoShares(row)}`;
const done = `('accepted', 'cancelled')`;
/** That a 督办通知书 on the task was signed in these days: by its record, which stays when a later draft or a relapse takes the notice's place. */
const signedWithin = (bind: Bind, from: string | undefined, until: string | undefined): readonly string[] =>
  from === undefined && until === undefined
    ? []
    : [`EXISTS (SELECT FROM fact f WHERE f.process_id = r.id AND ${[`f.type = 'urgingNoticeSigned'`, ...within(bind, 'f.at', from, until)].join(' AND ')})`];

/** What a task must be to stand in the list, as conditions on its row `r`. */
export function conditions(query: Query, now: number, bind: Bind): readonly string[] {
  const { stage, phase, kind, leadUnitId, parentTaskId, section, campaignId, outside, open, whole, cancelled, rung, reached, overdue, light, late, q } = query;
  return [
    ...equal(bind, 'stage', stage),
    ...equal(bind, 'phase', phase),
    ...equal(bind, 'kind', kind),
    ...equal(bind, 'section', section),
    ...equal(bind, 'rung', rung),
    ...equal(bind, 'lead_unit_id', leadUnitId, 'uuid'),
    ...equal(bind, 'parent_task_id', parentTaskId, 'uuid'),
    ...equal(bind, 'campaign_id', campaignId, 'uuid'),
    ...(outside === undefined ? [] : ['r.campaign_id IS NULL']),
    ...(open === undefined ? [] : [`r.stage ${open === 'true' ? 'NOT IN' : 'IN'} ${done}`]),
    ...(whole === undefined ? [] : [whole === 'true' ? `NOT (${ofNoShares('r')})` : ofNoShares('r')]),
    ...(cancelled === undefined ? [] : [`r.stage ${cancelled === 'true' ? '=' : '<>'} 'cancelled'`]),
    ...(reached === undefined ? [] : [`r.rung IS ${reached === 'true' ? 'NOT ' : ''}NULL`]),
    ...(overdue === undefined ? [] : [`r.due_at < ${bind(instantText(now))} AND ${chased('r')}`]),
    ...(light === undefined ? [] : [`${lightSql(now, bind)} = ${bind(light)}`]),
    ...(late === undefined ? [] : [`${late === 'true' ? '' : 'NOT '}r.made_good_late`]),
    ...within(bind, 'r.accepted_at', query.acceptedFrom, query.acceptedUntil),
    ...within(bind, 'r.due_at', query.dueFrom, query.dueUntil),
    ...signedWithin(bind, query.urgedFrom, query.urgedUntil),
    ...(q === undefined ? [] : [holds(bind, ['r.number', 'r.content'], q)]),
  ];
}

/** In what order the tasks are looked at: through the campaign or the unit asked for, else through all that the asker sees. */
function sourced({ campaignId, outside, parentTaskId, leadUnitId, q }: Query): Pick<Listing, 'source' | 'few'> {
  const few =
    parentTaskId !== undefined
      ? fewBy('task_record', 'parent_task_id', parentTaskId)
      : outside !== undefined
        ? { few: () => fewWhere('task_record', 't.campaign_id IS NULL') }
        : q !== undefined && campaignId === undefined
          ? { few: textsWith('task_text', q) }
          : {};
  if (campaignId !== undefined) return { source: ofCampaign(campaignId), ...few };
  return leadUnitId === undefined ? few : { source: ofLead(leadUnitId), ...few };
}

/** The states of a page of the tasks that the asker sees, in the plan's order; several campaigns mix by order. */
export async function taskStates({ ledger: { pool } }: TaskDeps, query: Query, { asker, moment }: Pick<Asking, 'asker' | 'moment'>): Promise<Page<TaskState>> {
  const listing: Listing = { type: 'task', sight: sightOf(asker, 'task', moment), ...sourced(query), conditions: (bind) => conditions(query, moment.now, bind) };
  const { states, next } = await statesPage<TaskState>(pool, listing, query);
  return { items: states, next };
}

/** That page as a list shows it. */
export async function listTasks(deps: TaskDeps, query: Query, asking: Asking) {
  const { items, next } = await taskStates(deps, query, asking);
  const { moment, language } = asking;
  const titles = await campaignTitles(
    deps.ledger.pool,
    items.flatMap(({ campaignId }) => campaignId || []),
  );
  const context = { now: moment.now, org: moment.org, language };
  return { items: items.map((state) => ({ ...presentTaskItem(state, context), campaign: campaignRef(state.campaignId, titles) })), next };
}
