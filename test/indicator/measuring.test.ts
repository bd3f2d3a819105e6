import { assess, reproduce } from '../../domain/indicator/assess.ts';
import type { MeasureRule } from '../../domain/indicator/rule.ts';
import { at, liaison, office } from '../campaign/district.ts';
import { amount, campaignWith, established } from './driver.ts';

const literacy: MeasureRule = { kind: 'change', percent: '20', measure: 'percent', unit: '%', reference: { name: '全省平均水平', better: 'above' } };
const health = liaison('health');
const figure = (value: string, on: string) => ({ amount: amount(value), on, source: '监测报告' });

describe('the indicators of a plan', () => {
  test('begin with the launch, numbered in the plan’s order, owned by the office, due by the day named or the campaign’s end', () => {
    const run = campaignWith({
      indicators: [
        { name: '健康社区比例', rule: { kind: 'atLeast', target: 30, unit: '%' }, dueOn: null },
        {
          name: '居民健康素养水平',
          rule: { kind: 'relativeOrReference', target: null, unit: '%', change: 20, baseline: '2025年', reference: '全省平均水平', better: 'above' },
          dueOn: '2026-10-31',
        },
      ],
    });
    expect(run.indicators.map(({ number, name, ownerUnitId, stage, owed }) => [number, name, ownerUnitId, stage, owed.map((one) => one.dueOn)])).toEqual([
      ['指标1', '健康社区比例', 'office', 'measured', ['2026-12-31']],
      ['指标2', '居民健康素养水平', 'office', 'measured', ['2026-10-31']],
    ]);
    expect(run.campaign.indicatorCount).toBe(2);
    const third = established(run, { kind: 'count', bound: 'atLeast', target: '100', unit: '户' }, { ownerUnitId: 'health', dueOn: '2026-09-30' });
    expect([third.state.number, run.campaign.indicatorCount]).toEqual(['指标3', 3]);
  });

  test('are established later by the campaign’s own office alone, while it runs', () => {
    const run = campaignWith();
    const command = { type: 'establish', campaignId: run.campaignId, name: '指标', rule: literacy } as const;
    expect(run.ask('indicator', 'a', command, health)).toMatchObject({ ok: false, code: 'policy.forbidden' });
    expect(run.ask('indicator', 'a', { ...command, campaignId: 'nowhere' } as { readonly type: string }, office)).toMatchObject({ ok: false, code: 'process.not_found' });
    run.does({ type: 'suspend', reason: '疫情' }, office);
    expect(run.ask('indicator', 'a', command, office)).toMatchObject({ ok: false, code: 'campaign.suspended' });
    expect(run.indicators).toEqual([]);
  });

  test('ask for what can be judged and rolled up', () => {
    const run = campaignWith();
    const asked = (rule: MeasureRule, more: object = {}) =>
      run.ask('indicator', 'a', { type: 'establish', campaignId: run.campaignId, name: '指标', rule, ...more } as { type: string }, office);
    const count: MeasureRule = { kind: 'count', bound: 'atLeast', target: '1', unit: '个' };
    expect(asked({ kind: 'ratio', bound: 'atLeast', target: '100.1' })).toMatchObject({ code: 'indicator.target_invalid' });
    expect(asked({ ...literacy, percent: '0' })).toMatchObject({ code: 'indicator.target_invalid' });
    expect(asked(count, { perUnit: 'ratio', unitIds: ['health'] })).toMatchObject({ code: 'indicator.roll_up_unfit' });
    expect(asked(count, { perUnit: 'sum' })).toMatchObject({ code: 'indicator.units_needed' });
    expect(asked(count, { ownerUnitId: 'nowhere' })).toMatchObject({ code: 'indicator.unit_unknown' });
    expect(asked(count, { dueOn: '2026-03-01' })).toMatchObject({ code: 'indicator.date_past' });
    expect(asked(count, { dueOn: '2026-05-01', rhythm: { span: 'month' } })).toMatchObject({ code: 'indicator.schedule_twice' });
    expect(asked(count, { rhythm: { every: { value: 5, unit: 'second' } } })).toMatchObject({ code: 'period.unit_refused' });
  });
});

