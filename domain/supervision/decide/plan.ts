import { beijingDateOf } from '../../calendar/beijing.ts';
import { dueText } from '../../calendar/due-text.ts';
import { endOfSpan } from '../../calendar/span.ts';
import { runningCampaign } from '../../campaign/beginning.ts';
import { sourceOf } from '../../campaign/deadlines.ts';
import type { CampaignState } from '../../campaign/state.ts';
import { offsetsRefused } from '../../chase/periods.ts';
import { together } from '../../notice/told.ts';
import { isLiving } from '../../org/org.ts';
import { accept, type Decision, type Follow, type Refusal, refuse } from '../../process/decision.ts';
import type { World } from '../../process/definition.ts';
import type { TaskState } from '../../task/state.ts';
import type { PlanSupervision, SupervisionCommandOf } from '../commands.ts';
import { momentOf, plannedDue, visitDeadline } from '../deadlines.ts';
import type { SupervisionFact } from '../facts.ts';
import { chosenSupervisionLadders, periodsIn, visitsPerQuarter } from '../ladders.ts';
import { supervisionNotice, toTeam, toUnits } from '../notices.ts';
import { isKnown, type Moment, type SupervisionContent, type SupervisionState } from '../state.ts';

type Decided = Decision<SupervisionFact>;

const unitsOf = (personId: string, world: World): readonly string[] => world.org.postsOf(personId, world.now).map((post) => post.unitId);

/** Units in being; a team of active persons, none of whom goes to a unit where they hold a post, unless it checks itself. */
function unfit({ kind, unitIds, team }: PlanSupervision, world: World): Refusal | undefined {
  const unknown = unitIds.find((unitId) => !isLiving(unitId, world.org, world.now));
  if (unknown !== undefined) return refuse('supervision.unit_unknown', { unitId: unknown });
  const stranger = team.find((personId) => world.org.person(personId)?.active !== true);
  if (stranger !== undefined) return refuse('supervision.person_unknown', { personId: stranger });
  const partial = kind === 'selfCheck' ? undefined : team.find((personId) => unitsOf(personId, world).some((unitId) => unitIds.includes(unitId)));
  return partial === undefined ? undefined : refuse('supervision.member_of_visited', { personId: partial });
}

/** Tasks looked at and the supervision followed up must be of the same campaign. */
function strange({ taskIds = [], followUpOf }: PlanSupervision, campaign: CampaignState, world: World): Refusal | undefined {
  const task = taskIds.find((id) => (world.processes.get(id) as TaskState | undefined)?.campaignId !== campaign.id);
  if (task !== undefined) return refuse('supervision.task_unknown', { taskId: task });
  if (followUpOf === undefined) return undefined;
  const former = world.processes.get(followUpOf) as SupervisionState | undefined;
  return former?.campaignId === campaign.id && former.visit ? undefined : refuse('supervision.follow_up_unknown');
}

/** Visits by plan count for the limit; an unannounced one and one that goes back to findings do not. */
const isCounted = ({ kind, followUpOf }: Pick<SupervisionContent, 'kind' | 'followUpOf'>): boolean => kind !== 'unannounced' && followUpOf === undefined;

/** Units that have had their visits of that day's quarter, by the campaign's own note of them. */
function exceeded(campaign: CampaignState, unitIds: readonly string[], on: string): Refusal | undefined {
  const quarter = endOfSpan(on, 3);
  const visits = (campaign.visits ?? []).filter((visit) => endOfSpan(visit.on, 3) === quarter);
  const full = unitIds.map((unitId) => ({ unitId, visits: visits.filter((visit) => visit.unitIds.includes(unitId)).length })).filter((unit) => unit.visits >= visitsPerQuarter);
  return full.length === 0 ? undefined : refuse('supervision.visits_exceeded', { count: full.length, limit: visitsPerQuarter }, full);
}

const dayOf = (planned: Moment): string => planned.dueOn ?? beijingDateOf(planned.dueAt);

