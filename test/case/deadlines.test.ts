import { announcedCalendar } from '../../domain/calendar/announced.ts';
import { caseLadders } from '../../domain/case/ladders.ts';
import { caseLight, deadlineLight, lightInputs } from '../../domain/case/light.ts';
import { deadlineKinds } from '../../domain/case/state.ts';
import { time } from '../../domain/process/actor.ts';
import { at, CaseDriver, caseAfter, inspector, manager, steps } from './driver.ts';
import { fakeCalendar } from './fake-world.ts';

describe('the deadlines of a case, whole histories', () => {
  test('nobody inspects: reminder three working days before, the manager the morning after the due day, again five working days later, then silence', () => {
    const driver = caseAfter('open');
    driver.passTo(at('2027-03-01 10:00'));
    expect(driver.history()).toEqual(['2026-03-18 09:00 reminder → p-a', '2026-03-24 09:00 overdue → p-manager', '2026-03-31 09:00 stillOverdue → p-manager']);
    expect(driver.state.stage).toBe('opened');
  });

  test('a violation without a measure is chased; each notice says what, why, by which rule and what stops it', () => {
    const driver = caseAfter('open', 'violation');
    driver.passTo(at('2026-06-01 10:00'));
    expect(driver.history()).toEqual(['2026-03-06 09:00 reminder → p-a, p-b', '2026-03-10 09:00 overdue → p-manager', '2026-03-13 09:00 stillOverdue → p-manager']);
    const [reminder, overdue] = driver.told;
    expect(reminder?.draft).toMatchObject({ kind: 'case.reminder', deadline: 2, rung: 'reminder' });
    expect(overdue?.draft).toMatchObject({ kind: 'case.overdue', deadline: 2, rung: 'overdue' });
    for (const told of driver.told) {
      for (const part of ['title', 'why', 'rule', 'stops'] as const) {
        expect(told.draft[part].zh).toMatch(/[\u4e00-\u9fff]/);
        expect(told.draft[part].en.length).toBeGreaterThan(5);
      }
      expect(told.draft.title.zh).toContain(driver.state.number);
    }
  });

  test("an order's period passes: reminder, then the manager, then the inspectors must go back; the stage stays ordered and nobody hears anything twice", () => {
    const driver = caseAfter('open', 'violation', 'order');
    driver.passTo(at('2026-03-10 09:00'));
    expect(driver.history()).toEqual(['2026-03-06 09:00 reminder → p-a, p-b']);
    driver.passTo(at('2026-06-01 10:00'));
    expect(driver.history()).toEqual([
      '2026-03-06 09:00 reminder → p-a, p-b',
      '2026-03-10 09:00 overdue → p-manager',
      '2026-03-13 09:00 stillOverdue → p-manager',
      '2026-03-16 09:00 reminder → p-a, p-b',
      '2026-03-18 09:00 overdue → p-manager',
      '2026-03-23 09:00 stillOverdue → p-manager',
    ]);
    expect(driver.state.stage).toBe('ordered');
    expect(driver.facts.filter((recorded) => recorded.fact.type === 'rectificationMissed')).toHaveLength(1);
    driver.does(steps.rectified);
    expect(driver.state.deadlines).toEqual([]);
  });

  test('a submission in time silences the order and starts the follow-up limit', () => {
    const driver = caseAfter('open', 'violation', 'order');
    driver.now = at('2026-03-05 16:00');
    driver.does(steps.submit);
    driver.passTo(at('2026-04-01 10:00'));
    expect(driver.history()).toEqual(['2026-03-11 09:00 reminder → p-a, p-b', '2026-03-13 09:00 overdue → p-manager', '2026-03-18 09:00 stillOverdue → p-manager']);
    expect(driver.state.submissions[0]?.late).toBe(false);
  });

  test('the moment of arrival decides about lateness, not the moment of the commit; a paper counts by its day', () => {
    const late = caseAfter('open', 'violation', 'order');
    late.now = at('2026-03-10 00:00');
    late.does(steps.submit, inspector, at('2026-03-10 00:00') - 1);
    expect(late.state.submissions[0]?.late).toBe(false);

    const later = caseAfter('open', 'violation', 'order');
    later.now = at('2026-03-10 00:00');
    later.does(steps.submit);
    expect(later.state.submissions[0]?.late).toBe(true);

    const paper = caseAfter('open', 'violation', 'order');
    paper.now = at('2026-03-12 10:00');
    paper.does({ ...steps.submit, submittedOn: '2026-03-09' });
    expect(paper.state.submissions[0]).toMatchObject({ late: false, submittedOn: '2026-03-09' });

    const latePaper = caseAfter('open', 'violation', 'order');
    latePaper.now = at('2026-03-12 10:00');
    latePaper.does({ ...steps.submit, submittedOn: '2026-03-10' });
    expect(latePaper.state.submissions[0]?.late).toBe(true);
  });

  test('an extension keeps the old date on record and starts the ladder anew from it', () => {
    const driver = caseAfter('open', 'violation', 'order');
    driver.passTo(at('2026-03-06 10:00'));
    driver.does({ type: 'requestExtension', reason: '采购中', period: { value: 5, unit: 'workingDay' } });
    expect(driver.told.at(-1)).toMatchObject({ to: ['p-manager'], draft: { kind: 'case.extensionRequested' } });
    expect(driver.due('rectify')).toBe('2026-03-09');
    driver.does({ type: 'decideExtension', approve: true, reason: '同意' }, manager);
    expect(driver.told.at(-1)).toMatchObject({ to: ['p-a', 'p-b'], draft: { kind: 'case.extensionDecided' } });
    expect(driver.due('rectify')).toBe('2026-03-16');
    expect(driver.state.measures[0]?.dueOn).toBe('2026-03-16');
    expect(driver.state.dueHistory).toMatchObject([{ kind: 'rectify', measure: 1, dueOn: '2026-03-09', because: 'extension' }]);
    driver.passTo(at('2026-03-18 10:00'));
    expect(driver.history()).toEqual(['2026-03-06 09:00 reminder → p-a, p-b', '2026-03-13 09:00 reminder → p-a, p-b', '2026-03-17 09:00 overdue → p-manager']);
  });

  test('a refused extension leaves the deadline and its ladder alone', () => {
    const driver = caseAfter('open', 'violation', 'order');
    driver.does({ type: 'requestExtension', reason: '采购中', period: { value: 5, unit: 'workingDay' } });
    const before = driver.state.deadlines.filter((deadline) => deadline.kind !== 'decide.extension');
    driver.does({ type: 'decideExtension', approve: false, reason: '不同意' }, manager);
    expect(driver.state.deadlines).toEqual(before);
    expect(driver.state.extensions[0]?.status).toBe('refused');
  });

  test('after the deadline more time runs from the decision and ends the follow-up limit that its passing had set', () => {
    const driver = caseAfter('open', 'violation', 'order');
    driver.passTo(at('2026-03-11 10:00'));
    expect(driver.state.deadlines.map((deadline) => deadline.kind)).toEqual(['rectify', 'followUp']);
    driver.does({ type: 'requestExtension', reason: '采购中', period: { value: 2, unit: 'workingDay' } });
    expect(driver.state.extensions[0]?.late).toBe(true);
    driver.does({ type: 'decideExtension', approve: true, reason: '同意' }, manager);
    expect(driver.state.deadlines.map((deadline) => [deadline.kind, deadline.dueOn])).toEqual([['rectify', '2026-03-13']]);
  });

  test("the filed case's clock: 90 calendar days from filing, extended by decision", () => {
    const driver = caseAfter('open', 'violation', 'file');
    driver.passTo(at('2026-06-20 10:00'));
    expect(driver.history()).toEqual([
      '2026-05-01 09:00 reminder → p-a, p-b',
      '2026-05-21 09:00 reminder.2 → p-a, p-b',
      '2026-06-01 09:00 overdue → p-manager',
      '2026-06-15 09:00 stillOverdue → p-manager',
    ]);
    driver.does({ type: 'requestExtension', reason: '鉴定中', period: { value: 30, unit: 'calendarDay' } });
    driver.does({ type: 'decideExtension', approve: true, reason: '同意' }, manager);
    expect(driver.due('conclude')).toBe('2026-07-20');
    expect(driver.state.stage).toBe('filed');
    expect(driver.state.dueHistory).toMatchObject([{ kind: 'conclude', dueOn: '2026-05-31' }]);
  });

  test('what is handed in is late after the last order, not after a shorter suspension beside it nor after an earlier order; where business was only suspended, after that', () => {
    const late = (driver: CaseDriver, day: string) => {
      driver.passTo(at(`${day} 10:00`));
      driver.does(steps.submit);
      return driver.state.submissions[0]?.late;
    };
    // The suspension ends on 5 March, the order on 9 March, the longer one on 16 March.
    const both = () => caseAfter('open', 'violation', 'suspend', 'order');
    expect([late(both(), '2026-03-06'), late(both(), '2026-03-10')]).toEqual([false, true]);
    const twice = () => {
      const driver = both();
      driver.does({ ...steps.order, period: { value: 10, unit: 'workingDay' } });
      return driver;
    };
    expect([late(twice(), '2026-03-10'), late(twice(), '2026-03-17')]).toEqual([false, true]);
    const alone = () => caseAfter('open', 'violation', 'suspend');
    expect([late(alone(), '2026-03-05'), late(alone(), '2026-03-06')]).toEqual([false, true]);
  });

  test('a suspension of three days: its end is chased, a submission does not lift it', () => {
    const driver = caseAfter('open', 'violation', 'suspend', 'submit');
    expect(driver.state.deadlines.map((deadline) => [deadline.kind, deadline.dueOn])).toEqual([
      ['suspension', '2026-03-05'],
      ['followUp', '2026-03-09'],
    ]);
    driver.passTo(at('2026-03-06 12:00'));
    expect(driver.history()).toEqual(['2026-03-04 09:00 reminder → p-a, p-b', '2026-03-06 09:00 overdue → p-manager', '2026-03-06 09:00 reminder → p-a, p-b']);
  });

  test('a drill: an order of two seconds drops its reminder and tells the manager on time', () => {
    const driver = caseAfter('open', 'violation');
    driver.drill = true;
    const ordered = driver.now;
    driver.does({ ...steps.order, period: { value: 2, unit: 'second' } });
    driver.passTo(ordered + 2_500);
    expect(driver.told.map((told) => [told.at - ordered, told.draft.rung, told.to])).toEqual([[2_000, 'overdue', ['p-manager']]]);
    expect(driver.state.stage).toBe('ordered');
  });

  test("a case's own ladder in seconds is used for every deadline, in order of time however it is written", () => {
    const driver = new CaseDriver();
    driver.drill = true;
    driver.does({
      ...steps.open,
      ladder: [
        { rung: 'second', offset: { value: 3, unit: 'second' }, to: 'managerInCharge' },
        { rung: 'first', offset: { value: 0, unit: 'second' }, to: 'managerInCharge' },
        { rung: 'before', offset: { value: -2, unit: 'second' }, to: 'responsible' },
      ],
      limits: { inspect: { value: 10, unit: 'second' }, followUp: { value: 100, unit: 'second' } },
    });
    const opened = driver.now;
    driver.passTo(opened + 60_000);
    expect(driver.told.map((told) => [told.at - opened, told.draft.rung])).toEqual([
      [8_000, 'before'],
      [10_000, 'first'],
      [13_000, 'second'],
    ]);
  });

  test('by the announced calendar, five working days over the Spring Festival of 2026 skip the holiday and count the make-up days', () => {
    const driver = new CaseDriver(at('2026-02-13 10:00'), announcedCalendar());
    for (const name of ['open', 'violation', 'order'] as const) driver.does(steps[name]);
    const order = driver.state.deadlines.find((deadline) => deadline.kind === 'rectify');
    expect(order?.basis.counted).toEqual(['2026-02-14', '2026-02-24', '2026-02-25', '2026-02-26', '2026-02-27']);
    driver.passTo(at('2026-02-28 12:00'));
    expect(driver.history()).toEqual(['2026-02-26 09:00 reminder → p-a, p-b', '2026-02-28 09:00 overdue → p-manager']);
  });

  test('a strike that comes early or again does nothing, and every command of time is harmless at any stage', () => {
    const stages = [
      caseAfter('open'),
      caseAfter('open', 'violation'),
      caseAfter('open', 'violation', 'order'),
      caseAfter('open', 'violation', 'file'),
      caseAfter('open', 'clean', 'closeCase'),
      new CaseDriver(),
    ];
    for (const driver of stages) {
      expect(driver.does({ type: 'strike' }, time)).toEqual([]);
      expect(driver.does({ type: 'closeCase' }, time)).toEqual([]);
      expect(driver.does({ type: 'recompute' }, time)).toEqual([]);
    }
    const driver = caseAfter('open', 'violation', 'order');
    driver.passTo(at('2026-03-06 09:01'));
    expect(driver.does({ type: 'strike' }, time)).toEqual([]);
  });

  test('a workflow that closes late finds a reopened case and leaves it alone', () => {
    const driver = caseAfter('open', 'clean', 'closeCase');
    driver.does({ type: 'reopen', reason: '再次违法' });
    expect(driver.does({ type: 'closeCase' }, time)).toEqual([]);
    expect(driver.state.stage).toBe('opened');
  });

  test('closing tells the inspectors and the manager once', () => {
    const driver = caseAfter('open', 'clean', 'closeCase');
    expect(driver.told.map((told) => [told.draft.kind, told.to])).toEqual([['case.closed', ['p-a', 'p-b', 'p-manager']]]);
  });

  test('after an outage only the next rung fires, and the reminder whose sense is gone is skipped', () => {
    const driver = caseAfter('open', 'violation', 'order');
    driver.now = at('2026-03-11 20:00');
    const facts = driver.does({ type: 'strike' }, time);
    expect(facts[0]).toMatchObject({ rung: 'overdue', skipped: ['reminder'] });
    expect(driver.does({ type: 'strike' }, time)).toEqual([]);
    expect(driver.state.deadlines.find((deadline) => deadline.kind === 'rectify')?.dueOn).toBe('2026-03-09');
  });

  test('a new calendar counts open deadlines anew, with one fact, and keeps the old date', () => {
    const driver = caseAfter('open', 'violation', 'order');
    driver.calendar = fakeCalendar({ version: 2, holidays: ['2026-03-05', '2026-03-06'] });
    const [fact] = driver.does({ type: 'recompute' }, time);
    expect(fact).toMatchObject({ type: 'deadlinesRecomputed', calendarVersion: 2 });
    expect(driver.due('rectify')).toBe('2026-03-11');
    expect(driver.state.measures[0]?.dueOn).toBe('2026-03-11');
    expect(driver.state.dueHistory).toMatchObject([{ kind: 'rectify', measure: 1, dueOn: '2026-03-09', because: 'calendar' }]);
    expect(driver.does({ type: 'recompute' }, time)).toEqual([]);
  });

  test('a recount keeps the rungs reached and the number of the deadline: each rung is told once', () => {
    const driver = caseAfter('open', 'violation', 'order');
    driver.passTo(at('2026-03-06 10:00'));
    const before = driver.state.deadlines[0];
    driver.calendar = fakeCalendar({ version: 2, holidays: ['2026-03-09', '2026-03-10'] });
    driver.does({ type: 'recompute', former: [{ year: 2026, days: [] }] }, time);
    expect(driver.state.deadlines[0]).toMatchObject({ seq: before?.seq, setAt: before?.setAt, reached: before?.reached, dueOn: '2026-03-11' });
    driver.passTo(at('2026-03-17 10:00'));
    expect(driver.history().slice(0, 3)).toEqual(['2026-03-06 09:00 reminder → p-a, p-b', '2026-03-12 09:00 overdue → p-manager', '2026-03-17 09:00 stillOverdue → p-manager']);
    expect(driver.does({ type: 'recompute', former: [{ year: 2026, days: [] }] }, time)).toEqual([]);
  });

  test('a rung whose new moment lies behind fires next, once, and the one after it keeps its distance', () => {
    const holidays = ['2026-03-06', '2026-03-09'];
    const driver = new CaseDriver(undefined, fakeCalendar({ holidays }));
    for (const name of ['open', 'violation', 'order'] as const) driver.does(steps[name]);
    expect(driver.due('rectify')).toBe('2026-03-11');
    driver.passTo(at('2026-03-11 10:00'));
    driver.calendar = fakeCalendar({ version: 2 });
    driver.does({ type: 'recompute', former: [{ year: 2026, days: holidays.map((date) => ({ date, kind: 'holiday', name: '假日' })) }] }, time);
    expect(driver.due('rectify')).toBe('2026-03-09');
    driver.passTo(at('2026-03-17 08:00'));
    const [order] = driver.state.deadlines.filter((deadline) => deadline.kind === 'rectify');
    expect(driver.told.filter((told) => told.draft.deadline === order?.seq).map((told) => [new Date(told.at + 28_800_000).toISOString().slice(0, 10), told.draft.rung])).toEqual([
      ['2026-03-10', 'reminder'],
      ['2026-03-11', 'overdue'],
      ['2026-03-16', 'stillOverdue'],
    ]);
  });

  test('a year that is announced as expected makes the date certain and tells nobody twice', () => {
    const driver = new CaseDriver(undefined, fakeCalendar({ provisional: true }));
    for (const name of ['open', 'violation', 'order'] as const) driver.does(steps[name]);
    driver.passTo(at('2026-03-06 09:30'));
    driver.calendar = fakeCalendar({ version: 2 });
    driver.does({ type: 'recompute' }, time);
    expect(driver.state.deadlines[0]?.basis.provisional).toBeUndefined();
    expect(driver.state.deadlines[0]?.rungs.map((rung) => rung.rung)).toEqual(['overdue', 'stillOverdue']);
  });

  test('the lights: green, yellow from the reminder on, red after the due moment, yellow again when made good late', () => {
    const driver = caseAfter('open', 'violation', 'order');
    const light = () => caseLight(lightInputs(driver.state), driver.now);
    expect(light()).toEqual({ colour: 'green', cause: 'onTime' });
    driver.passTo(at('2026-03-06 09:00'));
    expect(light()).toEqual({ colour: 'yellow', cause: 'dueSoon' });
    driver.passTo(at('2026-03-06 10:00'));
    expect(light()).toEqual({ colour: 'yellow', cause: 'dueSoon' });
    driver.passTo(at('2026-03-09 23:59'));
    expect(light().colour).toBe('yellow');
    driver.passTo(at('2026-03-10 00:00'));
    expect(light()).toEqual({ colour: 'red', cause: 'overdue' });
    expect(driver.state.deadlines.map((deadline) => deadlineLight(deadline, driver.now).colour)).toEqual(['red']);
    driver.passTo(at('2026-03-10 10:00'));
    driver.does(steps.submit);
    expect(light()).toEqual({ colour: 'yellow', cause: 'madeGoodLate' });
  });

  test("every kind of deadline has a ladder that tells the manager in charge at offset 0, or the body's leader of a request that lies with the manager", () => {
    for (const kind of deadlineKinds) {
      const told = kind === 'decide' ? 'unitLeader' : 'managerInCharge';
      expect(caseLadders[kind].find((rung) => rung.offset.value === 0)).toMatchObject({ rung: 'overdue', to: told });
    }
  });
});
