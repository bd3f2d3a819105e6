import { beijingDateOf } from '../calendar/beijing.ts';
import { type DatedName, type UnitKind, unitKinds } from '../org/org.ts';
import { roles } from '../process/actor.ts';
import { accept, refuse } from '../process/decision.ts';
import type { ProcessState, World } from '../process/definition.ts';
import type { FactBase } from '../process/fact.ts';
import type { BeijingDate, Instant } from '../process/time.ts';
import { effective } from './day.ts';
import { hasAdministrator } from './post.ts';
import { defineRegister, differences } from './register.ts';
import { type Merge, reorganise, type Split } from './reorganise.ts';
import { renamedNotices } from './unit-notices.ts';

export interface UnitState extends ProcessState {
  readonly name: string;
  readonly shortName?: string;
  readonly aliases: readonly string[];
  readonly kind: UnitKind;
  readonly parentId?: string;
  readonly from: Instant;
  readonly until?: Instant;
  readonly successorId?: string;
  /** Every name the unit bore, oldest first; documents keep the name of their day. */
  readonly names: readonly DatedName[];
}

export type UnitCommand =
  | {
      readonly type: 'register';
      readonly name: string;
      readonly shortName?: string;
      readonly aliases?: readonly string[];
      readonly kind: UnitKind;
      readonly parentId?: string;
      readonly from?: BeijingDate;
    }
  | { readonly type: 'rename'; readonly name: string; readonly shortName?: string; readonly from?: BeijingDate }
  | { readonly type: 'change'; readonly shortName?: string; readonly aliases?: readonly string[] }
  | { readonly type: 'move'; readonly parentId: string; readonly reason: string }
  | { readonly type: 'end'; readonly on?: BeijingDate; readonly successorId?: string }
  | Merge
  | Split;

interface UnitRegistered extends FactBase {
  readonly type: 'unitRegistered';
  readonly name: string;
  readonly shortName?: string;
  readonly aliases: readonly string[];
  readonly kind: UnitKind;
  readonly parentId?: string;
  readonly from: Instant;
}
interface UnitRenamed extends FactBase {
  readonly type: 'unitRenamed';
  readonly name: string;
  readonly shortName?: string;
  readonly from: Instant;
  /** The moment of this fact, where the name was in force before it. */
  readonly enteredAt?: Instant;
}
interface UnitChanged extends FactBase {
  readonly type: 'unitChanged';
  readonly shortName?: string;
  readonly aliases?: readonly string[];
}
interface UnitMoved extends FactBase {
  readonly type: 'unitMoved';
  readonly parentId: string;
  readonly reason: string;
}
export interface UnitEnded extends FactBase {
  readonly type: 'unitEnded';
  readonly until: Instant;
  readonly successorId?: string;
  /** Of a merger or a split. */
  readonly reason?: string;
}
export type UnitFact = UnitRegistered | UnitRenamed | UnitChanged | UnitMoved | UnitEnded;

const isLiving = (id: string, world: World): boolean => {
  const unit = world.org.unit(id);
  return unit !== undefined && (unit.until === undefined || unit.until > world.now);
};

const isNameTaken = (name: string, parentId: string | undefined, self: string, world: World): boolean =>
  world.org.units().some((unit) => unit.id !== self && unit.name === name && unit.parentId === parentId && (unit.until === undefined || unit.until > world.now));

const ended = (state: UnitState): 'unit.ended' | undefined => (state.until === undefined ? undefined : 'unit.ended');

