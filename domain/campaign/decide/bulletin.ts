import { beijingDateOf } from '../../calendar/beijing.ts';
import { periodsRefused } from '../../chase/periods.ts';
import { accept, type Decision, refuse } from '../../process/decision.ts';
import type { World } from '../../process/definition.ts';
import type { CampaignCommandOf } from '../commands.ts';
import { bulletinDeadlines } from '../deadlines.ts';
import type { CampaignFact } from '../facts.ts';
import type { CampaignState } from '../state.ts';

type Decided = Decision<CampaignFact>;

/** 通报周期: from today the office owes a bulletin in this rhythm, or none any more. */
export function setBulletinRhythm(state: CampaignState, { every }: CampaignCommandOf<'setBulletinRhythm'>, world: World): Decided {
  const { ladders } = state;
  if (JSON.stringify(every) === JSON.stringify(ladders.every.bulletin)) return refuse('campaign.nothing_changed');
  if (every === undefined) return accept([{ type: 'bulletinRhythmSet', clears: ['bulletin'] }]);
  const refused = periodsRefused([every.period], world);
  if (refused) return refused;
  const next = { ...state, ladders: { ...ladders, every: { ...ladders.every, bulletin: every } } };
  return accept([{ type: 'bulletinRhythmSet', every, sets: bulletinDeadlines(next, beijingDateOf(world.now), world) }]);
}

/** A bulletin was issued: the next is due from today. Harmless without a rhythm, and in a campaign that does not run. */
export function noteBulletin(state: CampaignState, world: World): Decided {
  if (['suspended', 'settled', 'closed'].includes(state.stage)) return accept([]);
  const sets = bulletinDeadlines(state, beijingDateOf(world.now), world);
  return accept(sets.length === 0 ? [] : [{ type: 'bulletinNoted', sets }]);
}
