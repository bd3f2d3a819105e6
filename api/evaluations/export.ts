import { formulaOf, type UnitScore } from '../../domain/evaluation/score.ts';
import { itemsOf, type StandardItem } from '../../domain/evaluation/standard.ts';
import type { EvaluationState } from '../../domain/evaluation/state.ts';
import { publishedAt } from '../../domain/evaluation/table.ts';
import { type Org, unitNameAt } from '../../domain/org/org.ts';
import { writeSheets } from '../export/sheets.ts';
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

/** The table of scores as .xlsx: a sheet for each class, a column for each item that applies to it; units by their names when that version was published. */
export function exportScores(state: EvaluationState, { version, table, ranked }: SeenScores, org: Org, language: Language): Promise<Buffer> {
  const head = heads[language];
  const at = publishedAt(state, version);
  const names = sheetNames(
    state.classes.map(({ name }) => name),
    language,
  );
  const rowOf = (one: UnitScore, items: readonly StandardItem[]): readonly (string | number)[] => {
    const given = new Map(one.lines.map((line) => [line.item, line.given]));
    return [
      ranked ? one.rank : '',
      at === undefined ? (org.unit(one.unitId)?.name ?? '') : unitNameAt(one.unitId, org, at),
      ...items.map((item) => given.get(item.number) ?? ''),
      one.score,
      one.passed === undefined ? '' : one.passed ? head.yes : head.no,
      formulaOf(one)[language],
    ];
  };
  return writeSheets(
    state.classes.map(({ name }, index) => {
      const items = itemsOf(state.standard, name);
      return {
        name: names[index] ?? name,
        fixedColumns: 2,
        columns: [
          { header: head.rank, width: 6 },
          { header: head.unit, width: 28 },
          ...items.map((item) => ({ header: `${item.number}（${item.points}）`, width: 10 })),
          { header: head.score, width: 10 },
          { header: head.passed, width: 10 },
          { header: head.formula, width: 70 },
        ],
        rows: table.filter((score) => score.className === name).map((score) => rowOf(score, items)),
      };
    }),
  );
}
