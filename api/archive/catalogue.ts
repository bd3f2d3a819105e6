import type { ArchivePiece } from '../../domain/archive/piece.ts';
import type { VolumeEntry } from '../../domain/archive/volume.ts';
import { type Org, unitNameAt } from '../../domain/org/org.ts';
import { column, day } from '../export/columns.ts';
import { cellBorder, onPaper, rowAlignment } from '../export/sheets.ts';
import type { Layout } from '../export/table.ts';
import { rowHeight } from '../export/widths.ts';
import type { Language } from '../http/language.ts';

/** Where the pages of the pieces are told, by their numbers. */
export interface Paging {
  /** Of files apart that tell it, how many pages they have. */
  readonly pages: ReadonlyMap<number, number>;
  /** Pieces that the bound volume itself holds, which has their pages. */
  readonly bound: ReadonlySet<number>;
  /** Pieces whose content is no longer kept. */
  readonly missing: ReadonlySet<number>;
}
/** Before any file was read. */
export const unread: Paging = { pages: new Map(), bound: new Set(), missing: new Set() };

/** That a piece's content is no longer kept. */
export const missingText = (language: Language): string => (language === 'zh' ? '缺件' : 'missing');

/** How many pages a file has that lies apart: paper decides where it does not tell. */
export function pagesText(count: number | undefined, language: Language): string {
  if (count === undefined) return language === 'zh' ? '页数以打印件为准' : 'pages as printed';
  return language === 'zh' ? `${count}页` : `pages: ${count}`;
}

/** 责任者, by the name that it had when the piece was made; undefined for a unit that the register does not know. */
export const responsibleName = ({ unitId, at }: ArchivePiece, org: Org): string | undefined =>
  (at === undefined ? org.unit(unitId)?.name : unitNameAt(unitId, org, at)) || undefined;

/** The column that tells where a piece is. */
export const placeHead = '页号/件号';

/** 卷内目录, as archives keep it: of files that tell it with their number of pages. */
export const catalogueLayout = ({ pages, bound, missing }: Paging): Layout<VolumeEntry> => ({
  name: { zh: '卷内目录', en: 'Index of the volume' },
  columns: [
    column('序号', 'No.', 6, ({ number }) => number),
    column('文号', 'Document number', 18, ({ piece }) => piece.documentNumber),
    column('责任者', 'Responsible', 22, ({ piece }, { org }) => responsibleName(piece, org)),
    column('题名', 'Title', 44, ({ title }) => title),
    day('日期', 'Date', ({ on }) => on),
    column(placeHead, 'Piece and pages', 14, ({ number, sameAs }, { language }) => {
      if (sameAs !== undefined) return language === 'zh' ? `见第${sameAs}件` : `see ${sameAs}`;
      if (missing.has(number)) return language === 'zh' ? `第${number}件，${missingText(language)}` : `${number}, ${missingText(language)}`;
      const where = bound.has(number) ? (language === 'zh' ? '页号见档案卷' : 'pages in the bound volume') : pagesText(pages.get(number), language);
      return language === 'zh' ? `第${number}件，${where}` : `${number}, ${where}`;
    }),
    column('备注', 'Note', 40, ({ piece, path }) => [...(piece.remark === undefined ? [] : [piece.remark]), path].join('；')),
  ],
});
/** 卷内目录 as .xlsx: texts alone, nothing that a person wrote becomes a formula. */
export async function catalogueXlsx(title: string, entries: readonly VolumeEntry[], paging: Paging, org: Org): Promise<Buffer> {
  // Loaded with the first workbook: an API may never need it.
  const { default: ExcelJS } = await import('exceljs');
  const { columns } = catalogueLayout(paging);
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('卷内目录', { views: [{ state: 'frozen', ySplit: 2 }], ...onPaper('卷内目录', 2) });
  const widths = columns.map(({ width }) => width);
  for (const [index, width] of widths.entries()) sheet.getColumn(index + 1).width = width;
  sheet.addRow([title]).font = { bold: true, size: 14 };
  sheet.addRow(columns.map(({ title: head }) => head.zh)).font = { bold: true };
  for (const entry of entries) {
    const texts = columns.map(({ value }) => String(value(entry, { org, now: 0, language: 'zh' }, 0)));
    const row = sheet.addRow(texts);
    row.alignment = rowAlignment;
    const height = rowHeight(texts, widths);
    if (height !== undefined) row.height = height;
  }
  for (let row = 2; row <= entries.length + 2; row++) for (const index of columns.keys()) sheet.getCell(row, index + 1).border = cellBorder;
  return Buffer.from(await book.xlsx.writeBuffer());
}
