import { splitNames } from '../../domain/plan/mark.ts';
import { setOf } from '../../domain/plan/set.ts';
import { type PlanUnit, unitFinder } from '../../domain/plan/unit.ts';
import { districtUnits } from './sources.ts';

describe('matching names to the register', () => {
  const finder = unitFinder(districtUnits);
  test.each([
    ['卫健委', 'wsj'],
    ['区卫健局', 'wsj'],
    ['区卫生健康委', 'wsj'],
    ['连云区卫生健康局', 'wsj'],
    ['区卫生和计划生育委员会', 'wsj'],
    ['区 卫 健 委', 'wsj'],
    ['宣传部', 'xcb'],
    ['区委宣传部', 'xcb'],
    ['文体旅局', 'wtl'],
    ['文化体育旅游局', 'wtl'],
    ['区教委', 'jyj'],
    ['应急局', 'yj'],
    ['市场监管局', 'sc'],
    ['区市场监管局', 'sc'],
    ['区市监局', 'sc'],
    ['住房城乡建设局', 'zj'],
    ['区住建局', 'zj'],
    ['城管局', 'cg'],
    ['区城市管理局', 'cg'],
    ['连云港市连云区城管局', 'cg'],
    ['人社局', 'rs'],
    ['人力社保局', 'rs'],
    ['团区委', 'tw'],
    ['共青团区委', 'tw'],
    ['区妇联', 'fl'],
    ['总工会', 'gh'],
    ['连云生态环境局', 'hb'],
    ['墟沟街道', 's1'],
  ])('%s', (name, id) => {
    expect(finder.find(name).unitId).toBe(id);
  });

  test.each(['区体育局', '开发区管委会', '区委', '区政府', '旅游局', '区水利局', ''])('“%s” is none of them', (name) => {
    expect(finder.find(name).unitId).toBeNull();
  });

  test("of two units of one core the name's level decides, and without a level none is chosen", () => {
    const units: readonly PlanUnit[] = [
      { id: 'c', name: '平湾市', kind: 'city', aliases: [] },
      { id: 'd', name: '东山区', kind: 'district', aliases: [], parentId: 'c' },
      { id: 'cj', name: '平湾市教育局', kind: 'department', aliases: [], parentId: 'c' },
      { id: 'dj', name: '东山区教育局', kind: 'department', aliases: [], parentId: 'd' },
    ];
    const two = unitFinder(units);
    expect([two.find('市教育局').unitId, two.find('区教育局').unitId, two.find('东山区教育局').unitId]).toEqual(['cj', 'dj', 'dj']);
    expect(two.find('教育局')).toEqual({ unitId: null, candidates: ['平湾市教育局', '东山区教育局'] });
  });

  test('the 市 of 市场 and 市容 is no level, that of 市民政局 and 市监委 is one', () => {
    const unit = (id: string, name: string, parentId?: string): PlanUnit => ({
      id,
      name,
      kind: parentId === undefined ? 'city' : id === 'd' ? 'district' : 'department',
      aliases: [],
      ...(parentId ? { parentId } : {}),
    });
    const names = ['市场监督管理局', '市容环境管理局', '民政局', '民族宗教事务局', '监察委员会', '城市管理局'];
    const two = unitFinder([
      unit('c', '云山市'),
      unit('d', '连云区', 'c'),
      ...names.flatMap((name) => [unit(`c-${name}`, `云山市${name}`, 'c'), unit(`d-${name}`, `连云区${name}`, 'd')]),
    ]);
    for (const name of ['市场监管局', '市监局', '市容环境管理局', '城市管理局', '民政局'])
      expect([name, two.find(name)]).toEqual([name, { unitId: null, candidates: [expect.stringMatching(/^云山市/), expect.stringMatching(/^连云区/)] }]);
    const found = ['市市场监管局', '市市监局', '区市场监管局', '市市容环境管理局', '市民政局', '市民宗局', '市民族宗教局', '市监委', '区监委', '市监察委', '云山市连云区民政局'];
    expect(found.map((name) => [name, two.find(name).unitId])).toEqual([
      ['市市场监管局', 'c-市场监督管理局'],
      ['市市监局', 'c-市场监督管理局'],
      ['区市场监管局', 'd-市场监督管理局'],
      ['市市容环境管理局', 'c-市容环境管理局'],
      ['市民政局', 'c-民政局'],
      ['市民宗局', 'c-民族宗教事务局'],
      ['市民族宗教局', 'c-民族宗教事务局'],
      ['市监委', 'c-监察委员会'],
      ['区监委', 'd-监察委员会'],
      ['市监察委', 'c-监察委员会'],
      ['云山市连云区民政局', 'd-民政局'],
    ]);
  });

  test('aliases and short names count as names', () => {
    const own = unitFinder([{ id: 'a', name: '健康平湾行动推进办', shortName: '健康办', aliases: ['爱卫办'], kind: 'office' }]);
    expect([own.find('健康办').unitId, own.find('市爱卫办').unitId]).toEqual(['a', 'a']);
  });
});

test('units of one name are told apart by those above them, and what one is called outright the others only have for another name', () => {
  const unit = (id: string, name: string, parentId?: string, aliases: readonly string[] = []): PlanUnit => ({
    id,
    name,
    kind: 'institution',
    aliases,
    ...(parentId ? { parentId } : {}),
  });
  const finder = unitFinder([
    unit('east', '河东镇'),
    unit('west', '河西镇'),
    unit('clinic-east', '卫生院', 'east'),
    unit('clinic-west', '卫生院', 'west'),
    unit('school', '中心小学', 'east'),
    unit('branch', '东校区', 'east', ['中心小学']),
  ]);
  const found = ['河东镇/卫生院', '河西镇／卫生院', '北镇/卫生院', '卫生院', '中心小学'].map((name) => finder.find(name));
  expect(found).toEqual([
    { unitId: 'clinic-east' },
    { unitId: 'clinic-west' },
    { unitId: null },
    { unitId: null, candidates: ['河东镇/卫生院', '河西镇/卫生院'] },
    { unitId: 'school' },
  ]);
});

test('a list of units is cut at signs and at 和 between units, never within a name', () => {
  expect(splitNames('市发展和改革委、市住房和城乡建设局和市卫生健康委，市文化和旅游局及各乡镇（街道）')).toEqual([
    '市发展和改革委',
    '市住房和城乡建设局',
    '市卫生健康委',
    '市文化和旅游局',
    '各乡镇（街道）',
  ]);
});

test.each([
  ['各部门', ['department']],
  ['各有关部门', ['department']],
  ['区级各部门', ['department']],
  ['各乡镇（街道）', ['town', 'subDistrict']],
  ['各镇(街道)', ['town', 'subDistrict']],
  ['各乡（镇）人民政府', ['town']],
  ['各街道办事处', ['subDistrict']],
  ['各县（市、区）', ['district']],
  ['各县〔市、区〕人民政府', ['district']],
  ['各乡镇、街道', ['town', 'subDistrict']],
  ['各医疗卫生机构', ['institution']],
])('%s is a set', (name, kinds) => {
  expect(setOf(name)?.kinds).toEqual(kinds);
});

test.each(['区教育局', '各街道办事处主任', '各级'])('%s is no set', (name) => {
  expect(setOf(name)).toBeUndefined();
});
