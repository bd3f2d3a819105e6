import fc from 'fast-check';
import { longFrom } from '../../web/api/long-lists.ts';
import { held, mostUnfolded, type Page, rowsOf, shelved, unfolding } from '../../web/api/pages.ts';

interface Row {
  readonly place: number;
  readonly unit: { readonly name: string };
}

/** A list whose pages hold so many rows each, as it was read one page after the other. */
function listOf(sizes: readonly number[]): { readonly pages: readonly Page<Row>[]; readonly rows: readonly Row[] } {
  const rows = Array.from({ length: sizes.reduce((sum, size) => sum + size, 0) }, (_, place): Row => ({ place, unit: { name: `城关街道“${place}”` } }));
  let from = 0;
  const pages = sizes.map((size, index) => {
    const items = rows.slice(from, from + size);
    from += size;
    return held({ items, next: index + 1 < sizes.length ? String(index + 1) : null }, index);
  });
  return { pages, rows };
}

describe('the pages of a list', () => {
  test('are held as they came while it is short, and folded into one text each after that: then no row of them is an object', () => {
    const { pages, rows } = listOf(Array.from({ length: longFrom + 2 }, () => 3));
    expect(pages.slice(0, longFrom).map((page) => 'items' in page)).toEqual(Array.from({ length: longFrom }, () => true));
    for (const page of pages.slice(longFrom)) expect(Object.values(page).filter((value) => typeof value === 'object' && value !== null)).toEqual([]);
    expect(pages.map(({ next }) => next)).toEqual([...Array.from({ length: longFrom + 1 }, (_, index) => String(index + 1)), null]);
    expect(rowsOf(pages)).toEqual(rows);
  });

  test('give at each place the row of that place, across the borders of pages of any size', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 4 }), { minLength: longFrom, maxLength: longFrom + 30 }), fc.nat({ max: 120 }), fc.nat({ max: 12 }), (sizes, from, count) => {
        const { pages, rows } = listOf(sizes);
        const shelf = shelved(pages, unfolding());
        expect(shelf.length).toBe(rows.length);
        expect(shelf.slice(from, from + count)).toEqual(rows.slice(from, from + count));
      }),
    );
    expect(shelved([], unfolding()).slice(0, 5)).toEqual([]);
  });

  test('give the same rows again while they were looked at lately, also when another page has come, and let go of the others', () => {
    const { pages } = listOf(Array.from({ length: longFrom + 2 * mostUnfolded }, () => 1));
    const unfold = unfolding<Row>();
    const [first] = shelved(pages.slice(0, -1), unfold).slice(longFrom, longFrom + 1);
    const shelf = shelved(pages, unfold);
    const again = () => shelf.slice(longFrom, longFrom + 1)[0];
    expect(again()).toBe(first);
    for (let place = longFrom + 1; place < longFrom + mostUnfolded; place++) shelf.slice(place, place + 1);
    expect(again()).toBe(first);
    for (let place = longFrom + 1; place <= longFrom + mostUnfolded; place++) shelf.slice(place, place + 1);
    expect(again()).not.toBe(first);
    expect(again()).toEqual(first);
  });
});
