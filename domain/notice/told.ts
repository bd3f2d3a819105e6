import type { Role } from '../process/actor.ts';
import type { World } from '../process/definition.ts';
import type { Addressee } from './notice.ts';

/** Everyone once, in order. */
export const together = (...groups: readonly (readonly Addressee[])[]): readonly Addressee[] => [...new Map(groups.flat().map((one) => [one.personId, one])).values()];

/** Whoever is told for a role in these units, each person once (org/org.ts says who where the post is vacant). */
export const holdersOf = (role: Role, unitIds: readonly string[], { org, now }: Pick<World, 'org' | 'now'>): readonly Addressee[] =>
  together(...unitIds.map((unitId) => org.addressees(unitId, role, now)));

/** A unit by the name that notices use: its short one where it has one. */
export function unitNamed(unitId: string, { org }: Pick<World, 'org'>): string {
  const unit = org.unit(unitId);
  return unit?.shortName ?? unit?.name ?? '';
}
