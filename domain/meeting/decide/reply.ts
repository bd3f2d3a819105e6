import { standsFor } from '../../policy/relation.ts';
import { accept, type Decision, refuse } from '../../process/decision.ts';
import type { World } from '../../process/definition.ts';
import type { MeetingCommandOf } from '../commands.ts';
import type { MeetingFact } from '../facts.ts';
import { type MeetingState, silentUnits } from '../state.ts';

/** 会议回执: a unit says whether it comes; another word replaces the first. With the last unit's reply nobody is asked any more. */
export function reply(state: MeetingState, { attends, reason }: MeetingCommandOf<'reply'>, world: World): Decision<MeetingFact> {
  const own = world.actor.unitId === undefined ? [] : standsFor(world.actor.unitId, world.org);
  const unitId = state.unitIds.find((invited) => own.includes(invited));
  if (unitId === undefined) return refuse('meeting.unit_not_invited', { unitId: world.actor.unitId ?? '' });
  if (!attends && reason === undefined) return refuse('meeting.reason_needed');
  const isLast = silentUnits(state).every((silent) => silent === unitId);
  return accept([{ type: 'replyGiven', unitId, attends, ...(reason === undefined ? {} : { reason }), ...(isLast ? { clears: ['reply'] } : {}) }]);
}
