import { isSamePeriod, type Period } from '../process/time.ts';

/** To whom a rung speaks; the process resolves it to posts. */
export const rungTargets = ['responsible', 'liaisonOfficer', 'managerInCharge', 'unitLeader', 'office', 'urgingNotice', 'groupDeputy', 'leadingGroup'] as const;
export type RungTarget = (typeof rungTargets)[number];

/** One rung: its offset from the due moment (negative: before) and whom it tells. */
export interface Rung {
  readonly rung: string;
  readonly offset: Period;
  readonly to: RungTarget;
}

/** A chase ladder, as data per campaign or case type and kind of deadline; rungs in order of time. */
export type Ladder = readonly Rung[];

/** True for ladders of the same rungs in the same order: each with its moment and whom it tells. */
export const isSameLadder = (one: Ladder, other: Ladder): boolean =>
  one.length === other.length && one.every((step, place) => isSamePeriod(step.offset, other[place]?.offset) && step.rung === other[place]?.rung && step.to === other[place].to);
