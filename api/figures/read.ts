import { type CaseSource, type CaseStage, caseStages } from '../../domain/case/state.ts';
import type { Instant } from '../../domain/process/time.ts';
import { visibleSql } from '../../ledger/org-visibility.ts';
import { instantText } from '../../ledger/projection/instant.ts';
import type { Moment } from '../../ledger/world.ts';
import { rungOf } from '../cases/list.ts';
import type { Asker } from '../http/asker.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import { sightOf } from '../http/sight.ts';
import { type Bind, binder } from '../list/source.ts';
import { chased } from '../tasks/list.ts';

type Pool = LedgerDoor['pool'];

/** What is counted: these bodies, from one instant to before another. */
export interface Counted {
  readonly bodies: readonly string[];
  readonly from: Instant;
  readonly before: Instant;
}

/** Cases opened in the period by body, stage and source. */
export async function countCases(pool: Pool, { bodies, from, before }: Counted) {
  const { rows } = await pool.query<{ body: string; stage: CaseStage; source: CaseSource; cases: number }>(
    `SELECT body_unit_id AS body, stage, source, count(*)::int AS cases FROM case_record
 WHERE body_unit_id = ANY($1::uuid[]) AND opened_at >= $2 AND opened_at < $3 GROUP BY 1, 2, 3 ORDER BY array_position($4::text[], stage), 1, 3`,
    [bodies, instantText(from), instantText(before), caseStages],
  );
  return rows;
}

/** What each body did in the period; money in fen. */
export async function countWork(pool: Pool, { bodies, from, before }: Counted) {
  const { rows } = await pool.query<{ body: string; opened: number; closed: number; orders: number; penalties: number; fen: string }>(
    `SELECT b.body, coalesce(c.opened, 0)::int AS opened, coalesce(e.closed, 0)::int AS closed, coalesce(a.orders, 0)::int AS orders,
 coalesce(a.penalties, 0)::int AS penalties, coalesce(a.fen, 0)::text AS fen
 FROM unnest($1::uuid[]) AS b(body)
 LEFT JOIN LATERAL (SELECT count(*) AS opened FROM case_record WHERE body_unit_id = b.body AND opened_at >= $2 AND opened_at < $3) c ON true
 LEFT JOIN LATERAL (SELECT count(*) AS closed FROM case_record WHERE body_unit_id = b.body AND closed_at >= $2 AND closed_at < $3) e ON true
 LEFT JOIN LATERAL (SELECT count(*) FILTER (WHERE kind = 'order') AS orders, count(*) FILTER (WHERE kind = 'penalty') AS penalties, sum(fen) AS fen
   FROM case_act WHERE body_unit_id = b.body AND at >= $2 AND at < $3 AND counts) a ON true
 ORDER BY b.body`,
    [bodies, instantText(from), instantText(before)],
  );
  return rows.map(({ fen, ...row }) => ({ ...row, penaltyFen: Number(fen) }));
}

/** Sort key of a row of overdue steps: due moment, body, stage, kind of deadline. No case is named. */
export type OverdueKey = readonly [Instant, string, string, string];

/** Open steps past their due moment, those alike in one row, the longest overdue first. */
export async function readOverdue(pool: Pool, bodies: readonly string[], now: Instant, after: OverdueKey | undefined, limit: number) {
  const values: unknown[] = [bodies, instantText(now), limit];
  const begin = after === undefined ? '' : ` AND due_at >= $${values.push(instantText(after[0]))}`;
  // Each moment at which a case fell due is a row at least, so that many of them fill the page: cases that fell due later are not looked at.
  const { rows: moments } = await pool.query<{ at: Date }>(
    `SELECT DISTINCT due_at AS at FROM case_record WHERE body_unit_id = ANY($1::uuid[]) AND due_at < $2${begin} ORDER BY 1 LIMIT $3`,
    values,
  );
  const last = moments.length === limit ? moments.at(-1)?.at.getTime() : undefined;
  // A moment is a whole millisecond: what is past is due one before now, at the latest.
  const past = now - 1;
  const rows = await overdueUntil(pool, bodies, last ?? past, after, limit);
  // Unless what fell due then is paused meanwhile.
  return last === undefined || rows.length === limit ? rows : overdueUntil(pool, bodies, past, after, limit);
}

/** Those of the cases whose earliest deadline is `until` at the latest. */
async function overdueUntil(pool: Pool, bodies: readonly string[], until: Instant, after: OverdueKey | undefined, limit: number) {
  const values: unknown[] = [bodies, instantText(until), limit];
  const further = after === undefined ? '' : ` AND (d.due_at, c.body_unit_id, c.stage, split_part(d.kind, '.', 1)) > ($4::timestamptz, $5::uuid, $6, $7)`;
  if (after !== undefined) values.push(instantText(after[0]), ...after.slice(1));
  const { rows } = await pool.query<{ body: string; stage: CaseStage; deadline: string; on: string | null; at: Date; steps: number }>(
    // Case by case: joined, the planner reads the deadlines of every process there is. Of a later deadline of theirs nothing is told yet: others may share it.
    `SELECT c.body_unit_id AS body, c.stage, split_part(d.kind, '.', 1) AS deadline, min(d.due_on) AS "on", d.due_at AS at, count(*)::int AS steps
 FROM case_record c CROSS JOIN LATERAL (SELECT kind, due_on, due_at FROM deadline_record WHERE process_id = c.id AND due_at <= $2 AND NOT paused OFFSET 0) d
 WHERE c.body_unit_id = ANY($1::uuid[]) AND c.due_at <= $2${further} GROUP BY d.due_at, 1, 2, 3 ORDER BY d.due_at, 1, 2, 3 LIMIT $3`,
    values,
  );
  return rows;
}

