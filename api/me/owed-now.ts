import { owedTable } from '../../domain/chase/owing.ts';
import { waitedFor } from '../../domain/chase/waited.ts';
import { standsFor } from '../../domain/policy/relation.ts';
import { system } from '../../domain/process/actor.ts';
import type { ProcessState, TimedType } from '../../domain/process/definition.ts';
import type { Instant } from '../../domain/process/time.ts';
import { instantText } from '../../ledger/projection/instant.ts';
import { type Moment, nothingLooked, worldOf } from '../../ledger/world.ts';
import type { Asker } from '../http/asker.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import { ownSql, plainKind } from '../list/owed.ts';
import { type Bind, binder } from '../list/source.ts';
import { type Concern, concernsOf, visitKinds } from './settling.ts';

type Pool = LedgerDoor['pool'];

/** Of what each unit owes beside the others no feed has more open at once. */
const mostWaiting = 1_000;

/** Something due, with its process, and the unit of the asker's own that it is due from. */
export interface OwedRow {
  readonly type: TimedType;
  readonly state: ProcessState;
  readonly number: string | null;
  readonly kind: string;
  readonly due_on: string | null;
  readonly due_at: Date;
  readonly rung: string | null;
  readonly unitId: string;
}
/** Something due from these units of the asker's own, the lowest first. */
interface FoundRow extends Omit<OwedRow, 'unitId'> {
  readonly unit_ids: readonly string[];
}

/** When is asked, and until when what is due counts as near. */
export interface Now {
  readonly moment: Moment;
  readonly near: Instant;
}

/** Which of what is due is asked for. */
export interface Wanted {
  readonly state: 'overdue' | 'soon' | 'all';
  readonly unitId?: string | undefined;
  readonly processId?: string | undefined;
  /** Only what a visit to a party settles. */
  readonly visits?: boolean;
  readonly after?: readonly [at: Instant, id: string, kind: string] | undefined;
  readonly limit: number;
}

/** A unit and what a post of the asker there is concerned with. */
interface Part {
  readonly unitId: string;
  readonly concern: Concern;
}

const partsOf = ({ actors }: Pick<Asker, 'actors'>, { org }: Moment): readonly Part[] =>
  actors.flatMap((actor) => {
    if (actor.unitId === undefined) return [];
    const concerns = concernsOf(actor);
    return standsFor(actor.unitId, org).flatMap((unitId) => concerns.map((concern) => ({ unitId, concern })));
  });

/** Kinds that units owe beside each other: whoever has answered owes nothing more, though the deadline stays for the rest. */
const besides: readonly Concern[] = owedTable.flatMap(({ by, type, kind, manner }): readonly Concern[] => (manner === 'beside' ? [`${by} ${type} ${kind}`] : []));

/** What is due from one of its units: the first that is waited for itself; nothing once all have answered. */
function stillOwed({ unit_ids: unitIds, ...row }: FoundRow, moment: Moment): readonly OwedRow[] {
  const waited = waitedFor(row.type, row.kind, row.state, worldOf(moment, moment.now, moment.now, system, nothingLooked));
  const unitId = waited ? unitIds.find((one) => waited.includes(one)) : unitIds[0];
  return unitId === undefined ? [] : [{ ...row, unitId }];
}

/** A deadline is overdue; near, once a reminder has gone out or the time for it has come. */
export const standing = ({ due_at: dueAt, rung }: Pick<OwedRow, 'due_at' | 'rung'>, { moment: { now }, near }: Now): 'overdue' | 'soon' | 'open' =>
  dueAt.getTime() < now ? 'overdue' : rung !== null || dueAt.getTime() <= near ? 'soon' : 'open';

/** Open deadlines that run, and decisions that are waited for without one: extensions of tasks (for the date that they would replace), objections to a score (until it may be published). */
const open = `(SELECT process_id, kind, due_on, due_at, rung FROM deadline_record WHERE NOT paused
  UNION ALL SELECT id, 'extension', NULL, to_timestamp(greatest((state #>> '{extension,at}')::float8, coalesce((state #>> '{due,dueAt}')::float8, 0)) / 1000), NULL
   FROM process WHERE type = 'task' AND state ? 'extension' AND stage <> 'suspended'
  UNION ALL SELECT p.id, 'objection', NULL, coalesce(e.due_at, to_timestamp((o.one ->> 'at')::float8 / 1000)), NULL
   FROM assessment_record r JOIN process p ON p.id = r.id CROSS JOIN LATERAL (SELECT one FROM jsonb_array_elements(p.state -> 'objections') one WHERE NOT one ? 'answer' LIMIT 1) o
   LEFT JOIN deadline_record e ON e.process_id = (p.state ->> 'evaluationId')::uuid AND e.kind = 'objection'
   WHERE r.stage = 'reviewed')`;

