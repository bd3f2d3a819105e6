import { instantText } from '../../ledger/projection/instant.ts';
import type { Moment } from '../../ledger/world.ts';
import type { Asker } from '../http/asker.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import { sightOf } from '../http/sight.ts';
import { binder } from '../list/source.ts';
import { chasedStage, counted } from '../tasks/list.ts';
import type { Counted } from './read.ts';

/** How a unit stands with the tasks that it led and that fell due in the period. */
export interface UnitStanding {
  readonly unit: string;
  readonly tasks: number;
  readonly accepted: number;
  /** Accepted and handed in before the due moment. */
  readonly onTime: number;
  /** Past the due moment, open, and not waiting for the office. */
  readonly overdue: number;
}

/** A standing with its place: equal standings share one. */
export interface Ranked extends UnitStanding {
  readonly rank: number;
  /** Part of the tasks accepted on time, 0 to 1. */
  readonly share: number;
}

/** Relations that see every task of their campaign; the others see some, and some are no ranking. */
const wholeCampaign = ['office', 'leadingGroup'];

/**
 * The units whose work the asker sees as a whole, with the tasks due in the period: lead units of the asker's campaigns for their office and leading group,
 * else the asker's unit and those below. A unit that only supports another is not shown a part of the other's work. Cancelled tasks count nowhere, and of an each-unit task its shares alone.
 */
export async function readStandings(
  pool: LedgerDoor['pool'],
  asker: Asker,
  moment: Moment,
  { from, before, campaignId }: Omit<Counted, 'bodies'> & { readonly campaignId: string | undefined },
): Promise<readonly UnitStanding[]> {
  const sight = sightOf(asker, 'task', moment);
  const leads = sight.units.filter(({ relation }) => relation === 'lead').flatMap(({ unitIds }) => unitIds);
  const whole = sight.units.filter(({ relation }) => wholeCampaign.includes(relation));
  const values: unknown[] = [];
  const bind = binder(values);
  // Asked for first: as constants the index can be read by them, and 600 campaigns are known in a millisecond.
  const { rows: campaigns } = await pool.query<{ id: string }>(
    `SELECT DISTINCT v.process_id AS id FROM participation v JOIN campaign_record c ON c.id = v.process_id
 WHERE v.place < -1 AND (v.relation, v.unit_id) IN (SELECT * FROM unnest($1::text[], $2::uuid[]))`,
    [whole.flatMap(({ relation, unitIds }) => unitIds.map(() => relation)), whole.flatMap(({ unitIds }) => unitIds)],
  );
  const ids = bind(campaigns.map((row) => row.id));
  const parts = [`campaign_id = ANY(${ids}::uuid[])`, `lead_unit_id = ANY(${bind(leads)}::uuid[]) AND (campaign_id IS NULL OR campaign_id <> ALL(${ids}::uuid[]))`];
  const conditions = [
    `due_at >= ${bind(instantText(from))} AND due_at < ${bind(instantText(before))} AND ${counted('t')}`,
    ...(campaignId === undefined ? [] : [`campaign_id = ${bind(campaignId)}::uuid`]),
  ];
  const now = bind(instantText(moment.now));
  // In the order of the index and by its columns alone: a year's tasks, a third of a million in a large city, are counted as they are read.
  const heaps = parts.map(
    (part) =>
      `SELECT lead_unit_id AS unit, stage, made_good_late AS late, count(*) AS tasks, count(*) FILTER (WHERE due_at < ${now}) AS past
   FROM task_record t WHERE ${[part, ...conditions].join(' AND ')} GROUP BY campaign_id, lead_unit_id, stage, made_good_late`,
  );
  const sum = (column: string, condition: string): string => `coalesce(sum(${column}) FILTER (WHERE ${condition}), 0)::int`;
  const { rows } = await pool.query<UnitStanding>(
    `SELECT unit, sum(tasks)::int AS tasks, ${sum('tasks', `stage = 'accepted'`)} AS accepted, ${sum('tasks', `stage = 'accepted' AND NOT late`)} AS "onTime", ${sum('past', chasedStage('t'))} AS overdue
 FROM (${heaps.join(' UNION ALL ')}) t GROUP BY unit`,
    values,
  );
  return rows;
}

/** The same ranking within each of these classes: the place of each unit among those of its own. */
export function rankWithin<C>(standings: readonly UnitStanding[], classOf: (unit: string) => C): ReadonlyMap<string, number> {
  const classes = new Map<C, UnitStanding[]>();
  for (const one of standings) classes.set(classOf(one.unit), [...(classes.get(classOf(one.unit)) ?? []), one]);
  return new Map([...classes.values()].flatMap((alike) => rank(alike).map((one): readonly [string, number] => [one.unit, one.rank])));
}

/** Best first: by the share accepted on time, then by fewer overdue; equal ones in order of id, with the same rank. */
export function rank(standings: readonly UnitStanding[]): readonly Ranked[] {
  const shared = standings.map((one) => ({ ...one, share: one.tasks === 0 ? 0 : Math.round((one.onTime / one.tasks) * 10_000) / 10_000 }));
  const sorted = shared.sort((a, b) => b.share - a.share || a.overdue - b.overdue || (a.unit < b.unit ? -1 : 1));
  const ranked: Ranked[] = [];
  for (const [index, one] of sorted.entries()) {
    const last = ranked.at(-1);
    ranked.push({ ...one, rank: last && last.share === one.share && last.overdue === one.overdue ? last.rank : index + 1 });
  }
  return ranked;
}
