import type { Moment } from '../../ledger/world.ts';
import type { Asker } from '../http/asker.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import { decodeCursor, encodeCursor } from '../http/keyset.ts';
import type { Page } from '../list/page.ts';
import { chasedKind, chasePlace, findChases, type Query } from './find.ts';
import type { ChaseRow } from './presenter.ts';

/** A page of the chases that the asker sees, newest first, from after the cursor, each with who did it, how it left the building and what became of its deadline. */
export async function readChases(pool: LedgerDoor['pool'], query: Query, asking: { readonly asker: Asker; readonly moment: Moment }, limit: number): Promise<Page<ChaseRow>> {
  const { ids, next } = await findChases(pool, query, asking, decodeCursor(query.cursor, chasePlace), limit);
  const { rows } = await pool.query<ChaseRow>(
    `SELECT n.id, n.kind, n.rung, n.is_rung, n.title, n.why, n.rule, n.stops, n.due_at, n.created_at, n.read_at, n.person_id, n.post_id, n.unit_id, n.instead_of, n.about_ids,
  n.process_id, p.type AS process_type, p.number AS process_number, w.id AS campaign_id, ${chasedKind} AS deadline_kind, s.actor, d.paused, e.seq AS ended_seq, e.type AS ended_type, e.at AS ended_at, e.actor AS ended_by,
  coalesce((SELECT jsonb_agg(jsonb_build_object('channel', l.channel, 'state', l.state, 'reason', l.reason, 'sentAt', (extract(epoch FROM g.sent_at) * 1000)::bigint) ORDER BY l.channel, l.id)
   FROM delivery l LEFT JOIN digest g ON g.id = l.digest_id WHERE l.notice_id = n.id), '[]') AS deliveries
 FROM unnest($1::uuid[]) WITH ORDINALITY AS found (id, place) JOIN notice n ON n.id = found.id CROSS JOIN LATERAL (SELECT p.type, p.number FROM process p WHERE p.id = n.process_id LIMIT 1) p
 LEFT JOIN LATERAL (SELECT w.id FROM process w WHERE w.id = n.whole_id AND w.type = 'campaign' LIMIT 1) w ON true
 LEFT JOIN fact s ON NOT n.is_rung AND s.process_id = n.process_id AND s.seq = n.fact_seq
 LEFT JOIN deadline_record d ON d.process_id = n.process_id AND d.kind = ${chasedKind} AND d.seq = n.fact_seq
 LEFT JOIN LATERAL (SELECT a.seq, a.type, a.at, a.actor FROM fact a WHERE d.kind IS NULL AND a.process_id = n.process_id AND a.seq > n.fact_seq
  AND (a.data -> 'clears' ? (${chasedKind}) OR a.data -> 'sets' @> jsonb_build_array(jsonb_build_object('kind', ${chasedKind})))
  AND NOT EXISTS (SELECT FROM fact u WHERE u.process_id = a.process_id AND u.seq = a.seq + 1 AND u.type = 'stepWithdrawn') ORDER BY a.seq LIMIT 1) e ON true
 ORDER BY found.place`,
    [ids],
  );
  return { items: rows, next: next === undefined ? null : encodeCursor(next) };
}
