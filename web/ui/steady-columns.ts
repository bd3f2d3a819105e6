import { type RefObject, useLayoutEffect, useRef } from 'react';

const headsOf = (table: HTMLTableElement): readonly HTMLTableCellElement[] => [...(table.tHead?.rows[0]?.cells ?? [])];

/** Lets the table find its widths by what stands in it, as any other does. */
function free(table: HTMLTableElement): void {
  table.classList.remove('steady');
  for (const head of headsOf(table)) head.style.width = '';
}

/** Keeps the columns as wide as they are: the browser need not look at all rows again whenever one comes or goes. */
function keep(table: HTMLTableElement, widths: readonly number[]): void {
  for (const [place, head] of headsOf(table).entries()) head.style.width = `${widths[place]}px`;
  table.classList.add('steady');
}

const widthsOf = (table: HTMLTableElement): readonly number[] => headsOf(table).map((head) => head.getBoundingClientRect().width);

const tableOf = (within: RefObject<HTMLTableSectionElement | null>): HTMLTableElement | null => within.current?.closest('table') ?? null;

/** While a table is long its columns keep the widths they had before it became so; they are found anew when the columns or the window change. `within`: a part of the table. */
export function useSteadyColumns(within: RefObject<HTMLTableSectionElement | null>, isLong: boolean, rows: number, columns: readonly unknown[]): void {
  const before = useRef<{ readonly rows: number; readonly widths: readonly number[] }>(undefined);
  // While all its rows are there they give the truest widths.
  useLayoutEffect(() => {
    const table = tableOf(within);
    if (!isLong && table && before.current?.rows !== rows) before.current = { rows, widths: widthsOf(table) };
  });
  useLayoutEffect(() => {
    const table = tableOf(within);
    if (!isLong || !table) return;
    const widths = before.current?.widths;
    before.current = undefined;
    keep(table, widths?.length === columns.length ? widths : widthsOf(table));
    const anew = (): void => {
      free(table);
      keep(table, widthsOf(table));
    };
    window.addEventListener('resize', anew);
    return () => {
      window.removeEventListener('resize', anew);
      free(table);
    };
  }, [isLong, columns, within]);
}
