import type { z } from 'zod';
import type { MeetingState } from '../../domain/meeting/state.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import { sightOf } from '../http/sight.ts';
import type { Asking } from '../list/page.ts';
import { equal, fewBy, holds, onDays } from '../list/search.ts';
import type { Bind } from '../list/source.ts';
import { statesPage } from '../list/walk.ts';
import { presentMeetingItem } from './presenter.ts';
import type { MeetingQuery } from './schema.ts';

type Query = z.output<typeof MeetingQuery>;

const conditions = ({ campaignId, kind, stage, open, heldFrom, heldUntil, q }: Query, bind: Bind): readonly string[] => [
  ...equal(bind, 'campaign_id', campaignId, 'uuid'),
  ...equal(bind, 'kind', kind),
  ...equal(bind, 'stage', stage),
  ...(open === undefined ? [] : [`r.stage ${open === 'true' ? 'NOT IN' : 'IN'} ('recorded', 'cancelled')`]),
  ...onDays(bind, 'r.held_on', heldFrom, heldUntil),
  ...(q === undefined ? [] : [holds(bind, ['r.number', 'r.title'], q)]),
];

/** A page of the meetings that the asker sees, newest first. */
export async function listMeetings({ pool }: Pick<LedgerDoor, 'pool'>, query: Query, { asker, moment, language }: Asking) {
  const { campaignId } = query;
  const { states, next } = await statesPage<MeetingState>(
    pool,
    {
      type: 'meeting',
      sight: sightOf(asker, 'meeting', moment),
      conditions: (bind) => conditions(query, bind),
      ...fewBy('meeting_record', 'campaign_id', campaignId),
    },
    query,
  );
  return { items: states.map((state) => presentMeetingItem(state, { language })), next };
}
