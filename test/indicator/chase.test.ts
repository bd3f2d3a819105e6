import { createCalendar, yearIn } from '../../domain/calendar/create-calendar.ts';
import type { MeasureRule } from '../../domain/indicator/rule.ts';
import { system } from '../../domain/process/actor.ts';
import { at, calendar, liaison, office, towns } from '../campaign/district.ts';
import { amount, campaignWith, established } from './driver.ts';

const count: MeasureRule = { kind: 'count', bound: 'atLeast', target: '100', unit: '户' };
const health = liaison('health');

describe('whoever owes a value', () => {
  test('is reminded, called, told on to the manager and the office; giving it ends that', () => {
    const one = established(campaignWith(), count, { ownerUnitId: 'health', dueOn: '2026-06-15' });
    one.run.passTo(at('2026-06-30 10:00'));
    expect(one.rungs).toEqual([
      '2026-06-08 09:00 valueReminder → liaisonOfficer@health',
      '2026-06-16 09:00 valueOverdue → liaisonOfficer@health',
      '2026-06-22 09:00 valueEscalation → managerInCharge@health',
      '2026-06-24 09:00 valueOffice → office@office',
    ]);
    const state = one.records(health, '2026-06-14', amount('120'));
    expect([state.deadlines, state.owed, state.answered.map(({ dueOn, late }) => [dueOn, late])]).toEqual([[], [], [['2026-06-15', true]]]);
  });

  test('in a rhythm owes the next period’s as soon as this one’s has come, and only for days that lie in it', () => {
    const one = established(campaignWith(), count, { ownerUnitId: 'health', rhythm: { span: 'quarter', until: '2026-12-31' } });
    expect(one.state.owed).toMatchObject([{ index: 1, dueOn: '2026-03-31' }]);
    one.run.passTo(at('2026-03-20 10:00'));
    expect(one.records(health, '2026-03-20', amount('10')).owed).toMatchObject([{ index: 2, dueOn: '2026-06-30' }]);
    expect(one.records(health, '2026-03-18', amount('9')).owed).toMatchObject([{ index: 2, dueOn: '2026-06-30' }]);
    one.run.passTo(at('2026-06-30 10:00'));
    expect(one.records(health, '2026-06-30', amount('20')).owed).toMatchObject([{ index: 3, dueOn: '2026-09-30' }]);
    expect(one.rungs).toEqual(['2026-06-23 09:00 valueReminder → liaisonOfficer@health']);
    one.run.passTo(at('2026-12-20 10:00'));
    one.records(health, '2026-09-30', amount('30'));
    expect(one.records(health, '2026-12-19', amount('40')).owed).toEqual([]);
    expect(one.state.answered.map(({ dueOn, late }) => [dueOn, late])).toEqual([
      ['2026-03-31', false],
      ['2026-06-30', false],
      ['2026-09-30', true],
      ['2026-12-31', false],
    ]);
  });

  test('that catches up with two periods on one day has answered the one that was owed, not the one that runs', () => {
    const one = established(campaignWith(), count, { ownerUnitId: 'health', rhythm: { span: 'month' } });
    one.run.passTo(at('2026-05-05 10:00'));
    expect(one.records(health, '2026-03-31', amount('10')).owed).toMatchObject([{ index: 2, beginsOn: '2026-05-01', dueOn: '2026-05-31' }]);
    expect(one.records(health, '2026-04-30', amount('20'))).toMatchObject({ answered: [{ dueOn: '2026-03-31', late: true }], owed: [{ index: 2, dueOn: '2026-05-31' }] });
    const before = one.rungs.length;
    one.run.passTo(at('2026-06-01 10:00'));
    expect(one.rungs.slice(before)).toEqual(['2026-05-25 09:00 valueReminder → liaisonOfficer@health', '2026-06-01 09:00 valueOverdue → liaisonOfficer@health']);
    expect(one.records(health, '2026-05-01', amount('30')).owed).toMatchObject([{ index: 3, beginsOn: '2026-06-01', dueOn: '2026-06-30' }]);
  });

  test('of a period that a suspension moved into the next span begins after it', () => {
    const one = established(campaignWith(), count, { ownerUnitId: 'health', rhythm: { span: 'month' } });
    one.run.passTo(at('2026-03-10 10:00'));
    one.run.does({ type: 'suspend', reason: '疫情' }, office);
    one.run.passTo(at('2026-03-20 10:00'));
    one.run.does({ type: 'resume', mode: 'shift' }, office);
    one.run.passTo(at('2026-04-12 10:00'));
    expect(one.records(health, '2026-04-09', amount('10'))).toMatchObject({ answered: [{ dueOn: '2026-04-10' }], owed: [{ beginsOn: '2026-04-11', dueOn: '2026-04-30' }] });
    expect(one.records(health, '2026-04-10', amount('11')).owed).toMatchObject([{ dueOn: '2026-04-30' }]);
    expect(one.records(health, '2026-04-11', amount('12')).owed).toMatchObject([{ beginsOn: '2026-05-01', dueOn: '2026-05-31' }]);
  });

  test('is not chased once the office wants no value, and anew by the date it sets', () => {
    const one = established(campaignWith(), count, { ownerUnitId: 'health', dueOn: '2026-06-15' });
    expect(one.does({ type: 'setSchedule', reason: '改为年底' }, office).deadlines).toEqual([]);
    expect(one.does({ type: 'setSchedule', dueOn: '2026-12-15', reason: '年底报' }, office).owed).toMatchObject([{ dueOn: '2026-12-15' }]);
    expect(one.refuses({ type: 'setSchedule', dueOn: '2026-01-15', reason: '错' }, office)).toBe('indicator.date_past');
  });

  test('is not answered for by a figure of before the first period, nor of a year before the one in which it is due', () => {
    const yearly = established(campaignWith(), count, { ownerUnitId: 'health', dueOn: '2026-06-15' });
    expect(yearly.records(health, '2025-12-31', amount('80'))).toMatchObject({ answered: [], owed: [{ index: 1, dueOn: '2026-06-15' }], values: [{ on: '2025-12-31' }] });
    yearly.run.passTo(at('2026-06-09 10:00'));
    expect(yearly.rungs).toEqual(['2026-06-08 09:00 valueReminder → liaisonOfficer@health']);
    // A figure of the year in which it is due answers, also of a day before it was asked for; in the first quarter a year-end figure does.
    expect(established(campaignWith(), count, { ownerUnitId: 'health', dueOn: '2026-06-15' }).records(health, '2026-01-01', amount('80')).owed).toEqual([]);
    expect(established(campaignWith(), count, { ownerUnitId: 'health', dueOn: '2026-03-31' }).records(health, '2025-12-31', amount('80')).owed).toEqual([]);
    const monthly = established(campaignWith(), count, { ownerUnitId: 'health', rhythm: { span: 'month' } });
    expect(monthly.records(health, '2026-02-28', amount('10')).owed).toMatchObject([{ index: 1, dueOn: '2026-03-31' }]);
    // Of the running month, from before the day on which it was asked for.
    expect(monthly.records(health, '2026-03-01', amount('11')).owed).toMatchObject([{ index: 2, dueOn: '2026-04-30' }]);
    monthly.run.passTo(at('2026-05-20 10:00'));
    monthly.does({ type: 'setSchedule', rhythm: { span: 'week' }, reason: '改为周报' }, office);
    expect(monthly.records(health, '2026-05-17', amount('12')).owed).toMatchObject([{ index: 1, dueOn: '2026-05-24' }]);
    expect(monthly.records(health, '2026-05-18', amount('13')).owed).toMatchObject([{ index: 2, dueOn: '2026-05-31' }]);
  });

  test('answered early owes the periods of a later schedule like any other', () => {
    const one = established(campaignWith(), count, { ownerUnitId: 'health', dueOn: '2027-12-31' });
    one.run.passTo(at('2026-03-10 10:00'));
    expect(one.records(health, '2026-03-10', amount('10')).answered).toMatchObject([{ dueOn: '2027-12-31' }]);
    one.run.passTo(at('2026-04-01 10:00'));
    expect(one.does({ type: 'setSchedule', rhythm: { span: 'month' }, reason: '改为月报' }, office).owed).toMatchObject([{ dueOn: '2026-04-30' }]);
    for (const [day, next] of [
      ['2026-04-20', '2026-05-31'],
      ['2026-05-20', '2026-06-30'],
      ['2026-06-20', '2026-07-31'],
    ] as const) {
      one.run.passTo(at(`${day} 10:00`));
      expect(one.records(health, day, amount('20')).owed).toMatchObject([{ dueOn: next }]);
    }
    expect([one.rungs, one.state.deadlines.map(({ dueOn }) => dueOn)]).toEqual([[], ['2026-07-31']]);
  });
});

