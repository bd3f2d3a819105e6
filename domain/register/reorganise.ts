import { growingOrg } from '../org/growing.ts';
import { isLiving, type Org, type Post } from '../org/org.ts';
import { roles } from '../process/actor.ts';
import { accept, type Decision, type Follow, refuse } from '../process/decision.ts';
import type { World } from '../process/definition.ts';
import type { PostCommand } from './post.ts';
import type { UnitCommand, UnitEnded, UnitState } from './unit.ts';
import { reorganisedNotices } from './unit-notices.ts';

/** 合并: the unit ends, another takes over its work with its posts, people and units below. */
export interface Merge {
  readonly type: 'merge';
  readonly successorId: string;
  readonly reason: string;
}

/** What goes to one of the units into which another is split. */
interface Part {
  readonly unitId: string;
  readonly posts: readonly string[];
  readonly children: readonly string[];
}

/** 拆分: the unit ends; posts and units below go to the parts named, the rest, and all open work, to the successor. */
export interface Split {
  readonly type: 'split';
  readonly successorId: string;
  readonly parts: readonly Part[];
  readonly reason: string;
}

const toPost = (id: string, command: PostCommand): Follow => ({ type: 'post', id, command });
const toUnit = (id: string, command: UnitCommand): Follow => ({ type: 'unit', id, command });

/** A post as it stands anew in another unit: created before the old one ends, so that there is an administrator all the time. */
const founded = ({ role, title, personId }: Post, unitId: string, id: string): Follow =>
  toPost(id, { type: 'create', unitId, role, title, ...(personId === undefined ? {} : { personId }) });

/**
 * The unit ends with a successor; its posts stand anew where they belong, with their holders and deputies, and units below move. Records keep the old unit: whoever belongs to the
 * successor sees and works on them, ladders tell its people (domain/policy, org.addressees), and documents keep the old name. Delegations of the old posts end with these.
 */
export function reorganise(state: UnitState, { successorId, parts, reason }: Pick<Split, 'successorId' | 'parts' | 'reason'>, world: World): Decision<UnitEnded> {
  const { org, now } = world;
  const targets = [successorId, ...parts.map(({ unitId }) => unitId)];
  if (targets.some((id) => id === state.id || !isLiving(id, org, now) || org.isAbove(state.id, id))) return refuse('unit.successor_invalid');
  const posts = roles.flatMap((role) => org.postsIn(state.id, role, now));
  const children = org.units().filter(({ id, parentId }) => parentId === state.id && isLiving(id, org, now));
  const named = parts.flatMap((part) => [...part.posts, ...part.children]);
  const known = new Set([...posts, ...children].map(({ id }) => id));
  if (new Set(named).size !== named.length || named.some((id) => !known.has(id))) return refuse('unit.parts_invalid');
  const homeOf = (kind: 'posts' | 'children', id: string): string => parts.find((part) => part[kind].includes(id))?.unitId ?? successorId;
  const anew = new Map(posts.map((post) => [post.id, world.newId()]));
  const idOf = (post: Post): string => anew.get(post.id) ?? post.id;
  const orgAfter = (): Org => {
    const growing = growingOrg(org);
    const self = org.unit(state.id);
    return posts.reduce(
      (_, { tenures: _former, ...post }) => growing.with({ post: { ...post, id: idOf(post), unitId: homeOf('posts', post.id), from: now } }),
      growing.with({ unit: { ...(self ?? state), until: now, successorId } }),
    );
  };
  // Deputies of the posts that move, and posts elsewhere for which one of them deputises.
  const deputised = org
    .posts()
    .flatMap((post): readonly Follow[] =>
      post.deputyPostId !== undefined && post.until === undefined && (anew.has(post.id) || anew.has(post.deputyPostId))
        ? [toPost(idOf(post), { type: 'setDeputy', deputyPostId: anew.get(post.deputyPostId) ?? post.deputyPostId })]
        : [],
    );
  return accept([{ type: 'unitEnded', until: now, successorId, reason }], {
    also: [
      ...children.map(({ id }) => toUnit(id, { type: 'move', parentId: homeOf('children', id), reason })),
      ...posts.map((post) => founded(post, homeOf('posts', post.id), idOf(post))),
      ...deputised,
      ...posts.map((post) => toPost(post.id, { type: 'end' })),
    ],
    notices: reorganisedNotices(state.name, [...new Set(targets)], reason, { ...world, org: orgAfter() }),
  });
}
