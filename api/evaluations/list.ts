import type { z } from 'zod';
import { z as zod } from 'zod';
import type { EvaluationState } from '../../domain/evaluation/state.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import { cursorMoment, decodeCursor, limitOf, page } from '../http/keyset.ts';
import { sightOf } from '../http/sight.ts';
import { visibleOrNamed } from '../list/named.ts';
import type { Asking } from '../list/page.ts';
import { equal } from '../list/search.ts';
import { binder } from '../list/source.ts';
import { presentEvaluationItem } from './presenter.ts';
import type { EvaluationQuery } from './schema.ts';

/** A cursor of the list: when the evaluation began, and its id. */
const startCursor = zod.tuple([cursorMoment, zod.uuid()]);

/** A page of the evaluations that the asker sees, newest first. */
export async function listEvaluations({ pool }: Pick<LedgerDoor, 'pool'>, query: z.output<typeof EvaluationQuery>, { asker, moment, language }: Asking) {
  const { campaignId, stage } = query;
  const limit = limitOf(query);
  const after = decodeCursor(query.cursor, startCursor);
  const values: unknown[] = [];
  const bind = binder(values);
  const conditions = [
    visibleOrNamed(sightOf(asker, 'evaluation', moment), moment.now, values),
    ...equal(bind, 'campaign_id', campaignId, 'uuid'),
    ...equal(bind, 'stage', stage),
    ...(after === undefined ? [] : [`(r.started_at, r.id) < (to_timestamp(${bind(after[0])}::float8 / 1000), ${bind(after[1])}::uuid)`]),
  ];
  const { rows } = await pool.query<{ state: EvaluationState }>(
    `SELECT p.state FROM evaluation_record r JOIN process p ON p.id = r.id WHERE ${conditions.join(' AND ')} ORDER BY r.started_at DESC, r.id DESC LIMIT ${limit + 1}`,
    values,
  );
  return page(
    rows,
    limit,
    ({ state }) => [state.startedAt, state.id],
    ({ state }) => presentEvaluationItem(state, { org: moment.org, language }),
  );
}
