import type { Bilingual } from '../../domain/notice/notice.ts';
import type { Column, ExportContext } from './table.ts';
import { rowHeight, sheetWidths } from './widths.ts';

/** A sheet of a workbook that is made whole: its head, and its rows as they stand. */
export interface Sheet {
  readonly name: string;
  readonly columns: readonly {
    readonly header: string;
    /** In characters. */
    readonly width: number;
    readonly narrowest?: number;
    /** What reads YYYY-MM-DD in it is a date. */
    readonly date?: true;
  }[];
  readonly rows: readonly (readonly (string | number)[])[];
  /** Columns that stay in sight besides the head. */
  readonly fixedColumns?: number;
}

/** A sheet with these rows in the columns of a list. */
export const sheetOf = <R>(name: Bilingual, columns: readonly Column<R>[], rows: readonly R[], context: ExportContext): Sheet => ({
  name: name[context.language],
  columns: columns.map(({ title, width, narrowest, date }) => ({
    header: title[context.language],
    width,
    ...(narrowest === undefined ? {} : { narrowest }),
    ...(date ? { date } : {}),
  })),
  rows: rows.map((row, index) => columns.map(({ value }) => value(row, context, index))),
});

/** How a sheet stands on paper: A4 lying across, as wide as the page, its head on each, its name above and the page's number below. */
const margins = { left: 0.4, right: 0.4, top: 0.75, bottom: 0.6, header: 0.3, footer: 0.3 };
export const onPaper = (name: string, headRow = 1) =>
  ({
    pageSetup: {
      paperSize: 9,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      horizontalCentered: true,
      printTitlesRow: `${headRow}:${headRow}`,
      margins,
    },
    // What a header takes for a command of its own is doubled.
    headerFooter: { oddHeader: `&C${name.replaceAll('&', '&&')}`, oddFooter: '&C— &P —' },
  }) as const;
const line = { style: 'thin', color: { argb: 'FFB0B0B0' } } as const;
export const cellBorder = { top: line, bottom: line, left: line, right: line } as const;
export const rowAlignment = { vertical: 'top', wrapText: true } as const;

/** Text that spreadsheet programs would take for a formula once somebody edits or converts the cell. */
const formulaLike = /^[=+\-@\t\r]/;
/** What stands in a cell, and the format that keeps it what it is: a date a date, and text that looks like a formula a text. */
export function cellOf(value: string | number, date?: true): { readonly value: string | number | Date; readonly format?: string } {
  if (typeof value === 'number') return { value };
  // A spreadsheet's dates have no zone: the day alone counts.
  if (date && /^\d{4}-\d\d-\d\d$/.test(value)) return { value: new Date(`${value}T00:00:00Z`), format: 'yyyy-mm-dd' };
  return formulaLike.test(value) ? { value, format: '@' } : { value };
}

/** These sheets as .xlsx. Texts stay texts: nothing that a person wrote becomes a formula. */
export async function writeSheets(sheets: readonly Sheet[]): Promise<Buffer> {
  // Loaded with the first workbook: an API may never need it.
  const { default: ExcelJS } = await import('exceljs');
  const book = new ExcelJS.Workbook();
  for (const { name, columns, rows, fixedColumns = 0 } of sheets) {
    const sheet = book.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1, xSplit: fixedColumns }], ...onPaper(name) });
    const widths = sheetWidths(columns);
    sheet.columns = columns.map(({ header, width }, index) => ({ header, width: widths[index] ?? width }));
    const head = sheet.getRow(1);
    head.font = { bold: true };
    head.alignment = rowAlignment;
    for (const index of columns.keys()) head.getCell(index + 1).border = cellBorder;
    for (const values of rows) {
      const cells = values.map((value, index) => cellOf(value, columns[index]?.date));
      const row = sheet.addRow(cells.map(({ value }) => value));
      row.alignment = rowAlignment;
      const height = rowHeight(values, widths);
      if (height !== undefined) row.height = height;
      for (const [index, { format }] of cells.entries()) {
        const cell = row.getCell(index + 1);
        cell.border = cellBorder;
        if (format) cell.numFmt = format;
      }
    }
  }
  return Buffer.from(await book.xlsx.writeBuffer());
}
