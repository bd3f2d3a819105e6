import type { z } from 'zod';
import type { BulletinState } from '../../domain/bulletin/state.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import { sightOf } from '../http/sight.ts';
import type { Asking } from '../list/page.ts';
import { equal, fewBy, within } from '../list/search.ts';
import { statesPage } from '../list/walk.ts';
import { presentBulletinItem } from './presenter.ts';
import type { BulletinQuery } from './schema.ts';

/** A page of the bulletins that the asker sees, newest first. */
export async function listBulletins({ pool }: Pick<LedgerDoor, 'pool'>, query: z.output<typeof BulletinQuery>, { asker, moment, language }: Asking) {
  const { campaignId, kind, stage, issuedFrom, issuedUntil } = query;
  const { states, next } = await statesPage<BulletinState>(
    pool,
    {
      type: 'bulletin',
      sight: sightOf(asker, 'bulletin', moment),
      conditions: (bind) => [
        ...equal(bind, 'campaign_id', campaignId, 'uuid'),
        ...equal(bind, 'kind', kind),
        ...equal(bind, 'stage', stage),
        ...within(bind, 'r.issued_at', issuedFrom, issuedUntil),
      ],
      ...fewBy('bulletin_record', 'campaign_id', campaignId),
    },
    query,
  );
  return { items: states.map((state) => presentBulletinItem(state, moment.org, language)), next };
}
