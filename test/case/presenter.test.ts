import { discloseFact, presentCase, presentCaseItem } from '../../api/cases/presenter.ts';
import { CaseCommandBody, CaseItem, CaseView, NewCase } from '../../api/cases/schema.ts';
import { httpStatus } from '../../api/http/status.ts';
import { casePersonCommands } from '../../domain/case/commands.ts';
import type { Actor } from '../../domain/process/actor.ts';
import { refusals } from '../../domain/refusals.ts';
import { projectCase } from '../../ledger/projection/case.ts';
import { at, CaseDriver, caseAfter, inspector, manager, party, steps } from './driver.ts';
import { actorOf, org, people } from './fake-world.ts';

const show = (driver: CaseDriver, actor: Actor = inspector) =>
  presentCase(driver.state, { now: driver.now, calendar: driver.calendar, org, party, language: 'zh', actors: [actor], steps: driver.allowed(actor) });

describe('a case as the API shows it', () => {
  test('the answer fits its schema at every stage', () => {
    const cases = [
      caseAfter('open'),
      caseAfter('open', 'violation'),
      caseAfter('open', 'violation', 'talk', 'suspend', 'order'),
      caseAfter('open', 'violation', 'order', 'submit'),
      caseAfter('open', 'violation', 'order', 'submit', 'partly', 'order', 'not', 'file'),
      caseAfter('open', 'violation', 'file', 'conclude', 'closeCase'),
    ];
    const extended = caseAfter('open', 'violation', 'order');
    extended.does({ type: 'requestExtension', reason: '采购中', period: { value: 2, unit: 'workingDay' } });
    extended.does({ type: 'decideExtension', approve: true, reason: '同意' }, manager);
    extended.does({ type: 'close', reason: '已注销', ground: 'partyGone' });
    extended.does({ type: 'correctField', field: 'title', value: '甲', reason: '笔误' });
    for (const driver of [...cases, extended]) {
      expect(CaseView.safeParse(show(driver)).error).toBeUndefined();
      expect(CaseItem.safeParse(presentCaseItem(driver.state, { now: driver.now, org, party, language: 'zh' })).error).toBeUndefined();
    }
  });

  test('times carry Beijing time, a deadline says why it is that date and which rungs are to come', () => {
    const [deadline] = show(caseAfter('open', 'violation', 'order')).deadlines;
    expect(deadline).toMatchObject({
      kind: 'rectify',
      name: '责令改正',
      measure: 1,
      dueOn: '2026-03-09',
      dueAt: '2026-03-09T23:59:59.999+08:00',
      workingDays: 5,
      light: { colour: 'green', cause: 'onTime' },
      provisional: false,
      reached: [],
      toCome: [
        { rung: 'reminder', name: '到期前提醒', to: 'responsible', toName: '承办人', at: '2026-03-06T09:00:00.000+08:00', workingDays: 4 },
        { rung: 'overdue', name: '超期提醒', to: 'managerInCharge', toName: '分管领导', at: '2026-03-10T09:00:00.000+08:00', workingDays: 6 },
        { rung: 'stillOverdue', to: 'managerInCharge', at: '2026-03-13T09:00:00.000+08:00', workingDays: 9 },
      ],
    });
    expect(deadline?.basis.rule).toContain('第二十八条');
    expect(deadline?.basis.text).toContain('不计2天：2026年3月7日至8日（周末）');
    expect(deadline?.basis.skipped).toEqual([
      { date: '2026-03-07', why: 'weekend', name: null },
      { date: '2026-03-08', why: 'weekend', name: null },
    ]);
  });

  test('the complainant is shown to the acting body and to nobody else, in the case and in its facts', () => {
    const driver = new CaseDriver();
    driver.does({ ...steps.open, jointBodies: ['u-joint'], complainant: { name: '某甲' } });
    expect(show(driver).complainant).toEqual({ name: '某甲', phone: null, address: null });
    expect(show(driver, actorOf(people.joint)).complainant).toBeNull();
    const fact = { seq: 1, type: 'caseOpened', data: { number: '1', complainant: { name: '某甲' } }, actor: inspector.ref, at: driver.now, receivedAt: driver.now, hash: '' };
    expect(discloseFact(fact.data, false)).toEqual({ number: '1' });
    expect(discloseFact(fact.data, true)).toMatchObject({ complainant: { name: '某甲' } });
  });

  test('a request to close that waits says who asked', () => {
    const driver = new CaseDriver();
    driver.does(steps.open);
    driver.does({ type: 'close', ground: 'duplicate', reason: '重复登记', duplicateOf: '前案' });
    expect(show(driver).closeRequest).toMatchObject({ ground: 'duplicate', reason: '重复登记', duplicateOf: '前案', askedBy: [{ id: inspector.ref.personId }] });
  });

  test('says of each measure whether it stands, and of each order whether more time may be asked for it: as the steps take them', () => {
    const shown = (driver: CaseDriver) => {
      const { orders, measures } = show(driver);
      return [orders.map(({ number, stands, extendable }) => [number, stands, extendable]), measures.map(({ number, stands }) => [number, stands])];
    };
    const ordered = caseAfter('open', 'violation', 'order', 'talk');
    expect(shown(ordered)).toEqual([[[1, true, true]], [[2, true]]]);
    const partly = caseAfter('open', 'violation', 'order', 'talk', 'submit', 'partly');
    expect(shown(partly)).toEqual([[[1, false, true]], [[2, false]]]);
    partly.does({ type: 'requestExtension', measure: 1, reason: '采购中', period: { value: 2, unit: 'workingDay' } });
    const reopened = caseAfter('open', 'violation', 'talk', 'file', 'conclude', 'closeCase');
    reopened.does({ type: 'reopen', reason: '再次违法' }, manager);
    reopened.does(steps.violation);
    reopened.does(steps.talk);
    expect(shown(reopened)).toEqual([
      [],
      [
        [1, false],
        [2, true],
      ],
    ]);
    expect(reopened.refuses({ type: 'withdrawMeasure', measure: 1, reason: '误发' })).toBe('case.measure_unknown');
  });

  test('the read table has the deadline that is due first', () => {
    const driver = caseAfter('open', 'violation', 'order', 'file');
    expect(projectCase(driver.state)).toMatchObject({ number: '云山市监案〔2026〕1号', stage: 'filed', due_kind: 'rectify', due_at: '2026-03-09T15:59:59.999Z', closed_at: null });
  });
});

