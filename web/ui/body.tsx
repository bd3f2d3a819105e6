import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { memo, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Column } from './rows.tsx';

/** Up to so many rows all of them are in the page: the browser's own search and screen readers find each. */
const longFrom = 200;
/** Rows that are put in place together. */
const inGroup = 10;
/** A row of one line; groups are measured as they come. */
const usualHeight = 41;

interface BodyProps<T> {
  readonly columns: readonly Column<T>[];
  readonly keyOf: (row: T) => string;
  readonly rows: readonly T[];
}

/** The rows of a table. Of a long one only those near the window are in the page, all of them while it is printed. */
export function Body<T>({ columns, keyOf, rows }: BodyProps<T>) {
  const isPrinted = usePrinted();
  if (rows.length > longFrom && !isPrinted) return <LongBody columns={columns} keyOf={keyOf} rows={rows} />;
  return (
    <tbody>
      {rows.map((row) => (
        <Row key={keyOf(row)} row={row} columns={columns} />
      ))}
    </tbody>
  );
}

function LongBody<T>({ columns, keyOf, rows }: BodyProps<T>) {
  const start = useRef<HTMLTableSectionElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => setTop((start.current?.getBoundingClientRect().top ?? 0) + window.scrollY), []);
  // Groups of rows are measured and put in place, not single ones: of a hundred thousand rows each page that is read on would cost too much.
  const virtual = useWindowVirtualizer({
    count: Math.ceil(rows.length / inGroup),
    estimateSize: () => usualHeight * inGroup,
    overscan: 2,
    scrollMargin: top,
    useFlushSync: false,
  });
  const near = virtual.getVirtualItems();
  const first = near[0]?.start ?? top;
  const last = near.at(-1)?.end ?? top;
  return (
    <>
      <tbody ref={start} aria-hidden="true">
        <Space height={first - top} columns={columns.length} />
      </tbody>
      {near.map(({ index }) => (
        <Group key={index} index={index} rows={rows} columns={columns} keyOf={keyOf} measure={virtual.measureElement} />
      ))}
      <tbody aria-hidden="true">
        <Space height={virtual.getTotalSize() - (last - top)} columns={columns.length} />
      </tbody>
    </>
  );
}

interface GroupProps<T> extends BodyProps<T> {
  readonly index: number;
  readonly measure: (element: HTMLTableSectionElement | null) => void;
}

function Group<T>({ index, rows, columns, keyOf, measure }: GroupProps<T>) {
  const from = index * inGroup;
  return (
    <tbody ref={measure} data-index={index}>
      {rows.slice(from, from + inGroup).map((row, place) => (
        <Row key={keyOf(row)} row={row} columns={columns} index={from + place} />
      ))}
    </tbody>
  );
}

/** Where rows are that are not in the page. */
function Space({ height, columns }: { readonly height: number; readonly columns: number }) {
  if (height <= 0) return null;
  return (
    <tr className="space">
      <td colSpan={columns} style={{ height }} />
    </tr>
  );
}

interface RowProps<T> {
  readonly row: T;
  readonly columns: readonly Column<T>[];
  /** Its place in a long list, from 0. */
  readonly index?: number;
}

// The head is the first row of those that are counted for whoever hears the table.
function PlainRow<T>({ row, columns, index }: RowProps<T>): ReactNode {
  return (
    <tr aria-rowindex={index === undefined ? undefined : index + 2}>
      {columns.map(({ head, cell, kind }) => (
        <td key={head} className={kind}>
          {cell(row)}
        </td>
      ))}
    </tr>
  );
}
const Row = memo(PlainRow) as typeof PlainRow;

/** True while the page is made ready for the printer. */
function usePrinted(): boolean {
  const [isPrinted, setPrinted] = useState(false);
  useEffect(() => {
    const before = (): void => flushSync(() => setPrinted(true));
    const after = (): void => setPrinted(false);
    window.addEventListener('beforeprint', before);
    window.addEventListener('afterprint', after);
    return () => {
      window.removeEventListener('beforeprint', before);
      window.removeEventListener('afterprint', after);
    };
  }, []);
  return isPrinted;
}
