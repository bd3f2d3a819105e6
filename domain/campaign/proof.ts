import { beijingDateOf } from '../calendar/beijing.ts';
import { type Refusal, refuse } from '../process/decision.ts';
import type { World } from '../process/definition.ts';

/** Attachments named must exist and be of the actor's unit, or of one below it. */
export function strangeEvidence(ids: readonly string[], world: World): Refusal | undefined {
  const { unitId } = world.actor;
  const strange = ids.find((id) => {
    const owner = world.attachments.get(id)?.unitId;
    return owner === undefined || (unitId !== undefined && owner !== unitId && !world.org.below(unitId).has(owner));
  });
  return strange === undefined ? undefined : refuse('evidence.unknown', { id: strange });
}

/** What is recorded has happened: its date is not to come. */
export const future = (date: string | undefined, world: World): Refusal | undefined =>
  date !== undefined && date > beijingDateOf(world.now) ? refuse('campaign.date_future', { date }) : undefined;