/** Sort key of a cell of the overdue board: campaign, unit, rung ('' before the first). */
export type CellKey = readonly [string, string, string];

/** Stands for the campaign of tasks outside any: sorted before all others. */
const outside = '00000000-0000-0000-0000-000000000000';

interface Board {
  readonly campaignId: string | undefined;
  readonly after: CellKey | undefined;
  readonly limit: number;
}
interface Cell {
  readonly campaign: string;
  /** Null for tasks outside any campaign. */
  readonly title: string | null;
  readonly unit: string;
  readonly rung: string;
  readonly tasks: number;
}

/** The overdue board of the campaigns and tasks that the asker sees: units by last rung reached; tasks outside any campaign first. */
export async function readBoard(pool: Pool, asker: Asker, moment: Moment, board: Board): Promise<readonly Cell[]> {
  const isOutside = board.campaignId === undefined && (board.after === undefined || board.after[0] === outside);
  const cells = isOutside ? await cellsOutside(pool, asker, moment, board) : [];
  if (cells.length >= board.limit) return cells;
  const after = board.after?.[0] === outside ? undefined : board.after;
  return [...cells, ...(await cellsOfCampaigns(pool, asker, moment, { ...board, after, limit: board.limit - cells.length }))];
}

/** The overdue tasks of a campaign, or of none, that the asker sees. Who sees one is asked task by task: else the planner may gather all that the asker takes part in, campaign by campaign anew. */
const overdueTasks = (campaign: string, moment: Moment, asker: Asker, bind: Bind, values: unknown[]): string =>
  `task_record t CROSS JOIN LATERAL (SELECT 1 WHERE ${visibleSql(sightOf(asker, 'task', moment), 't.id', values)} LIMIT 1) s WHERE ${campaign} AND t.due_at < ${bind(instantText(moment.now))} AND ${chased('t')}`;

async function cellsOutside(pool: Pool, asker: Asker, moment: Moment, { after, limit }: Board): Promise<readonly Cell[]> {
  const values: unknown[] = [];
  const bind = binder(values);
  const further = after === undefined ? 'true' : `(b.unit, b.rung) > (${bind(after[1])}::uuid, ${bind(after[2])})`;
  const { rows } = await pool.query<Cell>(
    `SELECT '${outside}' AS campaign, NULL AS title, b.unit, b.rung, b.tasks FROM (SELECT t.lead_unit_id AS unit, coalesce(t.rung, '') AS rung, count(*)::int AS tasks
   FROM ${overdueTasks('t.campaign_id IS NULL', moment, asker, bind, values)} GROUP BY 1, 2) b
 WHERE ${further} ORDER BY 3, 4 LIMIT ${bind(limit)}`,
    values,
  );
  return rows;
}

/** Campaign by campaign, so that a page counts only the campaigns it shows. */
async function cellsOfCampaigns(pool: Pool, asker: Asker, moment: Moment, { campaignId, after, limit }: Board): Promise<readonly Cell[]> {
  const values: unknown[] = [];
  const bind = binder(values);
  const campaigns = [visibleSql(sightOf(asker, 'campaign', moment), 'c.id', values)];
  if (campaignId !== undefined) campaigns.push(`c.id = ${bind(campaignId)}::uuid`);
  if (after !== undefined) campaigns.push(`c.id >= ${bind(after[0])}::uuid`);
  const further = after === undefined ? 'true' : `(c.id, b.unit, b.rung) > (${bind(after[0])}::uuid, ${bind(after[1])}::uuid, ${bind(after[2])})`;
  const { rows } = await pool.query<Cell>(
    `SELECT c.id AS campaign, c.title, b.unit, b.rung, b.tasks FROM (SELECT c.id, c.title FROM campaign_record c WHERE ${campaigns.join(' AND ')} ORDER BY c.id OFFSET 0) c
 CROSS JOIN LATERAL (SELECT t.lead_unit_id AS unit, coalesce(t.rung, '') AS rung, count(*)::int AS tasks
   FROM ${overdueTasks('t.campaign_id = c.id', moment, asker, bind, values)} GROUP BY 1, 2) b
 WHERE ${further} ORDER BY 1, 3, 4 LIMIT ${bind(limit)}`,
    values,
  );
  return rows;
}

/** Sort key of a cell of the board of cases: body, rung ('' before the first). */
export type CaseCellKey = readonly [string, string];

/** The overdue cases that the asker sees: bodies by the last rung that the next deadline reached. */
export async function readCaseBoard(pool: Pool, asker: Asker, moment: Moment, after: CaseCellKey | undefined, limit: number) {
  const values: unknown[] = [];
  const bind = binder(values);
  const overdue = `c.due_at < ${bind(instantText(moment.now))} AND ${visibleSql(sightOf(asker, 'case', moment), 'c.id', values)}`;
  const further = after === undefined ? 'true' : `(b.body, b.rung) > (${bind(after[0])}::uuid, ${bind(after[1])})`;
  const { rows } = await pool.query<{ body: string; rung: string; cases: number }>(
    `SELECT b.body, b.rung, b.cases FROM (SELECT c.body_unit_id AS body, coalesce(${rungOf('c')}, '') AS rung, count(*)::int AS cases FROM case_record c WHERE ${overdue} GROUP BY 1, 2) b
 WHERE ${further} ORDER BY 1, 2 LIMIT ${bind(limit)}`,
    values,
  );
  return rows;
}
