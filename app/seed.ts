import { announcedYears } from '../domain/calendar/announced.ts';
import { system } from '../domain/process/actor.ts';
import { calendarYearId } from '../domain/register/calendar-year.ts';
import type { Ledger } from '../ledger/ledger.ts';

/** Announces every year that this release knows and the ledger does not, so that deadlines count make-up days from the first start on. Answers the years added. */
export async function seedCalendar(ledger: Ledger): Promise<readonly number[]> {
  const { rows } = await ledger.pool.query<{ year: number }>('SELECT year FROM calendar_year');
  const known = new Set(rows.map((row) => row.year));
  const added: number[] = [];
  for (const { year, days, notices } of announcedYears) {
    if (known.has(year)) continue;
    const noticeNo = notices.length > 0 ? `国务院办公厅关于${year}年部分节假日安排的通知` : `${year}年节假日安排（公告未上网）`;
    const command = { type: 'announce', year, days, noticeNo, ...(notices[0] === undefined ? {} : { url: notices[0] }) };
    const outcome = await ledger.execute({ type: 'calendarYear', id: calendarYearId(year), creates: true, command, actor: system });
    if (!outcome.ok) throw new Error(`the calendar of ${year} was refused: ${outcome.code}`);
    added.push(year);
  }
  return added;
}
