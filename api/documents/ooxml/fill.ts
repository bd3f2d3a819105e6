import { type BlockPlaceholder, isBlock, type Placeholder, placeholderNamed } from '../../../domain/register/placeholders.ts';
import type { OfficialTable } from '../official.ts';
import { marksIn, type Piece, piecesOf } from './marks.ts';
import { tableElements } from './table.ts';
import { childrenOf, type Element, element, elementsIn, isElement, local, type Node } from './tree.ts';

/** A paragraph that takes the place of a placeholder; a heading in the style that the template has for them. */
export interface Said {
  readonly text: string;
  readonly isHeading?: true;
}

/** What takes the place of each placeholder; one that is absent has no value in this document. */
export type Values = { readonly [P in Exclude<Placeholder, BlockPlaceholder>]?: string | undefined } & {
  readonly body?: readonly Said[];
  readonly record?: readonly Said[];
  readonly decisions?: readonly Said[];
  readonly tables?: readonly OfficialTable[];
};

/** How a paragraph and the run in it look. */
interface Style {
  readonly paragraph: readonly Element[];
  readonly run: readonly Element[];
}

interface Filling {
  readonly values: Values;
  readonly heading: Style | undefined;
}

/** The one placeholder that has this paragraph for itself. */
function blockIn(pieces: readonly Piece[]): { readonly placeholder: BlockPlaceholder; readonly run: Element } | undefined {
  const text = pieces.map(({ value }) => value).join('');
  const [mark, another] = marksIn(text);
  const placeholder = mark && placeholderNamed(mark.name);
  if (!mark || another || placeholder === undefined || !isBlock(placeholder)) return undefined;
  const piece = pieces.find((one) => one.value.trim() !== '');
  return piece && { placeholder, run: piece.run };
}

/** Section breaks stay with the paragraph that had them. */
function styleOf(paragraph: Element, run: Element): Style {
  const kept = (one: Element, ...left: readonly string[]): Element => ({ ...one, children: one.children.filter((child) => !isElement(child) || !left.includes(local(child))) });
  return { paragraph: childrenOf(paragraph, 'pPr').map((one) => kept(one, 'sectPr')), run: childrenOf(run, 'rPr') };
}

/** How the text of a block looks, by the paragraph that the template keeps for it. */
export function blockStyle(root: Element, placeholder: BlockPlaceholder): Style | undefined {
  if (local(root) === 'p') {
    const block = blockIn(piecesOf(root));
    if (block?.placeholder === placeholder) return styleOf(root, block.run);
  }
  for (const child of root.children) {
    const style = isElement(child) ? blockStyle(child, placeholder) : undefined;
    if (style) return style;
  }
  return undefined;
}

const textElement = (text: string): Element => element('w:t', { 'xml:space': 'preserve' }, text);
const paragraph = (text: string, { paragraph: looks, run }: Style): Element => element('w:p', {}, ...looks, element('w:r', {}, ...run, textElement(text)));

function blocks(placeholder: BlockPlaceholder, style: Style, { values, heading }: Filling): readonly Element[] {
  if (placeholder === 'heading') return [];
  if (placeholder === 'tables') {
    const tables = values.tables ?? [];
    // Two tables without a paragraph between them become one, and a text ends with a paragraph.
    return tables.flatMap((table) => [paragraph(table.caption, style), tableElements(table), element('w:p')]);
  }
  return (values[placeholder] ?? []).map(({ text, isHeading }) => paragraph(text, isHeading && heading ? heading : style));
}

/** Each piece's text with the names in braces replaced: what a name is replaced by stands in the run where it begins. Undefined when none of the names has a value. */
function replaced(pieces: readonly Piece[], values: Values): ReadonlyMap<Element, string> | undefined {
  const text = pieces.map(({ value }) => value).join('');
  const marks = marksIn(text).map((mark) => {
    const placeholder = placeholderNamed(mark.name);
    return { ...mark, value: placeholder === undefined || isBlock(placeholder) ? undefined : values[placeholder] };
  });
  if (marks.length > 0 && marks.every(({ value }) => value === undefined)) return undefined;
  const texts = new Map<Element, string>();
  let at = 0;
  let ahead = 0;
  for (const { text: own, value } of pieces) {
    const until = at + value.length;
    let left = '';
    for (let index = at; index < until; index += 1) {
      if (marks[ahead]?.until === index) ahead += 1;
      const mark = marks[ahead];
      left += mark === undefined || index < mark.from ? (text[index] ?? '') : index === mark.from ? (mark.value ?? '') : '';
    }
    if (own && left !== value) texts.set(own, left);
    at = until;
  }
  return texts;
}

