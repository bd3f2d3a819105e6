import type { BeijingDate } from '../process/time.ts';
import { addDays, daysBetween } from './beijing.ts';
import type { Calendar } from './calendar.ts';

/** Working days after one date up to and including another: 0 on the same day, negative where the other has passed. */
export function workingDaysTo(calendar: Pick<Calendar, 'isWorkingDay'>, from: BeijingDate, to: BeijingDate): number {
  if (daysBetween(from, to) < 0) return -workingDaysTo(calendar, to, from);
  let count = 0;
  for (let day = 1; day <= daysBetween(from, to); day++) if (calendar.isWorkingDay(addDays(from, day))) count++;
  return count;
}
