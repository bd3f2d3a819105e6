import type { FoundPlaceholder } from '../../../domain/register/placeholders.ts';
import { type Element, isElement, local, type Node } from './tree.ts';

/** A stretch of a paragraph's text: one `t` of one run, or what stands between (a tab, a picture), over which no name in braces goes. */
export interface Piece {
  readonly run: Element;
  /** Undefined for what is no text. */
  readonly text: Element | undefined;
  readonly value: string;
}

/** A name in braces in a paragraph. */
export interface Mark {
  readonly name: string;
  readonly from: number;
  readonly until: number;
}

// Full-width braces are what a Chinese keyboard gives.
const braces = /(?:\{\{|｛｛)([^{}｛｝\ufffc]{0,60})(?:\}\}|｝｝)/g;
const stray = /(?:\{\{|｛｛|\}\}|｝｝).{0,12}/;
const between = '\ufffc';
/** Elements around runs that belong to the same paragraph. */
const around = new Set(['hyperlink', 'smartTag', 'sdt', 'sdtContent', 'fldSimple', 'customXml', 'bdo', 'dir']);

const textOf = (node: Node): string => (isElement(node) ? node.children.map(textOf).join('') : node);

/** The paragraph's own text in pieces, in order; that of text boxes in it is theirs. */
export function piecesOf(paragraph: Element): readonly Piece[] {
  return paragraph.children.filter(isElement).flatMap((child) => {
    const name = local(child);
    if (around.has(name)) return piecesOf(child);
    if (name !== 'r') return [];
    return child.children
      .filter(isElement)
      .filter((one) => local(one) !== 'rPr')
      .map((one) => (local(one) === 't' ? { run: child, text: one, value: textOf(one) } : { run: child, text: undefined, value: between }));
  });
}

/** The names in braces of a text, in order. */
export const marksIn = (text: string): readonly Mark[] =>
  [...text.matchAll(braces)].map((match) => ({ name: (match[1] ?? '').trim(), from: match.index, until: match.index + match[0].length }));

/** Every name in braces below an element, with whether it has its paragraph for itself. Braces that do not close are named as they stand. */
export function placeholdersIn(root: Element): readonly FoundPlaceholder[] {
  const own = local(root) === 'p' ? found(piecesOf(root)) : [];
  return [...own, ...root.children.filter(isElement).flatMap(placeholdersIn)];
}

function found(pieces: readonly Piece[]): readonly FoundPlaceholder[] {
  const text = pieces.map(({ value }) => value).join('');
  const marks = marksIn(text);
  const broken = stray.exec(text.replace(braces, ''))?.[0];
  return [
    ...marks.map(({ name, from, until }) => ({ name, alone: text.slice(0, from).trim() === '' && text.slice(until).trim() === '' })),
    ...(broken === undefined ? [] : [{ name: broken.replaceAll(between, '…'), alone: false }]),
  ];
}
