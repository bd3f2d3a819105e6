import { z } from 'zod';
import { chasingKinds } from '../../domain/notice/chasing.ts';
import { chaseSight, overseers } from '../../domain/policy/chases.ts';
import { type TimedType, timedTypes } from '../../domain/process/definition.ts';
import { visibleSql } from '../../ledger/org-visibility.ts';
import type { Moment } from '../../ledger/world.ts';
import type { Asker } from '../http/asker.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import { cursorMoment } from '../http/keyset.ts';
import { id } from '../http/params.ts';
import { type Sight, sightOf } from '../http/sight.ts';
import { owedSql } from '../list/owed.ts';
import { within } from '../list/search.ts';
import { type Bind, binder } from '../list/source.ts';
import { recipient } from '../notifications/list.ts';
import type { ChaseQuery } from './schema.ts';

/** What the ledger is asked for. */
export type Query = Omit<z.output<typeof ChaseQuery>, 'limit'>;

/** Where a notice stands in the ledger: when it was told, newest first, then its id. */
export const chasePlace = z.tuple([cursorMoment, id]);
type Place = z.output<typeof chasePlace>;

/** As the indexes of migration 0014 say it. */
const chases = `(n.is_rung OR n.kind IN (${chasingKinds.map((kind) => `'${kind}'`).join(', ')}))`;
/** SQL: the kind of the deadline chased by the notice `n`; the signed 督办通知书 chases by the answer that it asks for. */
export const chasedKind = `CASE WHEN n.kind = 'urgingNoticeSigned' THEN 'urgingAnswer' ELSE nullif(n.deadline_kind, '') END`;

/** Keys by which notices are looked up, each through the index of its column in the order of the list. */
interface Source {
  readonly column: 'person_id' | 'unit_id' | 'process_id' | 'whole_id';
  /** SQL with the column `key`. */
  readonly keys: string;
  /** A single key may fill a stretch; keys with few notices each are read whole; of each of many the newest are. */
  readonly are: 'one' | 'fewEach' | 'many';
}

const one = (column: Source['column'], value: string, bind: Bind): Source => ({ column, keys: `SELECT ${bind(value)}::uuid AS key`, are: 'one' });

/** What was told to the unit, or to others over a deadline that it owes as a whole; of what is owed beside others each unit is told itself. */
function ofUnit(unitId: string, bind: Bind): string {
  const units = bind([unitId]);
  return `(n.unit_id = ANY(${units}::uuid[]) OR ${owedSql(bind, { type: 'p.type', process: 'n.process_id', kind: `(${chasedKind})` }, units, ['whole'])})`;
}

/** Where to look: through the narrowest filter, else through all that the asker may see. */
function sourcesOf({ taskId, processId, personId, unitId, campaignId }: Query, seen: Seen, isCrowded: boolean, bind: Bind): readonly Source[] {
  if (taskId !== undefined) {
    const task = bind(taskId);
    // The few notices that name the task stand under the campaign; their condition is asked again with all others.
    const naming = `SELECT DISTINCT m.process_id AS key FROM notice m WHERE m.kind = 'tasksUrged' AND m.about_ids @> ARRAY[${task}::uuid]`;
    return [{ column: 'process_id', keys: `SELECT ${task}::uuid AS key UNION ${naming}`, are: 'many' }];
  }
  if (processId !== undefined) return [one('process_id', processId, bind)];
  if (personId !== undefined) return [one('person_id', personId, bind)];
  if (unitId !== undefined && !isCrowded) {
    // Of what a unit supports, indicators and surveys set it a deadline of its own; they stand apart from tasks by their place.
    const unit = bind(unitId);
    const taken = `SELECT v.process_id AS key FROM participation v WHERE v.unit_id = ${unit}::uuid`;
    return [
      one('unit_id', unitId, bind),
      { column: 'process_id', keys: `${taken} AND (v.relation IN ('lead', 'assigner') OR v.relation = 'supporting' AND v.place < 0)`, are: 'fewEach' },
      // What stands under a campaign is found under it; of tasks outside any an office has few.
      {
        column: 'process_id',
        keys: `${taken} AND v.relation = 'office' AND EXISTS (SELECT 1 FROM task_record t WHERE t.id = v.process_id AND t.campaign_id IS NULL)`,
        are: 'fewEach',
      },
      { column: 'whole_id', keys: `${taken} AND v.relation IN ('office', 'actingBody') AND v.place < 0`, are: 'many' },
    ];
  }
  if (campaignId !== undefined) return [one('whole_id', campaignId, bind)];
  const overseen = `v.unit_id = ANY(${bind(seen.oversees)}::uuid[]) AND v.relation = ANY(${bind(overseers)})`;
  return [
    one('person_id', seen.personId, bind),
    { column: 'unit_id', keys: `SELECT unnest(${bind(seen.told)}::uuid[]) AS key`, are: 'many' },
    // Tasks of a campaign stand under it; those outside any are few.
    {
      column: 'whole_id',
      keys: `SELECT v.process_id AS key FROM participation v WHERE v.place < 0 AND ${overseen}
 UNION SELECT v.process_id FROM task_record t JOIN participation v ON v.process_id = t.id WHERE t.campaign_id IS NULL AND ${overseen}`,
      are: 'many',
    },
  ];
}

