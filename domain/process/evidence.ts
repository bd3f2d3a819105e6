import { type Refusal, refuse } from './decision.ts';
import type { World } from './definition.ts';

/** Attachments that somebody names must exist and be of their own unit, or of one below it: `evidence.unknown` else. */
export function strangeEvidence(ids: readonly string[], world: World): Refusal | undefined {
  const { unitId } = world.actor;
  const strange = ids.find((id) => {
    const owner = world.attachments.get(id)?.unitId;
    return owner === undefined || (unitId !== undefined && owner !== unitId && !world.org.below(unitId).has(owner));
  });
  return strange === undefined ? undefined : refuse('evidence.unknown', { id: strange });
}
