import type { z } from 'zod';
import type { BulletinState } from '../../domain/bulletin/state.ts';
import type { Moment } from '../../ledger/world.ts';
import type { Asker } from '../http/asker.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import { decodeCursor, limitOf } from '../http/keyset.ts';
import type { Language } from '../http/language.ts';
import { sightOf } from '../http/sight.ts';
import { ofSight, placeCursor } from '../list/source.ts';
import { statesOf, walk } from '../list/walk.ts';
import { presentBulletinItem } from './presenter.ts';
import type { BulletinQuery } from './schema.ts';

/** A page of the bulletins that the asker sees, newest first. */
export async function listBulletins({ pool }: Pick<LedgerDoor, 'pool'>, query: z.output<typeof BulletinQuery>, asker: Asker, moment: Moment, language: Language) {
  const { campaignId, kind, stage } = query;
  const sight = sightOf(asker, 'bulletin', moment);
  const { ids, next } = await walk(
    pool,
    {
      type: 'bulletin',
      sight,
      source: ofSight('bulletin', sight),
      seen: true,
      conditions: (bind) => [
        ...(campaignId === undefined ? [] : [`r.campaign_id = ${bind(campaignId)}::uuid`]),
        ...(kind === undefined ? [] : [`r.kind = ${bind(kind)}`]),
        ...(stage === undefined ? [] : [`r.stage = ${bind(stage)}`]),
      ],
    },
    decodeCursor(query.cursor, placeCursor),
    limitOf(query),
  );
  const states = await statesOf<BulletinState>(pool, ids);
  return { items: states.map((state) => presentBulletinItem(state, moment.org, language)), next };
}
