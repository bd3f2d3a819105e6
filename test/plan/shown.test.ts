import { shownLines } from '../../domain/plan/shown.ts';
import { sourceOf } from '../../domain/plan/source.ts';

describe('the text shown beside a draft', () => {
  test('keeps the numbers of its lines and hides contacts of persons', () => {
    const text = '工作计划\n\n1. 开设健康栏目。\n联系人：张三  电话：13800138000\n';
    const lines = shownLines(sourceOf(text));
    expect(lines.map(({ line }) => line)).toEqual([1, 3, 4]);
    expect(lines[1]?.text).toBe('1. 开设健康栏目。');
    expect(lines[2]?.text).not.toMatch(/张三|13800138000/);
    expect(lines[2]?.text).toContain('联系人');
  });

  test('rows of tables stand between the lines, merged cells once', () => {
    const lines = shownLines({
      lines: [
        { line: 1, text: '任务分解表' },
        { line: 4, text: '附注' },
      ],
      tables: [
        {
          line: 2,
          rows: [
            { line: 2, cells: [{ text: '序号' }, { text: '任务' }] },
            { line: 3, cells: [{ text: '1' }, { text: '开设\n栏目' }, { text: '1', merged: 'across' }] },
          ],
        },
      ],
    });
    expect(lines).toEqual([
      { line: 1, text: '任务分解表' },
      { line: 2, text: '序号 │ 任务' },
      { line: 3, text: '1 │ 开设 栏目' },
      { line: 4, text: '附注' },
    ]);
  });
});
