import { z } from 'zod';
import { beijingDateOf } from '../../domain/calendar/beijing.ts';
import type { BeijingDate } from '../../domain/process/time.ts';
import type { Moment } from '../../ledger/world.ts';
import { check } from '../http/input.ts';
import { asks } from '../http/issue-text.ts';
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
const notBefore = (first: string, last: string) => asks(`不能早于${first}`, `Not before ${first}`, [last]);
export const disordered = notBefore('from', 'until');

/** The spans of days that a query may ask for, by the names of their ends: from and until, heldFrom and heldUntil. */
const spansOf = (names: readonly string[]): readonly (readonly [first: string, last: string])[] =>
  names.flatMap((first) => {
    const last = first.replace(/from$/, 'until').replace(/From$/, 'Until');
    return last !== first && names.includes(last) ? [[first, last] as const] : [];
  });

/** The query of a list, each span in it in order: one that ends before it begins is refused as `request.invalid` rather than answered with an empty list. */
export function withSpans<Q extends z.ZodType>(query: Q): Q {
  if (!(query instanceof z.ZodObject)) return query;
  const ordered = spansOf(Object.keys(query.shape)).reduce<z.ZodObject>(
    (spans, [first, last]) => spans.refine((asked) => inOrder({ from: asked[first], until: asked[last] } as Asked), notBefore(first, last)),
    query,
  );
  // A refinement takes nothing from an object's type and adds nothing to it.
  return ordered as z.ZodType as Q;
}

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
