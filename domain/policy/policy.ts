import type { Org } from '../org/org.ts';
import type { Actor, Role } from '../process/actor.ts';
import { type Refusal, refuse } from '../process/decision.ts';
import type { Participant, Participation, ProcessType } from '../process/definition.ts';
import { exactRelation, type Relation, relationsTo, standsFor, unitsBelow } from './relation.ts';
import type { CommandRule, Grant } from './rule.ts';
import { rules } from './rules.ts';

/** A unit filter over the participation rows of a record: it is seen when one row has this participation and one of these units. */
export interface UnitFilter {
  readonly participation: Participation;
  readonly unitIds: readonly string[];
}

/** The reading rule of a type as data for a query: everything, or what the filters let through, or what names the person. */
export interface Visibility {
  readonly all: boolean;
  readonly units: readonly UnitFilter[];
  /** Records that name this person are seen too. */
  readonly personId?: string;
}

const isPerson = (actor: Actor): boolean => actor.ref.by === 'person';

function seesAll(actor: Actor, type: ProcessType, org: Org): boolean {
  if (!isPerson(actor)) return true;
  const { read } = rules[type];
  if (read.everyone) return true;
  if (actor.role !== undefined && read.roles?.includes(actor.role)) return true;
  const kind = actor.unitId === undefined ? undefined : org.unit(actor.unitId)?.kind;
  return kind !== undefined && read.unitKinds?.includes(kind) === true;
}

/** True when the actor may know that the record exists. Time and the system see everything. */
export function maySee(actor: Actor, type: ProcessType, participants: readonly Participant[], org: Org): boolean {
  if (seesAll(actor, type, org)) return true;
  const related = relationsTo(actor, participants, org);
  return rules[type].read.relations.some((relation) => related.has(relation));
}

/** The same rule as a filter for queries; `maySee` and the filter agree on every record (a property test holds them together). */
export function visibility(actor: Actor, type: ProcessType, org: Org): Visibility {
  if (seesAll(actor, type, org)) return { all: true, units: [] };
  const { relations } = rules[type].read;
  const named = relations.includes('named') && actor.ref.personId !== undefined ? { personId: actor.ref.personId } : {};
  if (actor.unitId === undefined) return { all: false, units: [], ...named };
  const own = standsFor(actor.unitId, org);
  const units: UnitFilter[] = [];
  for (const [participation, relation] of Object.entries(exactRelation) as [Participation, Relation][]) {
    const unitIds = [...(relations.includes(relation) ? own : []), ...(participation === 'lead' && relations.includes('below') ? unitsBelow(actor.unitId, org) : [])];
    if (unitIds.length > 0) units.push({ participation, unitIds });
  }
  return { all: false, units, ...named };
}

function ruleOf(type: ProcessType, command: string): CommandRule | undefined {
  const { commands } = rules[type];
  return Object.hasOwn(commands, command) ? commands[command] : undefined;
}

const holds = (grant: Grant, actor: Actor, related: ReadonlySet<Relation>): boolean =>
  (grant.roles === 'any' || (actor.role !== undefined && grant.roles.includes(actor.role))) && (grant.in === 'any' || grant.in.some((relation) => related.has(relation)));

/** The types of which a post of this role may make a new one; whether here and now, the record that it belongs to says. */
export const mayCreate = (role: Role | undefined): readonly ProcessType[] =>
  (Object.keys(rules) as ProcessType[]).filter((type) =>
    Object.values<CommandRule>(rules[type].commands).some(
      (rule) => typeof rule === 'object' && 'creates' in rule && (rule.creates === 'any' || (role !== undefined && rule.creates.includes(role))),
    ),
  );

/** True when a post of this role may take the step on a record in which its unit takes part in this way, whatever the record's own rules say to it. */
export function mayWith(role: Role | undefined, type: ProcessType, command: string, participation: Participation): boolean {
  const rule = ruleOf(type, command);
  if (role === undefined || typeof rule !== 'object' || !('people' in rule)) return false;
  return rule.people.some((grant) => (grant.roles === 'any' || grant.roles.includes(role)) && (grant.in === 'any' || grant.in.includes(exactRelation[participation])));
}

/**
 * True, or the refusal: `process.not_found` for a record the actor may not see (said before anything else, so that a stranger learns nothing),
 * `process.unknown_command`, `policy.not_for_people` for steps of time and of the ledger itself, `policy.forbidden` for a missing right.
 * Time may only take time's steps; the system may take every one.
 */
export function mayCommand(actor: Actor, type: ProcessType, command: string, participants: readonly Participant[], org: Org): true | Refusal {
  const rule = ruleOf(type, command);
  const creating = typeof rule === 'object' && 'creates' in rule;
  if (!creating && !maySee(actor, type, participants, org)) return refuse('process.not_found');
  if (rule === undefined) return refuse('process.unknown_command', { command });
  if (actor.ref.by === 'system') return true;
  if (actor.ref.by === 'time') return rule === 'time' || rule === 'internal' ? true : refuse('policy.forbidden', { command });
  if (rule === 'time' || rule === 'internal') return refuse('policy.not_for_people', { command });
  if ('creates' in rule) return rule.creates === 'any' || (actor.role !== undefined && rule.creates.includes(actor.role)) ? true : refuse('policy.forbidden', { command });
  const related = relationsTo(actor, participants, org);
  return rule.people.some((grant) => holds(grant, actor, related)) ? true : refuse('policy.forbidden', { command });
}
