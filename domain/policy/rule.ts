import type { UnitKind } from '../org/org.ts';
import type { Role } from '../process/actor.ts';
import type { Relation } from './relation.ts';

/** Who sees a record. Everyone else is answered as if it did not exist. */
export interface ReadRule {
  /** Relations that let a person see it. */
  readonly relations: readonly Relation[];
  /** Every signed-in person sees it. */
  readonly everyone?: true;
  /** Roles that see all records of the type. */
  readonly roles?: readonly Role[];
  /** Everyone whose post is in a unit of this kind sees all records of the type. */
  readonly unitKinds?: readonly UnitKind[];
  /** Whoever sees a record of this type that names it sees it too; a query of its own, beside the filter. */
  readonly through?: 'case';
}

/** Posts of these roles, where the record stands to the asker in one of these relations. */
export interface Grant {
  readonly roles: readonly Role[] | 'any';
  /** 'any': whoever sees the record, because the rule looks at the record itself or the record belongs to nobody. */
  readonly in: readonly Relation[] | 'any';
}

/**
 * Who takes a step: people by role and relation; people who create a record (no relation exists yet); time alone; or only the ledger itself,
 * as a consequence of another process's step.
 */
export type CommandRule = { readonly people: readonly Grant[] } | { readonly creates: readonly Role[] | 'any' } | 'time' | 'internal';

export interface TypeRules {
  readonly read: ReadRule;
  readonly commands: Readonly<Record<string, CommandRule>>;
}

/** People of these roles, in these relations. */
export const people = (roles: Grant['roles'], relations: Grant['in']): { readonly people: readonly Grant[] } => ({ people: [{ roles, in: relations }] });
/** Several grants side by side. */
export const either = (...rules: readonly { readonly people: readonly Grant[] }[]): { readonly people: readonly Grant[] } => ({ people: rules.flatMap((rule) => rule.people) });
/** A command that brings the record into being. */
export const creates = (roles: readonly Role[] | 'any'): CommandRule => ({ creates: roles });