describe('a frozen baseline', () => {
  test('is corrected only as its next version, with a reason; what was judged before can be judged again as it was', () => {
    const one = established(campaignWith(), literacy, { ownerUnitId: 'health' });
    expect(one.refuses({ type: 'correctBaseline', ...figure('25', '2025-12-31'), reason: '笔误' }, health)).toBe('indicator.baseline_absent');
    one.does({ type: 'setBaseline', ...figure('25', '2025-12-31') }, health);
    expect(one.refuses({ type: 'setBaseline', ...figure('24', '2025-12-31') }, office)).toBe('indicator.baseline_frozen');
    one.run.now += 86_400_000;
    one.records(health, '2026-03-02', amount('30'));
    expect(one.verdict).toEqual(['reached', 'change']);
    const before = one.state.evaluations.at(-1);
    one.does({ type: 'correctBaseline', ...figure('25.01', '2025-12-31'), reason: '抽样权重更正' }, office);
    expect(one.verdict).toEqual(['undecided', 'reference']);
    expect(one.state.baselines.map(({ version, amount: { value }, reason }) => [version, value, reason])).toEqual([
      [1, '25', undefined],
      [2, '25.01', '抽样权重更正'],
    ]);
    if (!before) throw new Error('the value was not judged');
    expect([before.baseline, before.target, before.values]).toEqual([1, 1, [{ n: 1, version: 1 }]]);
    expect(reproduce(one.state, before)).toEqual({ outcome: 'reached', branch: 'change', current: '30', change: '20' });
  });

  test('values, references and targets keep their versions too: every judgement ever made can be made again', () => {
    const one = established(campaignWith(), literacy, { ownerUnitId: 'health' });
    one.does({ type: 'setBaseline', ...figure('25', '2025-12-31') }, office);
    one.records(health, '2026-03-02', amount('29'));
    one.does({ type: 'publishReference', amount: amount('28.9'), on: '2026-03-01', source: '省公报' }, office);
    expect(one.verdict).toEqual(['reached', 'reference']);
    one.does({ type: 'publishReference', amount: amount('29.4'), on: '2026-03-02', source: '省公报（更正）' }, office);
    expect(one.verdict).toEqual(['notReached', undefined]);
    one.does({ type: 'correctValue', value: 1, amount: amount('29.9'), reason: '复核' }, health);
    expect(one.verdict).toEqual(['reached', 'reference']);
    const { reference: _, ...stricter } = { ...literacy, percent: '19' };
    one.does({ type: 'setTarget', rule: stricter, reason: '省里调整口径' }, office);
    expect(one.verdict).toEqual(['reached', 'change']);
    const { evaluations } = one.state;
    expect(evaluations.map((judged) => [judged.target, judged.baseline, judged.reference, judged.values[0]?.version])).toEqual([
      [1, 1, undefined, undefined],
      [1, 1, undefined, 1],
      [1, 1, 1, 1],
      [1, 1, 2, 1],
      [1, 1, 2, 2],
      [2, 1, 2, 2],
    ]);
    for (const judged of evaluations) expect(reproduce(one.state, judged).outcome).toBe(judged.outcome);
    expect(assess(one.state)).toMatchObject({ outcome: 'reached', target: 2 });
  });
});

