import { beijingDateOf } from '../../calendar/beijing.ts';
import { runningCampaign } from '../../campaign/beginning.ts';
import { sourceOf } from '../../campaign/deadlines.ts';
import { groupLeadsOf } from '../../campaign/members.ts';
import { isLiving } from '../../org/org.ts';
import { accept, type Decision, type Follow, type Refusal, refuse } from '../../process/decision.ts';
import type { World } from '../../process/definition.ts';
import { ruleRefused } from '../amount.ts';
import type { EstablishIndicator } from '../commands.ts';
import { firstDues, scheduleRefused } from '../deadlines.ts';
import type { IndicatorFact } from '../facts.ts';
import { defaultValueLadder } from '../ladders.ts';
import { ownerNotice } from '../notices.ts';
import { rollsUp } from '../roll-up.ts';
import type { IndicatorContent, IndicatorState } from '../state.ts';

function contentRefused(command: EstablishIndicator, units: readonly string[], world: World): Refusal | undefined {
  const unknown = units.find((unitId) => !isLiving(unitId, world.org, world.now));
  if (unknown !== undefined) return refuse('indicator.unit_unknown', { unitId: unknown });
  if (command.perUnit !== undefined && !rollsUp(command.rule, command.perUnit)) return refuse('indicator.roll_up_unfit');
  if (command.perUnit !== undefined && !command.unitIds?.length) return refuse('indicator.units_needed');
  if (command.dueOn !== undefined && command.dueOn < beijingDateOf(world.now)) return refuse('indicator.date_past', { date: command.dueOn });
  return ruleRefused(command.rule) ?? scheduleRefused(command, world);
}

/** The indicator begins below its campaign, which counts one that was not in its plan. Repeating it is refused. */
export function establish(state: IndicatorState, command: EstablishIndicator, world: World): Decision<IndicatorFact> {
  if (state.version > 0) return refuse('indicator.exists');
  const below = runningCampaign(world, 'establish');
  if (!below.ok) return below;
  const { campaign: parent } = below;
  const ownerUnitId = command.ownerUnitId ?? parent.officeUnitId;
  const unitIds = command.perUnit === undefined ? [] : [...new Set(command.unitIds)];
  const unfit = contentRefused(command, [ownerUnitId, ...unitIds], world);
  if (unfit) return unfit;
  const order = command.order ?? (parent.indicatorCount ?? 0) + 1;
  const content: IndicatorContent = {
    campaignId: command.campaignId,
    number: `指标${order}`,
    order,
    name: command.name,
    ownerUnitId,
    officeUnitId: parent.officeUnitId,
    groupUnitId: parent.groupUnitId,
    memberUnitIds: parent.memberUnitIds,
    groupLeadUnitIds: groupLeadsOf(parent),
    unitIds,
    ...(command.perUnit === undefined ? {} : { perUnit: command.perUnit }),
    ...(command.dueOn === undefined ? {} : { dueOn: command.dueOn }),
    ...(command.rhythm ? { rhythm: command.rhythm } : {}),
    source: sourceOf(parent),
    ladder: parent.ladders.value ?? defaultValueLadder,
  };
  const dues = firstDues(content, command, content.perUnit ? unitIds : [undefined], world);
  const counted: readonly Follow[] =
    command.order === undefined
      ? [{ type: 'campaign', id: parent.id, command: { type: 'countIndicator', indicatorId: state.id, number: content.number } as Follow['command'] }]
      : [];
  return accept([{ type: 'indicatorEstablished', ...content, rule: command.rule, owed: dues.owed, sets: dues.sets }], {
    also: counted,
    notices: ownerUnitId === parent.officeUnitId ? [] : ownerNotice(content, world),
  });
}
