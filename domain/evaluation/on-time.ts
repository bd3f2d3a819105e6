import type { Instant } from '../process/time.ts';
import { isCounted } from '../task/counted.ts';
import { taskLight } from '../task/light.ts';
import type { TaskState } from '../task/state.ts';
import type { Counted } from './score.ts';

/**
 * Of a unit's tasks those that were due by now or are accepted, and how many of them were on time. Each answered check-in of a recurring task counts by itself; the whole of an
 * each-unit task does not (its shares do), nor what is cancelled or entered from before the launch.
 */
export function onTimeOf(unitId: string, tasks: readonly TaskState[], now: Instant): Counted {
  let good = 0;
  let counted = 0;
  for (const task of tasks) {
    if (task.leadUnitId !== unitId || !isCounted(task) || task.history !== undefined) continue;
    if (task.kind === 'recurring') {
      good += task.answered.filter((one) => !one.late).length;
      counted += task.answered.length + (task.stage !== 'accepted' && task.period !== undefined && task.period.dueAt < now ? 1 : 0);
    } else if (task.stage === 'accepted' || (task.due !== undefined && task.due.dueAt < now)) {
      counted += 1;
      const { cause } = taskLight(task, now);
      if (cause === 'onTime' || cause === 'dueSoon') good += 1;
    }
  }
  return { good, counted };
}
