import type { z } from 'zod';
import { indicator } from '../../domain/indicator/definition.ts';
import type { IndicatorState } from '../../domain/indicator/state.ts';
import { acrossCampaigns } from '../export/campaigns.ts';
import { listRoutes } from '../export/routes.ts';
import type { ProblemCode } from '../http/problem.ts';
import type { Route } from '../http/route.ts';
import type { Asking } from '../list/page.ts';
import { ofCampaignRoutes } from '../process/of-campaign.ts';
import { createRoute, processRoutes, type Resource, readRoute } from '../process/resource.ts';
import type { RegisterDeps } from '../register/record.ts';
import { commandOf, establishOf } from './command.ts';
import { indicatorLayout } from './export.ts';
import { indicatorStates, listIndicators } from './list.ts';
import { presentIndicator } from './presenter.ts';
import { CampaignIndicatorQuery, IndicatorCommandBody, IndicatorItem, IndicatorQuery, IndicatorView, NewIndicator } from './schema.ts';

const establishProblems = [
  'process.not_found',
  'policy.forbidden',
  'campaign.suspended',
  'campaign.settled',
  'campaign.closed',
  'indicator.unit_unknown',
  'indicator.units_needed',
  'indicator.roll_up_unfit',
  'indicator.target_invalid',
  'indicator.schedule_twice',
  'indicator.date_past',
  'period.invalid',
  'period.unit_refused',
] as const satisfies readonly ProblemCode[];

const commandProblems = [
  'process.not_found',
  'process.changed_since',
  'policy.forbidden',
  'indicator.suspended',
  'indicator.concluded',
  'indicator.cancelled',
  'indicator.unit_unknown',
  'indicator.roll_up_unfit',
  'indicator.target_invalid',
  'indicator.measure_fixed',
  'indicator.schedule_twice',
  'indicator.date_past',
  'indicator.date_future',
  'indicator.amount_unfit',
  'indicator.denominator_zero',
  'indicator.above_hundred',
  'indicator.item_unknown',
  'indicator.baseline_frozen',
  'indicator.baseline_absent',
  'indicator.value_absent',
  'indicator.reference_unused',
  'indicator.not_your_value',
  'indicator.source_needed',
  'indicator.nothing_changed',
  'survey.unfit_source',
  'indicator.warning_unfit',
  'indicator.warning_absent',
  'campaign.settled',
  'campaign.closed',
  'evidence.unknown',
  'period.invalid',
  'period.unit_refused',
] as const satisfies readonly ProblemCode[];

const indicatorResource: Resource<IndicatorState, typeof IndicatorView> = {
  type: 'indicator',
  name: { zh: '指标', en: 'an indicator' },
  definition: indicator,
  view: IndicatorView,
  present: (state, { world, language, steps }) => presentIndicator(state, { ...world, language, steps }),
};

/** Indicators of campaigns: steered by the office, measured by their owner and by units, seen by whoever sees the campaign. */
export function indicatorRoutes(deps: RegisterDeps): readonly Route[] {
  const { ledger } = deps;
  const states = (query: z.output<typeof IndicatorQuery>, asking: Asking) => indicatorStates(ledger, query, asking);
  return [
    ...listRoutes(
      { path: '/api/v1/indicators', summary: { zh: '指标列表', en: 'Indicators that one sees, newest first' }, tag: 'indicators', query: IndicatorQuery, item: IndicatorItem },
      (query, asking) => listIndicators(ledger, query, asking),
      ...acrossCampaigns(ledger, indicatorLayout, states),
    ),
    createRoute(indicatorResource, {
      summary: '建立指标 Establish an indicator of a running campaign',
      description: 'Those of a plan begin with its launch. The campaign numbers it.',
      body: NewIndicator,
      problems: establishProblems,
      command: ({ body }) => establishOf(body),
    }),
    readRoute(ledger, indicatorResource, { summary: '指标详情 An indicator' }),
    ...processRoutes(deps, indicatorResource, {
      body: IndicatorCommandBody,
      description:
        'Answers the indicator as GET does. Each value, correction, baseline, reference and target is judged at once; the judgement names the versions it was made from.',
      problems: commandProblems,
      command: ({ body }) => commandOf(body),
    }),
    ...ofCampaignRoutes(
      ledger,
      {
        things: 'indicators',
        summary: { zh: '专项行动的指标', en: 'Indicators of a campaign that one sees, in the plan’s order' },
        tag: 'campaigns',
        query: CampaignIndicatorQuery,
        item: IndicatorItem,
      },
      (query, asking) => listIndicators(ledger, query, asking),
      indicatorLayout,
      states,
    ),
  ];
}
