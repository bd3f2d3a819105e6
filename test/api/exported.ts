import ExcelJS from 'exceljs';
import { openArchive } from '../../api/plans/reading/archive.ts';
import type { TestApi } from './api.ts';

// biome-ignore lint/suspicious/noExplicitAny: items of every list
export type Item = any;
export type Row = readonly unknown[];

const withQuery = (path: string, query: string): string => `${path}${path.includes('?') ? '&' : '?'}${query}`;
/** The same list as a file: the ending goes before the filters. */
export const fileOf = (path: string, ending: 'xlsx' | 'docx'): string => path.replace(/^([^?]*)/, `$1.${ending}`);

const decoded = (xml: string): string => xml.replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => ({ lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' })[name] ?? '');

/** Lists and their files, read back as whoever asks gets them. */
export function exportedBy(api: () => TestApi) {
  async function bytesOf(token: string, path: string, language = 'zh'): Promise<{ readonly status: number; readonly bytes: Buffer; readonly name: string }> {
    const response = await fetch(api().base + path, { headers: { Authorization: `Bearer ${token}`, 'Accept-Language': language } });
    return { status: response.status, bytes: Buffer.from(await response.arrayBuffer()), name: decodeURIComponent(response.headers.get('content-disposition') ?? '') };
  }
  async function sheetOf(token: string, path: string, language?: string): Promise<ExcelJS.Worksheet> {
    const { status, bytes } = await bytesOf(token, path, language);
    expect([path, status]).toEqual([path, 200]);
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(bytes as unknown as ArrayBuffer);
    const [sheet] = book.worksheets;
    if (!sheet) throw new Error('no sheet');
    return sheet;
  }
  async function workbookRows(token: string, path: string, language?: string): Promise<readonly Row[]> {
    const rows: Row[] = [];
    const sheet = await sheetOf(token, path, language);
    const { columnCount } = sheet;
    sheet.eachRow((row) => rows.push(Array.from({ length: columnCount }, (_, index) => row.getCell(index + 1).value ?? '')));
    return rows;
  }
  async function documentXml(token: string, path: string): Promise<string> {
    const { status, bytes } = await bytesOf(token, path);
    expect([path, status]).toEqual([path, 200]);
    const archive = await openArchive(bytes);
    try {
      let xml = '';
      await archive.read('word/document.xml', (text) => {
        xml += text;
        return true;
      });
      return xml;
    } finally {
      archive.close();
    }
  }
  /** The rows of the tables of a document, cell by cell, its head first. */
  async function documentRows(token: string, path: string): Promise<readonly Row[]> {
    const rows = (await documentXml(token, path)).match(/<w:tr[ >].*?<\/w:tr>/gs) ?? [];
    return rows.map((row) =>
      (row.match(/<w:tc>.*?<\/w:tc>/gs) ?? []).map((cell) =>
        (cell.match(/<w:p>.*?<\/w:p>|<w:p [^/]*?>.*?<\/w:p>/gs) ?? [])
          .map((paragraph) => [...paragraph.matchAll(/<w:t(?: [^>]*)?>(.*?)<\/w:t>/gs)].map((run) => decoded(run[1] ?? '')).join(''))
          .join('\n'),
      ),
    );
  }
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
