import type { Org, Person, Post, Unit } from './org.ts';
import { createOrg, type OrgSnapshot } from './snapshot.ts';

/** One unit, post or person as a step has left it. */
export type OrgChange = { readonly unit: Unit } | { readonly post: Post } | { readonly person: Person };

/** An org to which the steps of one transaction are added one by one, so that each step is decided on what the steps before it made. */
export interface GrowingOrg {
  /** The org with one more change; orgs answered before stay as good as they were for nothing but look-ups by id. */
  readonly with: (change: OrgChange) => Org;
}

/** Begins with an org as it stands. A change costs as much as one entry; what looks at the org as a whole is built when it is asked for. */
export function growingOrg(base: Org): GrowingOrg {
  const units = new Map(base.units().map((unit) => [unit.id, unit]));
  const posts = new Map(base.posts().map((post) => [post.id, post]));
  const people = new Map(base.people().map((person) => [person.id, person]));
  const names = new Map(base.people().map((person) => [person.username, person.id]));

  function add(change: OrgChange): void {
    if ('unit' in change) units.set(change.unit.id, change.unit);
    else if ('post' in change) posts.set(change.post.id, change.post);
    else {
      const former = people.get(change.person.id);
      if (former) names.delete(former.username);
      people.set(change.person.id, change.person);
      names.set(change.person.username, change.person.id);
    }
  }

  // A new object for every change: what others remember of an org (domain/policy) is remembered by the object.
  function asItStands(): Org {
    let built: OrgSnapshot | undefined;
    const whole = (): OrgSnapshot => {
      built ??= createOrg({ version: 0, units: units.values(), posts: posts.values(), persons: people.values() });
      return built;
    };
    return {
      unit: (id) => units.get(id),
      units: () => [...units.values()],
      people: () => [...people.values()],
      posts: () => [...posts.values()],
      person: (id) => people.get(id),
      personNamed: (username) => people.get(names.get(username) ?? ''),
      post: (id) => posts.get(id),
      postsOf: (personId, at) => whole().postsOf(personId, at),
      postsHeld: (personId, at) => whole().postsHeld(personId, at),
      postsIn: (unitId, role, at) => whole().postsIn(unitId, role, at),
      below: (unitId) => whole().below(unitId),
      isAbove: (upper, lower) => whole().isAbove(upper, lower),
      addressees: (unitId, role, at) => whole().addressees(unitId, role, at),
    };
  }

  return {
    with: (change) => {
      add(change);
      return asItStands();
    },
  };
}
