import type { CalendarYearState } from '../../domain/register/calendar-year.ts';

/** A year's row of `calendar_year`: its holidays are announced. */
export const projectCalendarYear = (state: CalendarYearState) => ({ year: state.year, notice_no: state.noticeNo ?? null, url: state.url ?? null });

/** A year's rows of `calendar_day`. A day that a correction took back stays as `ordinary`, because rows are only ever written over. */
export const projectCalendarDays = (state: CalendarYearState) => [
  ...state.days.map((day) => ({ date: day.date, kind: day.kind as string, name: day.name, year: state.year })),
  ...state.withdrawn.map((date) => ({ date, kind: 'ordinary', name: '', year: state.year })),
];
