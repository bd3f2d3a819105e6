import { formulaOf } from '../../domain/evaluation/score.ts';
import { itemsOf } from '../../domain/evaluation/standard.ts';
import type { EvaluationState } from '../../domain/evaluation/state.ts';
import type { Org } from '../../domain/org/org.ts';
import type { Language } from '../http/language.ts';
import type { SeenScores } from './scores.ts';

const heads = {
  zh: { rank: '名次', unit: '单位', score: '得分', passed: '是否达标', formula: '计算式', yes: '达标', no: '未达标' },
  en: { rank: 'Rank', unit: 'Unit', score: 'Score', passed: 'Passed', formula: 'Formula', yes: 'yes', no: 'no' },
} as const;

/** Characters of a sheet's name at most. */
const longestName = 31;

/** Names that sheets may have, in the order of the classes; where a name is taken (spreadsheets do not tell capitals apart) or reserved, it gets a number. */
function sheetNames(classes: readonly string[], language: Language): readonly string[] {
  const taken = new Set(['history']);
  return classes.map((name, index) => {
    const unnamed = language === 'zh' ? `类别${index + 1}` : `Class ${index + 1}`;
    const plain = name.replace(/[*?:\\/[\]]/g, ' ').replace(/^[\s']+|[\s']+$/g, '') || unnamed;
    let free = plain.slice(0, longestName).replace(/'+$/, '');
    for (let mark = 2; taken.has(free.toLowerCase()); mark += 1) free = `${plain.slice(0, longestName - `（${mark}）`.length)}（${mark}）`;
    taken.add(free.toLowerCase());
    return free;
  });
}

/** The table of scores as .xlsx: a sheet for each class, a column for each item that applies to it. Texts stay texts: nothing that a person wrote becomes a formula. */
export async function exportScores(state: EvaluationState, { table, ranked }: SeenScores, org: Org, language: Language): Promise<Buffer> {
  // Loaded with the first workbook: an API may never need it.
  const { default: ExcelJS } = await import('exceljs');
  const book = new ExcelJS.Workbook();
  const head = heads[language];
  const names = sheetNames(
    state.classes.map(({ name }) => name),
    language,
  );
  for (const [index, { name }] of state.classes.entries()) {
    const sheet = book.addWorksheet(names[index], {
      views: [{ state: 'frozen', ySplit: 1, xSplit: 2 }],
      pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
    });
    const items = itemsOf(state.standard, name);
    sheet.columns = [
      { header: head.rank, width: 6 },
      { header: head.unit, width: 28 },
      ...items.map((item) => ({ header: `${item.number}（${item.points}）`, width: 10 })),
      { header: head.score, width: 10 },
      { header: head.passed, width: 10 },
      { header: head.formula, width: 70 },
    ];
    sheet.getRow(1).font = { bold: true };
    for (const one of table.filter((score) => score.className === name)) {
      const given = new Map(one.lines.map((line) => [line.item, line.given]));
      sheet.addRow([
        ranked ? one.rank : '',
        org.unit(one.unitId)?.name ?? '',
        ...items.map((item) => given.get(item.number) ?? ''),
        one.score,
        one.passed === undefined ? '' : one.passed ? head.yes : head.no,
        formulaOf(one)[language],
      ]);
    }
  }
  return Buffer.from(await book.xlsx.writeBuffer());
}
