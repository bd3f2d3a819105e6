import { underLadder } from '../../chase/reladder.ts';
import { defaultValueLadder } from '../../indicator/ladders.ts';
import { accept, type Decision, type Follow, refuse } from '../../process/decision.ts';
import type { World } from '../../process/definition.ts';
import { isOver } from '../../task/state.ts';
import type { CampaignCommandOf } from '../commands.ts';
import { ladderOfKind } from '../deadlines.ts';
import type { CampaignFact } from '../facts.ts';
import { type CampaignLadders, chosenLadders, isSameCampaignLadders, taskLaddersOf } from '../ladders.ts';
import type { CampaignState } from '../state.ts';
import { laddersRefused } from './launch.ts';

/** Every open task and indicator that has a copy of the rules; what they say of it is the same finds nothing to do. */
function follows(ladders: CampaignLadders, reason: string, world: World): readonly Follow[] {
  const ofTask = { type: 'setLadders', ladders: taskLaddersOf(ladders), reason };
  const ofIndicator = { type: 'setLadder', ladder: ladders.value ?? defaultValueLadder, reason };
  return [
    ...world.children.filter((task) => !isOver(task)).map(({ id }): Follow => ({ type: 'task', id, command: ofTask })),
    ...world.attached.filter(({ type }) => type === 'indicator').map(({ state }): Follow => ({ type: 'indicator', id: state.id, command: ofIndicator })),
  ];
}

/**
 * 调整催办规则: the campaign, its open tasks and its indicators are chased by these rules from now on. No date moves: a limit or an interval counts from the next time that it is set.
 * `campaign.nothing_changed`, `period.unit_refused`.
 */
export function setLadders(state: CampaignState, { ladders: choice, reason }: CampaignCommandOf<'setLadders'>, world: World): Decision<CampaignFact> {
  const refused = laddersRefused(choice, world);
  if (refused) return refused;
  const ladders = chosenLadders(choice, state.ladders);
  if (isSameCampaignLadders(ladders, state.ladders)) return refuse('campaign.nothing_changed');
  const recounts = state.deadlines.flatMap(
    (deadline) => underLadder(deadline, ladderOfKind(state.ladders, deadline.kind), ladderOfKind(ladders, deadline.kind), world.calendar, world.now) ?? [],
  );
  return accept([{ type: 'laddersSet', ladders, reason, ...(recounts.length > 0 ? { recounts } : {}) }], { also: follows(ladders, reason, world) });
}
