import { enforcementCase } from '../../domain/case/definition.ts';
import { evolve } from '../../domain/case/evolve.ts';
import type { CaseFact } from '../../domain/case/facts.ts';
import { decideKinds, pendingExtension } from '../../domain/case/state.ts';
import type { Recorded } from '../../domain/process/fact.ts';
import { fold } from '../../domain/process/fold.ts';
import { at, CaseDriver, caseAfter, inspector, manager, steps } from './driver.ts';
import { actorOf, people } from './fake-world.ts';

const more = { type: 'requestExtension', reason: '设备未到货', period: { value: 5, unit: 'workingDay' } } as const;
const yes = { type: 'decideExtension', approve: true, reason: '同意' } as const;
const close = { type: 'close', reason: '误立' } as const;
const leader = actorOf(people.leader);
const told = (driver: CaseDriver, kind: string) =>
  driver.history().filter((_line, index) => driver.told.filter((one) => one.draft.rung !== undefined)[index]?.draft.title.zh.includes(kind));

describe('a request that waits for a decision has a clock', () => {
  test('nobody decides on more time: the manager is reminded, then the leader of the body hears of it, twice, then silence', () => {
    const driver = caseAfter('open', 'violation', 'order');
    driver.does(more);
    expect(driver.due(decideKinds.extension)).toBe('2026-03-05');
    driver.passTo(at('2026-06-01 10:00'));
    expect(told(driver, '决定申请')).toEqual(['2026-03-04 09:00 reminder → p-manager', '2026-03-06 09:00 overdue → p-leader', '2026-03-11 09:00 stillOverdue → p-leader']);
    expect(driver.state.stage).toBe('ordered');
  });

  test.each([true, false])('deciding on more time (approved: %s) stops it', (approve) => {
    const driver = caseAfter('open', 'violation', 'order');
    driver.does(more);
    driver.does({ ...yes, approve }, manager);
    expect(driver.due(decideKinds.extension)).toBeUndefined();
    driver.passTo(at('2026-06-01 10:00'));
    expect(told(driver, '决定申请')).toEqual([]);
  });

  test.each(['submit', 'file', 'rectified', 'not'] as const)('%s overtakes a request for more time and stops its clock', (step) => {
    const driver = caseAfter('open', 'violation', 'order');
    driver.does(more);
    driver.does(steps[step]);
    expect([pendingExtension(driver.state), driver.due(decideKinds.extension)]).toEqual([undefined, undefined]);
  });

  test.each(['rectified', 'partly', 'not'] as const)(
    'in a filed case a follow-up (%s) overtakes a request to extend an order: it cannot be approved any more, and the order stays judged',
    (result) => {
      const driver = caseAfter('open', 'violation', 'order', 'file');
      driver.does({ ...more, measure: 1 });
      driver.does(steps[result]);
      expect([driver.state.extensions[0]?.status, driver.due(decideKinds.extension)]).toEqual(['lapsed', undefined]);
      expect(driver.refuses(yes, manager)).toBe('case.no_extension_pending');
      expect([driver.state.stage, driver.state.measures[0]?.outcome]).toEqual(['filed', result]);
    },
  );

  test.each(['submit', 'rectified'] as const)('in a filed case a request to extend the procedure’s own limit waits on after %s, and moves it once it is approved', (step) => {
    const driver = caseAfter('open', 'violation', 'order', 'file');
    driver.does(more);
    driver.does(steps[step]);
    expect([pendingExtension(driver.state)?.of, driver.due(decideKinds.extension)]).toEqual(['filing', '2026-03-05']);
    const before = driver.due('conclude') ?? '';
    driver.does(yes, manager);
    expect((driver.due('conclude') ?? '') > before).toBe(true);
  });

  test('in a filed case the submission overtakes a request to extend the order that it answers', () => {
    const driver = caseAfter('open', 'violation', 'order', 'file');
    driver.does({ ...more, measure: 1 });
    driver.does(steps.submit);
    expect([driver.state.extensions[0]?.status, driver.due(decideKinds.extension)]).toEqual(['lapsed', undefined]);
  });

  test('facts of earlier releases, which name no requests, make of a case what they made then', () => {
    const madeOf = (step: 'submit' | 'rectified', measure?: number) => {
      const driver = caseAfter('open', 'violation', 'order', 'file');
      driver.does({ ...more, ...(measure === undefined ? {} : { measure }) });
      driver.does(steps[step]);
      const { lapses: _, ...old } = (driver.facts.at(-1)?.fact ?? {}) as { lapses?: readonly number[] };
      const before = driver.facts.slice(0, -1).reduce((state, recorded) => fold(enforcementCase, state, recorded), enforcementCase.initial('case-1'));
      return evolve(before, { ...driver.facts.at(-1), fact: old } as Recorded<CaseFact>).extensions[0]?.status;
    };
    expect([madeOf('submit'), madeOf('submit', 1), madeOf('rectified'), madeOf('rectified', 1)]).toEqual(['lapsed', 'lapsed', 'pending', 'pending']);
  });

  test('withdrawing the order stops the clock of a request to extend it; withdrawing another does not', () => {
    const driver = caseAfter('open', 'violation', 'suspend', 'order');
    driver.does({ ...more, measure: 2 });
    driver.does({ type: 'withdrawMeasure', measure: 1, reason: '笔误' });
    expect(driver.due(decideKinds.extension)).toBe('2026-03-05');
    driver.does({ type: 'withdrawMeasure', measure: 2, reason: '笔误' });
    expect(driver.due(decideKinds.extension)).toBeUndefined();
  });

  test('a new order after "partly" takes the place of the request and stops its clock; a suspension beside it does not', () => {
    const driver = caseAfter('open', 'violation', 'order', 'partly');
    driver.does(more);
    driver.does(steps.order);
    expect(driver.due(decideKinds.extension)).toBeUndefined();
    const other = caseAfter('open', 'violation', 'order', 'partly');
    other.does(more);
    other.does(steps.suspend);
    expect(other.due(decideKinds.extension)).toBe('2026-03-05');
  });

  test('a request to close runs beside the step that is due, is not stopped by a visit that leaves the case open, and ends with the decision', () => {
    const driver = caseAfter('open');
    driver.does(close);
    driver.does(steps.violation);
    expect(driver.state.deadlines.map((deadline) => deadline.kind).sort()).toEqual([decideKinds.close, 'measure']);
    driver.passTo(at('2026-03-06 09:30'));
    expect(told(driver, '决定申请')).toEqual(['2026-03-04 09:00 reminder → p-manager', '2026-03-06 09:00 overdue → p-leader']);
    driver.does({ type: 'decideClose', approve: false, reason: '属实' }, manager);
    expect(driver.state.deadlines.map((deadline) => deadline.kind)).toEqual(['measure']);
  });

  test('a case found clean needs no decision on closing it', () => {
    const driver = caseAfter('open');
    driver.does(close);
    driver.does(steps.clean);
    expect([driver.state.stage, driver.state.deadlines]).toEqual(['settled', []]);
  });

  test('nobody is told that their own request lies: where the leader asked to close, the manager hears of it at every rung', () => {
    const driver = caseAfter('open');
    driver.does(close, leader);
    driver.passTo(at('2026-03-12 10:00'));
    expect(told(driver, '决定申请').map((line) => line.slice(17))).toEqual(['reminder → p-manager', 'overdue → p-manager', 'stillOverdue → p-manager']);
  });

  test("both requests at once have a clock each, and a case's own limit is used, while its own ladder, which tells the manager alone, is not", () => {
    const driver = new CaseDriver();
    driver.drill = true;
    driver.does({
      ...steps.open,
      ladder: [{ rung: 'late', offset: { value: 0, unit: 'second' }, to: 'managerInCharge' }],
      limits: { decide: { value: 2, unit: 'second' } },
    });
    for (const name of ['violation', 'order'] as const) driver.does(steps[name]);
    driver.does(more, inspector);
    driver.does({ ...close, ground: 'partyGone' }, inspector);
    const asked = driver.now;
    driver.passTo(asked + 5_000);
    expect(driver.told.filter((one) => one.draft.rung !== undefined).map((one) => [one.at - asked, one.draft.rung, one.to])).toEqual([
      [2_000, 'overdue', ['p-leader']],
      [2_000, 'overdue', ['p-leader']],
    ]);
  });
});
