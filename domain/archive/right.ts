import { campaign } from '../campaign/definition.ts';
import type { CampaignState } from '../campaign/state.ts';
import type { Org } from '../org/org.ts';
import { mayCommand } from '../policy/policy.ts';
import type { Actor } from '../process/actor.ts';

/** Whether one of these posts has the volume of a campaign, which holds every unit's evidence: whoever may decide that the whole stands still, its office and the leading group. */
export const mayTakeOut = (actors: readonly Actor[], state: CampaignState, org: Org): boolean =>
  actors.some((actor) => mayCommand(actor, 'campaign', 'suspend', campaign.participants(state), org) === true);