describe('what the API takes', () => {
  const uuid = '0f8fad5b-d9cb-469f-a165-70867728950e';

  test('only the named fields are required; unknown ones are refused; texts have one character at least', () => {
    expect(NewCase.safeParse({ partyId: uuid, title: '甲', source: 'complaint' }).success).toBe(true);
    expect(NewCase.safeParse({ partyId: uuid, title: '甲', source: 'complaint', stage: 'closed' }).success).toBe(false);
    expect(NewCase.safeParse({ partyId: uuid, title: ' ', source: 'complaint' }).success).toBe(false);
    const bodies = [
      { type: 'recordInspection', officers: [uuid, uuid], result: 'clean', findings: [] },
      { type: 'issueOrder', requirements: '改', period: { value: 3, unit: 'calendarDay' } },
      { type: 'submitRectification', description: '改' },
      { type: 'recordFollowUp', officers: [uuid, uuid], result: 'partly', findings: [{ note: '甲' }] },
      { type: 'requestExtension', reason: '甲', period: { value: 3, unit: 'workingDay' } },
      { type: 'decideExtension', approve: true, reason: '甲' },
      { type: 'fileCase', reason: '甲' },
      { type: 'close', reason: '甲' },
    ];
    for (const body of bodies) {
      expect(CaseCommandBody.safeParse(body).error).toBeUndefined();
      expect(CaseCommandBody.safeParse({ ...body, actor: 'me' }).success).toBe(false);
    }
  });

  test('every step of people has its schema, and no step of time has one', () => {
    const types = CaseCommandBody.options.map((option) => option.shape.type.value);
    expect(['open', ...types].sort()).toEqual([...casePersonCommands].sort());
  });

  test('a moment is read with its offset', () => {
    const parsed = CaseCommandBody.parse({ type: 'summonForTalk', reason: '甲', at: '2026-03-02T10:00:00+08:00' });
    expect(parsed).toMatchObject({ at: at('2026-03-02 10:00') });
    expect(CaseCommandBody.safeParse({ type: 'summonForTalk', reason: '甲', at: '2026-03-02T10:00:00' }).success).toBe(false);
  });

  test('every refusal of a case has its status: 409 for the wrong moment, 422 for the content, 403 for the wrong person', () => {
    for (const code of Object.keys(refusals).filter((name) => name.startsWith('case.'))) expect([403, 409, 422]).toContain(httpStatus[code as keyof typeof httpStatus]);
    expect(httpStatus['case.same_inspector_twice']).toBe(422);
    expect(httpStatus['case.stage_wrong']).toBe(409);
    expect(httpStatus['case.closed']).toBe(409);
  });
});
