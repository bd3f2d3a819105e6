import type { Bilingual } from '../../domain/notice/notice.ts';
import type { Language } from '../http/language.ts';

/** A number of a report, and the list of exactly what it counts. */
export interface Figure {
  readonly label: Bilingual;
  /** The measure word of a Chinese sentence: 项, 次, 份. */
  readonly measure: string;
  readonly value: number;
  /** Address of the list. */
  readonly rows: string;
  /** Where in the list's answer the rows stand; without it `items`. */
  readonly list?: string;
  /** The field of each row that is added up, by its path; without it the rows are counted. */
  readonly field?: string;
}

/** Figures under one heading. */
export interface FigureSection {
  readonly title: Bilingual;
  readonly figures: readonly Figure[];
}

/** A list read to its end, with its address. */
export interface Rows<I> {
  readonly address: string;
  readonly items: readonly I[];
}

type Page<I> = Promise<{ readonly items: readonly I[]; readonly next: string | null }>;
type Filters = Readonly<Record<string, string | undefined>>;
/** Rows asked for at once: the longest page of a list. */
const atOnce = 200;

/** A list's address with its filters. */
export const addressOf = (path: string, filters: Filters): string =>
  `${path}?${new URLSearchParams(Object.entries(filters).flatMap(([name, value]): [string, string][] => (value === undefined ? [] : [[name, value]])))}`;

/** All rows of a list as its own route answers them to the asker. */
export async function rowsOf<F extends Filters, I>(path: string, filters: F, page: (query: F & { readonly limit: number; readonly cursor?: string }) => Page<I>): Promise<Rows<I>> {
  const items: I[] = [];
  let cursor: string | undefined;
  do {
    const { items: some, next } = await page({ ...filters, limit: atOnce, ...(cursor === undefined ? {} : { cursor }) });
    items.push(...some);
    cursor = next ?? undefined;
  } while (cursor !== undefined);
  return { address: addressOf(path, filters), items };
}

/** How many rows a list has. */
export const counted = (zh: string, en: string, measure: string, { address, items }: Rows<unknown>): Figure => ({ label: { zh, en }, measure, value: items.length, rows: address });

/** What a field of the rows comes to. */
export const summed = <I>(zh: string, en: string, measure: string, { address, items }: Rows<I>, field: string, of: (item: I) => number): Figure => ({
  label: { zh, en },
  measure,
  value: items.reduce((sum, item) => sum + of(item), 0),
  rows: address,
  field,
});

/** A figure as JSON. */
export const presentFigure = ({ label, value, rows, list, field }: Figure, language: Language) => ({
  label: label[language],
  value,
  rows,
  list: list ?? 'items',
  field: field ?? null,
});

/** Figures in a sentence: 任务30项，已验收4项. */
export const figuresInWords = (figures: readonly Figure[]): string => figures.map(({ label, value, measure }) => `${label.zh}${value}${measure}`).join('，');