/** A unit of the org tree: registered, renamed with a date, moved, ended with a successor. Ending it ends its posts in the same transaction. */
export const unit = defineRegister<UnitState, UnitCommand, UnitFact, 'register'>({
  type: 'unit',
  initial: (id) => ({ id, version: 0, stage: '', since: 0, deadlines: [], name: '', aliases: [], kind: 'department', from: 0, names: [] }),
  participants: () => [],
  create: {
    type: 'register',
    decide: (state, command, world) => {
      const from = effective(command.from, world.now);
      if (typeof from !== 'number') return from;
      if (!unitKinds.includes(command.kind)) return refuse('unit.unknown');
      if (command.parentId !== undefined) {
        if (!world.org.unit(command.parentId)) return refuse('unit.unknown');
        if (!isLiving(command.parentId, world)) return refuse('unit.ended');
      }
      if (isNameTaken(command.name, command.parentId, state.id, world)) return refuse('unit.name_taken', { name: command.name });
      const { type: _, from: _from, aliases = [], ...rest } = command;
      return accept([{ ...rest, type: 'unitRegistered', aliases, from }]);
    },
  },
  steps: {
    rename: {
      blocked: ended,
      decide: (state, command, world) => {
        const from = effective(command.from, world.now);
        if (typeof from !== 'number') return from;
        const last = state.names.at(-1)?.from ?? state.from;
        if (from < last) return refuse('register.date_order', { from: beijingDateOf(last), until: beijingDateOf(from) });
        if (isNameTaken(command.name, state.parentId, state.id, world)) return refuse('unit.name_taken', { name: command.name });
        if (command.name === state.name && (command.shortName === undefined || command.shortName === state.shortName)) return accept([]);
        const entered = from < world.now ? { enteredAt: world.now } : {};
        return accept([{ type: 'unitRenamed', name: command.name, ...(command.shortName === undefined ? {} : { shortName: command.shortName }), from, ...entered }], {
          notices: command.name === state.name ? [] : renamedNotices(state, command.name, from, world),
        });
      },
    },
    change: {
      blocked: ended,
      decide: (state, command) => {
        const changed = differences<UnitState, 'shortName' | 'aliases'>(state, command, ['shortName', 'aliases']);
        return changed ? accept([{ type: 'unitChanged', ...changed }]) : accept([]);
      },
    },
    move: {
      blocked: ended,
      decide: (state, command, world) => {
        if (!world.org.unit(command.parentId)) return refuse('unit.unknown');
        if (!isLiving(command.parentId, world)) return refuse('unit.ended');
        if (command.parentId === state.id || world.org.below(state.id).has(command.parentId)) return refuse('unit.cycle');
        if (command.parentId === state.parentId) return accept([]);
        if (isNameTaken(state.name, command.parentId, state.id, world)) return refuse('unit.name_taken', { name: state.name });
        return accept([{ type: 'unitMoved', parentId: command.parentId, reason: command.reason }]);
      },
    },
    end: {
      blocked: ended,
      decide: (state, command, world) => {
        const until = effective(command.on, world.now);
        if (typeof until !== 'number') return until;
        if (until < state.from) return refuse('register.date_order', { from: beijingDateOf(state.from), until: beijingDateOf(until) });
        const children = world.org.units().filter((other) => other.parentId === state.id && isLiving(other.id, world)).length;
        if (children > 0) return refuse('unit.has_children', { count: children });
        if (command.successorId !== undefined && (command.successorId === state.id || !isLiving(command.successorId, world))) return refuse('unit.successor_invalid');
        const posts = roles.flatMap((role) => world.org.postsIn(state.id, role, world.now));
        if (posts.some((post) => post.role === 'administrator' && post.personId !== undefined) && !hasAdministrator(world, (post) => post.unitId !== state.id))
          return refuse('post.last_administrator');
        return accept([{ type: 'unitEnded', until, ...(command.successorId === undefined ? {} : { successorId: command.successorId }) }], {
          also: posts.map((post) => ({ type: 'post', id: post.id, command: { type: 'end' } })),
        });
      },
    },
    merge: { blocked: ended, decide: (state, command, world) => reorganise(state, { ...command, parts: [] }, world) },
    split: { blocked: ended, decide: reorganise },
  },
  needs: (command, { id }) => {
    if (command.type === 'rename') return { memberships: [id] };
    if (command.type === 'merge') return { memberships: [id, command.successorId] };
    return command.type === 'split' ? { memberships: [id, command.successorId, ...command.parts.map(({ unitId }) => unitId)] } : {};
  },
  evolve: (state, { fact }) => {
    switch (fact.type) {
      case 'unitRegistered': {
        const { type: _, ...content } = fact;
        return { ...state, ...content, stage: 'current', names: [{ name: fact.name, from: fact.from }] };
      }
      case 'unitRenamed': {
        const aliases = fact.name === state.name || state.aliases.includes(state.name) ? state.aliases : [...state.aliases, state.name];
        return {
          ...state,
          name: fact.name,
          ...(fact.shortName === undefined ? {} : { shortName: fact.shortName }),
          // Documents of the old days still call it by its old name: a plan that is imported finds it.
          aliases,
          names: [...state.names, { name: fact.name, from: fact.from, ...(fact.enteredAt === undefined ? {} : { enteredAt: fact.enteredAt }) }],
        };
      }
      case 'unitChanged': {
        const { type: _, ...content } = fact;
        return { ...state, ...content };
      }
      case 'unitMoved':
        return { ...state, parentId: fact.parentId };
      case 'unitEnded':
        return { ...state, stage: 'ended', until: fact.until, ...(fact.successorId === undefined ? {} : { successorId: fact.successorId }) };
    }
  },
});
