import type { Org, Post } from '../../domain/org/org.ts';
import { hasCaseFigures } from '../../domain/policy/figures.ts';
import { mayCreate } from '../../domain/policy/policy.ts';
import type { Instant } from '../../domain/process/time.ts';
import type { DelegationKind } from '../../domain/register/delegation.ts';
import type { Moment } from '../../ledger/world.ts';
import type { Asker } from '../http/asker.ts';
import { iso } from '../http/time.ts';
import type { Account } from '../session/store.ts';

/** A delegation that has not ended. */
export interface DelegationRow {
  readonly id: string;
  readonly fromPersonId: string;
  readonly toPersonId: string;
  readonly postId: string;
  readonly from: Date;
  readonly until: Date;
  readonly reason: string;
  readonly kind: DelegationKind;
}

const presentPost = (post: Post, org: Org) => ({
  id: post.id,
  title: post.title,
  role: post.role,
  unit: { id: post.unitId, name: org.unit(post.unitId)?.name ?? '' },
  mayCreate: [...mayCreate(post.role)].sort(),
  caseFigures: hasCaseFigures(post.role),
});
const presentPerson = (personId: string, org: Org) => ({ id: personId, name: org.person(personId)?.name ?? '' });

function presentDelegation(row: DelegationRow, org: Org, now: Instant) {
  const post = org.post(row.postId);
  if (!post) return [];
  return [
    {
      id: row.id,
      from: presentPerson(row.fromPersonId, org),
      to: presentPerson(row.toPersonId, org),
      post: presentPost(post, org),
      startsAt: iso(row.from.getTime()),
      endsAt: iso(row.until.getTime()),
      inForce: row.from.getTime() <= now && now < row.until.getTime() && org.postsOf(row.fromPersonId, now).some(({ id }) => id === row.postId),
      reason: row.reason,
      kind: row.kind,
    },
  ];
}

/** The person signed in, with posts and delegations as they stand. */
export function presentMe(asker: Asker, account: Account, delegations: readonly DelegationRow[], { org, now }: Moment) {
  const posts = org.postsOf(asker.personId, now);
  return {
    id: asker.personId,
    name: account.name,
    username: account.username,
    posts: posts.map((post) => presentPost(post, org)),
    roles: [...new Set(posts.map((post) => post.role))],
    mayCreate: [...new Set(posts.flatMap((post) => mayCreate(post.role)))].sort(),
    delegations: {
      received: delegations.filter((row) => row.toPersonId === asker.personId).flatMap((row) => presentDelegation(row, org, now)),
      given: delegations.filter((row) => row.fromPersonId === asker.personId).flatMap((row) => presentDelegation(row, org, now)),
    },
    certificateExpiresOn: org.person(asker.personId)?.certificateExpiresOn ?? null,
    mustChangePassword: account.mustChange,
    signedInBy: asker.by,
  };
}
