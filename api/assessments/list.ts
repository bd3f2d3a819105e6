import type { z } from 'zod';
import { z as zod } from 'zod';
import type { AssessmentState } from '../../domain/assessment/state.ts';
import { instantText } from '../../ledger/projection/instant.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import { decodeCursor, limitOf, page } from '../http/keyset.ts';
import { sightOf } from '../http/sight.ts';
import { visibleOrNamed } from '../list/named.ts';
import type { Asking } from '../list/page.ts';
import { equal } from '../list/search.ts';
import { binder } from '../list/source.ts';
import { presentAssessmentItem } from './presenter.ts';
import type { AssessmentQuery } from './schema.ts';

/** A cursor of the list: the evaluation, the unit's place in it, and the id. */
const unitCursor = zod.tuple([zod.uuid(), zod.int().min(0).max(2_147_483_647), zod.uuid()]);

/** A page of the assessments that the asker sees, by evaluation, in the order of its units. */
export async function listAssessments({ pool }: Pick<LedgerDoor, 'pool'>, query: z.output<typeof AssessmentQuery>, { asker, moment, language }: Asking) {
  const { campaignId, evaluationId, unitId, className, stage, overdue } = query;
  const limit = limitOf(query);
  const after = decodeCursor(query.cursor, unitCursor);
  const values: unknown[] = [];
  const bind = binder(values);
  const conditions = [
    visibleOrNamed(sightOf(asker, 'assessment', moment), moment.now, values),
    ...equal(bind, 'campaign_id', campaignId, 'uuid'),
    ...equal(bind, 'evaluation_id', evaluationId, 'uuid'),
    ...equal(bind, 'unit_id', unitId, 'uuid'),
    ...equal(bind, 'class_name', className, 'text'),
    ...equal(bind, 'stage', stage, 'text'),
    ...(overdue === undefined ? [] : [`r.stage = 'issued' AND r.due_at < ${bind(instantText(moment.now))}::timestamptz`]),
    ...(after === undefined ? [] : [`(r.evaluation_id, r."order", r.id) > (${bind(after[0])}::uuid, ${bind(after[1])}::int, ${bind(after[2])}::uuid)`]),
  ];
  const { rows } = await pool.query<{ state: AssessmentState }>(
    `SELECT p.state FROM assessment_record r JOIN process p ON p.id = r.id WHERE ${conditions.join(' AND ')} ORDER BY r.evaluation_id, r."order", r.id LIMIT ${limit + 1}`,
    values,
  );
  return page(
    rows,
    limit,
    ({ state }) => [state.evaluationId, state.order, state.id],
    ({ state }) => presentAssessmentItem(state, { org: moment.org, now: moment.now, language, actors: asker.actors }),
  );
}
