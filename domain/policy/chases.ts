import type { Org } from '../org/org.ts';
import type { Actor, Role } from '../process/actor.ts';
import type { Participation } from '../process/definition.ts';
import { standsFor, unitsBelow } from './relation.ts';

/** Units that take part in this way see every chase of a process that they see. */
export const overseers: readonly Participation[] = ['office', 'leadingGroup'];
/** Who answers for the units below sees what was told to them. */
export const superiors: readonly Role[] = ['managerInCharge', 'unitLeader'];

/** Of the processes that the reading rule of their type lets one see, whose chases one sees. */
export interface ChaseSight {
  /** All chases of processes that one of these units oversees. */
  readonly oversees: readonly string[];
  /** What was told to one of these units. */
  readonly told: readonly string[];
}

/** Which chases a post sees among the processes that it sees; what was told to the person is seen besides, whatever it is about. */
export function chaseSight(actor: Actor, org: Org): ChaseSight {
  if (actor.unitId === undefined) return { oversees: [], told: [] };
  const own = standsFor(actor.unitId, org);
  const below = actor.role !== undefined && superiors.includes(actor.role) ? [...unitsBelow(actor.unitId, org)] : [];
  return { oversees: own, told: [...own, ...below] };
}
