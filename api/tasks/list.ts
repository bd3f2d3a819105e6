import type { z } from 'zod';
import { addDays, startOfDay } from '../../domain/calendar/beijing.ts';
import type { TaskState } from '../../domain/task/state.ts';
import { instantText } from '../../ledger/projection/instant.ts';
import type { Moment } from '../../ledger/world.ts';
import type { Asker } from '../http/asker.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import { decodeCursor, limitOf } from '../http/keyset.ts';
import type { Language } from '../http/language.ts';
import { sightOf } from '../http/sight.ts';
import { holds, textsWith } from '../list/search.ts';
import { type Bind, ofCampaign, ofLead, ofSight, placeCursor } from '../list/source.ts';
import { type Listing, statesOf, walk } from '../list/walk.ts';
import { presentTaskItem } from './presenter.ts';
import type { TaskQuery } from './schema.ts';

/** What a list of tasks is asked for. */
export type Query = z.output<typeof TaskQuery>;

/** Open tasks that nobody is deciding on: those that can be overdue. The index of the overdue board holds exactly these. */
export const chased = `stage IN ('issued', 'signed', 'returned')`;
const done = `('accepted', 'cancelled')`;

/** What a task must be to stand in the list, as conditions on its row `r`. */
export function conditions(query: Query, now: number, bind: Bind): readonly string[] {
  const { stage, phase, kind, leadUnitId, parentTaskId, section, campaignId, outside, open, rung, reached, overdue, late, q } = query;
  const equal = (column: string, value: string | undefined, type = 'text'): readonly string[] => (value === undefined ? [] : [`r.${column} = ${bind(value)}::${type}`]);
  return [
    ...equal('stage', stage),
    ...equal('phase', phase),
    ...equal('kind', kind),
    ...equal('section', section),
    ...equal('rung', rung),
    ...equal('lead_unit_id', leadUnitId, 'uuid'),
    ...equal('parent_task_id', parentTaskId, 'uuid'),
    ...equal('campaign_id', campaignId, 'uuid'),
    ...(outside === undefined ? [] : ['r.campaign_id IS NULL']),
    ...(open === undefined ? [] : [`r.stage ${open === 'true' ? 'NOT IN' : 'IN'} ${done}`]),
    ...(reached === undefined ? [] : [`r.rung IS ${reached === 'true' ? 'NOT ' : ''}NULL`]),
    ...(overdue === undefined ? [] : [`r.due_at < ${bind(instantText(now))} AND r.${chased}`]),
    ...(late === undefined ? [] : [`${late === 'true' ? '' : 'NOT '}r.made_good_late`]),
    ...within('r.accepted_at', query.acceptedFrom, query.acceptedUntil, bind),
    ...within('r.due_at', query.dueFrom, query.dueUntil, bind),
    ...(q === undefined ? [] : [holds(bind, ['r.number', 'r.content'], q)]),
  ];
}

/** From the first day's beginning to the last day's end, in Beijing. */
const within = (column: string, from: string | undefined, until: string | undefined, bind: Bind): readonly string[] => [
  ...(from === undefined ? [] : [`${column} >= ${bind(instantText(startOfDay(from)))}`]),
  ...(until === undefined ? [] : [`${column} < ${bind(instantText(startOfDay(addDays(until, 1))))}`]),
];

/** In what order the tasks are looked at: through the campaign or the unit asked for, else through all that the asker sees. */
function sourced(query: Query, listing: Pick<Listing, 'type' | 'sight'>): Pick<Listing, 'source' | 'seen' | 'few'> {
  const { campaignId, outside, parentTaskId, leadUnitId, q } = query;
  const few: Pick<Listing, 'few'> =
    parentTaskId !== undefined
      ? { few: (bind) => `SELECT id FROM task_record WHERE parent_task_id = ${bind(parentTaskId)}::uuid` }
      : outside !== undefined
        ? { few: () => 'SELECT id FROM task_record WHERE campaign_id IS NULL' }
        : q !== undefined && campaignId === undefined
          ? { few: textsWith('task_text', q) }
          : {};
  if (campaignId !== undefined) return { source: ofCampaign(campaignId), seen: false, ...few };
  if (leadUnitId !== undefined) return { source: ofLead(leadUnitId), seen: false, ...few };
  return { source: ofSight('task', listing.sight), seen: true, ...few };
}

/** The states of a page of the tasks that the asker sees, in the plan's order; several campaigns mix by order. */
export async function tasksPage({ ledger }: { readonly ledger: Pick<LedgerDoor, 'pool'> }, query: Query, asker: Asker, moment: Moment) {
  const { pool } = ledger;
  const listing = { type: 'task', sight: sightOf(asker, 'task', moment) } as const;
  const { ids, next } = await walk(
    pool,
    { ...listing, ...sourced(query, listing), conditions: (bind) => conditions(query, moment.now, bind) },
    decodeCursor(query.cursor, placeCursor),
    limitOf(query),
  );
  return { states: await statesOf<TaskState>(pool, ids), next };
}

/** That page as a list shows it. */
export async function listTasks(deps: { readonly ledger: Pick<LedgerDoor, 'pool'> }, query: Query, asker: Asker, moment: Moment, language: Language) {
  const { states, next } = await tasksPage(deps, query, asker, moment);
  return { items: states.map((state) => presentTaskItem(state, { now: moment.now, org: moment.org, language })), next };
}
