import { randomUUID } from 'node:crypto';
import { survey } from '../../domain/survey/definition.ts';
import type { SurveyState } from '../../domain/survey/state.ts';
import { nothingLooked, worldOf } from '../../ledger/world.ts';
import { pageOf } from '../http/keyset.ts';
import { idParams } from '../http/params.ts';
import { factsRoute } from '../http/process-facts.ts';
import { commandRoute, type Presented, type Route, route } from '../http/route.ts';
import { readProcess } from '../http/sight.ts';
import { stepsOver } from '../http/steps.ts';
import { previewRoute } from '../preview/route.ts';
import type { RegisterDeps } from '../register/record.ts';
import { listSurveys } from './list.ts';
import { presentSurvey } from './presenter.ts';
import { CampaignSurveyQuery, NewSurvey, SurveyCommandBody, SurveyItem, SurveyQuery, SurveyView } from './schema.ts';

/** The answer of a command: the survey as GET shows it. */
function present({ state, world, language }: Presented) {
  const file = state as SurveyState;
  return presentSurvey(file, { now: world.now, org: world.org, language, steps: survey.allowed(file, world) });
}

/** Surveys of campaigns: begun by the office, run by their lead, worked on by the units of their points, a source of indicators' values. */
export function surveyRoutes(deps: RegisterDeps): readonly Route[] {
  const { ledger } = deps;
  return [
    route(
      { method: 'get', path: '/api/v1/surveys', summary: '调查列表 Surveys that one sees, newest first', tags: ['surveys'], query: SurveyQuery, response: pageOf(SurveyItem) },
      async ({ asker, query, moment, language }) => ({ body: await listSurveys(ledger, query, asker, moment, language) }),
    ),
    commandRoute(
      {
        method: 'post',
        path: '/api/v1/surveys',
        summary: '开展调查 Begin a survey below a running campaign',
        tags: ['surveys'],
        body: NewSurvey,
        response: SurveyView,
        status: 201,
        location: '/api/v1/surveys/{id}',
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
      },
      {
        command: ({ body: { period, ...body } }) => {
          const command = { type: 'begin', ...body, ...(period ? { duePeriod: period } : {}) };
          return { type: 'survey', id: randomUUID(), creates: true, command };
        },
        present,
      },
    ),
    route(
      { method: 'get', path: '/api/v1/surveys/{id}', summary: '调查详情 A survey', tags: ['surveys'], params: idParams, response: SurveyView, problems: ['process.not_found'] },
      async ({ asker, params, moment, language }) => {
        const { state, actors } = await readProcess<SurveyState>(ledger, asker, moment, 'survey', params.id);
        const steps = stepsOver(actors, (actor) => survey.allowed(state, worldOf(moment, moment.now, moment.now, actor, nothingLooked)));
        return { body: presentSurvey(state, { now: moment.now, org: moment.org, language, steps }), version: state.version };
      },
    ),
    factsRoute(ledger, { type: 'survey', things: 'surveys', summary: '调查事实 The facts of a survey, oldest first' }),
    commandRoute(
      {
        method: 'post',
        path: '/api/v1/surveys/{id}/commands',
        summary: '调查办理 Take a step on a survey',
        description: 'Answers the survey as GET does. A unit records the progress of its own points; a completed survey can be the source of an indicator’s value.',
        tags: ['surveys'],
        params: idParams,
        body: SurveyCommandBody,
        response: SurveyView,
        ifMatch: 'optional',
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
      },
      { command: ({ params, body }) => ({ type: 'survey', id: params.id, command: body }), present },
    ),
    previewRoute(deps, {
      type: 'survey',
      things: 'surveys',
      body: SurveyCommandBody,
      summary: '预览 What a step on a survey would do; writes nothing',
      command: ({ body }) => body,
    }),
    route(
      {
        method: 'get',
        path: '/api/v1/campaigns/{id}/surveys',
        summary: '专项行动的调查 Surveys of a campaign that one sees, newest first',
        tags: ['campaigns'],
        params: idParams,
        query: CampaignSurveyQuery,
        response: pageOf(SurveyItem),
        problems: ['process.not_found'],
      },
      async ({ asker, params, query, moment, language }) => {
        await readProcess(ledger, asker, moment, 'campaign', params.id);
        return { body: await listSurveys(ledger, { ...query, campaignId: params.id }, asker, moment, language) };
      },
    ),
  ];
}
