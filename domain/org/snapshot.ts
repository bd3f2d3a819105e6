import type { Addressee } from '../notice/notice.ts';
import type { Role } from '../process/actor.ts';
import type { Instant } from '../process/time.ts';
import type { Org, Person, Post, Tenure, Unit } from './org.ts';

export interface OrgSource {
  readonly version: number;
  readonly units: Iterable<Unit>;
  readonly posts: Iterable<Post>;
  readonly persons: Iterable<Person>;
}

/** The org of one version, indexed once. */
export interface OrgSnapshot extends Org {
  readonly version: number;
  /** The unit that does a unit's work at a moment: itself, or its successor, or the successor's; undefined when it ended without one, or is not in force yet. */
  readonly current: (unitId: string, at: Instant) => Unit | undefined;
}

/** No chain of successors, deputies or superiors is followed further: longer ones are slips, and a cycle ends here at the latest. */
const chainLimit = 32;

/**
 * Who answers in a unit for a role that nobody fills there, nearest first. An escalation goes up the unit, never down:
 * a silent liaison officer's leader hears of it, a missing manager in charge's leader, a missing office member's group.
 */
const superiors: Readonly<Record<Role, readonly Role[]>> = {
  administrator: [],
  groupLeader: ['groupDeputy'],
  groupDeputy: ['groupLeader'],
  office: ['groupDeputy', 'groupLeader', 'unitLeader', 'managerInCharge'],
  managerInCharge: ['unitLeader'],
  liaisonOfficer: ['unitLeader', 'managerInCharge'],
  unitLeader: ['managerInCharge'],
  inspector: ['managerInCharge', 'unitLeader'],
  expert: ['managerInCharge', 'unitLeader'],
};
/** These stand in the leading group, a unit beside the ones it leads: a unit's own group is the one directly below it. */
const groupRoles: readonly Role[] = ['groupLeader', 'groupDeputy'];

/** True from the first moment on and before the last. */
export const isInForce = (dated: { readonly from: Instant; readonly until?: Instant }, at: Instant): boolean => dated.from <= at && (dated.until === undefined || at < dated.until);

const byId = (a: { readonly id: string }, b: { readonly id: string }): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

function grouped<T>(items: readonly T[], keyOf: (item: T) => string | undefined): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

/** Who held a post; of one whose tenures are not told, its holder from its first day on. */
const tenuresOf = ({ tenures, personId, from }: Post): readonly Tenure[] => tenures ?? (personId === undefined ? [] : [{ personId, from }]);

/** Someone who is told, or a vacancy: the holders of a role in one unit and, if there are none, whoever deputises. */
interface Found {
  readonly held: readonly Addressee[];
  readonly vacant?: Post;
}

