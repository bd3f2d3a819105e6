import { beijingDateOf } from '../../domain/calendar/beijing.ts';
import type { CampaignState } from '../../domain/campaign/state.ts';
import { indicator } from '../../domain/indicator/definition.ts';
import type { IndicatorState } from '../../domain/indicator/state.ts';
import { fileAnswer, xlsxType } from '../documents/answer.ts';
import { writeWorkbook } from '../export/workbook.ts';
import { pageOf } from '../http/keyset.ts';
import { idParams } from '../http/params.ts';
import type { ProblemCode } from '../http/problem.ts';
import { type Route, route } from '../http/route.ts';
import { readProcess } from '../http/sight.ts';
import { ofCampaignRoute } from '../process/of-campaign.ts';
import { createRoute, processRoutes, type Resource, readRoute } from '../process/resource.ts';
import type { RegisterDeps } from '../register/record.ts';
import { commandOf, establishOf } from './command.ts';
import { indicatorTable } from './export.ts';
import { listIndicators } from './list.ts';
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
  return [
    route(
      {
        method: 'get',
        path: '/api/v1/indicators',
        summary: '指标列表 Indicators that one sees, newest first',
        tags: ['indicators'],
        query: IndicatorQuery,
        response: pageOf(IndicatorItem),
      },
      async ({ asker, query, moment, language }) => ({ body: await listIndicators(ledger, query, asker, moment, language) }),
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
    ofCampaignRoute(
      ledger,
      {
        things: 'indicators',
        summary: '专项行动的指标 Indicators of a campaign that one sees, in the plan’s order',
        tag: 'campaigns',
        query: CampaignIndicatorQuery,
        item: IndicatorItem,
      },
      (query, ...asked) => listIndicators(ledger, query, ...asked),
    ),
    route(
      {
        method: 'get',
        path: '/api/v1/campaigns/{id}/indicators.xlsx',
        summary: '指标完成情况表 The indicators of a campaign as a workbook',
        description: 'Baseline, target, current value, its source and day, whether it is reached and by which part of the rule, and the unit that gives it.',
        tags: ['campaigns'],
        params: idParams,
        produces: xlsxType,
        problems: ['process.not_found'],
      },
      async ({ asker, params, moment, language }) => {
        const { state } = await readProcess<CampaignState>(ledger, asker, moment, 'campaign', params.id);
        const content = await writeWorkbook(indicatorTable(ledger, state.id, asker, moment), { ...moment, language });
        return fileAnswer(content, `指标完成情况表${beijingDateOf(moment.now)}.xlsx`);
      },
    ),
  ];
}
