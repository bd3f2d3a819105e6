import { SaxesParser } from 'saxes';
import { depthLimit } from '../../plans/reading/limits.ts';
import { PlanReadingRefused } from '../../plans/reading/refused.ts';

/** An element of a part with all that is in it, in order; comments and processing instructions are left out. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Node[];
}
export type Node = Element | string;

export const isElement = (node: Node): node is Element => typeof node !== 'string';
/** A name without its prefix. */
export const local = ({ name }: Pick<Element, 'name'>): string => name.slice(name.indexOf(':') + 1);
/** The elements of this name among the children. */
export const childrenOf = (element: Element, name: string): readonly Element[] => element.children.filter((child): child is Element => isElement(child) && local(child) === name);
/** An attribute by its local name. */
export const attributeOf = ({ attributes }: Element, name: string): string | undefined =>
  attributes[Object.keys(attributes).find((key) => key.slice(key.indexOf(':') + 1) === name) ?? name];
export const element = (name: string, attributes: Element['attributes'] = {}, ...children: readonly Node[]): Element => ({ name, attributes, children });

/** Every element, each before what is in it. */
export function* elementsIn(root: Element): Generator<Element> {
  yield root;
  for (const child of root.children) if (isElement(child)) yield* elementsIn(child);
}

/** A part as a tree. A DOCTYPE, too deep nesting or broken markup is refused with `plan.unreadable`. */
export function parseXml(text: string, part: string): Element {
  const refused = (): PlanReadingRefused => new PlanReadingRefused('plan.unreadable', { where: part });
  const parser = new SaxesParser({ xmlns: true, position: false });
  const open: { readonly name: string; readonly attributes: Readonly<Record<string, string>>; readonly children: Node[] }[] = [];
  let root: Element | undefined;
  const add = (value: string): void => {
    open.at(-1)?.children.push(value);
  };
  parser.on('doctype', () => {
    throw refused();
  });
  parser.on('error', () => {
    throw refused();
  });
  parser.on('opentag', ({ name, attributes }) => {
    const made = { name, attributes: Object.fromEntries(Object.entries(attributes).map(([key, { value }]) => [key, value])), children: [] };
    if (open.length >= depthLimit) throw refused();
    if (open.length === 0) root = made;
    else open.at(-1)?.children.push(made);
    open.push(made);
  });
  parser.on('closetag', () => {
    open.pop();
  });
  parser.on('text', add);
  parser.on('cdata', add);
  parser.write(text.replace(/^\ufeff/, '')).close();
  if (!root) throw refused();
  return root;
}

// What XML cannot hold at all: a text that was typed may have it.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const impossible = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\n': '&#10;', '\r': '&#13;', '\t': '&#9;' };
const escaped = (text: string, what: RegExp): string => text.replace(impossible, '').replace(what, (character) => escapes[character] ?? character);

function write(node: Node, out: string[]): void {
  if (!isElement(node)) {
    out.push(escaped(node, /[&<>\r]/g));
    return;
  }
  out.push('<', node.name);
  for (const [name, value] of Object.entries(node.attributes)) out.push(' ', name, '="', escaped(value, /[&<>"\n\r\t]/g), '"');
  if (node.children.length === 0) {
    out.push('/>');
    return;
  }
  out.push('>');
  for (const child of node.children) write(child, out);
  out.push('</', node.name, '>');
}

/** The part as text. */
export function xmlText(root: Element): string {
  const out = ['<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'];
  write(root, out);
  return out.join('');
}
