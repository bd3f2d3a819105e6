import { isBeijingDate, weekdayOf } from '../calendar/beijing.ts';
import type { AnnouncedDay } from '../calendar/calendar.ts';
import { accept, type Refusal, refuse } from '../process/decision.ts';
import type { ProcessState } from '../process/definition.ts';
import type { FactBase } from '../process/fact.ts';
import type { BeijingDate } from '../process/time.ts';
import { defineRegister } from './register.ts';

/** The State Council's notice for one year: which days are off, and which weekend days are worked. */
export interface CalendarYearState extends ProcessState {
  readonly year: number;
  readonly days: readonly AnnouncedDay[];
  /** Days that an earlier version named and a correction took back: ordinary again. */
  readonly withdrawn: readonly BeijingDate[];
  /** 国办发明电〔…〕…号. */
  readonly noticeNo?: string;
  readonly url?: string;
}

interface Announcement {
  readonly year: number;
  readonly days: readonly AnnouncedDay[];
  readonly noticeNo: string;
  readonly url?: string;
}
export type CalendarYearCommand = ({ readonly type: 'announce' } & Announcement) | ({ readonly type: 'correct'; readonly reason: string } & Announcement);

interface YearAnnounced extends FactBase, Announcement {
  readonly type: 'yearAnnounced';
}
interface YearCorrected extends FactBase, Announcement {
  readonly type: 'yearCorrected';
  readonly reason: string;
}
export type CalendarYearFact = YearAnnounced | YearCorrected;

/** The one id of a year's record, so that a year cannot be announced twice side by side: a version-8 UUID that ends with the year. */
export const calendarYearId = (year: number): string => `ca1e0da2-0000-8000-8000-${String(year).padStart(12, '0')}`;

/**
 * Why these days cannot stand in that year's record; undefined when they can. Each date has one record, its own year's: where a notice reaches over New Year
 * (2023's began on 2022-12-31), the day before is entered as a correction of its own year.
 */
export function refuseAnnouncement(id: string, { year, days }: Pick<Announcement, 'year' | 'days'>): Refusal | undefined {
  if (!Number.isInteger(year) || year < 1990 || year > 2100 || id !== calendarYearId(year)) return refuse('calendar.year_invalid');
  const seen = new Set<BeijingDate>();
  for (const { date, kind } of days) {
    if (!isBeijingDate(date)) return refuse('register.date_invalid', { date });
    if (!date.startsWith(`${year}-`)) return refuse('calendar.day_outside', { date, year });
    if (seen.has(date)) return refuse('calendar.day_twice', { date });
    if (kind === 'makeUp' && weekdayOf(date) % 6 !== 0) return refuse('calendar.make_up_on_weekday', { date });
    seen.add(date);
  }
  return undefined;
}

const announcementOf = ({ year, days, noticeNo, url }: Announcement): Announcement => ({
  year,
  days: [...days].sort((a, b) => (a.date < b.date ? -1 : 1)),
  noticeNo,
  ...(url === undefined ? {} : { url }),
});

/** A year of the working-day calendar: announced once, corrected with a reason. What open deadlines make of it is a step of its own on each process. */
export const calendarYear = defineRegister<CalendarYearState, CalendarYearCommand, CalendarYearFact, 'announce'>({
  type: 'calendarYear',
  initial: (id) => ({ id, version: 0, stage: '', since: 0, deadlines: [], year: 0, days: [], withdrawn: [] }),
  participants: () => [],
  create: {
    type: 'announce',
    decide: (state, command) => refuseAnnouncement(state.id, command) ?? accept([{ type: 'yearAnnounced', ...announcementOf(command) }]),
  },
  steps: {
    correct: {
      decide: (state, command) => {
        const refused = refuseAnnouncement(state.id, command);
        if (refused) return refused;
        const next = announcementOf(command);
        const same =
          JSON.stringify(announcementOf({ year: state.year, days: state.days, noticeNo: state.noticeNo ?? '', ...(state.url === undefined ? {} : { url: state.url }) })) ===
          JSON.stringify(next);
        return same ? accept([]) : accept([{ type: 'yearCorrected', ...next, reason: command.reason }]);
      },
    },
  },
  evolve: (state, { fact }) => {
    const days = fact.days;
    const named = new Set(days.map((day) => day.date));
    const gone = [...new Set([...state.withdrawn, ...state.days.map((day) => day.date)])].filter((date) => !named.has(date)).sort();
    const { url: _, ...rest } = state;
    return { ...rest, stage: 'current', year: fact.year, days, withdrawn: gone, noticeNo: fact.noticeNo, ...(fact.url === undefined ? {} : { url: fact.url }) };
  },
});
