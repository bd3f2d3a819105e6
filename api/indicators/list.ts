import type { z } from 'zod';
import type { IndicatorState } from '../../domain/indicator/state.ts';
import { instantText } from '../../ledger/projection/instant.ts';
import type { Moment } from '../../ledger/world.ts';
import type { Asker } from '../http/asker.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import { decodeCursor, limitOf } from '../http/keyset.ts';
import type { Language } from '../http/language.ts';
import { sightOf } from '../http/sight.ts';
import { holds } from '../list/search.ts';
import { type Bind, ofCampaign, ofSight, placeCursor } from '../list/source.ts';
import { statesOf, walk } from '../list/walk.ts';
import { presentIndicatorItem } from './presenter.ts';
import type { IndicatorQuery } from './schema.ts';

type Query = z.output<typeof IndicatorQuery>;

function conditions({ stage, outcome, ownerUnitId, campaignId, overdue, q }: Query, now: number, bind: Bind): readonly string[] {
  const equal = (column: string, value: string | undefined, type = 'text'): readonly string[] => (value === undefined ? [] : [`r.${column} = ${bind(value)}::${type}`]);
  return [
    ...equal('stage', stage),
    ...equal('outcome', outcome),
    ...equal('owner_unit_id', ownerUnitId, 'uuid'),
    ...equal('campaign_id', campaignId, 'uuid'),
    ...(overdue === undefined ? [] : [`r.stage = 'measured' AND r.due_at < ${bind(instantText(now))}`]),
    ...(q === undefined ? [] : [holds(bind, ['r.name'], q)]),
  ];
}

/** The states of a page of the indicators that the asker sees: of one campaign in its plan's order, else newest first. */
export async function indicatorsPage({ pool }: Pick<LedgerDoor, 'pool'>, query: Query, asker: Asker, moment: Moment) {
  const sight = sightOf(asker, 'indicator', moment);
  const { campaignId } = query;
  const { ids, next } = await walk(
    pool,
    {
      type: 'indicator',
      sight,
      ...(campaignId === undefined ? { source: ofSight('indicator', sight), seen: true } : { source: ofCampaign(campaignId, 'indicator_record'), seen: false }),
      conditions: (bind) => conditions(query, moment.now, bind),
    },
    decodeCursor(query.cursor, placeCursor),
    limitOf(query),
  );
  return { states: await statesOf<IndicatorState>(pool, ids), next };
}

/** That page as a list shows it. */
export async function listIndicators(ledger: Pick<LedgerDoor, 'pool'>, query: Query, asker: Asker, moment: Moment, language: Language) {
  const { states, next } = await indicatorsPage(ledger, query, asker, moment);
  return { items: states.map((state) => presentIndicatorItem(state, { now: moment.now, org: moment.org, language })), next };
}
