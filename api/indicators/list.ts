import type { z } from 'zod';
import type { IndicatorState } from '../../domain/indicator/state.ts';
import { instantText } from '../../ledger/projection/instant.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import { sightOf } from '../http/sight.ts';
import type { Asking, Page } from '../list/page.ts';
import { equal, holds, someWithin } from '../list/search.ts';
import { type Bind, ofCampaign } from '../list/source.ts';
import { statesPage } from '../list/walk.ts';
import { presentIndicatorItem } from './presenter.ts';
import type { IndicatorQuery } from './schema.ts';

type Query = z.output<typeof IndicatorQuery>;

/** When each version of each value was entered. */
const entries = `SELECT (e ->> 'at')::bigint AS at FROM jsonb_array_elements(p.state -> 'values') v, jsonb_array_elements(v -> 'versions') e`;

function conditions({ stage, outcome, ownerUnitId, campaignId, overdue, recordedFrom, recordedUntil, q }: Query, now: number, bind: Bind): readonly string[] {
  return [
    ...equal(bind, 'stage', stage),
    ...equal(bind, 'outcome', outcome),
    ...equal(bind, 'owner_unit_id', ownerUnitId, 'uuid'),
    ...equal(bind, 'campaign_id', campaignId, 'uuid'),
    ...(overdue === undefined ? [] : [`r.stage = 'measured' AND r.due_at < ${bind(instantText(now))}`]),
    ...someWithin(bind, entries, recordedFrom, recordedUntil),
    ...(q === undefined ? [] : [holds(bind, ['r.name'], q)]),
  ];
}

/** The states of a page of the indicators that the asker sees: of one campaign in its plan's order, else newest first. */
export async function indicatorStates({ pool }: Pick<LedgerDoor, 'pool'>, query: Query, { asker, moment }: Asking): Promise<Page<IndicatorState>> {
  const { campaignId } = query;
  const { states, next } = await statesPage<IndicatorState>(
    pool,
    {
      type: 'indicator',
      sight: sightOf(asker, 'indicator', moment),
      ...(campaignId === undefined ? {} : { source: ofCampaign(campaignId, 'indicator_record') }),
      conditions: (bind) => conditions(query, moment.now, bind),
    },
    query,
  );
  return { items: states, next };
}

/** That page as a list shows it. */
export async function listIndicators(ledger: Pick<LedgerDoor, 'pool'>, query: Query, asking: Asking) {
  const { items, next } = await indicatorStates(ledger, query, asking);
  const { moment, language } = asking;
  return { items: items.map((state) => presentIndicatorItem(state, { now: moment.now, org: moment.org, language })), next };
}