interface Seen {
  readonly personId: string;
  readonly postId: string | null;
  readonly oversees: readonly string[];
  readonly told: readonly string[];
}

function seenBy(asker: Asker, { org }: Moment): Seen {
  const [personId, postId] = recipient(asker);
  const sights = asker.actors.map((actor) => chaseSight(actor, org));
  const all = (of: 'oversees' | 'told'): readonly string[] => [...new Set(sights.flatMap((sight) => sight[of]))];
  return { personId, postId, oversees: all('oversees'), told: all('told') };
}

/** The reading rules of all types over a notice's process `p`: types with the same rule are asked together. */
function readable(asker: Asker, moment: Moment, values: unknown[]): string {
  const bySight = new Map<string, { readonly sight: Sight; readonly types: TimedType[] }>();
  for (const type of timedTypes) {
    const sight = sightOf(asker, type, moment);
    const key = JSON.stringify(sight.units);
    const known = bySight.get(key) ?? { sight, types: [] };
    known.types.push(type);
    bySight.set(key, known);
  }
  return `(${[...bySight.values()].map(({ sight, types }) => `p.type = ANY($${values.push(types)}) AND ${visibleSql(sight, 'p.id', values)}`).join(' OR ')})`;
}

/** Told to the person; or of a process that the asker sees, and overseen or told to one of the asker's units. */
function visible(seen: Seen, asker: Asker, moment: Moment, values: unknown[]): string {
  const bind = binder(values);
  const told = `n.person_id = ${bind(seen.personId)}::uuid${seen.postId === null ? '' : ` AND n.post_id = ${bind(seen.postId)}::uuid`}`;
  const own = `n.unit_id = ANY(${bind(seen.told)}::uuid[])`;
  const overseen = `EXISTS (SELECT 1 FROM participation v WHERE v.process_id = p.id AND v.unit_id = ANY(${bind(seen.oversees)}::uuid[]) AND v.relation = ANY(${bind(overseers)}))`;
  return `(${told} OR (${own} OR ${overseen}) AND ${readable(asker, moment, values)})`;
}

/** What the filters ask of the notice `n` alone. */
function conditions(query: Query, bind: Bind): readonly string[] {
  const { campaignId, taskId, processId, personId, rung, from, until } = query;
  const equal = (column: string, value: string | undefined): readonly string[] => (value === undefined ? [] : [`n.${column} = ${bind(value)}::uuid`]);
  const task = taskId === undefined ? undefined : bind(taskId);
  return [
    chases,
    ...equal('whole_id', campaignId),
    ...equal('process_id', processId),
    ...equal('person_id', personId),
    ...(task === undefined ? [] : [`(n.process_id = ${task}::uuid OR n.about_ids @> ARRAY[${task}::uuid])`]),
    ...(rung === undefined ? [] : [`n.rung = ${bind(rung)}`]),
    ...within(bind, 'n.created_at', from, until),
  ];
}

/** What is asked of a notice before it is shown. */
const asked = 'n.id, n.process_id, n.kind, n.deadline_kind, n.unit_id, n.person_id, n.post_id';

/** Notices looked at one after the other: most pages are full after the first stretch; the second keeps a ledger of which the asker sees hardly anything within a tenth of a second. */
const stretches = [200, 1_000] as const;
/** Of each of many keys so many are put in order for a stretch, and never fewer than the page may take of it. */
const ofEach = 60;
/** A unit that leads more than this is looked for among all that the asker may see: each of its tasks would have to be asked for its notices. */
export const crowdedFrom = 550;

async function isCrowded(pool: LedgerDoor['pool'], unitId: string | undefined): Promise<boolean> {
  if (unitId === undefined) return false;
  const text = `SELECT FROM participation v WHERE v.unit_id = $1 AND v.relation IN ('lead', 'assigner') LIMIT ${crowdedFrom + 1}`;
  return ((await pool.query(text, [unitId])).rowCount ?? 0) > crowdedFrom;
}

interface Row {
  readonly id: string;
  readonly at: Date;
  readonly hit: boolean;
}