/** The campaign notes which units are visited when, so that the next plan can be held against it. */
const noted = (id: string, supervision: Pick<SupervisionContent, 'campaignId' | 'kind' | 'followUpOf'>, on: string, unitIds: readonly string[]): readonly Follow[] =>
  isCounted(supervision) ? [{ type: 'campaign', id: supervision.campaignId, command: { type: 'noteVisits', supervisionId: id, on, unitIds } as Follow['command'] }] : [];

/** 制定督查计划: numbered in its office's series of the year. Units hear of it beforehand unless it is unannounced. */
export function plan(state: SupervisionState, command: PlanSupervision, world: World): Decided {
  if (state.version > 0) return accept([]);
  const begun = runningCampaign(world, command.type);
  if (!begun.ok) return begun;
  const { campaign } = begun;
  const { ladders: choice = {}, kind, title, scope, followUpOf, reason } = command;
  const asked = offsetsRefused(periodsIn(choice), world) ?? plannedDue(command, world);
  if (!asked.ok) return asked;
  const refused = unfit(command, world) ?? strange(command, campaign, world);
  if (refused) return refused;
  const team = [...new Set(command.team)];
  const content: SupervisionContent = {
    campaignId: campaign.id,
    kind,
    title,
    scope,
    planned: momentOf(asked.due),
    unitIds: [...new Set(command.unitIds)],
    team,
    teamUnitIds: [...new Set(team.flatMap((personId) => unitsOf(personId, world)))],
    taskIds: [...new Set(command.taskIds ?? [])],
    ...(followUpOf === undefined ? {} : { followUpOf }),
    ...(reason === undefined ? {} : { reason }),
    officeUnitId: campaign.officeUnitId,
    groupUnitId: campaign.groupUnitId,
    source: sourceOf(campaign),
    ladders: chosenSupervisionLadders(choice),
  };
  const on = dayOf(content.planned);
  const over = isCounted(content) && reason === undefined ? exceeded(campaign, content.unitIds, on) : undefined;
  if (over) return over;
  const year = beijingDateOf(world.now).slice(0, 4);
  const sets = [visitDeadline(content, asked.due, world)];
  return accept([], {
    numbered: {
      series: { name: `supervision:${campaign.officeUnitId}`, year: Number(year) },
      facts: (n) => [{ type: 'supervisionPlanned', ...content, number: `督查〔${year}〕${n}号`, sets }],
    },
    also: noted(state.id, content, on, content.unitIds),
    notices: toldOf('supervisionPlanned', content, world),
  });
}

/** To the team, and to the units where they may know of it. */
const toldOf = (
  kind: 'supervisionPlanned' | 'visitPostponed' | 'supervisionCancelled',
  supervision: SupervisionContent & Pick<SupervisionState, 'visit'>,
  world: World,
  reason?: string,
) => {
  const day = dueText(supervision.planned);
  const to = together(toTeam(supervision.team, world), isKnown(supervision) ? toUnits(supervision.unitIds, world) : []);
  return supervisionNotice(kind, supervision, to, { about: { zh: day, en: day }, ...(reason === undefined ? {} : { reason }) });
};

/** 改期: the former day is kept; the ladder starts anew. */
export function postpone(state: SupervisionState, command: SupervisionCommandOf<'postpone'>, world: World): Decided {
  if (command.plannedOn === state.planned.dueOn) return refuse('supervision.nothing_changed');
  const asked = plannedDue(command, world);
  if (!asked.ok) return asked;
  const planned = momentOf(asked.due);
  return accept([{ type: 'visitPostponed', planned, former: state.planned, reason: command.reason, sets: [visitDeadline(state, asked.due, world)] }], {
    also: noted(state.id, state, command.plannedOn, state.unitIds),
    notices: toldOf('visitPostponed', { ...state, planned }, world, command.reason),
  });
}

/** The visit is not made; it no longer counts for its quarter. */
export const cancel = (state: SupervisionState, command: SupervisionCommandOf<'cancel'>, world: World): Decided =>
  accept([{ type: 'supervisionCancelled', reason: command.reason, clears: ['visit'] }], {
    also: noted(state.id, state, dayOf(state.planned), []),
    notices: toldOf('supervisionCancelled', state, world, command.reason),
  });
