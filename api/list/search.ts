import { addDays, startOfDay } from '../../domain/calendar/beijing.ts';
import { instantText } from '../../ledger/projection/instant.ts';
import { literal } from '../register/record.ts';
import type { Bind } from './source.ts';
import type { Listing } from './walk.ts';

/** A column of the row `r` is what was asked for; no condition where nothing was. */
export const equal = (bind: Bind, column: string, value: string | undefined, type = 'text'): readonly string[] =>
  value === undefined ? [] : [`r.${column} = ${bind(value)}::${type}`];

/** A moment of the row lies in these Beijing days, the first and the last included; no condition for an end that is not named. */
export const within = (bind: Bind, column: string, from: string | undefined, until: string | undefined): readonly string[] => [
  ...(from === undefined ? [] : [`${column} >= ${bind(instantText(startOfDay(from)))}`]),
  ...(until === undefined ? [] : [`${column} < ${bind(instantText(startOfDay(addDays(until, 1))))}`]),
];

/** The same for a column that is a date. */
export const onDays = (bind: Bind, column: string, from: string | undefined, until: string | undefined): readonly string[] => [
  ...(from === undefined ? [] : [`${column} >= ${bind(from)}`]),
  ...(until === undefined ? [] : [`${column} <= ${bind(until)}`]),
];

/** The same for instants that stand in the state of the process `p`: true when one of those that `source` yields as `at` lies in these days. */
export function someWithin(bind: Bind, source: string, from: string | undefined, until: string | undefined): readonly string[] {
  if (from === undefined && until === undefined) return [];
  const ends = [
    ...(from === undefined ? [] : [`s.at >= ${bind(startOfDay(from))}::bigint`]),
    ...(until === undefined ? [] : [`s.at < ${bind(startOfDay(addDays(until, 1)))}::bigint`]),
  ];
  return [`EXISTS (SELECT FROM process p CROSS JOIN LATERAL (${source}) s WHERE p.id = r.id AND ${ends.join(' AND ')})`];
}

/** True when one of the columns holds the words: `%` and `_` are letters like others. */
export const holds = (bind: Bind, columns: readonly string[], words: string): string => {
  const pattern = bind(`%${literal(words)}%`);
  return `(${columns.map((column) => `${column} LIKE ${pattern}`).join(' OR ')})`;
};

/** Records of this condition, each with its place, which stands in its participations. */
export const fewWhere = (table: string, condition: string): string =>
  `SELECT (SELECT v.place FROM participation v WHERE v.process_id = t.id LIMIT 1) AS place, t.id FROM ${table} t WHERE ${condition}`;

/** Records by a column that has an index of its own, when it was asked for: few, and looked up there. */
export const fewBy = (table: string, column: string, id: string | undefined): Pick<Listing, 'few'> =>
  id === undefined ? {} : { few: (bind) => fewWhere(table, `t.${column} = ${bind(id)}::uuid`) };

/** Records whose text has all pairs of neighbouring characters of the words (or the one character), by the index of its text table, and the words themselves. */
export const textsWith =
  (table: 'task_text' | 'case_text', words: string) =>
  (bind: Bind): string =>
    `SELECT place, id FROM ${table} WHERE text_grams(text) @> search_grams(${bind(words)}::text) AND text LIKE ${bind(`%${literal(words)}%`)}`;

/** Records whose initials hold these (letters and digits, two or more), by the index of their text table. */
export const initialsWith =
  (table: 'task_text' | 'case_text', initials: string) =>
  (bind: Bind): string =>
    `SELECT place, id FROM ${table} WHERE initials_pairs(initials) @> initials_pairs(${bind(initials)}::text) AND ${holds(bind, ['initials'], initials)}`;

/** The initials of the row `r`, which stand in its text table, hold these. */
export const textHasInitials = (bind: Bind, table: 'task_text' | 'case_text', initials: string): string =>
  `EXISTS (SELECT FROM ${table} t WHERE t.id = r.id AND ${holds(bind, ['t.initials'], initials)})`;
