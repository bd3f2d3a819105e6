import type { components } from '../../web/api/types.ts';
import { kindOf, kindSetting, setOf, sets } from '../../web/plans/setting.ts';
import { bySection, inOrder } from '../../web/things/task-order.ts';

type TaskItem = components['schemas']['TaskItem'];

const task = (order: number, more: object): TaskItem =>
  ({ order, number: String(order), dueAt: null, lead: { id: 'u', name: '' }, light: { colour: 'green' }, stage: 'signed', percent: null, section: null, ...more }) as TaskItem;

const numbers = (tasks: readonly TaskItem[]): readonly string[] => tasks.map(({ number }) => number);

describe('the order of a campaign’s tasks', () => {
  const tasks = [
    task(1, { dueAt: '2026-12-03T00:00:00Z', lead: { id: 'b', name: '教育局' }, section: '控烟' }),
    task(2, { light: { colour: 'red' }, lead: { id: 'a', name: '财政局' }, percent: 60 }),
    task(3, { dueAt: '2026-12-01T00:00:00Z', light: { colour: 'yellow' }, lead: { id: 'a', name: '财政局' }, section: '控烟' }),
    task(10, { dueAt: '2026-12-02T00:00:00Z', stage: 'accepted' }),
  ];

  test.each([
    ['number', ['1', '2', '3', '10']],
    ['-number', ['10', '3', '2', '1']],
    ['due', ['3', '10', '1', '2']],
    ['-due', ['1', '10', '3', '2']],
    ['unit', ['10', '2', '3', '1']],
    ['light', ['2', '3', '1', '10']],
    ['-percent', ['10', '2', '1', '3']],
    ['nothing known', ['1', '2', '3', '10']],
  ])('by %s', (by, expected) => {
    expect(numbers(inOrder(tasks, by))).toEqual(expected);
  });

  test('by section, in the order in which the sections first come', () => {
    expect([...bySection(tasks)].map(([section, own]) => [section, numbers(own)])).toEqual([
      ['控烟', ['1', '3']],
      ['', ['2', '10']],
    ]);
  });
});

describe('what a choice of kind sets on a task of a draft', () => {
  test('a rhythm makes it recurring, and is shown as its kind', () => {
    expect(kindSetting('quarter')).toEqual({ kind: 'recurring', rhythm: 'quarter' });
    expect(kindOf({ kind: 'recurring', rhythm: 'quarter' })).toBe('quarter');
    expect(kindSetting('once')).toEqual({ kind: 'once' });
  });

  test('each-unit begins with all members; a set is known by its kinds, units named one by one are none', () => {
    expect(kindSetting('eachUnit')).toEqual({ kind: 'eachUnit', each: { expression: '各成员单位', kinds: [], members: true } });
    expect(setOf({ expression: '各乡镇', kinds: ['subDistrict', 'town'], members: false })).toBe('towns');
    expect(setOf({ ...sets.towns, kinds: [...sets.towns.kinds], units: [{ name: '甲镇', unitId: 'a' }] })).toBeUndefined();
    expect(setOf({ expression: '各医院', kinds: ['institution'], members: false })).toBeUndefined();
  });
});
