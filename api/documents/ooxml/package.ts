import { type Archive, openArchive } from '../../plans/reading/archive.ts';
import { PlanReadingRefused } from '../../plans/reading/refused.ts';
import { type Finding, unfitParts, unfitXml } from './fitness.ts';
import { attributeOf, childrenOf, type Element, local, parseXml } from './tree.ts';

/** Largest template, in bytes: letterheads with a picture have under 1 MB. */
const fileLimit = 5 * 1024 * 1024;
/** Most bytes of all parts, and of those that are XML: what is written into for every document that is asked for. */
const partsLimit = 20 * 1024 * 1024;
const xmlLimit = 6 * 1024 * 1024;

const contentTypesPart = '[Content_Types].xml';
const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.';
// Transitional and strict.
const namespaces = ['http://schemas.openxmlformats.org/wordprocessingml/2006/main', 'http://purl.oclc.org/ooxml/wordprocessingml/main'];
const storyTypes = ['document.main', 'header', 'footer', 'footnotes', 'endnotes'].map((type) => `${word}${type}+xml`);

/** A Word file in memory: its parts as they are, those with text as trees too. */
export interface WordPackage {
  readonly parts: ReadonlyMap<string, Buffer>;
  /** Text, headers, footers and notes, by the name of the part. */
  readonly stories: ReadonlyMap<string, Element>;
  /** Parts that name the title and the author of the file. */
  readonly properties: readonly string[];
  /** What does not belong in a file that documents are written with; empty for one that was put in force. */
  readonly findings: readonly Finding[];
}

/** The type of each part by its extension or by its name. */
function typesOf(root: Element): (part: string) => string | undefined {
  const defaults = new Map(childrenOf(root, 'Default').map((one) => [attributeOf(one, 'Extension')?.toLowerCase(), attributeOf(one, 'ContentType')]));
  const named = new Map(childrenOf(root, 'Override').map((one) => [attributeOf(one, 'PartName')?.toLowerCase(), attributeOf(one, 'ContentType')]));
  return (part) => named.get(`/${part}`.toLowerCase()) ?? defaults.get(/\.([^./]+)$/.exec(part)?.[1]?.toLowerCase());
}

const isXml = (part: string, type: string | undefined): boolean => /\.(?:xml|rels)$/i.test(part) || type?.endsWith('xml') === true;

const textOf = (bytes: Buffer): string => {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding, { fatal: true }).decode(bytes);
};

/** Every part, the list of types first: it says which of them are XML. */
async function partsOf(archive: Archive): Promise<{ readonly parts: ReadonlyMap<string, Buffer>; readonly typeOf: (part: string) => string | undefined }> {
  const parts = new Map<string, Buffer>();
  let size = 0;
  let xmlSize = 0;
  const take = async (name: string, isMarkup: (part: string) => boolean): Promise<Buffer> => {
    const bytes = await archive.bytes(name);
    size += bytes.length;
    if (isMarkup(name)) xmlSize += bytes.length;
    if (size > partsLimit || xmlSize > xmlLimit) throw new PlanReadingRefused('plan.zip_bomb');
    parts.set(name, bytes);
    return bytes;
  };
  const names = archive.names.filter((one) => !one.endsWith('/'));
  if (!names.includes(contentTypesPart)) throw new PlanReadingRefused('plan.not_a_document', { type: `${word}document` });
  const typeOf = typesOf(parseXml(textOf(await take(contentTypesPart, () => true)), contentTypesPart));
  for (const name of names.filter((one) => one !== contentTypesPart)) await take(name, (part) => isXml(part, typeOf(part)));
  return { parts, typeOf };
}

/** Reads a .docx under the bounds of plans and tighter ones, every XML part whole. Throws PlanReadingRefused where it is no such file, damaged, protected, or unpacks to too much. */
export async function readWord(bytes: Buffer): Promise<WordPackage> {
  if (bytes.length > fileLimit) throw new PlanReadingRefused('plan.too_large', { limit: fileLimit / 1024 / 1024 });
  const archive = await openArchive(bytes);
  try {
    const { parts, typeOf } = await partsOf(archive);
    const trees = new Map([...parts].filter(([name]) => isXml(name, typeOf(name))).map(([name, part]) => [name, parseXml(textOf(part), name)] as const));
    const stories = new Map([...trees].filter(([name]) => storyTypes.includes(typeOf(name) ?? '')));
    const isWord = (root: Element): boolean => namespaces.includes(root.attributes['xmlns:w'] ?? '');
    if (![...stories].some(([name, root]) => typeOf(name) === storyTypes[0] && local(root) === 'document') || ![...stories.values()].every(isWord))
      throw new PlanReadingRefused('plan.not_a_document', { type: `${word}document` });
    const names = [...parts.keys()].filter((name) => name !== contentTypesPart);
    const properties = names.filter((name) => typeOf(name) === 'application/vnd.openxmlformats-package.core-properties+xml');
    return { parts, stories, properties, findings: [...unfitParts(names, typeOf), ...[...trees].flatMap(([name, root]) => unfitXml(name, root, stories.has(name)))] };
  } catch (error) {
    if (error instanceof PlanReadingRefused) throw error;
    throw new PlanReadingRefused('plan.unreadable', { where: 'docx' });
  } finally {
    archive.close();
  }
}

/** The same moment in every file, so that the same document has the same bytes. */
const packedAt = new Date(2000, 0, 1);

/** The parts as a file, the list of types first. */
export async function packWord(parts: ReadonlyMap<string, Buffer>): Promise<Buffer> {
  // Loaded with the first document: an API may never need it.
  const { zipSync } = await import('fflate');
  const ordered = [...parts].sort(([a], [b]) => Number(b === contentTypesPart) - Number(a === contentTypesPart));
  return Buffer.from(zipSync(Object.fromEntries(ordered), { mtime: packedAt, level: 6 }));
}
