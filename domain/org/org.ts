import type { Addressee } from '../notice/notice.ts';
import type { Role } from '../process/actor.ts';
import type { Instant } from '../process/time.ts';

export const unitKinds = ['city', 'district', 'town', 'subDistrict', 'community', 'village', 'department', 'office', 'leadingGroup', 'enforcementBody', 'institution'] as const;
export type UnitKind = (typeof unitKinds)[number];

/** A name and since when it was in force. */
export interface DatedName {
  readonly name: string;
  readonly from: Instant;
  /** When the register heard of it, where that was later: what had been written by then bears the name before. */
  readonly enteredAt?: Instant;
}

export interface Unit {
  readonly id: string;
  readonly name: string;
  readonly shortName?: string;
  /** Other names a document may use for it. */
  readonly aliases: readonly string[];
  readonly kind: UnitKind;
  readonly parentId?: string;
  readonly from: Instant;
  readonly until?: Instant;
  /** The unit that took its work over after `until`. */
  readonly successorId?: string;
  /** Every name it bore, oldest first. */
  readonly names?: readonly DatedName[];
}

/** Who held a post, from when until when. */
export interface Tenure {
  readonly personId: string;
  readonly from: Instant;
  readonly until?: Instant;
}

/** A post: one role in one unit, held by one person or vacant. */
export interface Post {
  readonly id: string;
  readonly unitId: string;
  readonly role: Role;
  readonly title: string;
  readonly personId?: string;
  /** The post that stands in while this one is vacant. */
  readonly deputyPostId?: string;
  readonly from: Instant;
  readonly until?: Instant;
  /** Everybody who held it, oldest first. */
  readonly tenures?: readonly Tenure[];
}

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly username: string;
  readonly active: boolean;
  /** Inspector's certificate; its number is personal data and does not leave the register. */
  readonly certificateExpiresOn?: string;
  readonly certificateNumber?: string;
}

/** The units, posts and people as the ledger knows them; pure look-ups, dated by `at`. */
export interface Org {
  readonly unit: (id: string) => Unit | undefined;
  readonly units: () => readonly Unit[];
  readonly people: () => readonly Person[];
  readonly posts: () => readonly Post[];
  readonly person: (id: string) => Person | undefined;
  /** The person with this user name. */
  readonly personNamed: (username: string) => Person | undefined;
  readonly post: (id: string) => Post | undefined;
  /** Posts held by a person now, as far as they are in force at a moment. */
  readonly postsOf: (personId: string, at: Instant) => readonly Post[];
  /** Posts that a person held at a moment, whoever holds them now: also those that have ended or passed on since. */
  readonly postsHeld: (personId: string, at: Instant) => readonly Post[];
  /** All posts of a role in a unit at a moment, vacant ones too. */
  readonly postsIn: (unitId: string, role: Role, at: Instant) => readonly Post[];
  /** The unit and all below it. */
  readonly below: (unitId: string) => ReadonlySet<string>;
  /** True when `upper` is a proper ancestor of `lower`. */
  readonly isAbove: (upper: string, lower: string) => boolean;
  /**
   * Who is told for a role in a unit: each holder; for a vacant post (or a role without a post) its deputy, else the unit's leader or manager in charge,
   * else the same in the unit above, at last the administrators, so that an escalation is never lost. Successor units are followed.
   */
  readonly addressees: (unitId: string, role: Role, at: Instant) => readonly Addressee[];
}

/** True for a unit that is in being at a moment. */
export function isLiving(unitId: string, org: Org, at: Instant): boolean {
  const unit = org.unit(unitId);
  return unit !== undefined && unit.from <= at && (unit.until === undefined || unit.until > at);
}

/** The name by which a document of a moment calls a unit: the one that the register had for it then, or its first; empty for a unit that it does not know. */
export function unitNameAt(unitId: string, org: Org, at: Instant): string {
  const unit = org.unit(unitId);
  const names = unit?.names ?? [];
  return (names.findLast((dated) => (dated.enteredAt ?? dated.from) <= at) ?? names[0] ?? unit)?.name ?? '';
}

/** No chain of successors is followed further: longer ones are slips. */
const chainLimit = 32;

/** The unit that does a unit's work at a moment: itself, or the successor of its successors. One that ended without a successor stays itself. */
export function successorOf(unitId: string, org: Org, at: Instant): string {
  let id = unitId;
  for (let step = 0; step < chainLimit; step++) {
    const unit = org.unit(id);
    if (unit?.until === undefined || unit.until > at || unit.successorId === undefined) return id;
    id = unit.successorId;
  }
  return id;
}

/** The units that do the work of these at a moment, each once; one that ended without a successor is left out. */
export const successorsOf = (unitIds: readonly string[], org: Org, at: Instant): readonly string[] =>
  [...new Set(unitIds.map((unitId) => successorOf(unitId, org, at)))].filter((unitId) => isLiving(unitId, org, at));
