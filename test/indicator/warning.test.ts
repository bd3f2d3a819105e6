import type { IndicatorCommandOf } from '../../domain/indicator/commands.ts';
import type { MeasureRule } from '../../domain/indicator/rule.ts';
import { at, liaison, office } from '../campaign/district.ts';
import { amount, campaignWith, established } from './driver.ts';

const breteau: MeasureRule = { kind: 'count', bound: 'atMost', target: '5', unit: '' };
const health = liaison('health');
const warning: IndicatorCommandOf<'setWarning'> = {
  type: 'setWarning',
  op: 'atLeast',
  threshold: '5',
  task: { content: '清除蚊媒孳生地', leadUnitId: 'housing', due: { value: 3, unit: 'workingDay' } },
};

describe('a threshold with a warning', () => {
  test('opens a task of the campaign in the same step when a value crosses it: once, and anew only after it came back', () => {
    const one = established(campaignWith(), breteau, { ownerUnitId: 'health', name: '布雷图指数' });
    one.does(warning, office);
    const opened = () => one.run.tasks.filter((task) => task.origin?.kind === 'indicator').map((task) => [task.number, task.leadUnitId, task.due?.dueOn, task.stage]);
    for (const [day, value] of [
      ['03', '4.9999'],
      ['04', '5'],
      ['05', '7.2'],
      ['06', '4'],
      ['09', '6'],
    ] as const) {
      one.run.passTo(at(`2026-03-${day} 10:00`));
      one.records(health, `2026-03-${day}`, amount(value));
    }
    expect(opened()).toEqual([
      ['指标1-预警1', 'housing', '2026-03-09', 'issued'],
      ['指标1-预警2', 'housing', '2026-03-12', 'issued'],
    ]);
    expect(one.run.task('指标1-预警1').origin).toEqual({ kind: 'indicator', reference: '指标1“布雷图指数”5（≥5）', on: '2026-03-04', evidence: [] });
    expect(one.state.warned.map(({ n, taskId }) => [n, one.run.tasks.find((task) => task.id === taskId)?.number])).toEqual([
      [2, '指标1-预警1'],
      [5, '指标1-预警2'],
    ]);
    const told = one.run.told.filter((notice) => notice.draft.kind === 'indicatorWarning');
    expect(told.map((notice) => notice.to)).toEqual([
      ['office@office', 'liaisonOfficer@health'],
      ['office@office', 'liaisonOfficer@health'],
    ]);
    expect(told[0]?.draft.title.zh).toBe('【指标预警】指标1“布雷图指数”5（≥5）');
  });

  test('is not crossed by a value for a day that is past; a correction of the newest value crosses it or brings it back', () => {
    const one = established(campaignWith(), breteau, { ownerUnitId: 'health' });
    one.does(warning, office);
    one.records(health, '2026-03-02', amount('4'));
    one.records(health, '2026-03-01', amount('9'));
    expect(one.state.warned).toEqual([]);
    one.does({ type: 'correctValue', value: 1, amount: amount('5.5'), reason: '复核' }, health);
    expect(one.state.warned).toMatchObject([{ n: 1, version: 2 }]);
    one.does({ type: 'correctValue', value: 1, amount: amount('4.5'), reason: '再复核' }, health);
    expect(one.state.crossed).toEqual([]);
  });

  test('of a rolled-up indicator is watched for each unit, whose own task it is', () => {
    const one = established(campaignWith(), { kind: 'count', bound: 'atMost', target: '100', unit: '例' }, { perUnit: 'sum', unitIds: ['town-1', 'town-2'] });
    const { leadUnitId: _, ...task } = warning.task;
    one.does({ ...warning, task }, office);
    one.records(liaison('town-2'), '2026-03-02', amount('6'));
    one.records(liaison('town-1'), '2026-03-02', amount('1'));
    expect([one.state.crossed, one.run.tasks.at(-1)?.leadUnitId]).toEqual([['town-2'], 'town-2']);
  });

  test('is set only where there is something to cross, cleared with a reason, and refused with the task it would open', () => {
    const run = campaignWith();
    const list = established(run, { kind: 'items', items: [{ name: '服务站', quantity: 3 }] });
    expect(list.refuses(warning, office)).toBe('indicator.warning_unfit');
    const one = established(run, breteau, { ownerUnitId: 'health' });
    expect(one.refuses({ type: 'clearWarning', reason: '无' }, office)).toBe('indicator.warning_absent');
    expect(one.refuses({ ...warning, task: { ...warning.task, due: { value: 3, unit: 'second' } } }, office)).toBe('period.unit_refused');
    expect(one.refuses({ ...warning, task: { ...warning.task, leadUnitId: 'nowhere' } }, office)).toBe('indicator.unit_unknown');
    one.does(warning, office);
    one.does({ type: 'clearWarning', reason: '流行季结束' }, office);
    one.records(health, '2026-03-02', amount('9'));
    expect(one.state.warned).toEqual([]);
  });
});
