import type { Bilingual } from '../../domain/notice/notice.ts';
import type { Column, ExportContext } from './table.ts';

/** A sheet of a workbook that is made whole: its head, and its rows as they stand. */
export interface Sheet {
  readonly name: string;
  readonly columns: readonly {
    readonly header: string;
    /** In characters. */
    readonly width: number;
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
  columns: columns.map(({ title, width, date }) => ({ header: title[context.language], width, ...(date ? { date } : {}) })),
  rows: rows.map((row, index) => columns.map(({ value }) => value(row, context, index))),
});

/** How a sheet stands on paper: A4 lying across, as wide as the page. */
export const pageSetup = { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 } as const;
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
    const sheet = book.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1, xSplit: fixedColumns }], pageSetup });
    sheet.columns = columns.map(({ header, width }) => ({ header, width }));
    sheet.getRow(1).font = { bold: true };
    for (const values of rows) {
      const cells = values.map((value, index) => cellOf(value, columns[index]?.date));
      const row = sheet.addRow(cells.map(({ value }) => value));
      row.alignment = rowAlignment;
      for (const [index, { format }] of cells.entries()) if (format) row.getCell(index + 1).numFmt = format;
    }
  }
  return Buffer.from(await book.xlsx.writeBuffer());
}