/** What is due from these parts, as the rest of a query from `FROM` on; once for each of them. */
function owedBy(parts: readonly Part[], { state, unitId, processId, visits = false }: Omit<Wanted, 'after' | 'limit'>, { moment, near }: Now, bind: Bind): string {
  const now = () => `${bind(instantText(moment.now))}::timestamptz`;
  const soon = () => `d.due_at >= ${now()} AND (d.rung IS NOT NULL OR d.due_at <= ${bind(instantText(near))}::timestamptz)`;
  const conditions = [
    ...(state === 'overdue' ? [`d.due_at < ${now()}`] : state === 'soon' ? [soon()] : []),
    ...(unitId === undefined ? [] : [`v.unit_id = ${bind(unitId)}::uuid`]),
    ...(processId === undefined ? [] : [`p.id = ${bind(processId)}::uuid`]),
    ...(visits ? [`p.type = 'case' AND split_part(mine.concern, ' ', 3) = ANY(${bind(visitKinds)}::text[])`] : []),
  ];
  return `FROM unnest(${bind(parts.map((part) => part.unitId))}::uuid[], ${bind(parts.map((part) => part.concern))}::text[]) mine(unit_id, concern)
 JOIN participation v ON v.unit_id = mine.unit_id AND v.relation = split_part(mine.concern, ' ', 1)
 JOIN ${open} d ON d.process_id = v.process_id AND ${plainKind('d.kind')} = split_part(mine.concern, ' ', 3)
 JOIN process p ON p.id = v.process_id AND p.type = split_part(mine.concern, ' ', 2)
 WHERE NOT p.closed AND ${ownSql(bind, { type: 'p.type', process: 'p.id', kind: 'd.kind' })}
  ${conditions.map((condition) => `AND ${condition}`).join(' ')}`;
}

async function rowsOf(pool: Pool, parts: readonly Part[], wanted: Wanted, now: Now): Promise<readonly FoundRow[]> {
  const values: unknown[] = [];
  const bind = binder(values);
  const { after, limit } = wanted;
  const owed = owedBy(parts, wanted, now, bind);
  const later = after === undefined ? '' : `AND (d.due_at, p.id, d.kind) > (${bind(instantText(after[0]))}::timestamptz, ${bind(after[1])}::uuid, ${bind(after[2])}::text)`;
  const { rows } = await pool.query<FoundRow>(
    `SELECT p.type, p.state, p.number, d.kind, d.due_on, d.due_at, d.rung, array_agg(DISTINCT v.unit_id ORDER BY v.unit_id) AS unit_ids
 ${owed} ${later} GROUP BY p.id, d.kind, d.due_on, d.due_at, d.rung ORDER BY d.due_at, p.id, d.kind LIMIT ${bind(limit)}`,
    values,
  );
  return rows;
}

/** What is due now from the asker's posts, by due moment: `rows` at most `limit`, those already answered for left out; `last` is the last looked at where more may follow. */
export async function owedNow(pool: Pool, asker: Asker, wanted: Wanted, now: Now): Promise<{ readonly rows: readonly OwedRow[]; readonly last: FoundRow | undefined }> {
  const found = await rowsOf(pool, partsOf(asker, now.moment), { ...wanted, limit: wanted.limit + 1 }, now);
  const shown = found.slice(0, wanted.limit);
  return { rows: shown.flatMap((row) => stillOwed(row, now.moment)), last: found.length > wanted.limit ? shown.at(-1) : undefined };
}

/** How much is due now: what is overdue and what is near are part of all. */
export async function countOwed(pool: Pool, asker: Asker, now: Now): Promise<{ readonly overdue: number; readonly soon: number; readonly open: number }> {
  const parts = partsOf(asker, now.moment);
  const beside = parts.filter(({ concern }) => besides.includes(concern));
  const values: unknown[] = [];
  const bind = binder(values);
  const rest = parts.filter(({ concern }) => !besides.includes(concern));
  const [at, near] = [bind(instantText(now.moment.now)), bind(instantText(now.near))];
  const text = `SELECT count(*)::int AS open, count(*) FILTER (WHERE due_at < ${at}::timestamptz)::int AS overdue,
  count(*) FILTER (WHERE due_at >= ${at}::timestamptz AND (rung IS NOT NULL OR due_at <= ${near}::timestamptz))::int AS soon
 FROM (SELECT DISTINCT p.id, d.kind, d.due_at, d.rung ${owedBy(rest, { state: 'all' }, now, bind)}) owed`;
  const [counted, waiting] = await Promise.all([
    pool.query<{ open: number; overdue: number; soon: number }>(text, values),
    beside.length === 0 ? [] : rowsOf(pool, beside, { state: 'all', limit: mostWaiting }, now),
  ]);
  const standings = waiting.flatMap((row) => stillOwed(row, now.moment)).map((row) => standing(row, now));
  const count = (which: 'overdue' | 'soon') => standings.filter((one) => one === which).length;
  const { open: all = 0, overdue = 0, soon = 0 } = counted.rows[0] ?? {};
  return { overdue: overdue + count('overdue'), soon: soon + count('soon'), open: all + standings.length };
}
