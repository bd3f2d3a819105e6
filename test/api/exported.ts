import ExcelJS from 'exceljs';
import type { TestApi } from './api.ts';
import { entryOf } from './documents.ts';

// biome-ignore lint/suspicious/noExplicitAny: items of every list
export type Item = any;
export type Row = readonly unknown[];

const withQuery = (path: string, query: string): string => `${path}${path.includes('?') ? '&' : '?'}${query}`;
/** The same list as a file: the ending goes before the filters. */
export const fileOf = (path: string, ending: 'xlsx' | 'docx'): string => path.replace(/^([^?]*)/, `$1.${ending}`);

const decoded = (xml: string): string => xml.replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => ({ lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' })[name] ?? '');

async function firstSheet(bytes: Buffer): Promise<ExcelJS.Worksheet> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(bytes as unknown as ArrayBuffer);
  const [sheet] = book.worksheets;
  if (!sheet) throw new Error('no sheet');
  return sheet;
}
/** The rows of the first sheet of a workbook, its head first. */
async function rowsOfWorkbook(bytes: Buffer): Promise<readonly Row[]> {
  const rows: Row[] = [];
  const sheet = await firstSheet(bytes);
  const { columnCount } = sheet;
  sheet.eachRow((row) => rows.push(Array.from({ length: columnCount }, (_, index) => row.getCell(index + 1).value ?? '')));
  return rows;
}
const xmlOf = (bytes: Buffer): Promise<string> => entryOf(bytes, 'word/document.xml');
/** The rows of the tables of a document, cell by cell, its head first. */
async function rowsOfDocument(bytes: Buffer): Promise<readonly Row[]> {
  const rows = (await xmlOf(bytes)).match(/<w:tr[ >].*?<\/w:tr>/gs) ?? [];
  return rows.map((row) =>
    (row.match(/<w:tc>.*?<\/w:tc>/gs) ?? []).map((cell) =>
      (cell.match(/<w:p>.*?<\/w:p>|<w:p [^/]*?>.*?<\/w:p>/gs) ?? [])
        .map((paragraph) => [...paragraph.matchAll(/<w:t(?: [^>]*)?>(.*?)<\/w:t>/gs)].map((run) => decoded(run[1] ?? '')).join(''))
        .join('\n'),
    ),
  );
}
/** How the rows of a file are read back, by its ending. */
export const rowsOfFile = { xlsx: rowsOfWorkbook, docx: rowsOfDocument } as const;

/** Lists and their files, read back as whoever asks gets them. */
export function exportedBy(api: () => TestApi) {
  async function bytesOf(token: string, path: string, language = 'zh'): Promise<{ readonly status: number; readonly bytes: Buffer; readonly name: string }> {
    const response = await fetch(api().base + path, { headers: { Authorization: `Bearer ${token}`, 'Accept-Language': language } });
    return { status: response.status, bytes: Buffer.from(await response.arrayBuffer()), name: decodeURIComponent(response.headers.get('content-disposition') ?? '') };
  }
  async function fileAt(token: string, path: string, language?: string): Promise<Buffer> {
    const { status, bytes } = await bytesOf(token, path, language);
    expect([path, status]).toEqual([path, 200]);
    return bytes;
  }
  const sheetOf = async (token: string, path: string, language?: string) => firstSheet(await fileAt(token, path, language));
  const workbookRows = async (token: string, path: string, language?: string) => rowsOfWorkbook(await fileAt(token, path, language));
  const documentXml = async (token: string, path: string) => xmlOf(await fileAt(token, path));
  const documentRows = async (token: string, path: string) => rowsOfDocument(await fileAt(token, path));
  /** All items of a list, page by page. */
  async function listed(token: string, path: string): Promise<readonly Item[]> {
    const items: Item[] = [];
    let cursor: string | null = null;
    do {
      const { status, body } = await api().call('GET', cursor === null ? path : withQuery(path, `cursor=${cursor}`), { token });
      expect([path, status]).toEqual([path, 200]);
      items.push(...body.items);
      cursor = body.next;
    } while (cursor !== null);
    return items;
  }
  return { bytesOf, sheetOf, workbookRows, documentXml, documentRows, listed };
}