describe('a rule of rise or fall over several units', () => {
  const rise: MeasureRule = { kind: 'trend', direction: 'rise', measure: 'number', unit: '人' };
  /** Both quarters as the two towns give them, the first by these alone at first. */
  function quarters(first: readonly string[]) {
    const one = established(campaignWith(), rise, { perUnit: 'sum', unitIds: ['town-1', 'town-2'], rhythm: { span: 'quarter' } });
    one.does({ type: 'setBaseline', ...figure('5', '2025-12-31') }, office);
    one.run.passTo(at('2026-03-30 10:00'));
    for (const town of first) one.records(liaison(town), '2026-03-30', amount('10'));
    one.run.passTo(at('2026-06-30 10:00'));
    return one;
  }

  test('is undecided while a value of the former period is missing, and decided once it has come', () => {
    const one = quarters(['town-1']);
    one.records(liaison('town-1'), '2026-06-30', amount('9'));
    expect(one.verdict).toEqual(['undecided', 'former+units']);
    one.records(liaison('town-2'), '2026-03-31', amount('10'));
    expect(one.verdict).toEqual(['undecided', 'units']);
    one.records(liaison('town-2'), '2026-06-30', amount('9'));
    expect([one.verdict, one.state.evaluations.at(-1)?.difference]).toEqual([['notReached', undefined], '-2']);
  });

  test('is not reached because more units gave theirs than in the period before', () => {
    const one = quarters(['town-1']);
    // The second town’s first quarter was never reported: it goes on with what it owes now.
    one.does({ type: 'setSchedule', rhythm: { span: 'quarter' }, reason: '重新部署' }, office);
    for (const town of ['town-1', 'town-2']) one.records(liaison(town), '2026-06-30', amount('9'));
    expect(one.verdict).toEqual(['undecided', 'former']);
    const judged = one.state.evaluations.at(-1);
    if (!judged) throw new Error('the values were not judged');
    expect([judged.current, judged.difference, judged.former, judged.formerUnits]).toEqual(['18', undefined, [{ n: 1, version: 1 }], 2]);
    expect(reproduce(one.state, judged)).toEqual({ outcome: 'undecided', lacking: ['former'], current: '18' });
    // One from before completeness was asked of the former period is made again as it was.
    const { formerUnits: _, ...old } = judged;
    expect(reproduce(one.state, old)).toEqual({ outcome: 'reached', branch: 'trend', current: '18', difference: '8' });
  });

  test('is compared with the baseline while nobody has given a former value', () => {
    const one = quarters([]);
    for (const town of ['town-1', 'town-2']) one.records(liaison(town), '2026-06-30', amount('9'));
    expect(one.verdict).toEqual(['reached', 'trend']);
  });
});

describe('a value', () => {
  test('is given by the owner alone, in what the rule measures, for a day that has come', () => {
    const one = established(campaignWith(), { kind: 'ratio', bound: 'atLeast', target: '80' }, { ownerUnitId: 'health' });
    const record = (given: object, on = '2026-03-02') => ({ type: 'recordValue', on, source: '年报', amount: given }) as const;
    expect(one.refuses(record(amount('80')), liaison('education'))).toBe('indicator.not_your_value');
    expect(one.refuses(record(amount('80'), '2026-03-03'), health)).toBe('indicator.date_future');
    expect(one.refuses(record(amount('80', '0')), health)).toBe('indicator.denominator_zero');
    expect(one.refuses(record(amount('101', '100')), health)).toBe('indicator.above_hundred');
    expect(one.refuses(record({}), health)).toBe('indicator.amount_unfit');
    expect(one.refuses(record({ value: '1', numerator: '1', denominator: '2' }), health)).toBe('indicator.amount_unfit');
    expect(one.refuses(record({ items: [] }), health)).toBe('indicator.amount_unfit');
    expect(one.refuses({ type: 'correctValue', value: 1, amount: amount('1'), reason: '更正' }, health)).toBe('indicator.value_absent');
    expect(one.state.version).toBe(1);
    one.records(health, '2026-03-02', amount('4', '5'));
    expect(one.verdict).toEqual(['reached', 'target']);
    expect(one.refuses({ type: 'setTarget', rule: { kind: 'count', bound: 'atLeast', target: '5', unit: '个' }, reason: '改' }, office)).toBe('indicator.measure_fixed');
  });

  test('for an earlier day fills a gap and does not become the current one', () => {
    const one = established(campaignWith(), { kind: 'count', bound: 'atLeast', target: '10', unit: '个' }, { ownerUnitId: 'health' });
    one.records(health, '2026-03-02', amount('12'));
    one.records(health, '2026-02-01', amount('3'));
    expect(one.verdict).toEqual(['reached', 'target']);
    expect(one.state.evaluations.at(-1)).toMatchObject({ on: '2026-03-02', values: [{ n: 1, version: 1 }] });
  });

  test('of what was assigned to another unit is that unit’s from then on', () => {
    const one = established(campaignWith(), { kind: 'count', bound: 'atLeast', target: '10', unit: '个' }, { ownerUnitId: 'health' });
    one.does({ type: 'assignOwner', unitId: 'education' }, office);
    expect(one.refuses({ type: 'recordValue', on: '2026-03-02', source: '年报', amount: amount('1') }, health)).toBe('indicator.not_your_value');
    one.records(liaison('education'), '2026-03-02', amount('1'));
    expect(one.run.told.filter((told) => told.draft.kind === 'indicatorAssigned').map((told) => told.to)).toEqual([['liaisonOfficer@health'], ['liaisonOfficer@education']]);
  });
});
