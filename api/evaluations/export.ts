import { formulaOf } from '../../domain/evaluation/score.ts';
import { itemsOf, type StandardItem } from '../../domain/evaluation/standard.ts';
import type { EvaluationState } from '../../domain/evaluation/state.ts';
import { publishedAt } from '../../domain/evaluation/table.ts';
import { type Org, unitNameAt } from '../../domain/org/org.ts';
import { column, day, named, ordinal } from '../export/columns.ts';
import type { Sheets } from '../export/routes.ts';
import type { Sheet } from '../export/sheets.ts';
import type { Layout } from '../export/table.ts';
import type { Language } from '../http/language.ts';
import type { ItemOf } from '../list/page.ts';
import type { listEvaluations } from './list.ts';
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

/** 得分表: a sheet for each class, a column for each item that applies to it; as printed, without the items, which its formula has. Units by their names when that version was published. */
export function scoreSheets(state: EvaluationState, { version, table, ranked }: SeenScores, org: Org, language: Language): Pick<Sheets, 'sheets' | 'printed'> {
  const head = heads[language];
  const at = publishedAt(state, version);
  const names = sheetNames(
    state.classes.map(({ name }) => name),
    language,
  );
  const sheetFor = (className: string, name: string, items: readonly StandardItem[]): Sheet => ({
    name,
    fixedColumns: 2,
    columns: [
      { header: head.rank, width: 6 },
      { header: head.unit, width: 28 },
      ...items.map((item) => ({ header: `${item.number}（${item.points}）`, width: 10 })),
      { header: head.score, width: 10 },
      { header: head.passed, width: 10 },
      { header: head.formula, width: 70 },
    ],
    rows: table
      .filter((score) => score.className === className)
      .map((score) => {
        const given = new Map(score.lines.map((line) => [line.item, line.given]));
        return [
          ranked ? score.rank : '',
          at === undefined ? (org.unit(score.unitId)?.name ?? '') : unitNameAt(score.unitId, org, at),
          ...items.map((item) => given.get(item.number) ?? ''),
          score.score,
          score.passed === undefined ? '' : score.passed ? head.yes : head.no,
          formulaOf(score)[language],
        ];
      }),
  });
  return {
    sheets: state.classes.map(({ name }, index) => sheetFor(name, names[index] ?? name, itemsOf(state.standard, name))),
    printed: state.classes.map(({ name }) => sheetFor(name, name, [])),
  };
}

/** 考评台账: evaluations as offices list them. */
export const evaluationLayout: Layout<ItemOf<typeof listEvaluations>> = {
  name: { zh: '考评', en: 'Evaluations' },
  columns: [
    ordinal,
    column('考评名称', 'Title', 44, (row) => row.title),
    named('组织单位', 'Office', 24, (row) => row.office),
    column('参评单位数', 'Units', 12, (row) => row.units),
    column('阶段', 'Stage', 14, (row) => row.stageName),
    day('开始日期', 'Begun', (row) => row.startedAt),
    day('结束日期', 'Closed', (row) => row.closedAt),
  ],
};
