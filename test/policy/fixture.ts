import type { Org, Post, Unit } from '../../domain/org/org.ts';
import type { Actor, Role } from '../../domain/process/actor.ts';

const bare = (id: string, parentId: string | undefined, kind: Unit['kind'], successorId?: string): Unit => ({
  id,
  name: id,
  aliases: [],
  kind,
  from: 0,
  ...(parentId === undefined ? {} : { parentId }),
  ...(successorId === undefined ? {} : { until: 1, successorId }),
});

/** An org of units alone, written apart from the product's own so that the rule table is not tested against its own idea of a tree. */
export function treeOf(units: readonly { readonly id: string; readonly parentId?: string; readonly kind?: Unit['kind']; readonly successorId?: string }[]): Org {
  const all = units.map((unit) => bare(unit.id, unit.parentId, unit.kind ?? 'department', unit.successorId));
  const byId = new Map(all.map((unit) => [unit.id, unit]));
  const isAbove = (upper: string, lower: string): boolean => {
    const parent = byId.get(lower)?.parentId;
    return parent !== undefined && (parent === upper || isAbove(upper, parent));
  };
  const nobody = (): readonly Post[] => [];
  return {
    unit: (id) => byId.get(id),
    units: () => all,
    people: () => [],
    posts: () => [],
    person: () => undefined,
    personNamed: () => undefined,
    post: () => undefined,
    postsOf: nobody,
    postsHeld: nobody,
    postsIn: nobody,
    below: (id) => new Set(all.filter((unit) => unit.id === id || isAbove(id, unit.id)).map((unit) => unit.id)),
    isAbove,
    addressees: () => [],
  };
}

/** A person in a post of this role in this unit. */
export const in_ = (unitId: string, role: Role, personId = `${role}@${unitId}`): Actor => ({
  ref: { by: 'person', personId, unitId, postId: `post of ${personId}` },
  role,
  unitId,
});
