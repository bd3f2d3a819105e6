import ExcelJS from 'exceljs';
import { scoreSheets } from '../../api/evaluations/export.ts';
import { writeSheets } from '../../api/export/sheets.ts';
import { tableOf } from '../../domain/evaluation/table.ts';
import { districtOrg } from '../campaign/district.ts';
import { item, Round } from './round.ts';

describe('the workbook of scores', () => {
  test('has a sheet of its own for each class, whatever the names are like', async () => {
    const long = '城区范围内承担健康促进工作任务的各类行政事业单位及群团组织、直属机构';
    const names = [`${long}（一）`, `${long}（二）`, 'history', "'引号'", 'a/b', 'A:B', '????'];
    const unitIds = ['education', 'finance', 'health', 'housing', 'town-1', 'town-2', 'town-3'];
    const round = new Round({ classes: names.map((name, index) => ({ name, unitIds: [unitIds[index] ?? ''] })), standard: { source: '标准', items: [item('1', 10)] } });
    const table = tableOf(round.state, []);
    const book = new ExcelJS.Workbook();
    const { sheets: made } = scoreSheets(round.state, { version: 0, table, ranked: true }, districtOrg(), 'zh');
    await book.xlsx.load((await writeSheets(made)).buffer as ArrayBuffer);
    const sheets = book.worksheets.map((sheet) => sheet.name);
    expect(sheets).toEqual([long.slice(0, 31), `${long.slice(0, 28)}（2）`, 'history（2）', '引号', 'a b', 'A B（2）', '类别7']);
  });
});
