import { readStandard } from '../../domain/evaluation/reading.ts';
import { type SourceCell, type SourceRow, sourceOf } from '../../domain/plan/source.ts';

type Texts = readonly (string | SourceCell)[];
const rows = (texts: readonly Texts[]): readonly SourceRow[] =>
  texts.map((cells, index) => ({ line: index + 1, cells: cells.map((cell) => (typeof cell === 'string' ? { text: cell } : cell)) }));
const read = (...texts: readonly Texts[]) => readStandard({ lines: [], tables: [{ line: 1, rows: rows(texts) }] });
const codes = (draft: ReturnType<typeof readStandard>): readonly string[] => draft.warnings.map((warning) => `${warning.code} ${warning.line}`);
const head = ['序号', '一级指标', '考评内容', '分值', '考评办法', '佐证材料', '适用范围'];

describe('a standard read from a file', () => {
  test('has its items with group, points, method, evidence and the classes they apply to', () => {
    const draft = read(
      ['健康促进区考评标准'],
      head,
      ['1.1', '组织管理', '成立领导小组', '60分', '查文件', '文件、会议纪要', '全部'],
      ['2.1', '健康环境', '无烟单位', '40', '现场查看', '', '部门、乡镇街道'],
    );
    expect(draft.items).toEqual([
      { number: '1.1', group: '组织管理', content: '成立领导小组', points: 60, method: '查文件', evidenceRequired: ['文件', '会议纪要'] },
      { number: '2.1', group: '健康环境', content: '无烟单位', points: 40, method: '现场查看', evidenceRequired: [], appliesTo: ['部门', '乡镇街道'] },
    ]);
    expect([draft.total, draft.warnings]).toEqual([100, []]);
  });

  test('tells of repeated numbers, unreadable points, and sums that do not agree', () => {
    const draft = read(head, ['1', '组织（30分）', '甲', '10'], ['1', '', '乙', '５．５'], ['', '', '丙', '酌情'], ['合计', '', '', '20']);
    expect(draft.items.map(({ number, group, points }) => [number, group, points])).toEqual([
      ['1', '组织', 10],
      ['1-2', '组织', 5.5],
      ['3', '组织', 0],
    ]);
    expect(codes(draft)).toEqual(['standard.number_repeated 3', 'standard.points_absent 4', 'standard.group_sum_differs 0', 'standard.sum_differs 0']);
    expect(draft.warnings.at(-1)?.zh).toBe('合计写明20分，各项合计15.5分。');
  });

  test.each(['证据', '材料', '佐证', '所需材料', '证据材料', '备查资料', '材料清单', '证据（附件）'])('takes a column headed %s as the evidence', (header) => {
    const draft = read(['序号', '考评内容', '分值', header], ['1', '甲', '100', '文件、照片']);
    expect([draft.items.map((item) => item.evidenceRequired), draft.warnings]).toEqual([[['文件', '照片']], []]);
  });

  test('names each column of which nothing is read', () => {
    const draft = read(['序号', '考评内容', '分值', '得分', '备注'], ['1', '甲', '60', '', '重点'], ['2', '乙', '40', '', '', '散落的字']);
    expect(draft.items.map(({ content, evidenceRequired }) => [content, evidenceRequired])).toEqual([
      ['甲', []],
      ['乙', []],
    ]);
    expect(draft.warnings.map(({ code, line, zh }) => `${code} ${line} ${zh}`)).toEqual([
      'standard.column_unused 1 “得分”一栏不在可识别的栏目之列，未读取。',
      'standard.column_unused 1 “备注”一栏不在可识别的栏目之列，未读取。',
      'standard.column_unnamed 1 第6栏没有表头，未读取。',
    ]);
  });

  test('a header over two columns is one, unless both have texts of their own', () => {
    const across: SourceCell = { text: '考评内容', merged: 'across' };
    const one = read(['序号', '考评内容', across, '分值'], ['1', '甲', { text: '甲', merged: 'across' }, '100']);
    expect([one.items.map((item) => item.content), one.warnings]).toEqual([['甲'], []]);
    expect(codes(read(['序号', '考评内容', across, '分值'], ['1', '甲', '细则', '100']))).toEqual(['standard.column_unused 1']);
  });

  test('takes merged rows as one item and counts their points once', () => {
    const merged = (text: string): SourceCell => ({ text, merged: 'down' });
    const draft = read(head, ['1', '组织', '甲一', '100'], [merged('1'), merged('组织'), '甲二', merged('100')]);
    expect([draft.items.map((item) => item.content), draft.total, codes(draft)]).toEqual([['甲一\n甲二'], 100, ['standard.rows_merged 3']]);
  });

  test('reads separated text, quoted cells too; what has no header is left unread', () => {
    const draft = readStandard(sourceOf('编号,内容,分值\n1,"甲，""乙"",丙",100'));
    expect(draft.items).toEqual([{ number: '1', content: '甲，"乙",丙', points: 100, evidenceRequired: [] }]);
    expect(readStandard(sourceOf('编号\t指标\t分值\n1\t甲\t99')).warnings.map((one) => one.code)).toEqual(['standard.not_hundred']);
    expect(codes(readStandard(sourceOf('这是一份通知。')))).toEqual(['standard.header_absent 0']);
  });
});
