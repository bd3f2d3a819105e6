import { PassThrough } from 'node:stream';
import { cellBorder, cellOf, onPaper, rowAlignment } from './sheets.ts';
import { cutShort, type ExportContext, type ExportTable, pagesOf } from './table.ts';
import { rowHeight, sheetWidths } from './widths.ts';

/** A workbook holds at most so many rows: beyond it a list is no working paper any more, and the last row says so. */
const mostRows = 20_000;

/**
 * A list as .xlsx, row by row as it is read. Texts stay texts, and what looks like a formula is marked as text besides: nothing that a person wrote becomes one.
 * Ends with a row that says so where there are more than 20,000.
 */
export async function writeWorkbook<R>(table: ExportTable<R>, context: ExportContext): Promise<PassThrough> {
  const { language } = context;
  // Loaded with the first workbook: an API may never need it.
  const { default: ExcelJS } = await import('exceljs');
  const out = new PassThrough();
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: out, useStyles: true, useSharedStrings: false });
  const sheet = book.addWorksheet(table.name[language], {
    views: [{ state: 'frozen', ySplit: 1 }],
    ...onPaper(table.name[language]),
  });
  const widths = sheetWidths(table.columns);
  sheet.columns = table.columns.map(({ title, width }, index) => ({ header: title[language], width: widths[index] ?? width }));
  const head = sheet.getRow(1);
  head.font = { bold: true };
  head.alignment = rowAlignment;
  for (const index of table.columns.keys()) head.getCell(index + 1).border = cellBorder;
  head.commit();
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: table.columns.length } };
  const write = async (): Promise<void> => {
    let isCut = false;
    let index = 0;
    const pages = pagesOf(table, mostRows, () => {
      isCut = true;
    });
    for await (const rows of pages) {
      for (const one of rows) {
        const cells = table.columns.map(({ value, date }) => cellOf(value(one, context, index), date));
        index += 1;
        const row = sheet.addRow(cells.map(({ value }) => value));
        row.alignment = rowAlignment;
        const height = rowHeight(
          cells.map(({ value }) => value),
          widths,
        );
        if (height !== undefined) row.height = height;
        for (const [place, { colour }] of table.columns.entries()) {
          const cell = row.getCell(place + 1);
          cell.border = cellBorder;
          if (colour) cell.font = { color: { argb: colour(one, context) } };
          const format = cells[place]?.format;
          if (format) cell.numFmt = format;
        }
        row.commit();
      }
      if (out.destroyed) return;
    }
    if (isCut) sheet.addRow([cutShort(mostRows, language)]).commit();
    await book.commit();
  };
  // What fails while rows are written cuts the answer short, which must not look complete.
  write().catch((error: unknown) => out.destroy(error instanceof Error ? error : new Error(String(error))));
  return out;
}
