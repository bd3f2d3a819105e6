import { z } from 'zod';
import { chasingKinds } from '../../domain/notice/chasing.ts';
import { chaseSight, overseers } from '../../domain/policy/chases.ts';
import { type TimedType, timedTypes } from '../../domain/process/definition.ts';
import { visibleSql } from '../../ledger/org-visibility.ts';
import type { Moment } from '../../ledger/world.ts';
import type { Asker } from '../http/asker.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import { cursorMoment, decodeCursor } from '../http/keyset.ts';
import { id } from '../http/params.ts';
import { type Sight, sightOf } from '../http/sight.ts';
import { owedSql } from '../list/owed.ts';
import { within } from '../list/search.ts';
import { type Bind, binder } from '../list/source.ts';
import { recipient } from '../notifications/list.ts';
import type { ChaseRow } from './presenter.ts';
import type { ChaseQuery } from './schema.ts';

type Query = Omit<z.output<typeof ChaseQuery>, 'limit'>;

const cursorKey = z.tuple([cursorMoment, id]);
/** Where a page of chases goes on. */
export const chaseKey = (row: ChaseRow): readonly [number, string] => [row.created_at.getTime(), row.id];

/** As the indexes of migration 0014 say it. */
const chases = `(n.is_rung OR n.kind IN (${chasingKinds.map((kind) => `'${kind}'`).join(', ')}))`;
/** The kind of the deadline chased: the signed 督办通知书 chases by the answer that it asks for. */
const chasedKind = `CASE WHEN n.kind = 'urgingNoticeSigned' THEN 'urgingAnswer' ELSE nullif(n.deadline_kind, '') END`;

/** Keys by which notices are looked up, each through the index of its column in the order of the list. */
interface Source {
  readonly column: 'person_id' | 'unit_id' | 'process_id' | 'whole_id';
  /** SQL with the column `key`. */
  readonly keys: string;
  /** Keys with few notices each: all are read and put in order before the first is asked who may see it. Without it each key is walked in order until a page is found. */
  readonly areFewEach?: true;
}

const one = (column: Source['column'], value: string, bind: Bind): Source => ({ column, keys: `SELECT ${bind(value)}::uuid AS key` });

/** What was told to the unit, or to others over a deadline that it owes as a whole; of what is owed beside others each unit is told itself. */
function ofUnit(unitId: string, bind: Bind): string {
  const units = bind([unitId]);
  return `(n.unit_id = ANY(${units}::uuid[]) OR ${owedSql(bind, { type: 'p.type', process: 'n.process_id', kind: `(${chasedKind})` }, units, ['whole'])})`;
}