describe('an indicator of which each unit owes a part', () => {
  test('says how many have reported; only the late unit is chased, and the whole is the sum', () => {
    const one = established(campaignWith(), count, { perUnit: 'sum', unitIds: [...towns], dueOn: '2026-06-15' });
    expect(one.state.owed.map(({ unitId, dueOn }) => [unitId, dueOn])).toEqual(towns.map((town) => [town, '2026-06-15']));
    one.run.passTo(at('2026-06-01 10:00'));
    one.records(liaison('town-1'), '2026-05-31', amount('40'));
    one.records(liaison('town-2'), '2026-05-31', amount('30.5'));
    expect(one.verdict).toEqual(['undecided', 'units']);
    expect(one.state.evaluations.at(-1)).toMatchObject({ current: '70.5', units: 3 });
    expect(one.refuses({ type: 'recordValue', unitId: 'town-3', on: '2026-05-31', amount: amount('1'), source: '报表' }, liaison('town-1'))).toBe('indicator.not_your_value');
    expect(one.refuses({ type: 'recordValue', on: '2026-05-31', amount: amount('1'), source: '报表' }, health)).toBe('indicator.not_your_value');
    one.run.passTo(at('2026-06-20 10:00'));
    expect(one.rungs).toEqual(['2026-06-08 09:00 valueReminder → liaisonOfficer@town-3', '2026-06-16 09:00 valueOverdue → liaisonOfficer@town-3']);
    one.records(liaison('town-3'), '2026-06-10', amount('29.5'));
    expect(one.verdict).toEqual(['reached', 'target']);
    one.run.passTo(at('2026-08-01 10:00'));
    expect(one.rungs).toHaveLength(2);
    one.does({ type: 'correctValue', value: 1, amount: amount('39.9'), reason: '重复计数' }, liaison('town-1'));
    expect(one.verdict).toEqual(['notReached', undefined]);
  });

  test('is reached by a part of the units where that part is enough', () => {
    const one = established(campaignWith(), count, { perUnit: 'sum', unitIds: [...towns] });
    one.records(liaison('town-1'), '2026-03-01', amount('100'));
    expect(one.verdict).toEqual(['reached', 'target']);
  });

  test('of a share is the sum of numerators over that of denominators, not the mean of shares', () => {
    const rule: MeasureRule = { kind: 'ratio', bound: 'atLeast', target: '80' };
    const one = established(campaignWith(), rule, { perUnit: 'ratio', unitIds: ['town-1', 'town-2'] });
    expect(one.refuses({ type: 'recordValue', on: '2026-03-01', amount: amount('90'), source: '报表' }, liaison('town-1'))).toBe('indicator.amount_unfit');
    one.records(liaison('town-1'), '2026-03-01', amount('10', '10'));
    one.records(liaison('town-2'), '2026-03-01', amount('70', '90'));
    expect([one.verdict, one.state.evaluations.at(-1)?.current]).toEqual([['reached', 'target'], '80']);
  });

  test('in a rhythm counts each period by itself, also when a unit is a period behind', () => {
    const one = established(campaignWith(), count, { perUnit: 'sum', unitIds: ['town-1', 'town-2'], rhythm: { span: 'month' } });
    one.run.passTo(at('2026-03-30 10:00'));
    one.records(liaison('town-1'), '2026-03-30', amount('60'));
    one.run.passTo(at('2026-04-28 10:00'));
    one.records(liaison('town-1'), '2026-04-28', amount('61'));
    expect(one.verdict).toEqual(['undecided', 'units']);
    one.records(liaison('town-2'), '2026-03-31', amount('50'));
    expect(one.verdict).toEqual(['undecided', 'units']);
    one.records(liaison('town-2'), '2026-04-28', amount('49'));
    expect([one.verdict, one.state.evaluations.at(-1)?.current]).toEqual([['reached', 'target'], '110']);
  });

  test('in a rhythm adds what a unit hands in later for a period that it was not asked for to that period', () => {
    for (const until of [undefined, '2026-05-31', '2026-04-20']) {
      const rhythm = { span: 'month', ...(until === undefined ? {} : { until }) } as const;
      const one = established(campaignWith(), count, { perUnit: 'sum', unitIds: ['town-1', 'town-2'], rhythm });
      const april = until === '2026-04-20' ? until : '2026-04-30';
      for (const day of ['2026-03-20', '2026-04-20']) {
        one.run.passTo(at(`${day} 10:00`));
        one.records(liaison('town-1'), day, amount('60'));
      }
      one.run.passTo(at('2026-05-05 10:00'));
      one.records(liaison('town-2'), '2026-03-31', amount('50'));
      one.records(liaison('town-2'), '2026-04-20', amount('49'));
      expect(one.state.values.map(({ unitId, period }) => [unitId, period])).toEqual([
        ['town-1', '2026-03-31'],
        ['town-1', april],
        ['town-2', '2026-03-31'],
        ['town-2', april],
      ]);
      expect([one.verdict, one.state.evaluations.at(-1)?.current]).toEqual([['reached', 'target'], '109']);
      if (until === '2026-04-20') continue;
      one.run.passTo(at('2026-05-20 10:00'));
      one.records(liaison('town-2'), '2026-05-20', amount('48'));
      // Also once the period after it has been answered.
      one.records(liaison('town-2'), '2026-04-19', amount('47'));
      expect(one.state.values.slice(-2).map(({ period }) => period)).toEqual(['2026-05-31', '2026-04-30']);
    }
  });

  test('answered early by all counts each period of a later schedule by itself', () => {
    const one = established(campaignWith(), count, { perUnit: 'sum', unitIds: ['town-1', 'town-2'], dueOn: '2027-12-31' });
    one.run.passTo(at('2026-03-10 10:00'));
    for (const town of ['town-1', 'town-2']) one.records(liaison(town), '2026-03-10', amount('10'));
    one.run.passTo(at('2026-04-01 10:00'));
    one.does({ type: 'setSchedule', rhythm: { span: 'month' }, reason: '改为月报' }, office);
    for (const day of ['2026-04-20', '2026-05-20']) {
      one.run.passTo(at(`${day} 10:00`));
      one.records(liaison('town-1'), day, amount('60'));
      expect(one.verdict).toEqual(['undecided', 'units']);
      one.records(liaison('town-2'), day, amount('50'));
      expect([one.verdict, one.state.values.at(-1)?.period]).toEqual([['reached', 'target'], day.replace('04-20', '04-30').replace('05-20', '05-31')]);
    }
  });
});

