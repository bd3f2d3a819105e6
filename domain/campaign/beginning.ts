import { maySee } from '../policy/policy.ts';
import { relationsTo } from '../policy/relation.ts';
import { type Refusal, refuse } from '../process/decision.ts';
import type { World } from '../process/definition.ts';
import { campaign, mustRun } from './definition.ts';
import type { CampaignState } from './state.ts';

/**
 * The campaign below which its office begins something. `world.parent` holds it. Refuses with `process.not_found` where there is none that the actor sees,
 * `policy.forbidden` to another unit than its office, and as the campaign itself does where it does not run.
 */
export function runningCampaign(world: World, command: string): { readonly ok: true; readonly campaign: CampaignState } | Refusal {
  const parent = world.parent as CampaignState | undefined;
  // The id named may be that of a record of any other type.
  if (!parent || parent.version === 0 || !('phases' in parent && 'taskCount' in parent)) return refuse('process.not_found');
  const taking = campaign.participants(parent);
  if (!maySee(world.actor, 'campaign', taking, world.org)) return refuse('process.not_found');
  if (world.actor.ref.by === 'person' && !relationsTo(world.actor, taking, world.org).has('office')) return refuse('policy.forbidden', { command });
  return mustRun(parent) ?? { ok: true, campaign: parent };
}