/** Where to look: through the narrowest filter, else through all that the asker may see. */
function sourcesOf({ taskId, processId, personId, unitId, campaignId }: Query, seen: Seen, bind: Bind): readonly Source[] {
  if (taskId !== undefined) {
    const task = bind(taskId);
    // The few notices that name the task stand under the campaign; their condition is asked again with all others.
    const naming = `SELECT DISTINCT m.process_id AS key FROM notice m WHERE m.kind = 'tasksUrged' AND m.about_ids @> ARRAY[${task}::uuid]`;
    return [{ column: 'process_id', keys: `SELECT ${task}::uuid AS key UNION ${naming}` }];
  }
  if (processId !== undefined) return [one('process_id', processId, bind)];
  if (personId !== undefined) return [one('person_id', personId, bind)];
  if (unitId !== undefined) {
    // Of what a unit supports, indicators and surveys set it a deadline of its own; they stand apart from tasks by their place.
    const unit = bind(unitId);
    const taken = `SELECT v.process_id AS key FROM participation v WHERE v.unit_id = ${unit}::uuid`;
    return [
      one('unit_id', unitId, bind),
      { column: 'process_id', keys: `${taken} AND (v.relation IN ('lead', 'assigner') OR v.relation = 'supporting' AND v.place < 0)`, areFewEach: true },
      // What stands under a campaign is found under it; of tasks outside any an office has few.
      {
        column: 'process_id',
        keys: `${taken} AND v.relation = 'office' AND EXISTS (SELECT 1 FROM task_record t WHERE t.id = v.process_id AND t.campaign_id IS NULL)`,
        areFewEach: true,
      },
      { column: 'whole_id', keys: `${taken} AND v.relation IN ('office', 'actingBody') AND v.place < 0` },
    ];
  }
  if (campaignId !== undefined) return [one('whole_id', campaignId, bind)];
  const overseen = `v.unit_id = ANY(${bind(seen.oversees)}::uuid[]) AND v.relation = ANY(${bind(overseers)})`;
  return [
    one('person_id', seen.personId, bind),
    { column: 'unit_id', keys: `SELECT unnest(${bind(seen.told)}::uuid[]) AS key` },
    // Tasks of a campaign stand under it; those outside any are few.
    {
      column: 'whole_id',
      keys: `SELECT v.process_id AS key FROM participation v WHERE v.place < 0 AND ${overseen}
 UNION SELECT v.process_id FROM task_record t JOIN participation v ON v.process_id = t.id WHERE t.campaign_id IS NULL AND ${overseen}`,
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
const asked = 'n.id, n.created_at, n.process_id, n.kind, n.deadline_kind, n.unit_id, n.person_id, n.post_id';

/** A page of the chases that the asker sees, newest first, from after the cursor, each with who did it, how it left the building and what became of its deadline. */
export async function readChases(
  pool: LedgerDoor['pool'],
  query: Query,
  { asker, moment }: { readonly asker: Asker; readonly moment: Moment },
  limit: number,
): Promise<readonly ChaseRow[]> {
  const values: unknown[] = [];
  const bind = binder(values);
  const seen = seenBy(asker, moment);
  const where = [...conditions(query, bind)];
  const ofProcess = [visible(seen, asker, moment, values), ...(query.unitId === undefined ? [] : [ofUnit(query.unitId, bind)])];
  const after = decodeCursor(query.cursor, cursorKey);
  if (after) {
    const at = `to_timestamp(${bind(after[0])}::float8 / 1000)`;
    where.push(`n.created_at <= ${at}`, `(n.created_at < ${at} OR n.id > ${bind(after[1])}::uuid)`);
  }
  // LATERAL with LIMIT 1: process by process through the primary key in the order of the notices, never by reading the table as a whole.
  const checked = `CROSS JOIN LATERAL (SELECT 1 FROM process p WHERE p.id = n.process_id AND ${ofProcess.join(' AND ')} LIMIT 1) p`;
  const page = `ORDER BY n.created_at DESC, n.id LIMIT ${limit}`;
  const found = sourcesOf(query, seen, bind).map(({ column, keys, areFewEach }) => {
    const told = `n.${column} = k.key AND ${where.join(' AND ')}`;
    return areFewEach
      ? `(SELECT n.id, n.created_at FROM (SELECT n.* FROM (${keys}) k CROSS JOIN LATERAL (SELECT ${asked} FROM notice n WHERE ${told} OFFSET 0) n ORDER BY n.created_at DESC, n.id OFFSET 0) n
 ${checked} ${page})`
      : `SELECT f.id, f.created_at FROM (${keys}) k CROSS JOIN LATERAL (SELECT n.id, n.created_at FROM notice n ${checked} WHERE ${told} ${page}) f`;
  });
  const { rows } = await pool.query<ChaseRow>(
    `WITH found AS MATERIALIZED (SELECT id, created_at FROM (${found.join('\n UNION ')}) f ORDER BY created_at DESC, id LIMIT ${limit})
 SELECT n.id, n.kind, n.rung, n.is_rung, n.title, n.why, n.rule, n.stops, n.due_at, n.created_at, n.read_at, n.person_id, n.post_id, n.unit_id, n.instead_of, n.about_ids,
  n.process_id, p.type AS process_type, p.number AS process_number, w.id AS campaign_id, ${chasedKind} AS deadline_kind, s.actor, d.paused, e.seq AS ended_seq, e.type AS ended_type, e.at AS ended_at, e.actor AS ended_by,
  coalesce((SELECT jsonb_agg(jsonb_build_object('channel', l.channel, 'state', l.state, 'reason', l.reason, 'sentAt', (extract(epoch FROM g.sent_at) * 1000)::bigint) ORDER BY l.channel, l.id)
   FROM delivery l LEFT JOIN digest g ON g.id = l.digest_id WHERE l.notice_id = n.id), '[]') AS deliveries
 FROM found JOIN notice n ON n.id = found.id CROSS JOIN LATERAL (SELECT p.type, p.number FROM process p WHERE p.id = n.process_id LIMIT 1) p
 LEFT JOIN LATERAL (SELECT w.id FROM process w WHERE w.id = n.whole_id AND w.type = 'campaign' LIMIT 1) w ON true
 LEFT JOIN fact s ON NOT n.is_rung AND s.process_id = n.process_id AND s.seq = n.fact_seq
 LEFT JOIN deadline_record d ON d.process_id = n.process_id AND d.kind = ${chasedKind} AND d.seq = n.fact_seq
 LEFT JOIN LATERAL (SELECT a.seq, a.type, a.at, a.actor FROM fact a WHERE d.kind IS NULL AND a.process_id = n.process_id AND a.seq > n.fact_seq
  AND (a.data -> 'clears' ? (${chasedKind}) OR a.data -> 'sets' @> jsonb_build_array(jsonb_build_object('kind', ${chasedKind})))
  AND NOT EXISTS (SELECT FROM fact u WHERE u.process_id = a.process_id AND u.seq = a.seq + 1 AND u.type = 'stepWithdrawn') ORDER BY a.seq LIMIT 1) e ON true
 ORDER BY found.created_at DESC, found.id`,
    values,
  );
  return rows;
}
