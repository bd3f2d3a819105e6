import { enforcementCase } from '../../domain/case/definition.ts';
import { time } from '../../domain/process/actor.ts';
import { replay } from '../../domain/process/fold.ts';
import { at, CaseDriver, caseAfter, inspector, manager, officers, steps } from './driver.ts';

describe('the paths of a case (section 7)', () => {
  test('opening numbers the case in its body and year without gaps, and sets the limit for the first inspection', () => {
    const driver = new CaseDriver();
    driver.does(steps.open);
    expect(driver.state.number).toBe('云山市监案〔2026〕1号');
    expect(driver.state.stage).toBe('opened');
    expect(driver.state.bodyUnitId).toBe('u-body');
    expect(driver.due('inspect')).toBe('2026-03-23');
    const decision = enforcementCase.decide(enforcementCase.initial('case-2'), steps.open, driver.world());
    expect(decision.ok && decision.numbered?.series).toEqual({ name: 'case:u-body', year: 2026 });
  });

  test('the year of a number is that of Beijing: seven in the evening of 31 December in London is 2027', () => {
    const driver = new CaseDriver(Date.parse('2026-12-31T19:00:00Z'));
    driver.does(steps.open);
    expect(driver.state.number).toBe('云山市监案〔2027〕1号');
  });

  test('clean: settled at once, closed by its workflow', () => {
    const driver = caseAfter('open', 'clean');
    expect(driver.state.stage).toBe('settled');
    expect(enforcementCase.settled(driver.state)).toBe(true);
    driver.does(steps.closeCase, time);
    expect(driver.state.stage).toBe('closed');
    expect(enforcementCase.closed(driver.state)).toBe(true);
    expect(driver.state.episodes).toEqual([{ number: 1, openedAt: driver.now, outcome: 'clean', closedAt: driver.now }]);
    expect(driver.state.deadlines).toEqual([]);
  });

  test('violation → order → submission → follow-up: rectified, closed by its workflow', () => {
    const driver = caseAfter('open', 'violation');
    expect(driver.state.stage).toBe('inspected');
    expect(driver.due('measure')).toBe('2026-03-09');
    driver.does(steps.order);
    expect(driver.state.stage).toBe('ordered');
    expect(driver.state.deadlines.map((deadline) => deadline.kind)).toEqual(['rectify']);
    expect(driver.due('rectify')).toBe('2026-03-09');
    driver.does(steps.submit);
    expect(driver.state.stage).toBe('corrected');
    expect(driver.state.deadlines.map((deadline) => deadline.kind)).toEqual(['followUp']);
    driver.does(steps.rectified);
    expect(driver.state.stage).toBe('settled');
    expect(driver.state.deadlines).toEqual([]);
    driver.does(steps.closeCase, time);
    expect(driver.state.stage).toBe('closed');
    expect(driver.state.episodes.at(-1)?.outcome).toBe('rectified');
  });

  test('a follow-up needs no submission', () => {
    expect(caseAfter('open', 'violation', 'order', 'rectified').state.stage).toBe('settled');
  });

  test('several measures at once, as in sources/000: a talk, a suspension of three days and two orders, each chased by itself', () => {
    const driver = caseAfter('open', 'violation', 'talk', 'suspend', 'order');
    driver.does({ ...steps.order, period: { value: 20, unit: 'calendarDay' } });
    expect(driver.state.measures.map((measure) => [measure.number, measure.kind, measure.deadline])).toEqual([
      [1, 'talk', undefined],
      [2, 'suspension', 'suspension'],
      [3, 'order', 'rectify'],
      [4, 'order', 'rectify.4'],
    ]);
    expect(driver.state.deadlines.map((deadline) => [deadline.kind, deadline.dueOn])).toEqual([
      ['suspension', '2026-03-05'],
      ['rectify', '2026-03-09'],
      ['rectify.4', '2026-03-22'],
    ]);
    driver.does(steps.rectified);
    expect(driver.state.measures.every((measure) => measure.outcome === 'rectified')).toBe(true);
    expect(driver.state.deadlines).toEqual([]);
  });

  test("a suspension's basis is marked to be confirmed before use", () => {
    const driver = caseAfter('open', 'violation');
    const [fact] = driver.does({ ...steps.suspend, basis: '某某办法第十条' });
    expect(fact).toMatchObject({ type: 'businessSuspended', basis: '某某办法第十条', basisConfirmed: false });
  });

  test('a talk alone counts as a measure; the inspectors have a limit to go back', () => {
    const driver = caseAfter('open', 'violation', 'talk');
    expect(driver.state.stage).toBe('ordered');
    expect(driver.state.deadlines.map((deadline) => deadline.kind)).toEqual(['followUp']);
    driver.does(steps.order);
    expect(driver.state.deadlines.map((deadline) => deadline.kind)).toEqual(['rectify']);
  });

  test('partly → a new order with a new deadline → rectified', () => {
    const driver = caseAfter('open', 'violation', 'order', 'submit', 'partly');
    expect(driver.state.stage).toBe('inspected');
    expect(driver.state.deadlines.map((deadline) => deadline.kind)).toEqual(['measure']);
    driver.now = at('2026-03-04 10:00');
    driver.does(steps.order);
    expect(driver.state.stage).toBe('ordered');
    expect(driver.due('rectify')).toBe('2026-03-11');
    driver.does(steps.rectified);
    expect(driver.state.measures.map((measure) => measure.outcome)).toEqual(['partly', 'rectified']);
  });

  test('partly → more time asked for and approved: the order stands again', () => {
    const driver = caseAfter('open', 'violation', 'order', 'partly');
    driver.does({ type: 'requestExtension', reason: '设备采购中', period: { value: 5, unit: 'workingDay' } });
    driver.does({ type: 'decideExtension', approve: true, reason: '同意' }, manager);
    expect(driver.state.stage).toBe('ordered');
    expect(driver.state.measures[0]?.outcome).toBeUndefined();
    expect(driver.due('rectify')).toBe('2026-03-16');
    expect(driver.state.deadlines.map((deadline) => deadline.kind)).toEqual(['rectify']);
    driver.does(steps.submit);
    driver.does(steps.rectified);
    expect(driver.state.stage).toBe('settled');
  });

  test('not → filed → concluded with a decision → closed', () => {
    const driver = caseAfter('open', 'violation', 'order', 'not');
    expect(driver.state.stage).toBe('inspected');
    driver.does(steps.file);
    expect(driver.state.stage).toBe('filed');
    expect(driver.state.deadlines.map((deadline) => [deadline.kind, deadline.dueOn])).toEqual([['conclude', '2026-05-31']]);
    driver.does(steps.conclude);
    expect(driver.state.stage).toBe('settled');
    expect(driver.state.filings[0]).toMatchObject({ decision: '警告，罚款', penaltyFen: 500_000 });
    driver.does(steps.closeCase, time);
    expect(driver.state.episodes[0]?.outcome).toBe('concluded');
  });

  test('the follow-up that the lapse of one order called for goes when that order is withdrawn, unless another has lapsed too', () => {
    const standing = (period: number) => {
      const driver = caseAfter('open', 'violation', 'order');
      driver.does({ ...steps.order, period: { value: period, unit: 'workingDay' } });
      driver.passTo(at('2026-03-16 10:00'));
      expect(driver.state.deadlines.map(({ kind }) => kind)).toContain('followUp');
      driver.does({ type: 'withdrawMeasure', measure: 1, reason: '误发' });
      return driver.state.deadlines.map(({ kind }) => kind);
    };
    expect(standing(40)).not.toContain('followUp');
    expect(standing(6)).toContain('followUp');
  });

  test('a slip in the decision is put right, also once the case is closed; what it said stays on record', () => {
    const driver = caseAfter('open', 'violation', 'file');
    const slip = { type: 'correctDecision', penaltyFen: 50_000, decisionNumber: '云山市监罚〔2026〕3号', reason: '多写一个零' } as const;
    expect(driver.refuses(slip)).toBe('case.decision_missing');
    driver.does(steps.conclude);
    driver.does(steps.closeCase, time);
    driver.does(slip, manager);
    expect([driver.state.stage, driver.state.filings]).toMatchObject(['closed', [{ decision: '警告，罚款', penaltyFen: 50_000, decisionNumber: '云山市监罚〔2026〕3号' }]]);
    expect(driver.state.corrections.map(({ field, before, after }) => [field, before, after])).toEqual([
      ['penaltyFen', '500000', '50000'],
      ['decisionNumber', '', '云山市监罚〔2026〕3号'],
    ]);
    expect(driver.refuses({ ...slip, decision: '警告，罚款' })).toBe('case.field_unchanged');
    expect(driver.facts.at(-1)?.fact).toEqual({ type: 'decisionCorrected', penaltyFen: 50_000, decisionNumber: '云山市监罚〔2026〕3号', reason: '多写一个零' });
  });

  test('a case may be filed straight from the first inspection', () => {
    expect(caseAfter('open', 'violation', 'file').state.stage).toBe('filed');
  });

  test('a case filed while an order stands is not concluded before that order is followed up', () => {
    const driver = caseAfter('open', 'violation', 'order', 'file');
    expect(driver.state.deadlines.map((deadline) => deadline.kind)).toEqual(['rectify', 'conclude']);
    expect(driver.refuses(steps.conclude)).toBe('case.order_still_open');
    driver.does(steps.submit);
    expect(driver.state.stage).toBe('filed');
    driver.does(steps.not);
    expect(driver.state.stage).toBe('filed');
    expect(driver.state.deadlines.map((deadline) => deadline.kind)).toEqual(['conclude']);
    driver.does(steps.conclude);
    expect(driver.state.stage).toBe('settled');
  });

  test('closing a case opened in error takes two people; the stage stands until the second agrees', () => {
    const driver = caseAfter('open');
    driver.does({ type: 'close', reason: '误立' });
    expect(driver.state.stage).toBe('opened');
    expect(driver.state.closeRequest?.ground).toBe('openedInError');
    expect(driver.refuses({ type: 'decideClose', approve: true, reason: '同意' }, inspector)).toBe('case.second_person_needed');
    driver.does({ type: 'decideClose', approve: false, reason: '再查' }, manager);
    expect(driver.state.closeRequest).toBeUndefined();
    driver.does({ type: 'close', reason: '重复', ground: 'duplicate', duplicateOf: '云山市监案〔2026〕9号' });
    driver.does({ type: 'decideClose', approve: true, reason: '同意' }, manager);
    expect(driver.state.stage).toBe('settled');
    driver.does(steps.closeCase, time);
    expect(driver.state.episodes[0]?.outcome).toBe('duplicate');
  });

  test('a party that is gone ends a case in which an order stands', () => {
    const driver = caseAfter('open', 'violation', 'order');
    expect(driver.refuses({ type: 'close', reason: '误立' })).toBe('case.order_still_open');
    driver.does({ type: 'close', reason: '已注销', ground: 'partyGone' });
    driver.does({ type: 'decideClose', approve: true, reason: '同意' }, manager);
    expect(driver.state.stage).toBe('settled');
  });

  test('a relapse after closing opens a new episode under the same number, and the old record stays', () => {
    const driver = caseAfter('open', 'violation', 'order', 'rectified', 'closeCase');
    driver.now = at('2026-06-01 10:00');
    driver.does({ type: 'reopen', reason: '再次违法' });
    expect(driver.state.stage).toBe('opened');
    expect(driver.state.number).toBe('云山市监案〔2026〕1号');
    expect(driver.state.closedAt).toBeUndefined();
    expect(driver.state.episodes.map((episode) => [episode.number, episode.outcome])).toEqual([
      [1, 'rectified'],
      [2, undefined],
    ]);
    expect(driver.due('inspect')).toBe('2026-06-22');
    driver.does(steps.violation);
    driver.does(steps.order);
    expect(driver.state.measures.map((measure) => [measure.number, measure.episode])).toEqual([
      [1, 1],
      [2, 2],
    ]);
    driver.does(steps.rectified);
    driver.does(steps.closeCase, time);
    expect(driver.state.inspections.map((inspection) => inspection.episode)).toEqual([1, 1, 2, 2]);
  });

  test('a measure issued by mistake is withdrawn: the case waits for one again, the record stays', () => {
    const driver = caseAfter('open', 'violation', 'order');
    driver.does({ type: 'withdrawMeasure', measure: 1, reason: '文书有误' });
    expect(driver.state.stage).toBe('inspected');
    expect(driver.state.deadlines.map((deadline) => deadline.kind)).toEqual(['measure']);
    expect(driver.state.measures[0]?.outcome).toBe('withdrawn');
    driver.does({ type: 'close', reason: '误立' });
  });

  test('a mistaken title is corrected by a further fact that keeps the old value', () => {
    const driver = caseAfter('open');
    driver.does({ type: 'correctField', field: 'title', value: '第四药店', reason: '笔误' });
    expect(driver.state.title).toBe('第四药店');
    expect(driver.state.corrections[0]).toMatchObject({ field: 'title', before: '第三药店处方药销售检查', after: '第四药店' });
    driver.does({ type: 'correctField', field: 'source', value: 'complaint', reason: '笔误' });
    expect(driver.state.source).toBe('complaint');
  });

  test('joint bodies take part, their inspectors count, and the office takes no part even when a task is named', () => {
    const driver = new CaseDriver();
    driver.does({ ...steps.open, jointBodies: ['u-joint', 'u-joint', 'u-body'], taskId: 'task-1' });
    expect(enforcementCase.participants(driver.state)).toEqual([
      { unitId: 'u-body', as: 'actingBody' },
      { unitId: 'u-joint', as: 'jointBody' },
    ]);
    driver.does({ ...steps.clean, officers: [officers[0] ?? '', 'p-joint'] });
    expect(driver.state.stage).toBe('settled');
  });

  test('what was photographed at the door is with the case from its first fact; without photos the fact is as it always was', () => {
    const driver = new CaseDriver();
    expect(driver.does({ ...steps.open, evidence: ['photo-1'] })[0]).toMatchObject({ type: 'caseOpened', evidence: ['photo-1'] });
    expect(driver.state.evidence).toEqual(['photo-1']);
    expect(new CaseDriver().does({ ...steps.open, evidence: [] })[0]).toEqual(new CaseDriver().does(steps.open)[0]);
    expect(caseAfter('open').state).not.toHaveProperty('evidence');
  });

  test('evidence of single findings stays with them, apart from the sealed texts', () => {
    const driver = caseAfter('open');
    const [fact] = driver.does({ ...steps.violation, findings: [{ note: '甲' }, { note: '乙', evidence: ['photo-1'] }], evidence: ['photo-1'] });
    expect(fact).toMatchObject({ findings: [{ note: '甲' }, { note: '乙' }], exhibits: [{ finding: 1, evidence: ['photo-1'] }] });
    expect(driver.state.inspections[0]?.findings).toEqual([{ note: '甲' }, { note: '乙', evidence: ['photo-1'] }]);
  });

  test('the facts alone give the state again', () => {
    const driver = caseAfter('open', 'violation', 'talk', 'order', 'submit', 'partly', 'order', 'not', 'file', 'conclude', 'closeCase');
    expect(replay(enforcementCase, 'case-1', driver.facts)).toEqual(driver.state);
    expect(driver.facts.map((recorded) => recorded.seq)).toEqual(driver.facts.map((_, index) => index + 1));
  });
});
