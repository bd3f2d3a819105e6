import { addDays, beijingDateOf, startOfDay } from '../../domain/calendar/beijing.ts';
import { type Days, startOfMonth, wholeMonths } from '../../domain/calendar/span.ts';
import { instantText } from '../../ledger/projection/instant.ts';
import type { Moment } from '../../ledger/world.ts';
import type { Asker } from '../http/asker.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import { sightOf } from '../http/sight.ts';
import { binder } from '../list/source.ts';
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
 * Whole months are added up from `unit_standing`, the days around them counted task by task, as is what fell due in the current month.
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
  const [ids, own] = [bind(campaigns.map((row) => row.id)), bind(leads)];
  /** What the asker sees of rows with a campaign and a lead unit, in two parts so that each is read by its index. */
  const seen = (campaign: string, unit: string): readonly string[] => {
    const only = campaignId === undefined ? '' : ` AND ${campaign} = ${bind(campaignId)}::uuid`;
    return [`${campaign} = ANY(${ids}::uuid[])${only}`, `${unit} = ANY(${own}::uuid[]) AND (${campaign} IS NULL OR ${campaign} <> ALL(${ids}::uuid[]))${only}`];
  };
  const { months, around } = wholeMonths({ from: beijingDateOf(from), before: beijingDateOf(before) });
  const today = beijingDateOf(moment.now);
  const thisMonth = startOfMonth(today);
  /** Tasks one by one, by an index alone that is in the order of their due days, counted as `standing_of` counts each (migration 0020). */
  const standing = (part: string, days: Days): string =>
    `FROM task_record t CROSS JOIN LATERAL standing_of(t) s WHERE ${part} AND t.due_at >= ${bind(instantText(startOfDay(days.from)))} AND t.due_at < ${bind(instantText(startOfDay(days.before)))} GROUP BY 1`;
  const figures = 'sum(s.tasks) AS tasks, sum(s.accepted) AS accepted, sum(s.on_time) AS on_time';
  const past = (): string => `sum(s.chased) FILTER (WHERE t.due_at < ${bind(instantText(moment.now))}) AS overdue`;
  const sums = [
    ...(months === undefined
      ? []
      : seen('s.campaign_id', 's.unit_id').map(
          (part) =>
            `SELECT s.unit_id AS unit, ${figures}, sum(s.chased) FILTER (WHERE s.month < ${bind(thisMonth)}::date) AS overdue
   FROM unit_standing s WHERE ${part} AND s.month >= ${bind(months.from)}::date AND s.month < ${bind(months.before)}::date GROUP BY 1`,
        )),
    ...around.flatMap((days) => seen('t.campaign_id', 't.lead_unit_id').map((part) => `SELECT t.lead_unit_id AS unit, ${figures}, ${past()} ${standing(part, days)}`)),
    // Of the current month what is past only.
    ...(months !== undefined && months.from <= thisMonth && thisMonth < months.before
      ? seen('t.campaign_id', 't.lead_unit_id').map((part) => `SELECT t.lead_unit_id AS unit, 0, 0, 0, ${past()} ${standing(part, { from: thisMonth, before: addDays(today, 1) })}`)
      : []),
  ];
  const { rows } = await pool.query<UnitStanding>(
    `SELECT unit, sum(tasks)::int AS tasks, sum(accepted)::int AS accepted, sum(on_time)::int AS "onTime", coalesce(sum(overdue), 0)::int AS overdue
 FROM (${sums.join(' UNION ALL ')}) t GROUP BY unit HAVING sum(tasks) > 0`,
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
