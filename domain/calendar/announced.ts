import { announcedTables } from './announced-days.ts';
import { addDays } from './beijing.ts';
import type { AnnouncedDay, Calendar } from './calendar.ts';
import { createCalendar } from './create-calendar.ts';

/** One year's announcement as the calendar's register takes it; each day lies in `year`. */
export interface AnnouncedYear {
  readonly year: number;
  readonly days: readonly AnnouncedDay[];
  /** Where the notice was published, then its amendments; empty for the years before notices went online. */
  readonly notices: readonly string[];
}

function expand(year: number, table: string): readonly AnnouncedDay[] {
  const dateOf = (text: string): string => `${year}-${text.slice(0, 2)}-${text.slice(2)}`;
  const days: AnnouncedDay[] = [];
  for (const entry of table.split('; ')) {
    const [name = '', ...groups] = entry.split(' ');
    for (const group of groups) {
      const kind = group.startsWith('+') ? 'makeUp' : 'holiday';
      for (const run of group.slice(1).split(',')) {
        const [first = '', last = first] = run.split('~');
        for (let date = dateOf(first); date <= dateOf(last); date = addDays(date, 1)) days.push({ date, kind, name });
      }
    }
  }
  return days.sort((a, b) => (a.date < b.date ? -1 : 1));
}

/** The years whose holidays were announced when this release was made, oldest first: what a new ledger is seeded with. */
export const announcedYears: readonly AnnouncedYear[] = announcedTables.map(({ year, days, notices }) => ({ year, days: expand(year, days), notices }));

/** The calendar of these announcements. */
export const announcedCalendar = (version = 1): Calendar =>
  createCalendar({ version, days: announcedYears.flatMap((one) => one.days), announcedYears: announcedYears.map((one) => one.year) });
