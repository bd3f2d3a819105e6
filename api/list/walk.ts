import type { ProcessState } from '../../domain/process/definition.ts';
import { visibleSql } from '../../ledger/org-visibility.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import { decodeCursor, encodeCursor, limitOf } from '../http/keyset.ts';
import type { Sight } from '../http/sight.ts';
import { type Bind, binder, type Listed, ofSight, type Place, placeCursor, type Source } from './source.ts';

type Pool = LedgerDoor['pool'];

/** What a list asks for. */
export interface Listing {
  readonly type: Listed;
  readonly sight: Sight;
  /** In what order records are looked at, each asked who sees it; without it those that the asker sees, in their own order. */
  readonly source?: Source;
  /** Conditions on the read table's row `r`. */
  readonly conditions: (bind: Bind) => readonly string[];
  /** Few records by an index of their own, as SQL with the columns `place` and `id`: what matches is looked up there when the walk does not find it soon. */
  readonly few?: (bind: Bind) => string;
}

/** The page asked for. */
interface PageQuery {
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

/** Records looked at one after the other: most pages are full after the first stretch; the second keeps a list that hardly anything matches within a tenth of a second. */
const stretches = [500, 4_000] as const;
/** Beyond this many the lookup by index costs more than walking on: they fill a page within the second stretch where a million are walked. */
const fewAtMost = 12_000;

interface Row {
  readonly place: number;
  readonly id: string | null;
  readonly hit: boolean;
}

const tables: Readonly<Record<Listed, string>> = {
  task: 'task_record',
  case: 'case_record',
  campaign: 'campaign_record',
  meeting: 'meeting_record',
  supervision: 'supervision_record',
  indicator: 'indicator_record',
  survey: 'survey_record',
  consultation: 'consultation_record',
  bulletin: 'bulletin_record',
};
const all = (conditions: readonly string[]): string => (conditions.length === 0 ? 'true' : conditions.join(' AND '));

/** One stretch of the source: what matches in it, and the place of its last record when the source may go on. */
async function stretch(pool: Pool, listing: Listing, after: Place | undefined, length: number, limit: number) {
  const values: unknown[] = [];
  const bind = binder(values);
  const source = (listing.source ?? ofSight(listing.type, listing.sight))(bind, after);
  const conditions = [...listing.conditions(bind), ...(listing.source ? [visibleSql(listing.sight, 'r.id', values)] : [])];
  // LATERAL with LIMIT 1: record by record through the primary key in the source's order, never by reading the table as a whole.
  const text = `WITH w AS MATERIALIZED (${source} LIMIT ${length}),
 h AS (SELECT w.place, w.process_id FROM w CROSS JOIN LATERAL (SELECT 1 FROM ${tables[listing.type]} r WHERE r.id = w.process_id AND ${all(conditions)} LIMIT 1) r LIMIT ${limit})
 SELECT place::float8, process_id AS id, true AS hit FROM h UNION ALL (SELECT place::float8, process_id, false FROM w OFFSET ${length - 1})`;
  const { rows } = await pool.query<Row & { readonly id: string }>(text, values);
  const last = rows.find((row) => !row.hit);
  return { hits: rows.filter((row) => row.hit), end: last && ([last.place, last.id] as const) };
}

/** What matches by the index of its own; undefined when that is too many. */
async function lookUp(pool: Pool, listing: Listing, few: NonNullable<Listing['few']>, after: Place | undefined, limit: number) {
  const values: unknown[] = [];
  const bind = binder(values);
  const found = few(bind);
  const conditions = listing.conditions(bind);
  const visible = visibleSql(listing.sight, 'm.id', values);
  const later = after === undefined ? '' : `WHERE (m.place, m.id) > (${bind(after[0])}::bigint, ${bind(after[1])}::uuid)`;
  // Put in order before they are looked at: a full page ends the search, however many more there are. Who sees it is asked first: an index answers that, without the record's row.
  const text = `WITH m AS MATERIALIZED (${found} LIMIT ${fewAtMost + 1})
 (SELECT m.place::float8, m.id, true AS hit FROM (SELECT m.place, m.id FROM m ${later} ORDER BY m.place, m.id) m CROSS JOIN LATERAL (SELECT m.id WHERE ${visible} LIMIT 1) s
   CROSS JOIN LATERAL (SELECT 1 FROM ${tables[listing.type]} r WHERE r.id = s.id AND ${all(conditions)} LIMIT 1) r ORDER BY m.place, m.id LIMIT ${limit})
 UNION ALL (SELECT 0, NULL, false FROM m OFFSET ${fewAtMost})`;
  const { rows } = await pool.query<Row>(text, values);
  return rows.some((row) => !row.hit) ? undefined : rows;
}

/**
 * The states of a page of a list in order of place and id. A page may be shorter than asked for though more follows: after 4,500 records looked at it ends where it stands, so that
 * no question, however rare what it asks for, takes longer than a moment; `next` goes on from there.
 */
export async function statesPage<S extends ProcessState>(pool: Pool, listing: Listing, query: PageQuery): Promise<{ readonly states: readonly S[]; readonly next: string | null }> {
  const { ids, next } = await walk(pool, listing, decodeCursor(query.cursor, placeCursor), limitOf(query));
  return { states: await statesOf<S>(pool, ids), next };
}

async function walk(pool: Pool, listing: Listing, after: Place | undefined, limit: number): Promise<{ readonly ids: readonly string[]; readonly next: string | null }> {
  const found: Row[] = [];
  let from = after;
  const finish = (rows: readonly Row[], more: Place | undefined) => {
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    const next = rows.length > limit && last ? ([last.place, last.id] as const) : more;
    return { ids: shown.flatMap((row) => row.id ?? []), next: next === undefined ? null : encodeCursor(next) };
  };
  for (const [index, length] of stretches.entries()) {
    const { hits, end } = await stretch(pool, listing, from, Math.max(length, limit + 1), limit + 1 - found.length);
    found.push(...hits);
    if (found.length > limit || end === undefined) return finish(found, undefined);
    from = [end[0], end[1]];
    // As many hits as so far, stretch by stretch, fill the page with the next one: then walking on is cheaper than an index that must find every match there is.
    const fillsSoon = (found.length * (length + stretches[1])) / length > limit;
    if (index === 0 && listing.few && !fillsSoon) {
      const rows = await lookUp(pool, listing, listing.few, after, limit + 1);
      if (rows) return finish(rows, undefined);
    }
  }
  return finish(found, from);
}

/** The states of these records, in the order given; of one that is gone meanwhile, none. */
export async function statesOf<S>(pool: Pool, ids: readonly string[]): Promise<readonly S[]> {
  const { rows } = await pool.query<{ id: string; state: S }>({ name: 'states', text: 'SELECT id, state FROM process WHERE id = ANY($1::uuid[])', values: [ids] });
  const states = new Map(rows.map((row) => [row.id, row.state]));
  return ids.flatMap((id) => states.get(id) ?? []);
}

/** The states of these processes, by id. */
export async function processesOf(pool: Pool, ids: readonly string[]): Promise<ReadonlyMap<string, ProcessState>> {
  const states = ids.length === 0 ? [] : await statesOf<ProcessState>(pool, ids);
  return new Map(states.map((state) => [state.id, state]));
}
