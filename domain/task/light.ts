import { dueLight, type Light } from '../chase/light.ts';
import type { Instant } from '../process/time.ts';
import type { TaskGlance } from './glance.ts';

/**
 * The task's light: red while overdue, yellow when soon due and for what was made good late, green otherwise. Handed in on time it is not overdue while the office
 * decides; handed in late it stays red until accepted. A suspended task keeps the light it had.
 */
export function taskLight(state: Pick<TaskGlance, 'stage' | 'due' | 'submission' | 'madeGoodLate' | 'suspendedFrom' | 'suspendedAt'>, now: Instant): Light {
  if (state.stage === 'accepted') return state.madeGoodLate ? { colour: 'yellow', cause: 'madeGoodLate' } : { colour: 'green', cause: 'onTime' };
  if (state.stage === 'cancelled' || !state.due) return { colour: 'green', cause: 'onTime' };
  if ((state.suspendedFrom ?? state.stage) === 'submitted' && state.submission)
    return state.submission.late ? { colour: 'red', cause: 'overdue' } : { colour: 'green', cause: 'onTime' };
  return dueLight(state.due, state.suspendedAt ?? now);
}
