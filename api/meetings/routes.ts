import type { z } from 'zod';
import { meeting } from '../../domain/meeting/definition.ts';
import type { MeetingState } from '../../domain/meeting/state.ts';
import { acrossCampaigns } from '../export/campaigns.ts';
import { listRoutes } from '../export/routes.ts';
import type { ProblemCode } from '../http/problem.ts';
import type { Route } from '../http/route.ts';
import type { Asking } from '../list/page.ts';
import { processesOf } from '../list/walk.ts';
import { ofCampaignRoutes } from '../process/of-campaign.ts';
import { createRoute, processRoutes, type Resource, readRoute } from '../process/resource.ts';
import type { RegisterDeps } from '../register/record.ts';
import { meetingLayout } from './export.ts';
import { listMeetings } from './list.ts';
import { presentMeeting } from './presenter.ts';
import { CampaignMeetingQuery, MeetingCommandBody, MeetingItem, MeetingQuery, MeetingView, NewMeeting } from './schema.ts';

const conveneProblems = [
  'process.not_found',
  'policy.forbidden',
  'campaign.suspended',
  'campaign.settled',
  'campaign.closed',
  'meeting.date_needed',
  'meeting.date_past',
  'meeting.nobody_invited',
  'meeting.unit_unknown',
  'period.invalid',
  'period.unit_refused',
] as const satisfies readonly ProblemCode[];

const commandProblems = [
  'process.not_found',
  'process.changed_since',
  'policy.forbidden',
  'meeting.date_past',
  'meeting.not_yet',
  'meeting.not_recorded',
  'meeting.held',
  'meeting.recorded',
  'meeting.cancelled',
  'meeting.suspended',
  'meeting.nobody_invited',
  'meeting.unit_unknown',
  'meeting.unit_not_invited',
  'meeting.unit_repeated',
  'meeting.post_strange',
  'meeting.reason_needed',
  'meeting.decision_unknown',
  'meeting.decision_repeated',
  'meeting.decision_accepted',
  'meeting.decision_dated',
  'meeting.nothing_changed',
  'task.under_review',
  'task.returned',
  'task.suspended',
  'task.closed',
  'task.cancelled',
  'task.date_past',
  'task.unit_unknown',
  'task.lead_also_supports',
  'plan.tasks_incomplete',
  'campaign.date_past',
  'campaign.unit_unknown',
  'evidence.unknown',
  'period.invalid',
  'period.unit_refused',
] as const satisfies readonly ProblemCode[];

const meetingResource: Resource<MeetingState, typeof MeetingView> = {
  type: 'meeting',
  name: { zh: '会议', en: 'a meeting' },
  definition: meeting,
  view: MeetingView,
  present: (state, { world, language, steps }) => presentMeeting(state, { ...world, language, steps }),
};

/** Meetings of campaigns: convened and recorded by the office, replied to by the units invited. */
export function meetingRoutes(deps: RegisterDeps): readonly Route[] {
  const { ledger } = deps;
  const list = (query: z.output<typeof MeetingQuery>, asking: Asking) => listMeetings(ledger, query, asking);
  return [
    ...listRoutes(
      { path: '/api/v1/meetings', summary: { zh: '会议列表', en: 'Meetings that one sees, newest first' }, tag: 'meetings', query: MeetingQuery, item: MeetingItem },
      list,
      ...acrossCampaigns(ledger, meetingLayout, list),
    ),
    ...ofCampaignRoutes(
      ledger,
      {
        things: 'meetings',
        summary: { zh: '专项行动的会议', en: 'Meetings of a campaign that one sees, newest first' },
        tag: 'meetings',
        query: CampaignMeetingQuery,
        item: MeetingItem,
      },
      list,
      meetingLayout,
    ),
    createRoute(meetingResource, {
      summary: '召开会议 Convene a meeting of a campaign',
      description: 'The units invited hear of it and reply. What the meeting decides becomes tasks of the campaign with its minutes.',
      body: NewMeeting,
      problems: conveneProblems,
      command: ({ body }) => ({ type: 'convene', ...body }),
    }),
    readRoute(ledger, meetingResource, { summary: '会议详情 A meeting' }, async ({ decisions }) => ({
      processes: await processesOf(
        ledger.pool,
        decisions.map(({ taskId }) => taskId),
      ),
    })),
    ...processRoutes(deps, meetingResource, {
      body: MeetingCommandBody,
      description: 'Answers the meeting as GET does. `allowed` names the steps open to the asker, and why the others are not.',
      problems: commandProblems,
    }),
  ];
}
