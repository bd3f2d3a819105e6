import { beijingDateOf, isBeijingDate, startOfDay } from '../calendar/beijing.ts';
import { type Refusal, refuse } from '../process/decision.ts';
import type { BeijingDate, Instant } from '../process/time.ts';

/** The moment from which something entered with a date is in force: that day's start, or now when no date is named. Refuses a day to come. */
export function effective(date: BeijingDate | undefined, now: Instant): Instant | Refusal {
  if (date === undefined) return now;
  if (!isBeijingDate(date)) return refuse('register.date_invalid', { date });
  if (date > beijingDateOf(now)) return refuse('register.date_in_future', { date });
  return startOfDay(date);
}
