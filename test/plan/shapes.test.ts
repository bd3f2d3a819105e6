import type { PlanDraft } from '../../domain/plan/draft.ts';
import { codesOf, draftOf, fixtureDraft, planOf } from './sources.ts';

describe('a city plan with the usual marks', () => {
  const draft = fixtureDraft('urban-health-2019');
  const task = (number: string) => draft.tasks.find((candidate) => candidate.number === number);

  test('takes title over two lines, number, body and date', () => {
    expect([draft.title, draft.documentNumber, draft.issuingBody, draft.issuedOn]).toEqual(['健康平湾行动实施方案', '平政办发〔2019〕21号', '平湾市人民政府办公室', '2019-09-03']);
  });

  test("reads lead, supporting units and a deadline at a month's end from brackets, and cuts them from the content", () => {
    expect(task('2.1.1')).toMatchObject({
      content: '建立健康科普专家库。',
      lead: { name: '市卫生健康委', unitId: 'wsj' },
      supporting: [
        { name: '市教育局', unitId: 'jyj' },
        { name: '市市场监管局', unitId: 'sc' },
      ],
      dueOn: '2019-10-31',
    });
  });

  test('reads a deadline in running text', () => {
    expect(task('2.1.2')).toMatchObject({ lead: { name: '市卫生健康委' }, dueOn: '2026-06-30' });
  });

  test('takes the first of several responsible units as lead and says so', () => {
    expect(task('2.1.3')).toMatchObject({ lead: { unitId: 'wsj' }, supporting: [{ name: '市住房和城乡建设局', unitId: 'zj' }], kind: 'recurring', rhythm: 'quarter' });
    expect(draft.warnings).toContainEqual(expect.objectContaining({ code: 'plan.lead_assumed', line: task('2.1.3')?.line }));
  });

  test('reads labels on lines of their own', () => {
    expect(task('2.2.2')).toMatchObject({ content: '推进无烟单位建设。', lead: { name: '市爱卫办', unitId: null }, dueOn: '2019-12-31' });
    expect(task('2.2.2')?.supporting).toEqual([
      { name: '市教育局', unitId: 'jyj' },
      { name: '各乡镇（街道）', unitId: null, kinds: ['town', 'subDistrict'] },
    ]);
    expect(task('2.2.3')).toMatchObject({ lead: { name: '市综合行政执法局' }, supporting: [{ name: '市市场监管局' }, { name: '市烟草专卖局' }], dueOn: null, rhythm: null });
    expect(codesOf(draft)).toContain('plan.deadline_open');
  });

  test('reads a sentence that names lead and supporting units', () => {
    expect(task('2.3')).toMatchObject({ lead: { unitId: 'jyj' }, supporting: [{ unitId: 'wsj' }, { name: '市文化和旅游局' }], kind: 'once' });
  });

  test('makes “各部门每月” a monthly task of each department', () => {
    expect(task('2.4')).toMatchObject({ kind: 'eachUnit', rhythm: 'month', each: { expression: '各部门', kinds: ['department'] } });
  });

  test('takes an item of the safeguards only where it names who is responsible', () => {
    expect(draft.tasks.map((candidate) => candidate.number)).toEqual(['2.1.1', '2.1.2', '2.1.3', '2.2.1', '2.2.2', '2.2.3', '2.3', '2.4', '4.2']);
  });

  test('reads phases from a chapter of steps', () => {
    expect(draft.phases.map((phase) => [phase.kind, phase.startsOn, phase.endsOn])).toEqual([
      ['commitment', '2019-09-01', '2019-09-30'],
      ['intervention', '2019-10-01', '2020-06-30'],
      ['evaluation', '2020-07-01', '2020-08-31'],
    ]);
  });

  test('gives each year of a statement its own target', () => {
    expect(draft.indicators.map((indicator) => [indicator.name, indicator.rule.kind, indicator.rule.target, indicator.dueOn])).toEqual(
      expect.arrayContaining([
        ['居民健康素养水平', 'atLeast', 22, '2022-12-31'],
        ['居民健康素养水平', 'atLeast', 30, '2030-12-31'],
        ['15岁以上人群吸烟率', 'atMost', 24.5, '2022-12-31'],
        ['15岁以上人群吸烟率', 'atMost', 20, '2030-12-31'],
        ['严重精神障碍患者规范管理率', 'atLeast', 85, null],
        ['每千人口执业医师数', 'count', 2.8, null],
      ]),
    );
  });

  test('reads the leading group from “成立由……组成的领导小组”', () => {
    expect(draft.memberUnits.map((member) => member.unitId)).toEqual(['wsj', 'jyj', 'czj']);
  });
});

