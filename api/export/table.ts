import type { Bilingual } from '../../domain/notice/notice.ts';
import type { Org } from '../../domain/org/org.ts';
import type { Instant } from '../../domain/process/time.ts';
import type { Language } from '../http/language.ts';
import type { Page } from '../list/page.ts';

/** What the columns know besides the row. */
export interface ExportContext {
  readonly org: Org;
  readonly now: Instant;
  readonly language: Language;
}

/** A column as offices keep it: texts are text, numbers can be counted with, dates sorted and filtered by month. */
export interface Column<R> {
  readonly title: Bilingual;
  /** In characters. */
  readonly width: number;
  /** Where paper is short of room it gets no narrower. */
  readonly narrowest?: number;
  /** `index`: of the row, from 0. */
  readonly value: (row: R, context: ExportContext, index: number) => string | number;
  /** What reads YYYY-MM-DD in it is a date. */
  readonly date?: true;
  /** Colour of its text as ARGB, where it says more than the text alone. */
  readonly colour?: (row: R, context: ExportContext) => string;
}

/** How a list looks as a file. */
export interface Layout<R> {
  readonly name: Bilingual;
  readonly columns: readonly Column<R>[];
}

/** A list to be taken out: its layout, and its rows a page at a time. */
export interface ExportTable<R> extends Layout<R> {
  readonly page: (cursor: string | undefined) => Promise<Page<R>>;
}

/** Rows of one query: the event loop is free between two of them. */
export const rowsAtOnce = 200;

/** The rows of a list, page by page, `most` of them; `rest` is called once where more would follow. */
export async function* pagesOf<R>(table: ExportTable<R>, most: number, rest: () => void): AsyncGenerator<readonly R[]> {
  let cursor: string | undefined;
  let rows = 0;
  do {
    const { items, next } = await table.page(cursor);
    yield items.slice(0, most - rows);
    if (rows + items.length > most) return rest();
    rows += items.length;
    cursor = next ?? undefined;
  } while (cursor !== undefined && rows < most);
  if (cursor !== undefined) rest();
}

/** What stands below the last row of a list that is longer than its file may be. */
export const cutShort = (most: number, language: Language): string =>
  language === 'zh' ? `只导出前${most}项，请用筛选条件缩小范围。` : `Only the first ${most} are here: narrow the filters.`;

/** Lights as lists write them. */
export const lights = { green: { zh: '正常', en: 'green' }, yellow: { zh: '临期或补办', en: 'yellow' }, red: { zh: '超期', en: 'red' } } as const;
/** Colours of the lights as ARGB. */
export const lightColours = { green: 'FF2E7D32', yellow: 'FFB26A00', red: 'FFC62828' } as const;
