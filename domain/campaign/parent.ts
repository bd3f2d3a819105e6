import { mayCommand } from '../policy/policy.ts';
import { type Refusal, refuse } from '../process/decision.ts';
import type { World } from '../process/definition.ts';
import { campaign } from './definition.ts';
import type { CampaignState } from './state.ts';

/**
 * The running campaign below which something begins, for its own office: whoever may add its tasks. Refuses with `process.not_found` where the asker may not see it
 * (or it is no campaign at all), `policy.forbidden`, `campaign.not_running`.
 */
export function parentOf(world: World): { readonly ok: true; readonly parent: CampaignState } | Refusal {
  // The named parent may be a record of another type.
  const parent = world.parent && 'taskCount' in world.parent ? (world.parent as CampaignState) : undefined;
  if (!parent) return refuse('process.not_found');
  const may = mayCommand(world.actor, 'campaign', 'addTask', campaign.participants(parent), world.org);
  if (may !== true) return may;
  return ['suspended', 'settled', 'closed'].includes(parent.stage) ? refuse('campaign.not_running') : { ok: true, parent };
}

/** Lead units of the campaign's sections, each once. */
export const groupLeadsOf = (parent: Pick<CampaignState, 'sections'>): readonly string[] => [
  ...new Set(parent.sections.flatMap(({ leadUnitId }) => (leadUnitId === undefined ? [] : [leadUnitId]))),
];
