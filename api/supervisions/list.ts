import { z } from 'zod';
import { type SupervisionState, tasksOf } from '../../domain/supervision/state.ts';
import { visibleSql } from '../../ledger/org-visibility.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import { decodeCursor, limitOf, page } from '../http/keyset.ts';
import { sightOf } from '../http/sight.ts';
import type { Asking } from '../list/page.ts';
import { equal, fewBy, holds, onDays } from '../list/search.ts';
import { type Bind, binder } from '../list/source.ts';
import { processesOf, statesOf, statesPage } from '../list/walk.ts';
import { asReadBy } from './disclosure.ts';
import { presentFinding, presentSupervisionItem } from './presenter.ts';
import type { FindingQuery, SupervisionQuery } from './schema.ts';

type Query = z.output<typeof SupervisionQuery>;

const conditions = ({ campaignId, kind, stage, open, visitedFrom, visitedUntil, q }: Query, bind: Bind): readonly string[] => [
  ...equal(bind, 'campaign_id', campaignId, 'uuid'),
  ...equal(bind, 'kind', kind),
  ...equal(bind, 'stage', stage),
  ...(open === undefined ? [] : [`r.stage ${open === 'true' ? 'NOT IN' : 'IN'} ('closed', 'cancelled')`]),
  ...onDays(bind, 'r.visited_on', visitedFrom, visitedUntil),
  ...(q === undefined ? [] : [holds(bind, ['r.number', 'r.title'], q)]),
];

/** A page of the supervisions that the asker sees, newest first. */
export async function listSupervisions({ pool }: Pick<LedgerDoor, 'pool'>, query: Query, { asker, moment, language }: Asking) {
  const { campaignId } = query;
  const { states, next } = await statesPage<SupervisionState>(
    pool,
    {
      type: 'supervision',
      sight: sightOf(asker, 'supervision', moment),
      conditions: (bind) => conditions(query, bind),
      ...fewBy('supervision_record', 'campaign_id', campaignId),
    },
    query,
  );
  return { items: states.map((state) => presentSupervisionItem(asReadBy(state, asker.actors, moment.org), { language })), next };
}

const findingCursor = z.tuple([z.uuid(), z.int().min(1)]);
/** As `openFindings` of the rules says it, in SQL. */
const isOpen = `(f.objection = 'open' OR (f.task_id IS NOT NULL AND f.objection <> 'withdrawn' AND t.stage NOT IN ('accepted', 'cancelled')))`;

/** A page of the findings of supervisions that the asker sees, those of one supervision together. */
export async function listFindings({ pool }: Pick<LedgerDoor, 'pool'>, query: z.output<typeof FindingQuery>, { asker, moment, language }: Asking) {
  const { campaignId, unitId, kind, open, visitedFrom, visitedUntil } = query;
  const limit = limitOf(query);
  const after = decodeCursor(query.cursor, findingCursor);
  const values: unknown[] = [];
  const bind = binder(values);
  const sight = sightOf(asker, 'supervision', moment);
  const own = sight.units.filter(({ relation }) => relation === 'addressee').flatMap(({ unitIds }) => unitIds);
  const where = [
    ...(unitId === undefined ? [] : [`f.unit_id = ${bind(unitId)}::uuid`]),
    ...equal(bind, 'campaign_id', campaignId, 'uuid'),
    ...(kind === undefined ? [] : [`f.kind = ${bind(kind)}`]),
    ...onDays(bind, 'r.visited_on', visitedFrom, visitedUntil),
    ...(open === undefined ? [] : [open === 'true' ? isOpen : `NOT ${isOpen}`]),
    ...(after === undefined ? [] : [`(f.supervision_id, f.number) > (${bind(after[0])}::uuid, ${bind(after[1])}::int)`]),
    // A visited unit lists what was found at itself.
    `(${visibleSql({ ...sight, units: sight.units.filter(({ relation }) => relation !== 'addressee') }, 'f.supervision_id', values)} OR (f.unit_id = ANY(${bind(own)}::uuid[]) AND ${visibleSql(sight, 'f.supervision_id', values)}))`,
  ];
  const { rows } = await pool.query<{ readonly id: string; readonly number: number }>(
    `SELECT f.supervision_id AS id, f.number FROM finding_record f JOIN supervision_record r ON r.id = f.supervision_id LEFT JOIN task_record t ON t.id = f.task_id
 WHERE ${where.join(' AND ')} ORDER BY f.supervision_id, f.number LIMIT ${limit + 1}`,
    values,
  );
  const states = await statesOf<SupervisionState>(pool, [...new Set(rows.map((row) => row.id))]);
  const byId = new Map(states.map((state) => [state.id, state]));
  const context = { now: moment.now, org: moment.org, language, processes: await processesOf(pool, states.flatMap(tasksOf)) };
  const { items, next } = page(
    rows,
    limit,
    (row) => [row.id, row.number],
    (row) => {
      const state = byId.get(row.id);
      const finding = state?.findings.find((one) => one.number === row.number);
      if (!state || !finding) return [];
      return [{ ...presentFinding(state, finding, context), supervision: { id: state.id, number: state.number, title: state.title }, campaignId: state.campaignId }];
    },
  );
  return { items: items.flat(), next };
}
