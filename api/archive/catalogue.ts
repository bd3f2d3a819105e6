import type { ArchivePiece } from '../../domain/archive/piece.ts';
import type { VolumeEntry } from '../../domain/archive/volume.ts';
import { type Org, unitNameAt } from '../../domain/org/org.ts';
import { column, day } from '../export/columns.ts';
import { cellBorder, onPaper, rowAlignment } from '../export/sheets.ts';
import type { Layout } from '../export/table.ts';
import { rowHeight, sharedOut } from '../export/widths.ts';

/** How many pages each file has, by its number, where it tells. */
type Pages = ReadonlyMap<number, number>;

/** 责任者, by the name that it had when the piece was made; undefined for a unit that the register does not know. */
export const responsibleName = ({ unitId, at }: ArchivePiece, org: Org): string | undefined =>
  (at === undefined ? org.unit(unitId)?.name : unitNameAt(unitId, org, at)) || undefined;

/** 卷内目录, as archives keep it: of files that tell it with their number of pages. */
export const catalogueLayout = (pages: Pages): Layout<VolumeEntry> => ({
  name: { zh: '卷内目录', en: 'Index of the volume' },
  columns: [
    column('序号', 'No.', 6, ({ number }) => number),
    column('文号', 'Document number', 16, ({ piece }) => piece.documentNumber),
    column('责任者', 'Responsible', 22, ({ piece }, { org }) => responsibleName(piece, org)),
    column('题名', 'Title', 44, ({ title }) => title),
    day('日期', 'Date', ({ on }) => on),
    column('页号/件号', 'Piece and pages', 14, ({ number, sameAs }, { language }) => {
      const count = pages.get(number) ?? '—';
      if (sameAs !== undefined) return language === 'zh' ? `见第${sameAs}件` : `see ${sameAs}`;
      return language === 'zh' ? `第${number}件，${count}页` : `${number}, pages: ${count}`;
    }),
    column('备注', 'Note', 40, ({ piece, path }) => [...(piece.remark === undefined ? [] : [piece.remark]), path].join('；')),
  ],
});
const { columns } = catalogueLayout(new Map());
const heads = columns.map(({ title }) => title.zh);
const widths = columns.map(({ width }) => width);
const rowOf = (entry: VolumeEntry, pages: Pages, org: Org): readonly string[] =>
  catalogueLayout(pages).columns.map(({ value }) => String(value(entry, { org, now: 0, language: 'zh' }, 0) ?? ''));

/** 卷内目录 as .xlsx: texts alone, nothing that a person wrote becomes a formula. */
export async function catalogueXlsx(title: string, entries: readonly VolumeEntry[], pages: Pages, org: Org): Promise<Buffer> {
  // Loaded with the first workbook: an API may never need it.
  const { default: ExcelJS } = await import('exceljs');
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('卷内目录', { views: [{ state: 'frozen', ySplit: 2 }], ...onPaper('卷内目录', 2) });
  heads.forEach((_, index) => {
    sheet.getColumn(index + 1).width = widths[index] ?? 12;
  });
  sheet.addRow([title]).font = { bold: true, size: 14 };
  sheet.addRow([...heads]).font = { bold: true };
  for (const entry of entries) {
    const texts = rowOf(entry, pages, org);
    const row = sheet.addRow([...texts]);
    row.alignment = rowAlignment;
    const height = rowHeight(texts, widths);
    if (height !== undefined) row.height = height;
  }
  for (let row = 2; row <= entries.length + 2; row++) for (const index of heads.keys()) sheet.getCell(row, index + 1).border = cellBorder;
  return Buffer.from(await book.xlsx.writeBuffer());
}

/** 卷内目录 as .docx: a table on A4 lying across, its head on every page, pages numbered. */
export async function catalogueDocx(title: string, entries: readonly VolumeEntry[], pages: Pages, org: Org): Promise<Buffer> {
  // Loaded with the first document: half a megabyte that an API may never need.
  const { AlignmentType, Document, Footer, Packer, PageNumber, PageOrientation, Paragraph, Table, TableCell, TableRow, TextRun, WidthType } = await import('docx');
  const font = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', cs: 'Times New Roman', eastAsia: '宋体' };
  const shares = sharedOut(columns, 100);
  const cell = (text: string, index: number, bold: boolean) =>
    new TableCell({
      width: { size: Math.round(shares[index] ?? 12), type: WidthType.PERCENTAGE },
      children: [new Paragraph({ children: [new TextRun({ text, bold, size: 20, font })] })],
    });
  const row = (texts: readonly string[], isHead: boolean) =>
    new TableRow({ tableHeader: isHead, cantSplit: true, children: texts.map((text, index) => cell(text, index, isHead)) });
  const file = new Document({
    title: `${title}卷内目录`,
    sections: [
      {
        properties: { page: { size: { width: 11_906, height: 16_838, orientation: PageOrientation.LANDSCAPE } } },
        footers: {
          default: new Footer({
            children: [new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], size: 20, font })] })],
          }),
        },
        children: [
          new Paragraph({ alignment: AlignmentType.CENTER, spacing: { after: 120 }, children: [new TextRun({ text: '卷内目录', bold: true, size: 36, font })] }),
          new Paragraph({ alignment: AlignmentType.CENTER, spacing: { after: 240 }, children: [new TextRun({ text: title, size: 24, font })] }),
          new Table({ width: { size: 100, type: WidthType.PERCENTAGE }, rows: [row(heads, true), ...entries.map((entry) => row(rowOf(entry, pages, org), false))] }),
        ],
      },
    ],
  });
  return Packer.toBuffer(file);
}
