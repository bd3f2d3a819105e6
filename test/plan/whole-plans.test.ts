import { codesOf, draftOf, fixture, fixtureDraft } from './sources.ts';

describe('the Wulong plan of 2021', () => {
  const draft = fixtureDraft('wulong-2021');

  test('has 92 tasks: 11 overall and 81 in 15 actions, numbered 1 to 92', () => {
    expect(draft.tasks.map((task) => task.number)).toEqual(Array.from({ length: 92 }, (_, index) => String(index + 1)));
    expect(draft.sections).toHaveLength(16);
    expect(draft.tasks.filter((task) => task.section === draft.sections[0]?.id)).toHaveLength(11);
    expect(draft.sections.slice(1).map((section) => section.title)).toEqual(expect.arrayContaining(['健康知识普及行动', '心脑血管疾病防治行动', '传染病及地方病防控行动']));
    expect(draft.sections.map((section) => draft.tasks.filter((task) => task.section === section.id).length)).toEqual([11, 4, 2, 5, 12, 6, 5, 16, 5, 6, 9, 4, 1, 3, 1, 2]);
  });

  test('reads the two items that share line 143 as two and says so', () => {
    expect(draft.tasks.filter((task) => task.line === 143).map((task) => task.number)).toEqual(['54', '55']);
    expect(draft.warnings).toContainEqual(expect.objectContaining({ code: 'plan.items_share_line', line: 143 }));
  });

  test('leaves the damaged date empty and points at its line', () => {
    expect(draft.issuedOn).toBeNull();
    expect(draft.warnings).toContainEqual(expect.objectContaining({ code: 'plan.date_damaged', line: 15 }));
  });

  test('makes nos. 82 and 87, and no others, a task of every town and sub-district', () => {
    expect(draft.tasks.filter((task) => task.kind === 'eachUnit').map((task) => [task.number, task.each?.expression, task.each?.kinds])).toEqual([
      ['82', '各乡镇(街道)', ['town', 'subDistrict']],
      ['87', '各乡镇(街道)', ['town', 'subDistrict']],
    ]);
  });

  test('states exactly two indicators, both in no. 36', () => {
    expect(draft.indicators.map((indicator) => [indicator.name, indicator.rule])).toEqual([
      ['登记在册的精神分裂症治疗率', { kind: 'atLeast', target: 80, unit: '%' }],
      ['严重精神障碍患者规范管理率', { kind: 'atLeast', target: 80, unit: '%' }],
    ]);
    expect(draft.indicators.every((indicator) => indicator.cites[0]?.line === 103)).toBe(true);
  });

  test('names no lead, deadline, rhythm or phase for any task, and nothing is made up', () => {
    for (const task of draft.tasks)
      expect([task.lead, task.supporting, task.dueOn, task.rhythm, task.phase, task.evidence, task.weight, task.standard]).toEqual([null, [], null, null, null, [], null, null]);
    expect(draft.phases).toEqual([]);
    expect(codesOf(draft)).toEqual(expect.arrayContaining(['plan.leads_absent', 'plan.deadlines_absent', 'plan.phases_absent']));
  });

  test('knows its title and body and keeps the page around it out of the last task', () => {
    expect(draft.title).toBe('2021年健康中国武隆行动工作计划');
    expect(draft.issuingBody).toBe('健康中国武隆行动领导小组办公室');
    expect(draft.tasks.at(-1)?.content).toMatch(/监测模式。$/);
    expect(JSON.stringify(draft)).not.toMatch(/扫一扫|部门网站|当前的位置/);
  });

  test('reads the same with half- and full-width punctuation', () => {
    const wide = fixture('wulong-2021').replace(/[,:;()0-9.]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0));
    const other = draftOf(wide);
    expect(other.tasks.map((task) => [task.number, task.line, task.kind])).toEqual(draft.tasks.map((task) => [task.number, task.line, task.kind]));
    expect(other.indicators.map((indicator) => indicator.rule)).toEqual(draft.indicators.map((indicator) => indicator.rule));
  });
});

