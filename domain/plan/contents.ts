import { markerOf } from './marker.ts';
import type { SourceLine } from './source.ts';
import { flat, tight } from './text.ts';

const leaders = /(?:\.{3,}|…{1,}|·{3,}|-{3,})\s*-?\s*\d{1,3}\s*-?$/;
const pageNumber = /(?:\s|[.…·-]{2,})\s*-?\s*\d{1,3}\s*-?$/;

/** Longest entry: what is longer is text, and is not searched. */
const entryLimit = 120;

/** What an entry of a table of contents says, without leaders and page number. */
const entryKey = (text: string): string => tight(flat(text).replace(leaders, '').replace(pageNumber, ''));

/** The lines of a table of contents, which repeat the headings: that 目录 and its entries, and numbered lines that end in leaders and a page number, or in a tab and one where a later line says the same. */
export function contentsLines(lines: readonly SourceLine[]): ReadonlySet<number> {
  const contents = new Set<number>();
  const lastAt = new Map(lines.map(({ text }, index) => [tight(flat(text)), index]));
  let inContents = false;
  lines.forEach(({ line, text }, index) => {
    if (text.length > entryLimit) {
      inContents = false;
      return;
    }
    const plain = flat(text).trim();
    const isHead = /^目\s{0,8}[录次]$/.test(plain);
    const isRepeated = (lastAt.get(entryKey(text)) ?? 0) > index;
    const isEntry = markerOf(text) !== undefined && (leaders.test(plain) || (/\t\s*\d{1,3}\s*$/.test(text) && isRepeated));
    inContents = isHead || (inContents && (pageNumber.test(plain) || leaders.test(plain) || isRepeated));
    if (inContents || isEntry) contents.add(line);
  });
  return contents;
}
