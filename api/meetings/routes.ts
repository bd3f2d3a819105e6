import { randomUUID } from 'node:crypto';
import { beijingDateOf } from '../../domain/calendar/beijing.ts';
import { meeting } from '../../domain/meeting/definition.ts';
import type { MeetingState } from '../../domain/meeting/state.ts';
import type { ProcessState } from '../../domain/process/definition.ts';
import { type Moment, nothingLooked, worldOf } from '../../ledger/world.ts';
import { docxAnswer, docxType } from '../documents/answer.ts';
import { minutesDocument } from '../documents/minutes.ts';
import { pageOf } from '../http/keyset.ts';
import type { Language } from '../http/language.ts';
import { idParams } from '../http/params.ts';
import { HttpProblem, type ProblemCode } from '../http/problem.ts';
import { factsRoute } from '../http/process-facts.ts';
import { commandRoute, type Presented, type Route, route } from '../http/route.ts';
import { readProcess, type Seen } from '../http/sight.ts';
import { stepsOver } from '../http/steps.ts';
import { previewRoute } from '../preview/route.ts';
import type { RegisterDeps } from '../register/record.ts';
import { listMeetings } from './list.ts';
import { kindNames, presentMeeting } from './presenter.ts';
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
  'meeting.nothing_changed',
  'plan.tasks_incomplete',
  'campaign.date_past',
  'campaign.unit_unknown',
  'evidence.unknown',
  'period.invalid',
  'period.unit_refused',
] as const satisfies readonly ProblemCode[];

/** The answer of a command: the meeting as GET shows it. */
function present({ state, world, language }: Presented) {
  const gathering = state as MeetingState;
  return presentMeeting(gathering, { now: world.now, org: world.org, language, steps: meeting.allowed(gathering, world), processes: world.processes });
}

/** Meetings of campaigns: convened and recorded by the office, replied to by the units invited. */
export function meetingRoutes(deps: RegisterDeps): readonly Route[] {
  const { ledger, prisma } = deps;
  /** The meeting over all posts that see it, with how the tasks of its decisions stand. */
  const shown = async ({ state, actors }: Seen<MeetingState>, moment: Moment, language: Language) => {
    const rows = await prisma.process.findMany({ where: { id: { in: state.decisions.map(({ taskId }) => taskId) } }, select: { id: true, state: true } });
    const processes = new Map(rows.map((row) => [row.id, row.state as unknown as ProcessState]));
    const steps = stepsOver(actors, (actor) => meeting.allowed(state, worldOf(moment, moment.now, moment.now, actor, nothingLooked)));
    return presentMeeting(state, { now: moment.now, org: moment.org, language, steps, processes });
  };
  return [
    route(
      { method: 'get', path: '/api/v1/meetings', summary: '会议列表 Meetings that one sees, newest first', tags: ['meetings'], query: MeetingQuery, response: pageOf(MeetingItem) },
      async ({ asker, query, moment, language }) => ({ body: await listMeetings(ledger, query, asker, moment, language) }),
    ),
    route(
      {
        method: 'get',
        path: '/api/v1/campaigns/{id}/meetings',
        summary: '专项行动的会议 Meetings of a campaign that one sees, newest first',
        tags: ['meetings'],
        params: idParams,
        query: CampaignMeetingQuery,
        response: pageOf(MeetingItem),
        problems: ['process.not_found'],
      },
      async ({ asker, params, query, moment, language }) => {
        await readProcess(ledger, asker, moment, 'campaign', params.id);
        return { body: await listMeetings(ledger, { ...query, campaignId: params.id }, asker, moment, language) };
      },
    ),
    commandRoute(
      {
        method: 'post',
        path: '/api/v1/meetings',
        summary: '召开会议 Convene a meeting of a campaign',
        description: 'The units invited hear of it and reply. What the meeting decides becomes tasks of the campaign with its minutes.',
        tags: ['meetings'],
        body: NewMeeting,
        response: MeetingView,
        status: 201,
        location: '/api/v1/meetings/{id}',
        problems: conveneProblems,
      },
      { command: ({ body }) => ({ type: 'meeting', id: randomUUID(), creates: true, command: { type: 'convene', ...body } }), present },
    ),
    route(
      { method: 'get', path: '/api/v1/meetings/{id}', summary: '会议详情 A meeting', tags: ['meetings'], params: idParams, response: MeetingView, problems: ['process.not_found'] },
      async ({ asker, params, moment, language }) => {
        const seen = await readProcess<MeetingState>(ledger, asker, moment, 'meeting', params.id);
        return { body: await shown(seen, moment, language), version: seen.state.version };
      },
    ),
    route(
      {
        method: 'get',
        path: '/api/v1/meetings/{id}/minutes',
        summary: '会议纪要 The minutes in force as a .docx',
        tags: ['meetings'],
        params: idParams,
        produces: docxType,
        problems: ['process.not_found', 'document.absent'],
      },
      async ({ asker, params, moment }) => {
        const { state } = await readProcess<MeetingState>(ledger, asker, moment, 'meeting', params.id);
        const document = minutesDocument(state, kindNames[state.kind].zh, beijingDateOf(state.minutes?.at ?? moment.now), moment.org);
        if (!document) throw new HttpProblem('document.absent');
        return docxAnswer(document, state.number);
      },
    ),
    factsRoute(ledger, { type: 'meeting', things: 'meetings', summary: '会议事实 The facts of a meeting, oldest first' }),
    commandRoute(
      {
        method: 'post',
        path: '/api/v1/meetings/{id}/commands',
        summary: '会议办理 Take a step on a meeting',
        description: 'Answers the meeting as GET does. `allowed` names the steps open to the asker, and why the others are not.',
        tags: ['meetings'],
        params: idParams,
        body: MeetingCommandBody,
        response: MeetingView,
        ifMatch: 'optional',
        problems: commandProblems,
      },
      { command: ({ params, body }) => ({ type: 'meeting', id: params.id, command: body }), present },
    ),
    previewRoute(deps, {
      type: 'meeting',
      things: 'meetings',
      body: MeetingCommandBody,
      summary: '预览 What a step on a meeting would do; writes nothing',
      command: ({ body }) => body,
    }),
  ];
}
