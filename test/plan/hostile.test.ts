import fc from 'fast-check';
import { maskContacts } from '../../domain/plan/contact.ts';
import { growth, leastWork } from '../harness/work.ts';
import { draftOf } from './sources.ts';

const pieces = [
  '一、',
  '（一）',
  '1.',
  '（1）',
  '①',
  '第一部分',
  '责任单位：',
  '牵头单位：',
  '（市卫健委牵头，',
  '各乡镇（街道）',
  '2025年',
  '6月底前',
  '每季度',
  '30%',
  '不低于',
  '比例',
  '、',
  '；',
  '。',
  '\n',
  '\t',
  '（',
  '）',
  '附件：1.',
  '联系人：',
  '第一阶段：',
  '成员包括',
  '基础上提高20%，或高于',
  'é',
  '\u0000',
  '\ud800',
  '𠀀',
  '　',
  '序号\t任务\t责任单位\n',
];

describe('whatever comes in', () => {
  test('parsing never throws, gives JSON and unique numbers', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary', maxLength: 8 })), { maxLength: 120 }), (parts) => {
        const draft = draftOf(parts.join(''));
        expect(JSON.parse(JSON.stringify(draft))).toEqual(draft);
        expect(new Set(draft.tasks.map((task) => task.number)).size).toBe(draft.tasks.length);
        for (const task of draft.tasks) expect(task.section === null || draft.sections.some((section) => section.id === task.section)).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  test('masking never throws, keeps the number of lines and masks nothing twice', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom(...pieces, '电话13800001111', '甲乙丙  主任'), fc.string({ maxLength: 6 })), { maxLength: 60 }), (parts) => {
        const text = parts.join('');
        expect(maskContacts(text).split('\n')).toHaveLength(text.split('\n').length);
      }),
      { numRuns: 300 },
    );
  });

  const size = 10 * 1024 * 1024;
  test.each([
    '（',
    '1.',
    '一、',
    ' ',
    '\n',
    '(1)\n',
    '1.甲\n',
    '各',
    '、',
    '2025年',
    '30%',
    '电话：',
    '责任单位：',
    '由',
    '甲',
    '（市卫健委牵头）',
    '第一阶段：',
    '成员包括',
    '附件',
    '0571-',
    'a@',
    '附件：1.',
    '提高',
    '在',
    '。由',
  ])('10 MB of “%s” costs ten times what 1 MB costs, and no more', (piece) => {
    const ofSize = (bytes: number) => (): void => {
      draftOf(`2025年工作计划\n一、重点任务\n1.${piece.repeat(Math.ceil(bytes / Buffer.byteLength(piece)))}`);
    };
    // Ten million objects also cost the collector of garbage: up to 33 times was seen of what is linear. What grows with the square takes a hundred times.
    const most = 60;
    const { whole, tenth } = leastWork({ whole: ofSize(size), tenth: ofSize(size / 10) }, (work) => growth(work.whole, work.tenth, 500) >= most);
    expect(growth(whole, tenth, 500)).toBeLessThan(most);
  });
});