describe('with its campaign an indicator', () => {
  test('stands still and goes on, its dates moved by the days suspended or kept', () => {
    for (const [mode, dueOn] of [
      ['shift', '2026-07-15'],
      ['keep', '2026-06-15'],
    ] as const) {
      const one = established(campaignWith(), count, { ownerUnitId: 'health', dueOn: '2026-06-15' });
      one.run.passTo(at('2026-04-01 10:00'));
      one.run.does({ type: 'suspend', reason: '疫情' }, office);
      expect(one.state.stage).toBe('suspended');
      expect(one.refuses({ type: 'recordValue', on: '2026-03-31', amount: amount('1'), source: '报表' }, health)).toBe('indicator.suspended');
      one.run.passTo(at('2026-05-01 10:00'));
      one.run.does({ type: 'resume', mode }, office);
      expect([one.state.stage, one.state.owed.map((owed) => owed.dueOn), one.state.deadlines.map((deadline) => deadline.dueOn)]).toEqual(['measured', [dueOn], [dueOn]]);
      expect(one.rungs).toEqual([]);
    }
  });

  test('ends, is chased no more, and takes what comes after as nothing', () => {
    const one = established(campaignWith(), count, { ownerUnitId: 'health', dueOn: '2026-06-15' });
    one.run.does({ type: 'cancel', reason: '并入' }, office);
    expect([one.state.stage, one.state.deadlines]).toEqual(['concluded', []]);
    expect(one.refuses({ type: 'recordValue', on: '2026-03-01', amount: amount('1'), source: '报表' }, health)).toBe('indicator.concluded');
    const { version } = one.state;
    for (const command of [{ type: 'suspend', reason: '无' }, { type: 'resume', mode: 'keep' }, { type: 'conclude', outcome: 'campaignClosed' }, { type: 'strike' }] as const)
      expect(one.does(command, system).version).toBe(version);
  });

  test('is seen by those who are its members now', () => {
    const one = established(campaignWith(), count);
    one.run.does({ type: 'correctField', field: 'memberUnitIds', value: ['health', 'town-1'], reason: '调整' }, office);
    expect(one.state.memberUnitIds).toEqual(['health', 'town-1']);
  });

  test('is seen by those who lead a section’s working group now', () => {
    const one = established(campaignWith({ sections: [{ name: '健康环境', leadUnitId: 'education' }] }), count);
    expect(one.state.groupLeadUnitIds).toEqual(['education']);
    one.run.does({ type: 'setWorkingGroup', section: '健康环境', leadUnitId: 'housing', memberUnitIds: [], reason: '职责调整' }, office);
    expect(one.state.groupLeadUnitIds).toEqual(['housing']);
  });

  test('follows a corrected calendar: what is owed moves with its deadline', () => {
    const one = established(campaignWith(), count, { ownerUnitId: 'health', rhythm: { every: { value: 10, unit: 'workingDay' } } });
    expect(one.state.owed).toMatchObject([{ dueOn: '2026-03-16' }]);
    const former = [yearIn(calendar, 2026)];
    one.run.calendar = createCalendar({ version: 2, days: [...(former[0]?.days ?? []), { date: '2026-03-16', kind: 'holiday', name: '更正' }], announcedYears: [2026] });
    expect(one.does({ type: 'recompute', former }, system).owed).toMatchObject([{ dueOn: '2026-03-17' }]);
    expect(one.does({ type: 'recompute', former }, system).version).toBe(2);
  });
});
