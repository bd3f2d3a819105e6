import { campaign } from '../../domain/campaign/definition.ts';
import { versionFromDraft } from '../../domain/campaign/launch.ts';
import type { CampaignState } from '../../domain/campaign/state.ts';
import type { ProcessState } from '../../domain/process/definition.ts';
import type { TaskGlance } from '../../domain/task/glance.ts';
import { type Moment, nothingLooked } from '../../ledger/world.ts';
import { listRoutes } from '../export/routes.ts';
import { idParams } from '../http/params.ts';
import { HttpProblem, type ProblemCode } from '../http/problem.ts';
import { type Asked, commandRoute, type Route, type RouteContext, route } from '../http/route.ts';
import { readProcess, type Seen } from '../http/sight.ts';
import { launchOf } from '../plans/draft.ts';
import { officeActor, readPlan } from '../plans/store.ts';
import { ofCampaignRoutes } from '../process/of-campaign.ts';
import { answerOf, processRoutes, type Resource, shownTo } from '../process/resource.ts';
import type { RegisterDeps } from '../register/record.ts';
import { taskLayout } from '../tasks/export.ts';
import { listTasks } from '../tasks/list.ts';
import { taskRows } from '../tasks/rows.ts';
import { TaskItem } from '../tasks/schema.ts';
import { campaignLayout } from './export.ts';
import { listCampaigns } from './list.ts';
import { type IndicatorGlance, presentCampaign } from './presenter.ts';
import { revisionRoute } from './revision.ts';
import { CampaignCommandBody, CampaignItem, CampaignQuery, CampaignTaskQuery, CampaignView, NewCampaign } from './schema.ts';
import { urgingTextRoute } from './urging-text.ts';

/** Steps that move a thousand tasks in one transaction: longer than the ledger waits for so large a write (ledger/write.ts), so that the answer is the true one. */
const manyTasksMs = 20_000;

const launchProblems = [
  'process.not_found',
  'policy.forbidden',
  'plan.tasks_incomplete',
  'task.number_unfit',
  'plan.consultation_open',
  'campaign.already_launched',
  'campaign.office_unfit',
  'campaign.no_tasks',
  'campaign.too_many_tasks',
  'campaign.unit_unknown',
  'campaign.phases_disordered',
  'campaign.dates_past',
  'campaign.shift_needed',
  'campaign.number_needed',
  'campaign.date_future',
  'evidence.unknown',
  'period.invalid',
  'period.unit_refused',
] as const satisfies readonly ProblemCode[];

const commandProblems = [
  'process.not_found',
  'process.changed_since',
  'policy.forbidden',
  'campaign.condition_missing',
  'campaign.condition_unknown',
  'campaign.condition_computed',
  'campaign.condition_held',
  'campaign.condition_unconfirmed',
  'campaign.number_needed',
  'campaign.approver_needed',
  'campaign.post_unknown',
  'campaign.section_unknown',
  'campaign.not_commitment',
  'campaign.liaison_complete',
  'campaign.due_needed',
  'campaign.person_elsewhere',
  'person.unknown',
  'person.inactive',
  'post.already_held',
  'campaign.suspended',
  'campaign.not_suspended',
  'campaign.settled',
  'campaign.closed',
  'campaign.not_evaluating',
  'campaign.date_future',
  'campaign.date_past',
  'campaign.unit_unknown',
  'campaign.nothing_changed',
  'plan.tasks_incomplete',
  'task.number_unfit',
  'evidence.unknown',
  'period.invalid',
  'period.unit_refused',
  'campaign.nobody_to_urge',
  'task.urged_lately',
  'campaign.task_unknown',
  'campaign.change_repeated',
  'campaign.change_refused',
  'campaign.revision_dates_past',
  'campaign.phase_closed',
  'campaign.phases_disordered',
  'campaign.too_many_tasks',
] as const satisfies readonly ProblemCode[];

type Understood = Pick<RouteContext<{ readonly body: typeof CampaignCommandBody }>, 'body' | 'asker' | 'moment'>;

const campaignResource: Resource<CampaignState, typeof CampaignView> = {
  type: 'campaign',
  name: { zh: '专项行动', en: 'a campaign' },
  definition: campaign,
  view: CampaignView,
  present: (state, { world, language, steps }) => presentCampaign(state, world, language, steps),
};

