import type pg from 'pg';
import type { AnnouncedDay, Calendar } from '../domain/calendar/calendar.ts';
import { createCalendar } from '../domain/calendar/create-calendar.ts';

/** The working-day calendar as `calendar_day` and `calendar_year` hold it; `version` is that of `world_version`, read in the same transaction. */
export async function loadCalendar(client: Pick<pg.ClientBase, 'query'>, version: number): Promise<Calendar> {
  const days = await client.query<AnnouncedDay>(`SELECT date, kind, name FROM calendar_day WHERE kind IN ('holiday', 'makeUp') ORDER BY date`);
  const years = await client.query<{ year: number }>('SELECT year FROM calendar_year');
  return createCalendar({ version, days: days.rows, announcedYears: years.rows.map((row) => row.year) });
}
