import { attributeOf, type Element, elementsIn, isElement, local } from './tree.ts';

/** What a part holds that a template may not hold. */
export interface Finding {
  readonly part: string;
  readonly found: string;
}

/** Relationships that a template may have, by the last word of their type: text, looks, pictures, properties. What is not named here (macros, OLE objects, remote templates, mail merges …) is refused. */
const relationships = new Set(
  'officeDocument core-properties extended-properties custom-properties thumbnail styles stylesWithEffects settings webSettings fontTable font theme numbering header footer footnotes endnotes comments commentsExtended commentsIds commentsExtensible people image hyperlink customXml customXmlProps'.split(
    ' ',
  ),
);
/** Fields that read nothing from outside the document. */
const fields = new Set(
  'PAGE NUMPAGES SECTION SECTIONPAGES DATE TIME CREATEDATE SAVEDATE PRINTDATE STYLEREF REF PAGEREF NOTEREF SEQ TOC TC TITLE SUBJECT AUTHOR DOCPROPERTY FILENAME SYMBOL EQ ADVANCE ='.split(
    ' ',
  ),
);
const refusedTypes = /macroEnabled|vba|oleObject|activeX|keyMapCustomizations|attachedToolbars|\.template\./i;
const refusedElements = new Set(['altChunk', 'object', 'OLEObject', 'control', 'subDoc', 'mailMerge', 'attachedTemplate']);
const revisions = new Set(['ins', 'del', 'moveFrom', 'moveTo']);
/** Parts that say who remarked what: they would go out with a signed paper. Those that hold nothing are harmless. */
const remarks = new Set(['comments', 'people']);
// Backslashes within an argument could end it elsewhere for Word than here.
const argument = '(?:"[^"“”\\\\]*"|[^\\s"“”\\\\]+)';
const address = '(?:https?:\\/\\/|mailto:)';
/** A link to a place in the document or to the web, and only switches after it: what else stood there Word would take for the address. */
const link = new RegExp(
  `^HYPERLINK\\s+(?:\\\\l\\s+${argument}|(?=${address})${argument}|(?="${address})${argument})(?:\\s+(?:\\\\[lot]\\s+${argument}|\\\\\\*\\s+[a-z]+|\\\\[nmh]))*$`,
  'i',
);
const harmlessAddress = /^(?:https?:\/\/|mailto:)/i;

/** Parts of a type that a template may not have, and those that have none. */
export function unfitParts(names: readonly string[], typeOf: (part: string) => string | undefined): readonly Finding[] {
  return names.flatMap((part) => {
    const type = typeOf(part);
    if (type === undefined) return [{ part, found: 'contentType: none' }];
    return refusedTypes.test(type) || /vbaProject|vbaData/i.test(part) ? [{ part, found: `contentType: ${type}` }] : [];
  });
}

/** A field's code, as far as it is known to be harmless; undefined then. */
function unfitField(code: string): string | undefined {
  const text = code.trim();
  const name = /^(?:=|[^\s\\"]+)/.exec(text)?.[0]?.toUpperCase() ?? '';
  if (name === 'HYPERLINK') return link.test(text) ? undefined : `field: ${text.slice(0, 100)}`;
  return fields.has(name) ? undefined : `field: ${text.slice(0, 100)}`;
}

/** Codes of fields, put together over the runs that Word splits them into. */
function fieldCodes(root: Element): readonly string[] {
  const codes: string[] = [];
  const open: { code: string; isRead: boolean }[] = [];
  for (const one of elementsIn(root)) {
    const name = local(one);
    if (name === 'fldSimple') codes.push(attributeOf(one, 'instr') ?? '');
    else if (name === 'instrText' || name === 'delInstrText') {
      const text = one.children.filter((child) => !isElement(child)).join('');
      const field = open.at(-1);
      if (field) field.code += text;
      else codes.push(text);
    } else if (name === 'fldChar') {
      const type = attributeOf(one, 'fldCharType');
      const field = open.at(-1);
      if (type === 'begin') open.push({ code: '', isRead: false });
      else if (field && !field.isRead) {
        codes.push(field.code);
        field.isRead = true;
      }
      if (type === 'end') open.pop();
    }
  }
  return [...codes, ...open.filter(({ isRead }) => !isRead).map(({ code }) => code)];
}

function unfitRelationship(one: Element): string | undefined {
  const type = attributeOf(one, 'Type')?.split('/').at(-1) ?? '';
  if (!relationships.has(type)) return `relationship: ${type}`;
  const target = attributeOf(one, 'Target') ?? '';
  const isOutside = attributeOf(one, 'TargetMode')?.toLowerCase() === 'external' || /^(?:[a-z][a-z0-9+.-]*:|\\\\|\/\/)/i.test(target);
  return isOutside && !(type === 'hyperlink' && harmlessAddress.test(target)) ? `external: ${target.slice(0, 200)}` : undefined;
}

/** What the markup of a part holds that it may not. `isStory`: text, where changes that were only proposed would be issued with it. */
export function unfitXml(part: string, root: Element, isStory: boolean): readonly Finding[] {
  const found = new Set<string>();
  const isRelationships = /\.rels$/i.test(part);
  if (remarks.has(local(root)) && root.children.some(isElement)) found.add(local(root));
  for (const one of elementsIn(root)) {
    const name = local(one);
    const relationship = isRelationships && name === 'Relationship' ? unfitRelationship(one) : undefined;
    if (relationship !== undefined) found.add(relationship);
    if (!isRelationships && (refusedElements.has(name) || (isStory && revisions.has(name)))) found.add(revisions.has(name) ? 'revision' : `element: ${name}`);
  }
  for (const code of fieldCodes(root)) {
    const field = unfitField(code);
    if (field !== undefined) found.add(field);
  }
  return [...found].map((one) => ({ part, found: one }));
}
