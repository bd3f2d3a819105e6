import { isLiving, type Org } from '../org/org.ts';
import { type Refusal, refuse } from '../process/decision.ts';
import type { World } from '../process/definition.ts';
import type { Instant } from '../process/time.ts';
import type { GroupMember } from './state.ts';

/** The leading group as the register and the plan name it: its chair and deputies by their posts, the plan's member units. No person is carried over. */
export function compositionOf(groupUnitId: string, memberUnitIds: readonly string[], org: Org, now: Instant): readonly GroupMember[] {
  const chairs = (['groupLeader', 'groupDeputy'] as const).flatMap((role) =>
    org.postsIn(groupUnitId, role, now).map((post): GroupMember => ({ role, unitId: groupUnitId, postId: post.id, title: post.title })),
  );
  return [...chairs, ...memberUnitIds.map((unitId): GroupMember => ({ role: 'member', unitId, title: '成员单位' }))];
}

/** Units and posts that a composition names are in being. */
export function compositionRefused(members: readonly GroupMember[], world: World): Refusal | undefined {
  for (const { unitId, postId } of members) {
    if (unitId !== undefined && !isLiving(unitId, world.org, world.now)) return refuse('campaign.unit_unknown', { unitId });
    const post = postId === undefined ? undefined : world.org.post(postId);
    if (postId !== undefined && (post === undefined || (post.until !== undefined && post.until <= world.now))) return refuse('campaign.post_unknown', { postId });
  }
  return undefined;
}
