import type { z } from 'zod';
import type { SurveyState } from '../../domain/survey/state.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import { sightOf } from '../http/sight.ts';
import type { Asking } from '../list/page.ts';
import { equal, fewBy, holds } from '../list/search.ts';
import { statesPage } from '../list/walk.ts';
import { presentSurveyItem } from './presenter.ts';
import type { SurveyQuery } from './schema.ts';

/** A page of the surveys that the asker sees, newest first. */
export async function listSurveys({ pool }: Pick<LedgerDoor, 'pool'>, query: z.output<typeof SurveyQuery>, { asker, moment, language }: Asking) {
  const { stage, campaignId, q } = query;
  const { states, next } = await statesPage<SurveyState>(
    pool,
    {
      type: 'survey',
      sight: sightOf(asker, 'survey', moment),
      conditions: (bind) => [
        ...equal(bind, 'stage', stage),
        ...equal(bind, 'campaign_id', campaignId, 'uuid'),
        ...(q === undefined ? [] : [holds(bind, ['r.number', 'r.name'], q)]),
      ],
      ...fewBy('survey_record', 'campaign_id', campaignId),
    },
    query,
  );
  return { items: states.map((state) => presentSurveyItem(state, { now: moment.now, org: moment.org, language })), next };
}
