import type { CampaignState } from '../../domain/campaign/state.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import { idParams } from '../http/params.ts';
import { type Route, route } from '../http/route.ts';
import { readProcess } from '../http/sight.ts';
import { presentCampaignRules, presentDefaults } from './presenter.ts';
import { CampaignRulesView, DefaultLaddersView } from './schema.ts';

/** 催办规则 in words: those of the product, and those of a campaign beside them. */
export const ladderRoutes = ({ ledger }: { readonly ledger: Pick<LedgerDoor, 'pool'> }): readonly Route[] => [
  route(
    {
      method: 'get',
      path: '/api/v1/ladders',
      summary: '默认催办规则 The chase rules that hold where nobody has chosen others',
      description: 'Of a campaign and all in it unless its launch brings others, and of the deadlines of cases. Whom each rung tells and when, in words.',
      tags: ['ladders'],
      response: DefaultLaddersView,
    },
    async ({ language }) => ({ body: presentDefaults(language) }),
  ),
  route(
    {
      method: 'get',
      path: '/api/v1/campaigns/{id}/ladders',
      summary: '专项行动的催办规则 The chase rules of a campaign',
      description: 'In words and as `setLadders` takes them; with the rungs of the default ladders that it leaves out.',
      tags: ['campaigns'],
      params: idParams,
      response: CampaignRulesView,
      problems: ['process.not_found'],
    },
    async ({ asker, params, moment, language }) => {
      const { state } = await readProcess<CampaignState>(ledger, asker, moment, 'campaign', params.id);
      return { body: presentCampaignRules(state.ladders, language), version: state.version };
    },
  ),
];
