import { beijingDateOf, startOfDay } from '../../domain/calendar/beijing.ts';
import { addMonths, startOfMonth } from '../../domain/calendar/span.ts';
import type { BeijingDate, Instant } from '../../domain/process/time.ts';
import { instantText } from '../../ledger/projection/instant.ts';
import type { Moment } from '../../ledger/world.ts';
import type { Asker } from '../http/asker.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import { sightOf } from '../http/sight.ts';
import { binder } from '../list/source.ts';
import { chased, chasedStage, counted } from '../tasks/list.ts';
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

interface Days {
  readonly from: Instant;
  readonly before: Instant;
}

/** A period as the whole months of Beijing in it, from the first to before the last named, and the days around them. */
function monthsIn({ from, before }: Days): { readonly months?: readonly [BeijingDate, BeijingDate]; readonly around: readonly Days[] } {
  const begins = beijingDateOf(from);
  const first = startOfMonth(begins) === begins ? begins : addMonths(startOfMonth(begins), 1);
  const end = startOfMonth(beijingDateOf(before));
  if (first >= end) return { around: [{ from, before }] };
  const around = [
    { from, before: startOfDay(first) },
    { from: startOfDay(end), before },
  ];
  return { months: [first, end], around: around.filter((days) => days.from < days.before) };
}

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
  const only = campaignId === undefined ? '' : ` AND campaign_id = ${bind(campaignId)}::uuid`;
  /** What the asker sees of a table with a unit and a campaign, in two parts so that each is read by its index. */
  const seen = (unit: string): readonly string[] => [
    `campaign_id = ANY(${ids}::uuid[])${only}`,
    `${unit} = ANY(${own}::uuid[]) AND (campaign_id IS NULL OR campaign_id <> ALL(${ids}::uuid[]))${only}`,
  ];
  const within = (days: Days): string => `due_at >= ${bind(instantText(days.from))} AND due_at < ${bind(instantText(days.before))}`;
  const { months, around } = monthsIn({ from, before });
  const thisMonth = startOfMonth(beijingDateOf(moment.now));
  const inMonths = months !== undefined && months[0] <= thisMonth && thisMonth < months[1];
  const sums = [
    ...(months === undefined
      ? []
      : seen('unit_id').map(
          (part) =>
            `SELECT unit_id AS unit, sum(tasks) AS tasks, sum(accepted) AS accepted, sum(on_time) AS on_time, sum(chased) FILTER (WHERE month < ${bind(thisMonth)}::date) AS overdue
   FROM unit_standing WHERE ${part} AND month >= ${bind(months[0])}::date AND month < ${bind(months[1])}::date GROUP BY 1`,
        )),
    // In the order of the index and by its columns alone: thousands of tasks are counted as they are read.
    ...around.flatMap((days) =>
      seen('lead_unit_id').map(
        (part) =>
          `SELECT lead_unit_id AS unit, count(*) AS tasks, count(*) FILTER (WHERE stage = 'accepted') AS accepted, count(*) FILTER (WHERE stage = 'accepted' AND NOT made_good_late) AS on_time,
   count(*) FILTER (WHERE due_at < ${bind(instantText(moment.now))} AND ${chasedStage('t')}) AS overdue FROM task_record t WHERE ${part} AND ${within(days)} AND ${counted('t')} GROUP BY campaign_id, lead_unit_id`,
      ),
    ),
    ...(inMonths
      ? seen('lead_unit_id').map(
          (part) =>
            `SELECT lead_unit_id AS unit, 0, 0, 0, count(*) AS overdue FROM task_record t WHERE ${part} AND ${within({ from: startOfDay(thisMonth), before: moment.now })} AND ${chased('t')} GROUP BY campaign_id, lead_unit_id`,
        )
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
