import type { components } from './types.ts';

export type Me = components['schemas']['Me'];
export type Post = Me['posts'][number];
export type Delegation = Me['delegations']['received'][number];

/** In which post one acts: one of one's own, or by delegation that of another. `id`: the post's, or the delegation's. */
export interface Capacity {
  readonly id: string;
  readonly post: Post;
  readonly delegation?: Delegation;
}

/** All in which a person may act now, one's own first. */
export const capacitiesOf = ({ posts, delegations }: Pick<Me, 'posts' | 'delegations'>): readonly Capacity[] => [
  ...posts.map((post): Capacity => ({ id: post.id, post })),
  ...delegations.received.filter(({ inForce }) => inForce).map((delegation): Capacity => ({ id: delegation.id, post: delegation.post, delegation })),
];

/** The one chosen last, while it is held; else the first. */
export function capacityOf(me: Pick<Me, 'posts' | 'delegations'>, chosen: string | null): Capacity | undefined {
  const all = capacitiesOf(me);
  return all.find(({ id }) => id === chosen) ?? all[0];
}

/** By which headers the API knows it; none for whoever holds one post and acts in it. */
export function headersFor(me: Pick<Me, 'posts'>, capacity: Capacity | undefined): Readonly<Record<string, string>> {
  if (capacity?.delegation) return { 'Duban-Delegation': capacity.delegation.id };
  return capacity && me.posts.length > 1 ? { 'Duban-Post': capacity.post.id } : {};
}

/** The posts by whose rights one looks at what is shown: by name those acted in, else all one holds. */
export const rolesOf = (me: Pick<Me, 'posts' | 'roles'>, capacity: Capacity | undefined): readonly string[] =>
  capacity && (capacity.delegation || me.posts.length > 1) ? [capacity.post.role] : me.roles;
