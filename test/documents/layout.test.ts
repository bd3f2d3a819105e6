import fc from 'fast-check';
import { signatureAxis, titleLines, widthOf } from '../../api/documents/title-lines.ts';
import { rowHeight, sharedOut, sheetWidths } from '../../api/export/widths.ts';

describe('a title', () => {
  test.each([
    ['督办通知书', ['督办通知书']],
    ['关于2026年一季度健康促进区建设任务进展情况的通报', ['关于2026年一季度健康促进区', '建设任务进展情况的通报']],
    ['关于印发《演示区国家卫生城市巩固提升三年行动方案》的通知', ['关于印发《演示区国家卫生城市', '巩固提升三年行动方案》的通知']],
  ])('%s is broken between words, into lines about as long', (title, lines) => {
    expect(titleLines(title, 20)).toEqual(lines);
  });

  test('loses nothing, and no line is longer than the page allows where its words are not', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('关于', '健康', '促进区', '工作', '的', '《', '》', '2026', '通报', '（', '）'), { minLength: 1, maxLength: 40 }), (words) => {
        const title = words.join('');
        const lines = titleLines(title, 20);
        expect(lines.join('')).toBe(title);
        expect(lines).not.toContain('');
        for (const line of lines.slice(1)) expect(line).not.toMatch(/^[的》）]/);
        if (!/[《（》）]/.test(title)) for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(20);
      }),
    );
  });
});

test('a signature, whose seal it bears and its date are centred on one axis, the date four characters from the edge, no line nearer than two', () => {
  expect(signatureAxis(['健康办', '2026年4月16日'], '2026年4月16日')).toBe(4 + widthOf('2026年4月16日') / 2);
  const long = '演示区健康促进区工作领导小组办公室';
  expect(signatureAxis([long, '2026年4月16日'], '2026年4月16日')).toBe(2 + 17 / 2);
  expect(signatureAxis([long], undefined)).toBe(2 + 17 / 2);
});

describe('columns of a table', () => {
  const date = { width: 14, narrowest: 14 };

  test('fill the page in proportion while there is room, and tear no date where there is none', () => {
    expect(sharedOut([{ width: 10 }, { width: 20 }], 60).reduce((sum, one) => sum + one, 0)).toBeCloseTo(60);
    const tight = sharedOut([{ width: 60 }, date, { width: 36 }, date, { width: 8 }], 80);
    expect(tight.map((one) => Math.round(one))).toEqual([27, 14, 18, 14, 7]);
  });

  test('of a workbook stay as they are until their rows would be too small to read on a page', () => {
    expect(sheetWidths([{ width: 60 }, date, { width: 30 }])).toEqual([60, 14, 30]);
    const wide = sheetWidths([{ width: 200 }, date, { width: 100 }]);
    expect([wide[1], wide.reduce((sum, one) => sum + one, 0)]).toEqual([14, 190]);
  });

  test('make a row as high as its longest text needs', () => {
    expect(rowHeight(['短', 12], [10, 6])).toBeUndefined();
    expect(rowHeight(['十个汉字占二十个字符位', 'x'], [11, 6])).toBe(48);
    expect(rowHeight(['一行\n二行'], [20])).toBe(32);
  });
});
