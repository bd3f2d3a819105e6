import type { z } from 'zod';
import type { SurveyState } from '../../domain/survey/state.ts';
import type { Moment } from '../../ledger/world.ts';
import type { Asker } from '../http/asker.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import { decodeCursor, limitOf } from '../http/keyset.ts';
import type { Language } from '../http/language.ts';
import { sightOf } from '../http/sight.ts';
import { holds } from '../list/search.ts';
import { ofSight, placeCursor } from '../list/source.ts';
import { statesOf, walk } from '../list/walk.ts';
import { presentSurveyItem } from './presenter.ts';
import type { SurveyQuery } from './schema.ts';

/** A page of the surveys that the asker sees, newest first. */
export async function listSurveys({ pool }: Pick<LedgerDoor, 'pool'>, query: z.output<typeof SurveyQuery>, asker: Asker, moment: Moment, language: Language) {
  const { stage, campaignId, q } = query;
  const sight = sightOf(asker, 'survey', moment);
  const { ids, next } = await walk(
    pool,
    {
      type: 'survey',
      sight,
      source: ofSight('survey', sight),
      seen: true,
      conditions: (bind) => [
        ...(stage === undefined ? [] : [`r.stage = ${bind(stage)}`]),
        ...(campaignId === undefined ? [] : [`r.campaign_id = ${bind(campaignId)}::uuid`]),
        ...(q === undefined ? [] : [holds(bind, ['r.number', 'r.name'], q)]),
      ],
    },
    decodeCursor(query.cursor, placeCursor),
    limitOf(query),
  );
  const states = await statesOf<SurveyState>(pool, ids);
  return { items: states.map((state) => presentSurveyItem(state, { now: moment.now, org: moment.org, language })), next };
}
