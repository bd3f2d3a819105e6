import type pg from 'pg';
import { type DocumentKind, type FoundPlaceholder, placeholderNamed } from '../../domain/register/placeholders.ts';
import { templateId, templateInForce, type UsedTemplate } from '../../domain/register/template.ts';
import type { AttachmentStorage } from '../attachments/storage.ts';
import { HttpProblem } from '../http/problem.ts';
import { processesOf } from '../list/walk.ts';
import { PlanReadingRefused } from '../plans/reading/refused.ts';
import { draftMark, type OfficialDocument, renderOfficial } from './official.ts';
import { blockStyle, filled, filledWithTables, type Values } from './ooxml/fill.ts';
import { placeholdersIn } from './ooxml/marks.ts';
import { packWord, readWord, type WordPackage } from './ooxml/package.ts';
import { element, xmlText } from './ooxml/tree.ts';

async function read(bytes: Buffer): Promise<WordPackage> {
  try {
    return await readWord(bytes);
  } catch (error) {
    if (error instanceof PlanReadingRefused) throw new HttpProblem(error.code, { params: error.params });
    throw error;
  }
}

/** The names in braces of a file, which is looked through for what does not belong in a template: 422 `template.content_refused`, or a `plan.…` code for what cannot be read. */
export async function placeholdersOfFile(bytes: Buffer): Promise<readonly FoundPlaceholder[]> {
  const { stories, findings } = await read(bytes);
  if (findings.length > 0) throw new HttpProblem('template.content_refused', { items: findings.map((finding) => ({ ...finding })) });
  return [...stories.values()].flatMap(placeholdersIn);
}

function valuesOf(document: OfficialDocument): Values {
  const { head, number = draftMark, title, addressee, paragraphs, sections = [], tables = [], signature, sealedBy, on, signer, particulars } = document;
  return {
    ...particulars,
    issuer: head,
    number,
    title,
    addressee,
    signature,
    seal: sealedBy,
    date: on,
    signer,
    body: [
      ...paragraphs.map((text) => ({ text })),
      ...sections.flatMap(({ heading, paragraphs: own }) => [{ text: heading, isHeading: true as const }, ...own.map((text) => ({ text }))]),
    ],
    tables,
  };
}

/** What the file says of itself: whose document it is, not who drew up the template. */
const propertiesOf = ({ head, title }: OfficialDocument): Buffer =>
  Buffer.from(
    xmlText(
      element(
        'cp:coreProperties',
        { 'xmlns:cp': 'http://schemas.openxmlformats.org/package/2006/metadata/core-properties', 'xmlns:dc': 'http://purl.org/dc/elements/1.1/' },
        element('dc:title', {}, title),
        element('dc:creator', {}, head),
      ),
    ),
  );

/** The document with a template's file: its own words and looks, the values of the document in the places of their names. The same document gives the same bytes. */
export async function writeInto(file: Buffer, document: OfficialDocument): Promise<Buffer> {
  const { parts, stories, properties } = await read(file);
  const heading = [...stories.values()].map((root) => blockStyle(root, 'heading')).find((style) => style !== undefined);
  const filling = { values: valuesOf(document), heading };
  const placesTables = [...stories.values()].flatMap(placeholdersIn).some(({ name }) => placeholderNamed(name) === 'tables');
  const write = placesTables ? filled : filledWithTables;
  return packWord(
    new Map([
      ...parts,
      ...[...stories].map(([name, root]) => [name, Buffer.from(xmlText(write(root, filling)))] as const),
      ...properties.map((name) => [name, propertiesOf(document)] as const),
    ]),
  );
}

/** The file of an edition: 503 `attachment.content_missing` when the storage does not have it. */
export async function templateFile(storage: AttachmentStorage, sha256: string): Promise<Buffer> {
  const content = await storage.read(sha256);
  if (!content) throw new HttpProblem('attachment.content_missing');
  const chunks: Buffer[] = [];
  for await (const chunk of content) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** A document as .docx: with the template it was signed with, or the one in force for a draft; where there is none, in our own layout. */
export const renderDocument = async (document: OfficialDocument, used: UsedTemplate | undefined, storage: AttachmentStorage): Promise<Buffer> =>
  used ? writeInto(await templateFile(storage, used.sha256), document) : renderOfficial(document);

/** The template that a unit has in force for a kind of document now. */
export async function templateNow(pool: pg.Pool, unitId: string, kind: DocumentKind): Promise<UsedTemplate | undefined> {
  return templateInForce(unitId, kind, { processes: await processesOf(pool, [templateId(unitId, kind)]) }).template;
}
