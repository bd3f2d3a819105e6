import { type ImportColumn, importColumns, importSheetNames, importSheets } from '../../domain/register/import/columns.ts';
import { onPaper } from '../export/sheets.ts';

/** The workbook to fill in: the four sheets with their columns, required ones marked, and what each takes on a sheet of its own. */
export async function importTemplate(): Promise<Buffer> {
  const { default: ExcelJS } = await import('exceljs');
  const book = new ExcelJS.Workbook();
  const explained: string[][] = [];
  for (const sheetName of importSheets) {
    const columns: readonly ImportColumn[] = importColumns[sheetName];
    const sheet = book.addWorksheet(importSheetNames[sheetName], { views: [{ state: 'frozen', ySplit: 1 }], ...onPaper(importSheetNames[sheetName]) });
    sheet.columns = columns.map(({ title, required }) => ({ header: required ? `${title}*` : title, width: Math.max(14, title.length * 3), style: { numFmt: '@' } }));
    sheet.getRow(1).font = { bold: true };
    for (const { title, required, hint } of columns) explained.push([importSheetNames[sheetName], title, required ? '必填' : '选填', hint]);
  }
  const notes = book.addWorksheet('说明', onPaper('说明'));
  notes.columns = [
    { header: '工作表', width: 12 },
    { header: '列', width: 20 },
    { header: '是否必填', width: 10 },
    { header: '说明', width: 100 },
  ];
  notes.getRow(1).font = { bold: true };
  notes.addRows(explained);
  return Buffer.from(await book.xlsx.writeBuffer());
}
