import { dispositionOf } from '../attachments/name.ts';
import type { OfficialDocument } from './official.ts';

/** Media types of the documents and workbooks that routes answer. */
export const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A file as an answer, made for the asker alone. */
export const fileAnswer = <C extends Buffer | NodeJS.ReadableStream>(content: C, name: string) => ({
  body: undefined,
  content,
  headers: { 'Content-Disposition': dispositionOf(name), 'Cache-Control': 'private, no-store' },
});

/** A document as an answer, named after its kind and number. */
export const docxAnswer = (content: Buffer, { name, title }: OfficialDocument, suffix: string) => fileAnswer(content, `${name ?? title}${suffix}.docx`);
