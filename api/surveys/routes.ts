import type { z } from 'zod';
import { survey } from '../../domain/survey/definition.ts';
import type { SurveyState } from '../../domain/survey/state.ts';
import { acrossCampaigns } from '../export/campaigns.ts';
import { listRoutes } from '../export/routes.ts';
import type { Route } from '../http/route.ts';
import type { Asking } from '../list/page.ts';
import { ofCampaignRoutes } from '../process/of-campaign.ts';
import { createRoute, processRoutes, type Resource, readRoute } from '../process/resource.ts';
import type { RegisterDeps } from '../register/record.ts';
import { surveyLayout } from './export.ts';
import { listSurveys } from './list.ts';
import { presentSurvey } from './presenter.ts';
import { CampaignSurveyQuery, NewSurvey, SurveyCommandBody, SurveyItem, SurveyQuery, SurveyView } from './schema.ts';

const surveyResource: Resource<SurveyState, typeof SurveyView> = {
  type: 'survey',
  name: { zh: '调查', en: 'a survey' },
  definition: survey,
  view: SurveyView,
  present: (state, { world, language, steps }) => presentSurvey(state, { ...world, language, steps }),
};

/** Surveys of campaigns: begun by the office, run by their lead, worked on by the units of their points, a source of indicators' values. */
export function surveyRoutes(deps: RegisterDeps): readonly Route[] {
  const { ledger } = deps;
  const list = (query: z.output<typeof SurveyQuery>, asking: Asking) => listSurveys(ledger, query, asking);
  return [
    ...listRoutes(
      { path: '/api/v1/surveys', summary: { zh: '调查列表', en: 'Surveys that one sees, newest first' }, tag: 'surveys', query: SurveyQuery, item: SurveyItem },
      list,
      ...acrossCampaigns(ledger, surveyLayout, list),
    ),
    createRoute(surveyResource, {
      summary: '开展调查 Begin a survey below a running campaign',
      body: NewSurvey,
      problems: [
        'process.not_found',
        'policy.forbidden',
        'campaign.suspended',
        'campaign.settled',
        'campaign.closed',
        'survey.unit_unknown',
        'survey.point_twice',
        'survey.due_twice',
        'survey.date_past',
        'period.invalid',
        'period.unit_refused',
      ],
      command: ({ body: { period, ...body } }) => ({ type: 'begin', ...body, ...(period ? { duePeriod: period } : {}) }),
    }),
    readRoute(ledger, surveyResource, { summary: '调查详情 A survey' }),
    ...processRoutes(deps, surveyResource, {
      body: SurveyCommandBody,
      description: 'Answers the survey as GET does. A unit records the progress of its own points; a completed survey can be the source of an indicator’s value.',
      problems: [
        'process.not_found',
        'process.changed_since',
        'policy.forbidden',
        'survey.suspended',
        'survey.completed',
        'survey.concluded',
        'survey.cancelled',
        'survey.point_unknown',
        'survey.not_your_point',
        'survey.valid_exceeds',
        'survey.rechecked_exceeds',
        'survey.agreed_exceeds',
        'survey.points_short',
        'survey.point_not_short',
      ],
    }),
    ...ofCampaignRoutes(
      ledger,
      {
        things: 'surveys',
        summary: { zh: '专项行动的调查', en: 'Surveys of a campaign that one sees, newest first' },
        tag: 'campaigns',
        query: CampaignSurveyQuery,
        item: SurveyItem,
      },
      list,
      surveyLayout,
    ),
  ];
}
