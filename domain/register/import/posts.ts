import type { Post } from '../../org/org.ts';

type PostKey = Pick<Post, 'unitId' | 'role' | 'title'>;

/** A row of the posts with the unit and the person that it names. */
export interface NamedPost extends PostKey {
  readonly row: number;
  readonly personId?: string;
  /** True where the unit is named by what it was called, or by one that ended into it. */
  readonly isFormer: boolean;
}

/** What a row does: a post is made, one goes to the row's person, nothing changes, or which post is meant cannot be told. */
export type PostStep = 'make' | { readonly postId: string; readonly personId: string } | 'same' | 'ambiguous';

function byKey<T extends PostKey>(all: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const found = new Map<string, T[]>();
  for (const one of all) {
    const key = `${one.unitId} ${one.role} ${one.title}`;
    const alike = found.get(key);
    if (alike) alike.push(one);
    else found.set(key, [one]);
  }
  return found;
}

/** Rows of one unit, role and title, with the posts that have these. */
function stepsOfOneKey(rows: readonly NamedPost[], posts: readonly Post[]): ReadonlyMap<NamedPost, PostStep> {
  const steps = new Map<NamedPost, PostStep>();
  const free = new Set(posts);
  const take = (fits: (post: Post) => boolean): Post | undefined => {
    const found = [...free].find(fits);
    if (found) free.delete(found);
    return found;
  };
  // A post that ended after its unit did is not made anew by a workbook from before.
  const more = ({ isFormer }: NamedPost, otherwise: PostStep): PostStep => (isFormer && posts.length > 0 ? otherwise : 'make');
  const people = new Set<string>();
  const newcomers = rows.flatMap((row) => {
    const { personId } = row;
    if (personId === undefined) return [];
    const isKnown = take((post) => post.personId === personId) !== undefined || people.has(personId);
    people.add(personId);
    if (isKnown) steps.set(row, 'same');
    return isKnown ? [] : [{ row, personId }];
  });
  for (const { row, personId } of newcomers) {
    const isOnly = posts.length === 1 && rows.every((one) => one.personId === personId);
    const post = take((one) => one.personId === undefined) ?? (isOnly ? take(() => true) : undefined);
    steps.set(row, post ? { postId: post.id, personId } : free.size > 0 ? 'ambiguous' : more(row, 'ambiguous'));
  }
  // Rows by the unit's name of today first: those are the ones that may make a post.
  const unnamed = rows.filter(({ personId }) => personId === undefined).sort((a, b) => Number(a.isFormer) - Number(b.isFormer));
  for (const row of unnamed) steps.set(row, (take((post) => post.personId === undefined) ?? take(() => true)) ? 'same' : more(row, 'same'));
  return steps;
}

/**
 * What the rows of the posts do to those that stand. A row means the post that its person holds, else a vacant one. One that another person holds it means only where the unit has no other of
 * this role and title and no other row names these, so that nobody loses a post that the workbook leaves to them. Where every post is some other row's, one more is made.
 */
export function postSteps(rows: readonly NamedPost[], posts: readonly Post[]): ReadonlyMap<NamedPost, PostStep> {
  const standing = byKey(posts);
  return new Map([...byKey(rows)].flatMap(([key, alike]) => [...stepsOfOneKey(alike, standing.get(key) ?? [])]));
}
