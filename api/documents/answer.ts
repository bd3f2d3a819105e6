import { dispositionOf } from '../attachments/name.ts';
import { type OfficialDocument, renderOfficial } from './official.ts';

/** Media type of a document. */
export const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** A document as an answer, named after its kind and number. */
export const docx = async (document: OfficialDocument, name: string) => ({
  body: undefined,
  content: await renderOfficial(document),
  headers: { 'Content-Disposition': dispositionOf(`${document.name ?? document.title}${name}.docx`), 'Cache-Control': 'private, no-store' },
});

/** The facts of a scan as the answer of a route that otherwise answers a document. */
export const scanFacts = (scan: object) => ({
  body: undefined,
  content: JSON.stringify(scan),
  headers: { 'Content-Type': 'application/json', 'Cache-Control': 'private, no-store' },
});
