import { dateOfDayNumber, dayNumberOf, startOfDayNumber } from '../calendar/beijing.ts';
import type { Calendar } from '../calendar/calendar.ts';
import type { Instant } from '../process/time.ts';

/** When messages may leave the building: on working days between two times of the Beijing day. */
export interface SendingWindow {
  /** Minutes after midnight, Beijing; included. */
  readonly opens: number;
  /** Minutes after midnight, Beijing; not included any more. */
  readonly closes: number;
}

/** 08:00 to 20:00 on working days, make-up days among them: wide enough for the 09:00 of reminders and for an evening on duty. Nothing but urgent notices leaves outside it. */
export const officeHours: SendingWindow = { opens: 8 * 60, closes: 20 * 60 };

const minuteMs = 60_000;
/** The longest run of days off is nine or ten; beyond this a calendar without working days is broken and holds nothing back. */
const longestSearch = 60;

/** When the window opens next; undefined while it is open. */
export function opensAt(window: SendingWindow, now: Instant, calendar: Pick<Calendar, 'isWorkingDay'>): Instant | undefined {
  const today = dayNumberOf(now);
  for (let day = today; day <= today + longestSearch; day++) {
    if (!calendar.isWorkingDay(dateOfDayNumber(day))) continue;
    const opens = startOfDayNumber(day) + window.opens * minuteMs;
    const closes = startOfDayNumber(day) + window.closes * minuteMs;
    if (now < opens) return opens;
    if (now < closes) return undefined;
  }
  return undefined;
}
