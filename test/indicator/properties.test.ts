import fc from 'fast-check';
import { reproduce } from '../../domain/indicator/assess.ts';
import type { IndicatorCommand } from '../../domain/indicator/commands.ts';
import type { Amount } from '../../domain/indicator/evaluate.ts';
import type { MeasureRule } from '../../domain/indicator/rule.ts';
import { type Actor, system, time } from '../../domain/process/actor.ts';
import { actor, liaison, office } from '../campaign/district.ts';
import { walks } from '../harness/walks.ts';
import { campaignWith, established, type Indicator } from './driver.ts';

const decimal = fc.oneof(fc.constantFrom('0', '5', '20', '24.999999', '30.816', '100', '101'), fc.integer({ min: 0, max: 999_999 }).map(String));
const amounts: fc.Arbitrary<Amount> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ value: decimal }) },
  fc.record({ numerator: decimal, denominator: decimal }),
  fc.record({
    items: fc.array(fc.record({ name: fc.constantFrom('服务站', '药店', '无'), quantity: fc.integer({ min: 1, max: 4 }), on: fc.constant('2026-03-02') }), { maxLength: 2 }),
  }),
  fc.constant({}),
);
const days = fc.constantFrom('2025-12-31', '2026-02-28', '2026-03-01', '2026-03-02', '2030-01-01');
const rules: fc.Arbitrary<MeasureRule> = fc.oneof(
  fc.record({ kind: fc.constant('ratio' as const), bound: fc.constantFrom('atLeast' as const, 'atMost' as const), target: decimal }),
  fc.record({ kind: fc.constant('count' as const), bound: fc.constantFrom('atLeast' as const, 'atMost' as const), target: decimal, unit: fc.constant('个') }),
  fc.record({ kind: fc.constant('count' as const), bound: fc.constant('atLeast' as const), target: decimal, unit: fc.constant('人/10万人口'), per: fc.constant(100_000) }),
  fc.record({
    kind: fc.constant('change' as const),
    percent: fc.constantFrom('20', '-20'),
    measure: fc.constantFrom('percent' as const, 'number' as const),
    unit: fc.constant('%'),
    reference: fc.record({ name: fc.constant('全省平均'), better: fc.constantFrom('above' as const, 'below' as const) }),
  }),
  fc.record({ kind: fc.constant('difference' as const), by: fc.constantFrom('3.68', '-3'), measure: fc.constant('percent' as const), unit: fc.constant('%') }),
  fc.record({
    kind: fc.constant('trend' as const),
    direction: fc.constantFrom('rise' as const, 'fall' as const),
    measure: fc.constant('number' as const),
    unit: fc.constant('天'),
  }),
  fc.constant<MeasureRule>({ kind: 'items', items: [{ name: '服务站', quantity: 3 }] }),
);
const units = fc.constantFrom('town-1', 'town-2', 'health', 'nowhere');
const text = fc.constant('理由');
const figure = { amount: amounts, on: days, source: text };
const commands: fc.Arbitrary<IndicatorCommand> = fc.oneof(
  fc.record({ type: fc.constant('setBaseline' as const), ...figure }),
  fc.record({ type: fc.constant('correctBaseline' as const), ...figure, reason: text }),
  { weight: 4, arbitrary: fc.record({ type: fc.constant('recordValue' as const), ...figure, on: fc.constant('2026-03-02') }) },
  fc.record({ type: fc.constant('recordValue' as const), ...figure, unitId: units }),
  fc.record({ type: fc.constant('correctValue' as const), value: fc.integer({ min: 1, max: 4 }), amount: amounts, reason: text }),
  fc.record({ type: fc.constant('publishReference' as const), amount: amounts, on: days, source: text }),
  fc.record({ type: fc.constant('assignOwner' as const), unitId: units }),
  fc.record({ type: fc.constant('setTarget' as const), rule: rules, reason: text }),
  fc.record({ type: fc.constant('setSchedule' as const), dueOn: days, reason: text }),
  fc.record({ type: fc.constant('setSchedule' as const), rhythm: fc.record({ span: fc.constantFrom('month' as const, 'quarter' as const, 'halfYear' as const) }), reason: text }),
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('setWarning' as const),
      op: fc.constantFrom('above' as const, 'atLeast' as const, 'below' as const, 'atMost' as const),
      threshold: decimal,
      task: fc.record({ content: text, due: fc.constant({ value: 3, unit: 'workingDay' as const }) }),
    }),
  },
  fc.record({ type: fc.constant('clearWarning' as const), reason: text }),
  fc.record({ type: fc.constant('suspend' as const), reason: text }),
  fc.record({ type: fc.constant('resume' as const), mode: fc.constantFrom('keep' as const, 'shift' as const) }),
  fc.constant<IndicatorCommand>({ type: 'strike' }),
);
const people: fc.Arbitrary<Actor> = fc.constantFrom(
  office,
  office,
  liaison('health'),
  liaison('health'),
  liaison('town-1'),
  liaison('town-2'),
  actor('health', 'managerInCharge'),
  system,
  time,
);

