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

/** The person at the keyboard, and the one for whom it is done. */
export const peopleOf = (ref: ActorRef): readonly string[] => [ref.personId, ref.forPersonId].filter((id) => id !== undefined);

/** True when a person of one act is of another too, in whichever post and for whomever: nobody decides on what they asked for. */
export const isSamePerson = (one: ActorRef, other: ActorRef): boolean => peopleOf(one).some((id) => peopleOf(other).includes(id));

export const time: Actor = { ref: { by: 'time' } };
export const system: Actor = { ref: { by: 'system' } };