/** Campaigns: launched from a plan by the office, seen by the units that take part. */
export function campaignRoutes(deps: RegisterDeps): readonly Route[] {
  const { ledger } = deps;
  /** Of each task a glance, which is all that showing a campaign reads: one of two thousand tasks is shown without eight megabytes on the way. */
  const childrenOf = async (id: string): Promise<readonly ProcessState[]> => {
    const { rows } = await ledger.pool.query<{ glance: TaskGlance }>({ name: 'glances', text: 'SELECT glance FROM task_record WHERE campaign_id = $1', values: [id] });
    return rows.map((row) => row.glance as TaskGlance & ProcessState);
  };
  const measuredOf = async (id: string): Promise<readonly IndicatorGlance[]> => {
    const text = 'SELECT id, name, number, "order", outcome, branch FROM indicator_record WHERE campaign_id = $1 ORDER BY "order", id';
    return (await ledger.pool.query<IndicatorGlance>({ name: 'measured', text, values: [id] })).rows;
  };
  /** The campaign over all posts that see it: a step is open when it is in one of them. */
  const shown = async ({ state, actors }: Seen<CampaignState>, moment: Moment, language: 'zh' | 'en') => {
    const [children, measured] = await Promise.all([childrenOf(state.id), measuredOf(state.id)]);
    const looked = { ...nothingLooked, children };
    return shownTo(
      { ...campaignResource, present: (campaign, { world, steps }) => presentCampaign(campaign, world, language, steps, measured) },
      { state, actors },
      moment,
      language,
      looked,
    );
  };
  /** The command that a body means; a re-plan from a plan takes the plan as a launch would. */
  const asked = async ({ body, asker, moment }: Understood): Promise<Asked['command']> => {
    if (body.type !== 'replan' || body.planId === undefined) return body;
    const { planId, changes: _changes, phases: _phases, ...replan } = body;
    const { content } = await readPlan(ledger.pool, planId, asker);
    const actor = officeActor(asker, 'replan');
    return { ...replan, version: versionFromDraft(planId, content, { org: moment.org, now: moment.now, actor }) } as Asked['command'];
  };
  return [
    ...listRoutes(
      { path: '/api/v1/campaigns', summary: { zh: '专项行动列表', en: 'Campaigns, newest first' }, tag: 'campaigns', query: CampaignQuery, item: CampaignItem },
      (query, asking) => listCampaigns(ledger, query, asking),
      campaignLayout,
    ),
    commandRoute(
      {
        method: 'post',
        path: '/api/v1/campaigns',
        summary: '启动专项行动 Launch a campaign from a plan',
        timeLimitMs: manyTasksMs,
        description:
          'The campaign and all its tasks begin in one transaction; a thousand of them may take a busy machine ten seconds. `plan.tasks_incomplete` lists every task that lacks a lead unit, a deadline or rhythm, or a phase.',
        tags: ['campaigns'],
        body: NewCampaign,
        response: CampaignView,
        status: 201,
        location: '/api/v1/campaigns/{id}',
        problems: launchProblems,
      },
      {
        command: async ({ body, asker, moment }) => {
          const actor = officeActor(asker, 'launch');
          const { content } = await readPlan(ledger.pool, body.planId, asker);
          const { ladder, ladders, ...choice } = body;
          const chosen = ladder || ladders ? { ladders: { ...(ladder ? { task: ladder } : {}), ...ladders } } : {};
          const launch = launchOf(body.planId, content, { ...choice, ...chosen }, { org: moment.org, now: moment.now, actor });
          // An office launches for itself only: naming another one is a missing right.
          if (launch.command.officeUnitId !== actor.unitId) throw new HttpProblem('policy.forbidden', { params: { command: 'launch' } });
          return { type: 'campaign', ...launch, creates: true };
        },
        present: answerOf(campaignResource),
      },
    ),
    route(
      {
        method: 'get',
        path: '/api/v1/campaigns/{id}',
        summary: '专项行动详情 A campaign',
        tags: ['campaigns'],
        params: idParams,
        response: CampaignView,
        problems: ['process.not_found'],
      },
      async ({ asker, params, moment, language }) => {
        const seen = await readProcess<CampaignState>(ledger, asker, moment, 'campaign', params.id);
        return { body: await shown(seen, moment, language), version: seen.state.version };
      },
    ),
    ...ofCampaignRoutes(
      ledger,
      {
        things: 'tasks',
        summary: { zh: '专项行动的任务', en: 'Tasks of a campaign that one sees, in the plan’s order' },
        tag: 'campaigns',
        query: CampaignTaskQuery,
        item: TaskItem,
      },
      (query, asking) => listTasks(deps, query, asking),
      taskLayout,
      (query, asking) => taskRows(deps, query, asking),
    ),
    urgingTextRoute(ledger),
    revisionRoute(ledger),
    ...processRoutes(deps, campaignResource, {
      body: CampaignCommandBody,
      description: 'Answers the campaign as GET does. `conditions` says what keeps the open phase from closing.',
      problems: commandProblems,
      timeLimitMs: manyTasksMs,
      command: asked,
      withoutRefused: (command) => (command.type === 'replan' ? { ...command, partly: true } : undefined),
    }),
  ];
}