/** What holds of an indicator whatever was asked of it. */
function holds(one: Indicator): void {
  const { state } = one;
  expect(state.baselines.map((baseline) => baseline.version)).toEqual(state.baselines.map((_, index) => index + 1));
  expect(state.values.map((value) => value.n)).toEqual(state.values.map((_, index) => index + 1));
  for (const value of state.values) expect(value.versions.map(({ version }) => version)).toEqual(value.versions.map((_, index) => index + 1));
  for (const evaluation of state.evaluations) {
    const { at: _at, on: _on, target: _t, baseline: _b, reference: _r, values: _v, former: _f, units: _u, formerUnits: _fu, ...verdict } = evaluation;
    expect(reproduce(state, evaluation)).toEqual(verdict);
    expect(evaluation.branch !== undefined).toBe(evaluation.outcome === 'reached');
    expect((evaluation.lacking ?? []).length > 0).toBe(evaluation.outcome === 'undecided');
  }
  // Whoever owes a value has one deadline of its own, and nobody else has.
  const kinds = state.owed.map(({ unitId }) => (unitId === undefined ? 'value' : `value:${unitId}`));
  expect(state.deadlines.map((deadline) => deadline.kind).sort()).toEqual(kinds.sort());
  expect(new Set(state.warned.map((warned) => warned.taskId)).size).toBe(state.warned.length);
  expect(
    one.run.tasks
      .filter((task) => task.origin?.kind === 'indicator')
      .map((task) => task.id)
      .sort(),
  ).toEqual(state.warned.map((warned) => warned.taskId).sort());
}

test('random steps by anybody never break an indicator: a refusal leaves no trace, every judgement can be made again, who owes is chased and nobody else', () => {
  const met = new Set<string>();
  for (const walk of walks(150))
    fc.assert(
      fc.property(rules, fc.boolean(), fc.array(fc.tuple(commands, people, fc.integer({ min: 0, max: 40 })), { maxLength: 25, size: 'max' }), (rule, split, asked) => {
        const run = campaignWith();
        const perUnit = split && rule.kind === 'count' ? (rule.per === undefined ? ('sum' as const) : ('ratio' as const)) : undefined;
        const valid = rule.kind !== 'ratio' || Number(rule.target) <= 100;
        fc.pre(valid);
        const one = established(run, rule, { ownerUnitId: 'health', ...(perUnit ? { perUnit, unitIds: ['town-1', 'town-2'] } : {}), rhythm: { span: 'month' } });
        for (const [command, by, wait] of asked) {
          run.passTo(run.now + wait * 3_600_000);
          const before = JSON.stringify([one.state, run.tasks.length]);
          const answer = run.ask('indicator', one.id, command, by);
          if ('ok' in answer) expect(JSON.stringify([one.state, run.tasks.length])).toBe(before);
          holds(one);
          for (const { outcome } of one.state.evaluations) met.add(outcome);
          if (one.state.warned.length > 0) met.add('warned');
        }
      }),
      walk,
    );
  expect([...met].sort()).toEqual(['notReached', 'reached', 'undecided', 'warned']);
});
