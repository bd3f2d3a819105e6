import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { isBarred } from '../api/barred.ts';
import { Body, classOf } from './body.tsx';
import { Pages } from './more.tsx';
import { Empty, Loading, ProblemNote, Unread } from './states.tsx';

/** One column: its head, and what stands in it for a row. */
export interface Column<T> {
  readonly head: string;
  readonly cell: (row: T) => ReactNode;
  readonly kind?: 'number' | 'text' | 'amount';
  /** True for what stands beside the page's own content and is not printed with it. */
  readonly onScreen?: boolean;
  /** By what the rows are put in order when its head is pressed. */
  readonly sort?: string;
}

/** By which column rows stand in order, `-` before it for the other way round; and the way to another. */
export interface Sorting {
  readonly by: string;
  readonly put: (by: string) => void;
}

interface PageOf<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

interface RowsProps<T> {
  /** What the table holds, for those who hear it. */
  readonly name: string;
  readonly columns: readonly Column<T>[];
  readonly keyOf: (row: T) => string;
  readonly list: UseInfiniteQueryResult<InfiniteData<PageOf<T>>>;
  /** What is said when there is nothing. */
  readonly empty: ReactNode;
  readonly sorting?: Sorting;
}

/** A list as a table, a page at a time by the API's key; too wide for the screen it scrolls within itself. */
export function Rows<T>({ name, columns, keyOf, list, empty, sorting }: RowsProps<T>) {
  const pages = list.data?.pages;
  const rows = useMemo(() => pages?.flatMap(({ items }) => items), [pages]);
  if (rows === undefined || isBarred(list.error)) return list.isError ? <Unread problem={list.error} retry={() => void list.refetch()} /> : <Loading />;
  if (rows.length === 0 && !list.hasNextPage) return <Empty>{empty}</Empty>;
  return (
    <>
      {list.isError && <ProblemNote problem={list.error} retry={() => void list.refetch()} />}
      <Pages list={list}>
        <TableOf name={name} columns={columns} keyOf={keyOf} rows={rows} goesOn={list.hasNextPage} {...(sorting ? { sorting } : {})} />
      </Pages>
    </>
  );
}

interface TableProps<T> extends Pick<RowsProps<T>, 'name' | 'columns' | 'keyOf' | 'sorting'> {
  readonly rows: readonly T[];
  readonly goesOn?: boolean;
}

/** The table alone, of rows that are there. `goesOn`: more of them can be read. */
export function TableOf<T>({ name, columns, keyOf, rows, goesOn = false, sorting }: TableProps<T>) {
  const { t } = useTranslation();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
    <section className="rows" aria-label={t('list.table', { name })} tabIndex={0}>
      <table aria-rowcount={rows.length + 1}>
        <caption className="unseen">{name}</caption>
        <thead>
          <tr>
            {columns.map(({ head, sort, ...column }) =>
              sort && sorting ? (
                <th key={head} scope="col" className={classOf(column)} aria-sort={sorting.by === sort ? 'ascending' : sorting.by === `-${sort}` ? 'descending' : 'none'}>
                  <button type="button" className="sort" onClick={() => sorting.put(sorting.by === sort ? `-${sort}` : sort)}>
                    {head}
                  </button>
                </th>
              ) : (
                <th key={head} scope="col" className={classOf(column)}>
                  {head}
                </th>
              ),
            )}
          </tr>
        </thead>
        <Body columns={columns} keyOf={keyOf} rows={rows} goesOn={goesOn} />
      </table>
    </section>
  );
}
