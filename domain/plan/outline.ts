import { cutItems, type Marker, type MarkerStyle, markerOf, type Piece, rankOf } from './marker.ts';
import { annexOf, pageRole } from './page.ts';
import type { SourceLine } from './source.ts';
import { flat } from './text.ts';

/** A numbered piece of the document with what stands under it. */
export interface Node {
  /** Absent for the document itself and for annexes. */
  readonly marker?: Marker;
  readonly line: number;
  /** The first line's text after its number. */
  readonly head: string;
  readonly paragraphs: SourceLine[];
  readonly children: Node[];
  readonly parent?: Node;
  /** True when it began in the middle of a line. */
  readonly inline: boolean;
  readonly annex?: true;
}

/** A list of annexes at a document's end, or the head of an annex. */
export interface Annex {
  readonly line: number;
  readonly number?: string;
  readonly title: string;
}

export interface Outline {
  readonly root: Node;
  /** Document lines before the first number: title, addressees, preamble. */
  readonly opening: readonly SourceLine[];
  /** Every line of the document without page furniture. */
  readonly body: readonly SourceLine[];
  readonly listed: readonly Annex[];
  readonly present: readonly Annex[];
}

const freshNode = (line: number, head: string, parent: Node | undefined, more: Partial<Pick<Node, 'marker' | 'inline' | 'annex'>> = {}): Node => ({
  line,
  head,
  paragraphs: [],
  children: [],
  inline: false,
  ...(parent ? { parent } : {}),
  ...more,
});

const isShortTitle = (text: string): boolean => text.trim().length >= 2 && text.trim().length <= 30 && !/[。,;:!?]/.test(flat(text));

/**
 * Lines without number that head a series restarting at 1 (“健康知识普及” over 1., 2., 3.). They count only where every restart of that style stands under such a line, and more than one does.
 */
function plainHeadings(lines: readonly SourceLine[]): ReadonlySet<number> {
  const found = new Map<MarkerStyle, number[]>();
  const spoiled = new Set<MarkerStyle>();
  lines.forEach((line, index) => {
    const marker = markerOf(line.text);
    if (marker?.ordinal !== 1) return;
    const before = lines[index - 1];
    const outer = before && markerOf(before.text);
    if (before && !outer && isShortTitle(before.text)) {
      const at = found.get(marker.style);
      if (at) at.push(before.line);
      else found.set(marker.style, [before.line]);
    } else if (!outer) spoiled.add(marker.style);
  });
  const headings = new Set<number>();
  for (const [style, at] of found) if (at.length > 1 && !spoiled.has(style)) for (const line of at) headings.add(line);
  return headings;
}

/** Builds the tree of numbered pieces from a document's lines. Pure and linear. */
export function outlineOf(source: readonly SourceLine[]): Outline {
  const body: SourceLine[] = [];
  const listed: Annex[] = [];
  const present: Annex[] = [];
  const annexAt = new Map<number, Annex>();
  let inFooter = false;
  let inList = 0;
  for (const line of source) {
    if (line.text.trim().length === 0) continue;
    const annex = annexOf(line.text);
    const role = pageRole(line.text);
    if (role === 'footer') inFooter = true;
    if (annex && role === 'document') {
      const entries = annexEntries(line.line, annex, inFooter);
      if (entries) {
        listed.push(...entries);
        inList = entries.length;
        continue;
      }
      inFooter = false;
      inList = 0;
      const heading: Annex = { line: line.line, ...(annex.number ? { number: annex.number } : {}), title: annex.rest };
      present.push(heading);
      annexAt.set(line.line, heading);
      body.push(line);
      continue;
    }
    if (role !== 'document' || inFooter) continue;
    const marker = inList > 0 ? markerOf(line.text) : undefined;
    if (marker?.style === 'arabic' && marker.ordinal === inList + 1 && line.text.length < 80) {
      listed.push({ line: line.line, number: String(marker.ordinal), title: line.text.slice(marker.length).trim() });
      inList += 1;
      continue;
    }
    body.push(line);
  }

  const headings = plainHeadings(body);
  const root = freshNode(0, '', undefined);
  const opening: SourceLine[] = [];
  let current: Node = root;
  let stack: Node[] = [root];
  const seen = new Map<MarkerStyle, number>();

  const place = (piece: Piece, line: number, inline: boolean): void => {
    const marker = piece.marker;
    if (!marker) {
      if (current === root) opening.push({ line, text: piece.text.trim() });
      current.paragraphs.push({ line, text: piece.text.trim() });
      return;
    }
    const same = stack.findLastIndex((node) => node.marker !== undefined && rankOf(node.marker) === rankOf(marker));
    if (same > 0) stack = stack.slice(0, same);
    else while (stack.length > 1 && (stack.at(-1)?.marker ? rankOf(stack.at(-1)?.marker ?? marker) : -1) > rankOf(marker)) stack.pop();
    const parent = stack.at(-1) ?? root;
    current = freshNode(line, piece.text.slice(marker.length).trim(), parent, { marker, inline });
    parent.children.push(current);
    stack.push(current);
    seen.set(marker.style, marker.ordinal);
    for (const style of [...seen.keys()]) if (rankOf({ style }) > rankOf({ style: marker.style })) seen.delete(style);
  };

  body.forEach((line, index) => {
    const annex = annexAt.get(line.line);
    if (annex) {
      current = freshNode(line.line, annex.title, root, { annex: true });
      root.children.push(current);
      stack = [root, current];
      seen.clear();
      return;
    }
    if (headings.has(line.line)) {
      place({ start: 0, text: line.text, marker: { style: 'plain', ordinal: 0, label: '', length: 0 } }, line.line, false);
      return;
    }
    const next = body[index + 1];
    const pieces = cutItems(line.text, seen, next && markerOf(next.text));
    pieces.forEach((piece, at) => {
      place(piece, line.line, at > 0);
    });
  });
  return { root, opening, body, listed, present };
}

/** The entries of an annex list (“附件:1.……”, “附件:任务分解表”), or undefined where the line heads the annex itself. */
function annexEntries(line: number, annex: NonNullable<ReturnType<typeof annexOf>>, inFooter: boolean): Annex[] | undefined {
  if (inFooter && annex.colon) return [];
  const first = markerOf(annex.rest);
  if (first?.style === 'arabic' && first.ordinal === 1) {
    const titles = annex.rest.split(/(?<=\S)\s*(?=(?<!\d)\d{1,2}[.、](?!\d))/).map((piece) => piece.replace(/^\d{1,2}[.、]\s*/, '').trim());
    return titles.filter((title) => title.length > 0).map((title, index) => ({ line, number: String(index + 1), title }));
  }
  if (annex.colon && annex.rest.length > 0 && annex.number === undefined) return [{ line, title: annex.rest }];
  return undefined;
}
