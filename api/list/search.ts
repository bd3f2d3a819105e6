import { literal } from '../register/record.ts';
import type { Bind } from './source.ts';

/** True when one of the columns holds the words: `%` and `_` are letters like others. */
export const holds = (bind: Bind, columns: readonly string[], words: string): string => {
  const pattern = bind(`%${literal(words)}%`);
  return `(${columns.map((column) => `${column} LIKE ${pattern}`).join(' OR ')})`;
};

/** Records whose text has all pairs of neighbouring characters of the words (or the one character), by the index of its text table; `holds` has the last word. */
export const textsWith =
  (table: 'task_text' | 'case_text', words: string) =>
  (bind: Bind): string =>
    `SELECT id FROM ${table} WHERE text_grams(text) @> search_grams(${bind(words)}::text)`;
