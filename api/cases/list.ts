import type { z } from 'zod';
import type { CaseState } from '../../domain/case/state.ts';
import type { PartyRecord } from '../../domain/process/definition.ts';
import { instantText } from '../../ledger/projection/instant.ts';
import type { Moment } from '../../ledger/world.ts';
import type { Asker } from '../http/asker.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import { decodeCursor, limitOf } from '../http/keyset.ts';
import { sightOf } from '../http/sight.ts';
import { holds, textsWith } from '../list/search.ts';
import { type Bind, ofSight, placeCursor } from '../list/source.ts';
import { type Listing, statesOf, walk } from '../list/walk.ts';
import { presentCaseItem } from './presenter.ts';
import type { CaseQuery } from './schema.ts';

type Query = z.output<typeof CaseQuery>;

function conditions({ stage, open, overdue, source, partyId, taskId, q }: Query, now: number, bind: Bind): readonly string[] {
  return [
    ...(stage === undefined ? [] : [`r.stage = ${bind(stage)}`]),
    ...(open === undefined ? [] : [`r.stage ${open === 'true' ? '<>' : '='} 'closed'`]),
    ...(overdue === undefined ? [] : [`r.due_at < ${bind(instantText(now))}`]),
    ...(source === undefined ? [] : [`r.source = ${bind(source)}`]),
    ...(partyId === undefined ? [] : [`r.party_id = ${bind(partyId)}::uuid`]),
    ...(taskId === undefined ? [] : [`r.task_id = ${bind(taskId)}::uuid`]),
    ...(q === undefined ? [] : [holds(bind, ['r.number', 'r.title'], q)]),
  ];
}

/** Cases of a party, of a task, or with these words: few, and found by an index. */
function fewOf({ partyId, taskId, q }: Query): Pick<Listing, 'few'> {
  if (partyId !== undefined) return { few: (bind) => `SELECT id FROM case_record WHERE party_id = ${bind(partyId)}::uuid` };
  if (taskId !== undefined) return { few: (bind) => `SELECT id FROM case_record WHERE task_id = ${bind(taskId)}::uuid` };
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
export async function listCases({ pool }: Pick<LedgerDoor, 'pool'>, query: Query, asker: Asker, moment: Moment) {
  const sight = sightOf(asker, 'case', moment);
  const { ids, next } = await walk(
    pool,
    { type: 'case', sight, source: ofSight('case', sight), seen: true, conditions: (bind) => conditions(query, moment.now, bind), ...fewOf(query) },
    decodeCursor(query.cursor, placeCursor),
    limitOf(query),
  );
  const states = await statesOf<CaseState>(pool, ids);
  const parties = await partiesOf(pool, states);
  return { items: states.map((state) => presentCaseItem(state, { now: moment.now, org: moment.org, party: parties.get(state.partyId) })), next };
}
