import { codesOf, draftOf } from './sources.ts';

const plan = (...chapters: readonly string[]) => draftOf(['云山区2026年健康促进工作方案', ...chapters].join('\n'));
const unread = (draft: ReturnType<typeof plan>) => draft.warnings.filter(({ code }) => code === 'plan.chapter_unread');
const numbers = (draft: ReturnType<typeof plan>) => draft.tasks.map(({ number }) => number);

describe('chapters that hold no tasks by their titles', () => {
  const tasks = ['一、重点任务', '1.开展健康素养监测。', '2.建设健康主题公园。'];

  test.each(['创建申报', '监测评估', '强化督导检查', '改善环境现状工程', '经费使用', '宣传重大意义系列活动'])('%s: numbers that run on make its items tasks', (title) => {
    const draft = plan(...tasks, `二、${title}`, '3.完成第三项工作。', '4.完成第四项工作。', '三、健康环境', '5.整治背街小巷。');
    expect([numbers(draft), unread(draft)]).toEqual([['1', '2', '3', '4', '5'], []]);
    expect(draft.sections.map((section) => section.title)).toEqual(['重点任务', title, '健康环境']);
  });

  test('where numbers begin anew they are told with their line and how many', () => {
    const draft = plan(...tasks, '二、创建申报', '1.组织申报。', '2.准备材料。', '3.迎接评审。');
    expect(numbers(draft)).toEqual(['1', '2']);
    expect(unread(draft)).toEqual([
      {
        code: 'plan.chapter_unread',
        line: 5,
        zh: '“创建申报”按标题不列任务，其中3项有编号的内容未读作任务，请核对。',
        en: 'By its title "创建申报" holds no tasks: 3 numbered items in it were not read as tasks, please check.',
      },
    ]);
  });

  test('items that name who is responsible are read, and only the others are told', () => {
    const draft = plan(...tasks, '二、督导检查', '1.每月督导。（区卫健局负责）', '2.通报结果。');
    expect(draft.tasks).toHaveLength(3);
    expect(unread(draft)).toMatchObject([{ zh: expect.stringContaining('其中1项') }]);
  });

  test.each(['指导思想', '总体要求', '工作目标', '组织领导', '保障措施', '工作要求', '加强组织领导，强化保障'])('%s is told by nobody', (title) => {
    const draft = plan(...tasks, `二、${title}`, '3.提高认识。', '4.加强宣传。');
    expect([numbers(draft), unread(draft)]).toEqual([['1', '2'], []]);
  });
});

test('numbers that do not begin at 1 are told', () => {
  const draft = plan('一、重点任务', '3.开展健康素养监测。', '4.建设健康主题公园。');
  expect(draft.warnings).toContainEqual(
    expect.objectContaining({ code: 'plan.number_begins', line: 3, zh: '编号从3开始，前面可能漏项。', en: 'Numbers begin at 3: items may be missing.' }),
  );
  expect(codesOf(plan('一、重点任务', '1.开展健康素养监测。', '2.建设健康主题公园。'))).not.toContain('plan.number_begins');
});
