import { longFrom } from './long-lists.ts';

/** A page of any list, as the API answers it. */
export interface ListPage<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

/** A page whose rows are folded into one text: to the browser's memory one thing, where its rows are thousands that it would have to go through again and again while one scrolls. */
interface FoldedPage {
  readonly folded: string;
  readonly count: number;
  readonly next: string | null;
}

/** A page as it is held. */
export type Page<T> = ListPage<T> | FoldedPage;

/** How a page is held that has so many before it in its list: as it came, or, where the list has become long, folded. What is kept on the device, a list's first page, is never folded. */
export const held = <T>(page: ListPage<T>, before: number): Page<T> =>
  before < longFrom ? page : { folded: JSON.stringify(page.items), count: page.items.length, next: page.next };

const itemsOf = <T>(page: Page<T>): readonly T[] => ('items' in page ? page.items : (JSON.parse(page.folded) as readonly T[]));

const countOf = <T>(page: Page<T>): number => ('items' in page ? page.items.length : page.count);

/** All rows of the pages, each of them unfolded: for lists that are not long by their nature. */
export const rowsOf = <T>(pages: readonly Page<T>[]): readonly T[] => pages.flatMap(itemsOf);

/** Rows that are had by their place, from 0: plain ones, or those of pages of which few are unfolded. */
export interface Rows<T> {
  readonly length: number;
  /** Those from one place until before another; none where there are none. */
  slice(from: number, until: number): readonly T[];
}

/** Gives a page's rows. */
type Unfold<T> = (page: Page<T>) => readonly T[];

/** So many pages stay unfolded: more than a window shows at once, and the one that holds the focus. */
export const mostUnfolded = 12;

/** Begins to unfold pages, one list's: those looked at last stay unfolded and give the same rows each time. */
export function unfolding<T>(): Unfold<T> {
  const recent = new Map<Page<T>, readonly T[]>();
  return (page) => {
    if ('items' in page) return page.items;
    const rows = recent.get(page) ?? itemsOf(page);
    recent.delete(page);
    recent.set(page, rows);
    for (const oldest of recent.keys()) {
      if (recent.size <= mostUnfolded) break;
      recent.delete(oldest);
    }
    return rows;
  };
}

/** The rows of pages by their place: a page is unfolded when one of its rows is looked at. */
export function shelved<T>(pages: readonly Page<T>[], unfold: Unfold<T>): Rows<T> {
  let length = 0;
  const placed = pages.map((page) => {
    const start = length;
    length += countOf(page);
    return { page, start };
  });
  return {
    length,
    slice: (from, until) => {
      const rows: T[] = [];
      for (let index = placed.findLastIndex(({ start }) => start <= from); ; index++) {
        const at = placed[index];
        if (!at || at.start >= until) return rows;
        rows.push(...unfold(at.page).slice(Math.max(0, from - at.start), until - at.start));
      }
    },
  };
}
