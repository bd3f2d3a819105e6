import { z } from 'zod';
import { beijingDateOf } from '../../domain/calendar/beijing.ts';
import type { BeijingDate } from '../../domain/process/time.ts';
import type { Moment } from '../../ledger/world.ts';
import { check } from '../http/input.ts';
import type { Language } from '../http/language.ts';
import { date } from '../register/record.ts';

/** First and last day of what a report tells of, or figures count. */
export interface Period {
  readonly from: BeijingDate;
  readonly until: BeijingDate;
}

interface Asked {
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}
/** Both days of a period are in order, as far as they are named. */
export const inOrder = ({ from, until }: Asked): boolean => from === undefined || until === undefined || from <= until;
export const disordered = { path: ['until'], message: 'not before from' };

/** The days of a period as they are asked for; `from` says what is meant without it. */
export const periodDays = (from: string) => ({
  from: date.optional().meta({ description: `First day; without it: ${from}` }),
  until: date.optional().meta({ description: 'Last day; without it: today' }),
});
/** A period as it is asked for. */
export const periodQuery = (from: string) => z.strictObject(periodDays(from)).refine(inOrder, disordered);

const whole = z.strictObject({ from: date, until: date }).refine(inOrder, disordered);
/** The first day of the year. */
export const newYear = (until: BeijingDate): BeijingDate => `${until.slice(0, 4)}-01-01`;

/** The period asked for, until today and from `first` where nothing is said; 400 `request.invalid` when it then ends before it begins. */
export function periodOf(
  query: Asked,
  first: (until: BeijingDate) => BeijingDate,
  { moment, language }: { readonly moment: Pick<Moment, 'now'>; readonly language: Language },
): Period {
  const until = query.until ?? beijingDateOf(moment.now);
  return check(whole, { from: query.from ?? first(until), until }, 'query', language);
}
