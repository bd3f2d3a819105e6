import { beijingDateOf } from '../../calendar/beijing.ts';
import { runningCampaign } from '../../campaign/beginning.ts';
import { sourceOf } from '../../campaign/deadlines.ts';
import { groupLeadsOf } from '../../campaign/members.ts';
import { periodsRefused } from '../../chase/periods.ts';
import { isLiving } from '../../org/org.ts';
import { accept, type Decision, type Refusal, refuse } from '../../process/decision.ts';
import type { World } from '../../process/definition.ts';
import type { BeginSurvey } from '../commands.ts';
import { dues } from '../deadlines.ts';
import type { SurveyFact } from '../facts.ts';
import { surveyLadder } from '../ladders.ts';
import { begunNotice } from '../notices.ts';
import type { SurveyContent, SurveyState } from '../state.ts';

function contentRefused({ points, dueOn, duePeriod }: BeginSurvey, leadUnitId: string, world: World): Refusal | undefined {
  const unknown = [leadUnitId, ...points.map((point) => point.unitId)].find((unitId) => !isLiving(unitId, world.org, world.now));
  if (unknown !== undefined) return refuse('survey.unit_unknown', { unitId: unknown });
  const keys = points.map(({ unitId, name }) => `${unitId} ${name}`);
  const twice = points.find(({ unitId, name }, index) => keys.indexOf(`${unitId} ${name}`) < index);
  if (twice) return refuse('survey.point_twice', { name: twice.name });
  if (dueOn !== undefined && duePeriod) return refuse('survey.due_twice');
  if (dueOn !== undefined && dueOn < beijingDateOf(world.now)) return refuse('survey.date_past', { date: dueOn });
  return periodsRefused([duePeriod], world);
}

/** 调查〔2026〕3号: the survey begins, numbered, its points waiting for their units. */
export function begin(state: SurveyState, command: BeginSurvey, world: World): Decision<SurveyFact> {
  if (state.version > 0) return refuse('survey.exists');
  const below = runningCampaign(world, 'begin');
  if (!below.ok) return below;
  const { campaign: parent } = below;
  const leadUnitId = command.leadUnitId ?? parent.officeUnitId;
  const refused = contentRefused(command, leadUnitId, world);
  if (refused) return refused;
  const content: SurveyContent = {
    campaignId: command.campaignId,
    name: command.name,
    ...(command.method === undefined ? {} : { method: command.method }),
    leadUnitId,
    officeUnitId: parent.officeUnitId,
    groupUnitId: parent.groupUnitId,
    memberUnitIds: parent.memberUnitIds,
    groupLeadUnitIds: groupLeadsOf(parent),
    points: command.points.map((point) => ({ ...point, reached: 0 })),
    source: sourceOf(parent),
    ladder: surveyLadder,
  };
  const { due, sets } = dues(content, command, world);
  const year = Number(beijingDateOf(world.now).slice(0, 4));
  return accept([], {
    numbered: { series: { name: 'survey', year }, facts: (n) => [{ type: 'surveyBegun', ...content, number: `调查〔${year}〕${n}号`, ...(due ? { due } : {}), sets }] },
    notices: begunNotice(content, due, world),
  });
}