/** Text boxes are filled where they stand, texts of runs replaced. */
function rewritten(one: Element, texts: ReadonlyMap<Element, string>, filling: Filling): Element {
  const text = texts.get(one);
  if (text !== undefined) return { ...one, attributes: { ...one.attributes, 'xml:space': 'preserve' }, children: [text] };
  return { ...one, children: one.children.flatMap((child): readonly Node[] => (isElement(child) ? [local(child) === 'p' ? child : rewritten(child, texts, filling)] : [child])) };
}

// Anchored in a paragraph, though they stand anywhere on the page.
const shapes = new Set(['drawing', 'pict', 'object', 'AlternateContent']);
const holdsShape = (one: Element): boolean => [...elementsIn(one)].some((below) => shapes.has(local(below)));
const emptied = (pieces: readonly Piece[]): ReadonlyMap<Element, string> => new Map(pieces.flatMap(({ text }) => (text ? [[text, ''] as const] : [])));

/** A paragraph as it becomes: several, one, or none where nothing that it was for has a value. */
function filledParagraph(one: Element, filling: Filling): readonly Element[] {
  const pieces = piecesOf(one);
  const block = blockIn(pieces);
  const texts = block ? undefined : (replaced(pieces, filling.values) ?? (holdsShape(one) ? emptied(pieces) : undefined));
  if (!block && texts) return [inner(rewritten(one, texts, filling), filling)];
  const made = block ? blocks(block.placeholder, styleOf(one, block.run), filling) : [];
  // What ends a section does so in any case.
  const ends = childrenOf(one, 'pPr').filter((looks) => childrenOf(looks, 'sectPr').length > 0);
  return ends.length > 0 ? [...made, element('w:p', {}, ...ends)] : made;
}

// Word would fill content from elsewhere: cut loose, it says what the document says.
const isBinding = (child: Node): boolean => isElement(child) && local(child) === 'dataBinding';

/** Text boxes and content controls within a paragraph. */
const inner = (one: Element, filling: Filling): Element => ({
  ...one,
  children: one.children
    .filter((child) => !isBinding(child))
    .map((child) => (!isElement(child) ? child : local(child) === 'txbxContent' ? filled(child, filling) : inner(child, filling))),
});

// Word takes no cell, text box, header or note without a paragraph, and no cell that ends with a table.
const needsParagraph = new Set(['tc', 'txbxContent', 'hdr', 'ftr', 'footnote', 'endnote', 'body']);

/** An element with every placeholder below it replaced. */
export function filled(root: Element, filling: Filling): Element {
  const children = root.children.flatMap((child): readonly Node[] => {
    if (!isElement(child)) return [child];
    if (isBinding(child)) return [];
    return local(child) === 'p' ? filledParagraph(child, filling) : [filled(child, filling)];
  });
  const name = local(root);
  const elements = children.filter(isElement);
  const lacks = name === 'tc' ? elements.at(-1)?.name !== 'w:p' : needsParagraph.has(name) && !elements.some((one) => ['p', 'tbl'].includes(local(one)));
  return { ...root, children: lacks ? [...children, element('w:p')] : children };
}

/** The same with the document's tables at the end of the text, before the page that ends it: for a template that names no place for them. */
export function filledWithTables(root: Element, filling: Filling): Element {
  const made = blocks('tables', blockStyle(root, 'body') ?? { paragraph: [], run: [] }, filling);
  const appended = (body: Element): Element => {
    const last = body.children.findLastIndex((child) => isElement(child) && local(child) === 'sectPr');
    const at = last === -1 ? body.children.length : last;
    return { ...body, children: [...body.children.slice(0, at), ...made, ...body.children.slice(at)] };
  };
  const whole = filled(root, filling);
  return { ...whole, children: whole.children.map((child) => (isElement(child) && local(child) === 'body' ? appended(child) : child)) };
}