/** The units, posts and people of one version as pure look-ups. Units stay in the order given, the register’s; the order of the rest plays no part. */
export function createOrg(source: OrgSource): OrgSnapshot {
  const units = [...source.units];
  const posts = [...source.posts].sort(byId);
  const unitById = new Map(units.map((unit) => [unit.id, unit]));
  const postById = new Map(posts.map((post) => [post.id, post]));
  const people = [...source.persons].sort(byId);
  const personById = new Map(people.map((person) => [person.id, person]));
  const personByName = new Map(people.map((person) => [person.username, person]));
  const childrenOf = grouped(units, (unit) => unit.parentId);
  const postsByRole = grouped(posts, (post) => `${post.role} ${post.unitId}`);
  const postsByPerson = grouped(posts, (post) => post.personId);
  const held = grouped(
    posts.flatMap((post) => tenuresOf(post).map((tenure) => ({ post, tenure }))),
    ({ tenure }) => tenure.personId,
  );
  const administrators = posts.filter((post) => post.role === 'administrator');
  const subtrees = new Map<string, ReadonlySet<string>>();

  const isPostInForce = (post: Post, at: Instant): boolean => {
    const unit = unitById.get(post.unitId);
    return unit !== undefined && isInForce(unit, at) && isInForce(post, at);
  };
  const postsIn = (unitId: string, role: Role, at: Instant): readonly Post[] => (postsByRole.get(`${role} ${unitId}`) ?? []).filter((post) => isPostInForce(post, at));

  function current(unitId: string, at: Instant): Unit | undefined {
    const seen = new Set<string>();
    let unit = unitById.get(unitId);
    while (unit && !isInForce(unit, at)) {
      const hasEnded = unit.until !== undefined && unit.until <= at;
      if (!hasEnded || unit.successorId === undefined || seen.has(unit.id) || seen.size >= chainLimit) return undefined;
      seen.add(unit.id);
      unit = unitById.get(unit.successorId);
    }
    return unit;
  }

  function below(unitId: string): ReadonlySet<string> {
    const known = subtrees.get(unitId);
    if (known) return known;
    const found = new Set([unitId]);
    // A set may grow while it is walked: each unit adds its children once, and a cycle adds nothing.
    for (const id of found) for (const child of childrenOf.get(id) ?? []) found.add(child.id);
    subtrees.set(unitId, found);
    return found;
  }

  function isAbove(upper: string, lower: string): boolean {
    const seen = new Set([lower]);
    for (let id = unitById.get(lower)?.parentId; id !== undefined && !seen.has(id); id = unitById.get(id)?.parentId) {
      if (id === upper) return true;
      seen.add(id);
    }
    return false;
  }

  /** Who holds the post, if anyone works in it: a person who left or was never registered leaves it vacant. */
  const holderOf = (post: Post): Addressee | undefined =>
    post.personId !== undefined && personById.get(post.personId)?.active ? { personId: post.personId, postId: post.id, unitId: post.unitId } : undefined;

  /** Follows deputies from a vacant post to the first that is held; an ended post on the way still passes the question on. */
  function deputyOf(vacant: Post, at: Instant): Addressee | undefined {
    const seen = new Set([vacant.id]);
    for (let id = vacant.deputyPostId; id !== undefined && !seen.has(id) && seen.size <= chainLimit; ) {
      seen.add(id);
      const post = postById.get(id);
      const held = post && isPostInForce(post, at) ? holderOf(post) : undefined;
      if (held) return { ...held, insteadOf: vacant.id };
      id = post?.deputyPostId;
    }
    return undefined;
  }

  function find(unitId: string, role: Role, at: Instant): Found {
    const here = postsIn(unitId, role, at);
    const held = here.flatMap((post) => holderOf(post) ?? []);
    if (held.length > 0) return { held };
    const deputies = here.flatMap((post) => deputyOf(post, at) ?? []);
    return { held: deputies, ...(here[0] ? { vacant: here[0] } : {}) };
  }

  /** The places where a role of a unit may stand: the unit and, for the group's roles, the leading groups directly below it. */
  function places(unitId: string, role: Role, at: Instant): readonly string[] {
    if (!groupRoles.includes(role)) return [unitId];
    const groups = (childrenOf.get(unitId) ?? []).filter((child) => child.kind === 'leadingGroup' && isInForce(child, at));
    return [unitId, ...groups.map((group) => group.id)];
  }

  /** The units to ask, each once, the unit itself first and then upwards, each as it stands at that moment. A circle ends at the limit. */
  function* levels(unitId: string, at: Instant): Generator<string> {
    const asked = new Set<string>();
    let id: string | undefined = unitId;
    for (let step = 0; id !== undefined && step < chainLimit; step += 1) {
      const unit: Unit | undefined = current(id, at);
      const isNew = unit !== undefined && !asked.has(unit.id);
      if (isNew) {
        asked.add(unit.id);
        yield unit.id;
      }
      // A unit that ended without a successor, or into one that was asked already, still names the unit above it.
      id = (isNew ? unit : unitById.get(id))?.parentId;
    }
  }

  function addressees(unitId: string, role: Role, at: Instant): readonly Addressee[] {
    let vacant: string | undefined;
    const told = (found: readonly Addressee[]): readonly Addressee[] => {
      const once = new Map<string, Addressee>();
      for (const one of found) if (!once.has(one.personId)) once.set(one.personId, vacant === undefined ? one : { ...one, insteadOf: vacant });
      return [...once.values()];
    };
    for (const level of levels(unitId, at)) {
      for (const asked of [role, ...superiors[role]]) {
        for (const place of places(level, asked, at)) {
          const found = find(place, asked, at);
          if (found.held.length > 0) return told(found.held);
          // Whoever is told further up stands in for the first vacancy met, the nearest to who should have been told.
          if (asked === role) vacant ??= found.vacant?.id;
        }
      }
    }
    return told(administrators.filter((post) => isPostInForce(post, at)).flatMap((post) => holderOf(post) ?? []));
  }

  return {
    version: source.version,
    unit: (id) => unitById.get(id),
    units: () => units,
    people: () => people,
    posts: () => posts,
    person: (id) => personById.get(id),
    personNamed: (username) => personByName.get(username),
    post: (id) => postById.get(id),
    postsOf: (personId, at) => (postsByPerson.get(personId) ?? []).filter((post) => isPostInForce(post, at)),
    postsHeld: (personId, at) => (held.get(personId) ?? []).flatMap(({ post, tenure }) => (isInForce(tenure, at) && isPostInForce(post, at) ? post : [])),
    postsIn,
    below,
    isAbove,
    current,
    addressees,
  };
}