interface Asked {
  readonly query: Query;
  readonly asker: Asker;
  readonly moment: Moment;
  readonly isCrowded: boolean;
}

/** One stretch: what of it the asker sees, and the place of its last notice when there may be more behind it. */
async function stretch(pool: LedgerDoor['pool'], { query, asker, moment, isCrowded: crowded }: Asked, after: Place | undefined, length: number, limit: number) {
  const values: unknown[] = [];
  const bind = binder(values);
  const seen = seenBy(asker, moment);
  const where = [...conditions(query, bind)];
  const ofProcess = [visible(seen, asker, moment, values), ...(query.unitId === undefined ? [] : [ofUnit(query.unitId, bind)])];
  if (after) {
    const at = `to_timestamp(${bind(after[0])}::float8 / 1000)`;
    where.push(`n.created_at <= ${at}`, `(n.created_at < ${at} OR n.id > ${bind(after[1])}::uuid)`);
  }
  const ordered = 'ORDER BY n.created_at DESC, n.id';
  const found = sourcesOf(query, seen, crowded, bind).map(({ column, keys, are }) => {
    const told = `SELECT n.id, n.created_at FROM notice n WHERE n.${column} = k.key AND ${where.join(' AND ')}`;
    const most = are === 'one' ? length : Math.max(ofEach, limit);
    return are === 'fewEach'
      ? `SELECT n.id, n.created_at, false AS cut FROM (${keys}) k CROSS JOIN LATERAL (${told} OFFSET 0) n`
      : `SELECT n.id, n.created_at, n.nth = ${most} AS cut FROM (${keys}) k CROSS JOIN LATERAL (SELECT n.*, row_number() OVER () AS nth FROM (${told} ${ordered} LIMIT ${most}) n) n`;
  });
  // Behind the last that was taken of a key there may be others of it: up to there, and no further, the order is whole.
  // LATERAL with LIMIT 1: notice by notice through the primary keys, never by reading a table as a whole.
  const { rows } = await pool.query<Row>(
    `WITH f AS MATERIALIZED (SELECT * FROM (${found.join('\n UNION ALL ')}) n ${ordered} LIMIT ${length}),
 o AS MATERIALIZED (SELECT n.id, n.created_at, bool_or(n.cut) AS cut, row_number() OVER (${ordered}) AS place FROM f n GROUP BY n.id, n.created_at),
 e AS (SELECT coalesce(min(place) FILTER (WHERE cut), max(place)) AS place, bool_or(cut) OR (SELECT count(*) FROM f) = ${length} AS more FROM o),
 h AS (SELECT c.id, c.created_at FROM (SELECT o.* FROM o WHERE o.place <= (SELECT place FROM e) ORDER BY o.place) c
  CROSS JOIN LATERAL (SELECT ${asked} FROM notice n WHERE n.id = c.id LIMIT 1) n
  CROSS JOIN LATERAL (SELECT 1 FROM process p WHERE p.id = n.process_id AND ${ofProcess.join(' AND ')} LIMIT 1) p ORDER BY c.place LIMIT ${limit})
 SELECT id, created_at AS at, true AS hit FROM h UNION ALL SELECT o.id, o.created_at, false FROM o JOIN e ON e.more AND e.place = o.place`,
    values,
  );
  const last = rows.find((row) => !row.hit);
  return { hits: rows.filter((row) => row.hit), end: last && placeOf(last) };
}

const placeOf = ({ at, id: notice }: Pick<Row, 'at' | 'id'>): Place => [at.getTime(), notice];

/**
 * Ids of a page of the chases that the asker sees, newest first, from after the cursor. A page may be shorter than asked for though more follows: after some thousand notices looked at
 * it ends where it stands, and `next` goes on from there.
 */
export async function findChases(
  pool: LedgerDoor['pool'],
  query: Query,
  { asker, moment }: { readonly asker: Asker; readonly moment: Moment },
  after: Place | undefined,
  limit: number,
): Promise<{ readonly ids: readonly string[]; readonly next: Place | undefined }> {
  const asking: Asked = { query, asker, moment, isCrowded: await isCrowded(pool, query.unitId) };
  const found: Row[] = [];
  let from = after;
  // Among many notices few are of a crowded unit.
  for (const length of asking.isCrowded ? stretches.slice(1) : stretches) {
    const { hits, end } = await stretch(pool, asking, from, Math.max(length, limit + 1), limit + 1 - found.length);
    found.push(...hits);
    const last = found[limit - 1];
    if (found.length > limit && last) return { ids: found.slice(0, limit).map((row) => row.id), next: placeOf(last) };
    from = end;
    if (end === undefined) break;
  }
  return { ids: found.map((row) => row.id), next: from };
}
