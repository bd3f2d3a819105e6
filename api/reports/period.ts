import { z } from 'zod';
import type { BeijingDate } from '../../domain/process/time.ts';
import { date } from '../register/record.ts';

/** First and last day of what a report tells of. */
export interface Period {
  readonly from: BeijingDate;
  readonly until: BeijingDate;
}

/** A period as it is asked for; `from` says what is meant without it. */
export const periodQuery = (from: string) =>
  z
    .strictObject({
      from: date.optional().meta({ description: `First day; without it: ${from}` }),
      until: date.optional().meta({ description: 'Last day; without it: today' }),
    })
    .refine(({ from: first, until }) => first === undefined || until === undefined || first <= until, { path: ['until'], message: 'not before from' });