describe('a table of contents', () => {
  const plan = [
    '一、总体要求',
    '坚持以人民健康为中心。',
    '二、重点任务',
    '（一）健康教育',
    '1.开展健康素养监测。',
    '2.建设健康主题公园。',
    '（二）健康环境',
    '1.整治背街小巷。',
    '三、保障措施',
    '各单位要加强领导。',
  ];
  const title = '云山区健康区建设实施方案';
  const read = (draft: PlanDraft) => [draft.title, draft.sections.map((section) => section.title), draft.tasks.map((task) => [task.number, task.content])];
  const plain = read(draftOf([title, ...plan].join('\n')));

  test.each([
    ['with tabs', ['目　录', '前言\t1', '一、总体要求\t1', '二、重点任务\t2', '（一）健康教育\t2', '1.开展健康素养监测。\t3', '（二）健康环境\t4', '三、保障措施\t5']],
    ['with leaders', ['目录', '一、总体要求……………1', '二、重点任务.......2', '（一）健康教育 ········ 2', '（二）健康环境……4', '三、保障措施……5']],
    ['without its title', ['一、总体要求\t1', '二、重点任务\t2', '（一）健康教育\t2', '（二）健康环境\t4', '三、保障措施\t5']],
    ['without page numbers', ['目录', '一、总体要求', '二、重点任务', '（一）健康教育', '（二）健康环境', '三、保障措施']],
  ])('%s adds nothing to the plan', (_, contents) => {
    expect(read(draftOf([title, ...contents, ...plan].join('\n')))).toEqual(plain);
  });

  test('an item with a number after a tab is none', () => {
    expect(draftOf([title, '一、重点任务', '1.建设健康主题公园\t3', '2.创建健康学校\t10'].join('\n')).tasks).toHaveLength(2);
  });
});

describe('deadlines and rhythms', () => {
  test.each([
    ['1.建立制度。（2019年10月底前完成）', '2019-10-31', null],
    ['1.建立制度。2026年6月30日前完成。', '2026-06-30', null],
    ['1.建立制度。（6月底前）', '2025-06-30', null],
    ['1.建立制度。完成时限：年底前', '2025-12-31', null],
    ['1.建立制度，2025年底前全面实施。', '2025-12-31', null],
    ['1.建立制度。完成时间：第三季度末', '2025-09-30', null],
    ['1.建立制度。（二〇二六年二月底前完成）', '2026-02-28', null],
    ['1.建立制度。完成时限：2024-02', '2024-02-29', null],
    ['1.建立制度。时限要求：２０２５年９月中旬', '2025-09-20', null],
    ['1.每季度开展一次督导。', null, 'quarter'],
    ['1.加强调度。每月报送进展。', null, 'month'],
    ['1.每半年召开一次领导小组会议。', null, 'halfYear'],
    ['1.开展评估。（每年）', null, 'year'],
    ['1.为35岁以上居民每年免费测量一次血压。', null, null],
    ['1.在2020年初基础上提高健康素养水平。', null, null],
    ['1.贯彻落实《健康规划（2021-2025年）》。', null, null],
  ])('%s', (item, dueOn, rhythm) => {
    expect(planOf(item, '2.其他工作。').tasks[0]).toMatchObject({ dueOn, rhythm, kind: rhythm === null ? 'once' : 'recurring' });
  });

  test('a date that does not exist stays empty with a warning', () => {
    const draft = planOf('1.建立制度。（2025年2月30日前完成）', '2.其他工作。');
    expect(draft.tasks[0]?.dueOn).toBeNull();
    expect(codesOf(draft)).toContain('plan.date_invalid');
  });

  test('“6月底前” in a document of September means the next June, with a warning', () => {
    const draft = draftOf('平湾区控烟实施方案\n平湾区卫生健康局\n2023年9月5日\n一、工作任务\n1.修订制度。（6月底前完成）');
    expect(draft.tasks[0]?.dueOn).toBe('2024-06-30');
    expect(codesOf(draft)).toContain('plan.year_assumed');
  });
});

