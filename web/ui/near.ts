import { defaultRangeExtractor, type Range, useWindowVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';

/** Up to so many rows, if they are all there are, stand in the page together: the browser's own search and screen readers find each. */
const longFrom = 100;
/** A row of one line; groups are measured as they come. */
const usualHeight = 41;

/** What stands in the page one below the other: a group of rows, or the space of those that do not; `before`: the group that follows it. */
export type Stretch = { readonly kind: 'group'; readonly index: number } | { readonly kind: 'space'; readonly before: number; readonly height: number };

interface Near {
  readonly stretches: readonly Stretch[];
  readonly isLong: boolean;
  /** Tells how high a group is; only a long list asks. */
  readonly measure: ((element: HTMLTableSectionElement | null) => void) | undefined;
  /** The group that holds the focus. */
  readonly hold: RefObject<number | undefined>;
}

/**
 * Which groups of a table's rows are in the page: all of them where there are few or the page is printed, else those near the window and the one that holds the focus.
 * Groups are measured and put in place, not single rows: of a hundred thousand rows each page that is read on would cost too much. A list that goes on is long from its first page:
 * to become so under a scrolling finger held the page for a tenth of a second.
 */
export function useNear(start: RefObject<HTMLTableSectionElement | null>, rows: number, goesOn: boolean, inGroup: number): Near {
  const isPrinted = usePrinted();
  const isLong = (rows > longFrom || goesOn) && !isPrinted;
  const count = Math.ceil(rows / inGroup);
  const hold = useRef<number>(undefined);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    if (isLong) setTop((start.current?.getBoundingClientRect().top ?? 0) + window.scrollY);
  }, [isLong, start]);
  const virtual = useWindowVirtualizer({
    count,
    enabled: isLong,
    estimateSize: () => usualHeight * inGroup,
    overscan: 2,
    scrollMargin: top,
    rangeExtractor: (range) => withHeld(range, hold.current),
    useFlushSync: false,
  });
  const near = virtual.getVirtualItems();
  // As the list becomes long the window is not yet measured: until then the rows that were there stay, and with them the focus. A first page stands there once, for the widths of its columns.
  const had = useRef(rows > longFrom ? 0 : count);
  const first = isLong ? (near.length === 0 ? had.current : 0) : count;
  useLayoutEffect(() => {
    had.current = first;
  });
  if (first > 0) return { stretches: Array.from({ length: first }, (_, index) => ({ kind: 'group', index })), isLong: false, measure: undefined, hold };
  const stretches: Stretch[] = [];
  let reached = top;
  const leave = (until: number, before: number): void => {
    if (until > reached) stretches.push({ kind: 'space', before, height: until - reached });
  };
  for (const { index, start: from, end } of near) {
    leave(from, index);
    stretches.push({ kind: 'group', index });
    reached = end;
  }
  leave(top + virtual.getTotalSize(), count);
  return { stretches, isLong, measure: virtual.measureElement, hold };
}

/** A focus that left the page with its row would be lost. */
function withHeld(range: Range, held: number | undefined): number[] {
  const near = defaultRangeExtractor(range);
  return held === undefined || held >= range.count || near.includes(held) ? near : [...near, held].sort((one, other) => one - other);
}

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
