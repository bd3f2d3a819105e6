import { memo, type ReactNode, type RefObject, useRef } from 'react';
import { type Stretch, useNear } from './near.ts';
import type { Column } from './rows.tsx';
import { useSteadyColumns } from './steady-columns.ts';

/** How the cells of a column look, its head alike. */
export const classOf = ({ kind, onScreen }: Pick<Column<never>, 'kind' | 'onScreen'>): string | undefined => (onScreen ? `${kind ?? ''} on-screen` : kind);

/** Rows that are put in place together. */
const inGroup = 5;

interface BodyProps<T> {
  readonly columns: readonly Column<T>[];
  readonly keyOf: (row: T) => string;
  readonly rows: readonly T[];
  /** More of them can be read. */
  readonly goesOn: boolean;
}

/**
 * The rows of a table. Of a long one only those near the window are in the page, all of them while it is printed; a row that holds the focus stays in it wherever one scrolls.
 * Its columns keep the widths that its first rows gave them, so that nothing moves sideways under the reader's eyes.
 */
export function Body<T>({ columns, keyOf, rows, goesOn }: BodyProps<T>) {
  const start = useRef<HTMLTableSectionElement>(null);
  const { stretches, isLong, measure, hold } = useNear(start, rows.length, goesOn, inGroup);
  useSteadyColumns(start, isLong, rows.length, columns);
  return (
    <>
      <tbody ref={start} aria-hidden="true" />
      {stretches.map((stretch) =>
        stretch.kind === 'space' ? (
          <Space key={`before ${stretch.before}`} stretch={stretch} columns={columns.length} />
        ) : (
          <Group key={stretch.index} index={stretch.index} rows={rows} columns={columns} keyOf={keyOf} measure={measure} hold={hold} />
        ),
      )}
    </>
  );
}

interface GroupProps<T> extends Omit<BodyProps<T>, 'goesOn'> {
  readonly index: number;
  readonly measure: ((element: HTMLTableSectionElement | null) => void) | undefined;
  readonly hold: RefObject<number | undefined>;
}

function Group<T>({ index, rows, columns, keyOf, measure, hold }: GroupProps<T>) {
  const from = index * inGroup;
  return (
    <tbody
      ref={measure}
      data-index={index}
      onFocus={() => {
        hold.current = index;
      }}
      onBlur={() => {
        hold.current = undefined;
      }}
    >
      {rows.slice(from, from + inGroup).map((row, place) => (
        <Row key={keyOf(row)} row={row} columns={columns} index={from + place} />
      ))}
    </tbody>
  );
}

/** Where rows are that are not in the page. */
function Space({ stretch, columns }: { readonly stretch: Extract<Stretch, { readonly kind: 'space' }>; readonly columns: number }) {
  return (
    <tbody aria-hidden="true">
      <tr className="space">
        <td colSpan={columns} style={{ height: stretch.height }} />
      </tr>
    </tbody>
  );
}

interface RowProps<T> {
  readonly row: T;
  readonly columns: readonly Column<T>[];
  /** Its place in the list, from 0. */
  readonly index: number;
}

// The head is the first row of those that are counted for whoever hears the table.
function PlainRow<T>({ row, columns, index }: RowProps<T>): ReactNode {
  return (
    <tr aria-rowindex={index + 2}>
      {columns.map(({ head, cell, ...column }) => (
        <td key={head} className={classOf(column)}>
          {cell(row)}
        </td>
      ))}
    </tr>
  );
}
const Row = memo(PlainRow) as typeof PlainRow;
