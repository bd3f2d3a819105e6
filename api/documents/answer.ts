import { dispositionOf } from '../attachments/name.ts';
import { type OfficialDocument, renderOfficial } from './official.ts';

/** Media types of the documents and workbooks that routes answer. */
export const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Headers of a file that is made for the asker alone. */
export const fileHeaders = (name: string) => ({ 'Content-Disposition': dispositionOf(name), 'Cache-Control': 'private, no-store' });

/** A document as an answer, named after its kind and number. */
export const docxAnswer = async (document: OfficialDocument, name: string) => ({
  body: undefined,
  content: await renderOfficial(document),
  headers: fileHeaders(`${document.name ?? document.title}${name}.docx`),
});

/** The facts of a scan as the answer of a route that otherwise answers a document. */
export const scanFacts = (scan: object) => ({
  body: undefined,
  content: JSON.stringify(scan),
  headers: { 'Content-Type': 'application/json', 'Cache-Control': 'private, no-store' },
});