describe('the Lianyun plan of 2020', () => {
  const draft = fixtureDraft('lianyun-2020');

  test('has three phases with dates, months resolved to their ends', () => {
    expect(draft.phases.map((phase) => [phase.kind, phase.startsOn, phase.endsOn, phase.line])).toEqual([
      ['commitment', '2020-08-01', '2020-08-31', 149],
      ['intervention', '2020-09-01', '2021-01-31', 151],
      ['evaluation', '2021-02-01', '2021-07-31', 153],
    ]);
    expect(draft.period).toEqual({ startsOn: '2020-08-01', endsOn: '2021-07-31' });
  });

  test('has nine sections with 30 leaf tasks', () => {
    expect(draft.sections.map((section) => draft.tasks.filter((task) => task.section === section.id).length)).toEqual([6, 2, 3, 4, 5, 4, 4, 1, 1]);
    expect(draft.tasks.map((task) => task.number).slice(0, 6)).toEqual(['1.1', '1.2.1', '1.2.2', '1.2.3', '1.3.1', '1.3.2']);
    expect(draft.tasks.slice(-2).map((task) => [task.number, task.label, task.title])).toEqual([
      ['8', '三、(八)', '培育健康人群'],
      ['9', '三、(九)', '提高人群健康水平'],
    ]);
  });

  test('has the ten numeric indicators, repeated statements merged with both places cited', () => {
    expect(draft.indicators.map((indicator) => [indicator.name, indicator.rule.kind, indicator.rule.target, indicator.cites.map((cite) => cite.line)])).toEqual([
      ['健康社区比例', 'atLeast', 30, [41, 99]],
      ['健康促进医院比例', 'atLeast', 40, [41, 101]],
      ['健康促进学校比例', 'atLeast', 50, [41, 101]],
      ['健康促进机关比例', 'atLeast', 50, [41, 101]],
      ['健康促进企业比例', 'atLeast', 20, [41, 101]],
      ['开展健康家庭评选的社区覆盖率', 'coverage', 100, [41, 99]],
      ['居民健康素养水平', 'relativeOrReference', null, [43]],
      ['成人吸烟率', 'relativeOrReference', null, [45]],
      ['人员配置率', 'count', 1.75, [67]],
      ['示范健康家庭', 'count', 100, [99]],
    ]);
    expect(draft.indicators[6]?.rule).toMatchObject({ change: 20, baseline: '2020年初', reference: '当年全省平均水平', better: 'above' });
    expect(draft.indicators[7]?.rule).toMatchObject({ change: -20, better: 'below' });
    expect(draft.indicators[8]?.rule).toMatchObject({ unit: '人/10万人口' });
  });

  test('matches all 16 member units to the register and keeps the one set expression', () => {
    expect(draft.memberUnits.map((member) => member.unitId)).toEqual(['xcb', 'wsj', 'wtl', 'czj', 'jyj', 'yj', 'jfj', 'gh', 'cg', 'sc', 'zj', 'mz', 'rs', 'tw', 'fl', 'hb']);
    expect(draft.memberSets).toEqual([{ expression: '各街道办事处', kinds: ['subDistrict'], members: false, line: 57 }]);
    expect(draft.unknownUnits).toEqual([]);
  });

  test('says that each of the three annexes is absent', () => {
    expect(draft.warnings.filter((warning) => warning.code === 'plan.annex_absent').map((warning) => warning.line)).toEqual([178, 180, 182]);
  });

  test('knows number, body and date', () => {
    expect([draft.title, draft.documentNumber, draft.issuingBody, draft.issuedOn]).toEqual([
      '连云区省级健康促进区建设工作实施方案',
      '连区政办发〔2020〕76号',
      '连云港市连云区人民政府办公室',
      '2020-09-24',
    ]);
  });
});

describe('what is no plan', () => {
  test('a press conference gives an empty draft and says why', () => {
    const draft = fixtureDraft('press-conference');
    expect([draft.tasks, draft.indicators, draft.phases, draft.sections]).toEqual([[], [], [], []]);
    expect(codesOf(draft)[0]).toBe('plan.press_conference');
  });

  test('a report of work done gives an empty draft and says why', () => {
    const draft = fixtureDraft('year-report');
    expect([draft.tasks, draft.indicators]).toEqual([[], []]);
    expect(codesOf(draft)[0]).toBe('plan.report');
  });

  test('a news page without numbered items gives no task and says so', () => {
    const draft = fixtureDraft('unnumbered-news');
    expect([draft.tasks, draft.indicators]).toEqual([[], []]);
    expect(codesOf(draft)[0]).toBe('plan.no_tasks');
  });
});
