import type { z } from 'zod';
import type { MeetingState } from '../../domain/meeting/state.ts';
import type { Moment } from '../../ledger/world.ts';
import type { Asker } from '../http/asker.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import { decodeCursor, limitOf } from '../http/keyset.ts';
import type { Language } from '../http/language.ts';
import { sightOf } from '../http/sight.ts';
import { holds } from '../list/search.ts';
import { type Bind, ofSight, placeCursor } from '../list/source.ts';
import { statesOf, walk } from '../list/walk.ts';
import { presentMeetingItem } from './presenter.ts';
import type { MeetingQuery } from './schema.ts';

type Query = z.output<typeof MeetingQuery>;

const conditions = ({ campaignId, kind, stage, open, q }: Query, bind: Bind): readonly string[] => [
  ...(campaignId === undefined ? [] : [`r.campaign_id = ${bind(campaignId)}::uuid`]),
  ...(kind === undefined ? [] : [`r.kind = ${bind(kind)}`]),
  ...(stage === undefined ? [] : [`r.stage = ${bind(stage)}`]),
  ...(open === undefined ? [] : [`r.stage ${open === 'true' ? 'NOT IN' : 'IN'} ('recorded', 'cancelled')`]),
  ...(q === undefined ? [] : [holds(bind, ['r.number', 'r.title'], q)]),
];

/** A page of the meetings that the asker sees, newest first. */
export async function listMeetings({ pool }: Pick<LedgerDoor, 'pool'>, query: Query, asker: Asker, moment: Moment, language: Language) {
  const sight = sightOf(asker, 'meeting', moment);
  const { campaignId } = query;
  const { ids, next } = await walk(
    pool,
    {
      type: 'meeting',
      sight,
      source: ofSight('meeting', sight),
      seen: true,
      conditions: (bind) => conditions(query, bind),
      ...(campaignId === undefined ? {} : { few: (bind: Bind) => `SELECT id FROM meeting_record WHERE campaign_id = ${bind(campaignId)}::uuid` }),
    },
    decodeCursor(query.cursor, placeCursor),
    limitOf(query),
  );
  return { items: (await statesOf<MeetingState>(pool, ids)).map((state) => presentMeetingItem(state, { language })), next };
}
