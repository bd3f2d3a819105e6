import { standsFor } from '../../policy/relation.ts';
import { accept, type Decision, refuse } from '../../process/decision.ts';
import type { World } from '../../process/definition.ts';
import type { MeetingCommandOf } from '../commands.ts';
import type { MeetingFact } from '../facts.ts';
import { type MeetingState, silentUnits } from '../state.ts';

/**
 * 会议回执: a unit says whether it comes; another word replaces the first. A unit that took over the work of others answers for those of them that are silent, and where none is, for all.
 * With the last unit's reply nobody is asked any more.
 */
export function reply(state: MeetingState, { attends, reason }: MeetingCommandOf<'reply'>, world: World): Decision<MeetingFact> {
  const own = world.actor.unitId === undefined ? [] : standsFor(world.actor.unitId, world.org);
  const invited = state.unitIds.filter((unitId) => own.includes(unitId));
  if (invited.length === 0) return refuse('meeting.unit_not_invited', { unitId: world.actor.unitId ?? '' });
  if (!attends && reason === undefined) return refuse('meeting.reason_needed');
  const silent = silentUnits(state);
  const unanswered = invited.filter((unitId) => silent.includes(unitId));
  const unitIds = unanswered.length > 0 ? unanswered : invited;
  const isLast = silent.every((unitId) => unitIds.includes(unitId));
  return accept(
    unitIds.map((unitId, index) => ({
      type: 'replyGiven',
      unitId,
      attends,
      ...(reason === undefined ? {} : { reason }),
      ...(isLast && index === unitIds.length - 1 ? { clears: ['reply'] } : {}),
    })),
  );
}
