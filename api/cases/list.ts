import type { z } from 'zod';
import type { CaseState } from '../../domain/case/state.ts';
import type { PartyRecord } from '../../domain/process/definition.ts';
import { instantText } from '../../ledger/projection/instant.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import { sightOf } from '../http/sight.ts';
import type { Asking } from '../list/page.ts';
import { equal, fewBy, holds, textsWith } from '../list/search.ts';
import type { Bind } from '../list/source.ts';
import { type Listing, statesPage } from '../list/walk.ts';
import { presentCaseItem } from './presenter.ts';
import type { CaseQuery } from './schema.ts';

type Query = z.output<typeof CaseQuery>;

/** The last rung that the next deadline of the case of a row has reached; null before the first. */
export const rungOf = (row: string): string => `(SELECT d.rung FROM deadline_record d WHERE d.process_id = ${row}.id AND d.kind = ${row}.due_kind)`;

function conditions({ stage, open, overdue, bodyUnitId, rung, reached, source, partyId, taskId, q }: Query, now: number, bind: Bind): readonly string[] {
  return [
    ...equal(bind, 'stage', stage),
    ...(open === undefined ? [] : [`r.stage ${open === 'true' ? '<>' : '='} 'closed'`]),
    ...(overdue === undefined ? [] : [`r.due_at < ${bind(instantText(now))}`]),
    ...equal(bind, 'body_unit_id', bodyUnitId, 'uuid'),
    ...(rung === undefined ? [] : [`${rungOf('r')} = ${bind(rung)}`]),
    ...(reached === undefined ? [] : [`${rungOf('r')} IS NULL`]),
    ...equal(bind, 'source', source),
    ...equal(bind, 'party_id', partyId, 'uuid'),
    ...equal(bind, 'task_id', taskId, 'uuid'),
    ...(q === undefined ? [] : [holds(bind, ['r.number', 'r.title'], q)]),
  ];
}

/** Cases of a party, of a task, or with these words: few, and found by an index. */
function fewOf({ partyId, taskId, q }: Query): Pick<Listing, 'few'> {
  if (partyId !== undefined) return fewBy('case_record', 'party_id', partyId);
  if (taskId !== undefined) return fewBy('case_record', 'task_id', taskId);
  return q === undefined ? {} : { few: textsWith('case_text', q) };
}

/** What the register says of the parties of these cases, by id. */
export async function partiesOf(pool: LedgerDoor['pool'], states: readonly CaseState[]): Promise<ReadonlyMap<string, PartyRecord>> {
  const { rows } = await pool.query<PartyRecord>({
    name: 'parties-of-cases',
    text: 'SELECT id, name, kind, address FROM party_record WHERE id = ANY($1::uuid[])',
    values: [[...new Set(states.map((state) => state.partyId))]],
  });
  return new Map(rows.map((row) => [row.id, row]));
}

/** A page of the cases that the asker sees, newest first. */
export async function listCases({ pool }: Pick<LedgerDoor, 'pool'>, query: Query, { asker, moment, language }: Asking) {
  const { states, next } = await statesPage<CaseState>(
    pool,
    { type: 'case', sight: sightOf(asker, 'case', moment), conditions: (bind) => conditions(query, moment.now, bind), ...fewOf(query) },
    query,
  );
  const parties = await partiesOf(pool, states);
  return { items: states.map((state) => presentCaseItem(state, { now: moment.now, org: moment.org, party: parties.get(state.partyId), language })), next };
}
