import type { z } from 'zod';
import type { CampaignState } from '../../domain/campaign/state.ts';
import type { Moment } from '../../ledger/world.ts';
import type { Asker } from '../http/asker.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import { decodeCursor, limitOf } from '../http/keyset.ts';
import type { Language } from '../http/language.ts';
import { sightOf } from '../http/sight.ts';
import { holds } from '../list/search.ts';
import { ofSight, placeCursor } from '../list/source.ts';
import { statesOf, walk } from '../list/walk.ts';
import { presentCampaignItem } from './presenter.ts';
import type { CampaignQuery } from './schema.ts';

/** A page of the campaigns that the asker sees, newest first. */
export async function listCampaigns({ pool }: Pick<LedgerDoor, 'pool'>, query: z.output<typeof CampaignQuery>, asker: Asker, moment: Moment, language: Language) {
  const { stage, q } = query;
  const sight = sightOf(asker, 'campaign', moment);
  const { ids, next } = await walk(
    pool,
    {
      type: 'campaign',
      sight,
      source: ofSight('campaign', sight),
      seen: true,
      conditions: (bind) => [...(stage === undefined ? [] : [`r.stage = ${bind(stage)}`]), ...(q === undefined ? [] : [holds(bind, ['r.title'], q)])],
    },
    decodeCursor(query.cursor, placeCursor),
    limitOf(query),
  );
  const states = await statesOf<CampaignState>(pool, ids);
  return { items: states.map((state) => presentCampaignItem(state, { org: moment.org, language })), next };
}
