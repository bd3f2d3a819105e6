import type { World } from '../../process/definition.ts';

/** True for an attachment that the ledger knows and that is of one of these units or of a unit below them. */
export function isOfUnits(id: string, owners: readonly (string | undefined)[], world: World): boolean {
  const unitId = world.attachments.get(id)?.unitId;
  return unitId !== undefined && owners.some((owner) => owner !== undefined && (owner === unitId || world.org.below(owner).has(unitId)));
}
