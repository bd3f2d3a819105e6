import type { ActorRef } from './fact.ts';

/** What a post lets its holder do. Terms: domain.md's "who is who". */
export const roles = ['administrator', 'groupLeader', 'groupDeputy', 'office', 'managerInCharge', 'liaisonOfficer', 'unitLeader', 'inspector', 'expert'] as const;
export type Role = (typeof roles)[number];

/** Who asks: a person in one post, or time itself (reminders, escalation, closing), or the system (loading, mending). */
export interface Actor {
  readonly ref: ActorRef;
  /** Role of the post acted in; absent for time and system. */
  readonly role?: Role;
  /** Unit of the post acted in; absent for time and system. */
  readonly unitId?: string;
}

export const time: Actor = { ref: { by: 'time' } };
export const system: Actor = { ref: { by: 'system' } };