describe('each-unit tasks', () => {
  test.each([
    ['各乡镇（街道）要做好环境整治。', ['town', 'subDistrict']],
    ['各街道办事处负责组织实施。', ['subDistrict']],
    ['各部门要制定方案。', ['department']],
    ['各镇、街道应明确联络员。', ['town', 'subDistrict']],
    ['开展大扫除。（各乡镇人民政府、各街道办事处负责）', ['town', 'subDistrict']],
    ['开展大扫除。责任单位：各村（社区）', ['community', 'village']],
  ])('%s', (item, kinds) => {
    const [task] = planOf(`1.${item}`, '2.其他工作。').tasks;
    expect(task).toMatchObject({ kind: 'eachUnit', lead: null });
    expect([...(task?.each?.kinds ?? [])].sort()).toEqual([...kinds].sort());
  });

  test('“各成员单位” are the members of the leading group', () => {
    expect(planOf('1.各成员单位要加强配合。', '2.其他工作。').tasks[0]?.each).toMatchObject({ members: true });
  });

  test('a text that only speaks of towns is no order to each', () => {
    expect(planOf('1.指导、督促各乡镇（街道）推进工作。', '2.各部门联动机制不断健全。').tasks.map((task) => task.kind)).toEqual(['once', 'once']);
  });
});

describe('numbering', () => {
  test('（1） and ① below an item take its place, and what is not a number stays text', () => {
    const draft = planOf('（一）健全机制', '1.建立队伍', '（1）配备人员1.75人/10万人口。', '（2）开展培训。', '①分级培训。', '②考核。', '2.保障经费。');
    expect(draft.tasks.map((task) => [task.number, task.title ?? task.content])).toEqual([
      ['1.1', '配备人员1.75人/10万人口。'],
      ['1.2.1', '分级培训。'],
      ['1.2.2', '考核。'],
      ['2', '保障经费。'],
    ]);
  });

  test('headings without number divide items that start again at 1', () => {
    const draft = draftOf('2025年健康社区工作计划\n健康教育\n1.举办讲座。\n2.更新专栏。\n环境整治\n1.清理死角。\n2.除四害。');
    expect(draft.sections.map((section) => section.title)).toEqual(['健康教育', '环境整治']);
    expect(new Set(draft.tasks.map((task) => task.number)).size).toBe(4);
  });

  test('an enumeration within a sentence is no list of items', () => {
    expect(planOf('1.落实三项措施：1.宣传；2.培训；3.检查。', '2.其他工作。').tasks).toHaveLength(2);
  });

  test('a gap and a repeated number are told', () => {
    expect(codesOf(planOf('1.甲项工作。', '3.乙项工作。'))).toContain('plan.number_gap');
    const draft = planOf('1.甲项工作。', '1.乙项工作。');
    expect(draft.tasks.map((task) => task.number)).toEqual(['1', '1-2']);
    expect(codesOf(draft)).toContain('plan.number_repeated');
  });

  test('units named on the heading hold for its items, units under the last item for all without their own', () => {
    const draft = planOf('（一）控烟。（市卫生健康委牵头）', '1.宣传控烟。', '2.巡查控烟。', '（二）健身', '1.修建步道。', '2.举办比赛。', '责任单位：市文体旅游局');
    expect(draft.tasks.map((task) => task.lead?.unitId)).toEqual(['wsj', 'wsj', 'wtl', 'wtl']);
  });
});

describe('tables in text', () => {
  test('headers by their usual names, two items in one cell, empty cells', () => {
    const draft = draftOf(
      '2024年健康县建设任务分解表\n序号\t工作任务\t牵头单位\t配合单位\t完成时限\t工作标准\n1\t建设健康步道\t住建局\t文旅局、卫健委\t2024年6月底前\t不少于2公里\n54\t54.上线系统。55.落实医保。\t卫健委\t\t10月\t',
    );
    expect(draft.tasks.map((task) => [task.number, task.lead?.unitId, task.dueOn])).toEqual([
      ['1', 'zj', '2024-06-30'],
      ['54', 'wsj', '2024-10-31'],
      ['55', 'wsj', '2024-10-31'],
    ]);
    expect(draft.tasks[0]?.standard).toBe('不少于2公里');
    expect(codesOf(draft)).toContain('plan.items_share_line');
  });

  test('a second row of the header divides the units', () => {
    const draft = draftOf(
      '2025年云山区健康区建设任务分解表\n序号\t重点任务\t责任单位\t\t完成时限\n\t\t牵头单位\t配合单位\t\n1\t建设健康步道\t区住建局\t区教育局、区民政局\t2025年6月底前\n2\t开展控烟宣传\t\t区教育局\t',
    );
    expect(draft.tasks.map((task) => [task.content, task.lead?.unitId ?? null, task.supporting.map(({ unitId }) => unitId)])).toEqual([
      ['建设健康步道', 'zj', ['jyj', 'mz']],
      ['开展控烟宣传', null, ['jyj']],
    ]);
  });
});
