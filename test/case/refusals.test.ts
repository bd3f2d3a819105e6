import type { CaseCommand } from '../../domain/case/commands.ts';
import type { Post } from '../../domain/org/org.ts';
import { refusals } from '../../domain/refusals.ts';
import { at, CaseDriver, caseAfter, colleague, inspector, manager, steps } from './driver.ts';
import { actorOf, orgWith, people } from './fake-world.ts';

const extension: CaseCommand = { type: 'requestExtension', reason: '采购中', period: { value: 3, unit: 'workingDay' } };
const approve: CaseCommand = { type: 'decideExtension', approve: true, reason: '同意' };

describe('refusals of a case; each leaves it as it was', () => {
  test('the acting body is an enforcement body, never the leading-group office', () => {
    expect(new CaseDriver().refuses(steps.open, actorOf(people.clerk))).toBe('case.body_not_enforcement');
    expect(new CaseDriver().refuses({ ...steps.open, bodyUnitId: 'u-office' })).toBe('case.body_not_enforcement');
    expect(new CaseDriver().refuses({ ...steps.open, jointBodies: ['u-office'] })).toBe('case.body_not_enforcement');
    expect(new CaseDriver().refuses({ ...steps.open, bodyUnitId: 'u-unknown' })).toBe('case.body_not_enforcement');
  });

  test("nobody opens a case in another body's name", () => {
    expect(new CaseDriver().refuses({ ...steps.open, bodyUnitId: 'u-stranger' })).toBe('case.not_your_body');
  });

  test('the party and the task must exist, the task with the body taking part', () => {
    expect(new CaseDriver().refuses({ ...steps.open, partyId: 'nobody' })).toBe('case.party_unknown');
    expect(new CaseDriver().refuses({ ...steps.open, taskId: 'nothing' })).toBe('case.task_unknown');
    expect(new CaseDriver().refuses({ ...steps.open, taskId: 'task-2' })).toBe('case.task_unknown');
  });

  test('the attachments with which it is opened exist and are of the body that opens it', () => {
    expect(new CaseDriver().refuses({ ...steps.open, evidence: ['missing'] })).toBe('evidence.unknown');
    expect(new CaseDriver().refuses({ ...steps.open, evidence: ['photo-1', 'photo-foreign'] })).toBe('evidence.unknown');
    expect(new CaseDriver().refuses({ ...steps.open, evidence: ['photo-1'] })).toBeUndefined();
  });

  test('a case is opened once, and no step exists before it', () => {
    expect(caseAfter('open').refuses(steps.open)).toBe('case.exists');
    expect(new CaseDriver().refuses(steps.clean)).toBe('process.not_found');
  });

  test('the same inspector twice is not two inspectors, at the inspection and at the follow-up', () => {
    const twice = [people.a.id, people.a.id];
    expect(caseAfter('open').refuses({ ...steps.clean, officers: twice })).toBe('case.same_inspector_twice');
    expect(caseAfter('open', 'violation', 'order').refuses({ ...steps.rectified, officers: twice })).toBe('case.same_inspector_twice');
  });

  test.each([1, 3])('%i officers are not two', (count) => {
    expect(caseAfter('open').refuses({ ...steps.clean, officers: [people.a.id, people.b.id, people.joint.id].slice(0, count) })).toBe('case.two_inspectors_needed');
  });

  test('an expired certificate is refused from the day after its last, Beijing time', () => {
    const officersWithExpired = [people.a.id, people.expired.id];
    const driver = caseAfter('open');
    driver.now = at('2026-03-03 00:00');
    expect(driver.refuses({ ...steps.clean, officers: officersWithExpired })).toBe('case.certificate_expired');
    driver.now = at('2026-03-02 23:59');
    expect(driver.refuses({ ...steps.clean, officers: officersWithExpired })).toBeUndefined();
  });

  test('the day of the visit decides about the certificate, not the day of its entry', () => {
    const driver = caseAfter('open');
    driver.now = at('2026-03-04 10:00');
    expect(driver.refuses({ ...steps.clean, officers: [people.a.id, people.expired.id], inspectedAt: at('2026-03-02 15:00') })).toBeUndefined();
  });

  test('an officer without a registered certificate is refused, by name of the item', () => {
    const driver = caseAfter('open');
    expect(driver.ask({ ...steps.clean, officers: [people.a.id, people.uncertified.id] })).toMatchObject({
      code: 'case.certificate_expired',
      items: [{ officer: 'p-uncertified', expiredOn: null }],
    });
  });

  test.each([people.stranger, people.joint, people.manager, people.gone])('$id holds no inspector post in the acting body', (person) => {
    expect(caseAfter('open').refuses({ ...steps.clean, officers: [people.a.id, person.id] })).toBe('case.not_an_inspector');
  });

  test('who held the post on the day of the visit counts, not who holds it when the visit is entered', () => {
    const handedOver = at('2026-03-04 09:00');
    const tenures = [
      { personId: people.a.id, from: 0, until: handedOver },
      { personId: people.stranger.id, from: handedOver },
    ];
    const by = (person: { readonly id: string }, inspectedAt: number) => {
      const driver = caseAfter('open');
      driver.now = at('2026-03-05 10:00');
      driver.org = orgWith({ posts: [{ id: 'post-p-a', unitId: 'u-body', role: 'inspector', title: '执法人员', personId: people.stranger.id, from: 0, tenures }] });
      return driver.refuses({ ...steps.clean, officers: [person.id, people.b.id], inspectedAt }, actorOf(people.b));
    };
    expect([by(people.a, handedOver - 1), by(people.a, handedOver)]).toEqual([undefined, 'case.not_an_inspector']);
    expect([by(people.stranger, handedOver - 1), by(people.stranger, handedOver)]).toEqual(['case.not_an_inspector', undefined]);
  });

  test.each([at('2026-03-03 15:00'), at('2026-03-04 09:00'), at('2026-03-05 10:00')])(
    'a visit of %i is entered by its officers, whose body was merged into another on 4 March, with their posts',
    (inspectedAt) => {
      const until = at('2026-03-04 09:00');
      const driver = caseAfter('open');
      driver.now = at('2026-03-05 10:00');
      const officers = [people.a.id, people.b.id];
      driver.org = orgWith({
        units: [{ id: 'u-body', name: '云山区市场监管综合执法大队', aliases: [], kind: 'enforcementBody', parentId: 'u-district', from: 0, until, successorId: 'u-joint' }],
        posts: officers.flatMap((personId): Post[] => [
          { id: `post-${personId}`, unitId: 'u-body', role: 'inspector', title: '执法人员', from: 0, until, tenures: [{ personId, from: 0, until }] },
          { id: `new-${personId}`, unitId: 'u-joint', role: 'inspector', title: '执法人员', personId, from: until, tenures: [{ personId, from: until }] },
        ]),
      });
      expect(driver.refuses({ ...steps.clean, officers, inspectedAt }, actorOf(people.joint))).toBeUndefined();
    },
  );

  test('nothing is recorded for the future, nor a follow-up before its measure', () => {
    expect(caseAfter('open').refuses({ ...steps.clean, inspectedAt: at('2026-03-02 10:01') })).toBe('case.date_in_future');
    const driver = caseAfter('open', 'violation', 'order');
    expect(driver.refuses({ ...steps.rectified, inspectedAt: at('2026-03-01 10:00') })).toBe('case.date_too_early');
    expect(driver.refuses({ ...steps.submit, submittedOn: '2026-03-03' })).toBe('case.date_in_future');
    expect(driver.refuses({ ...steps.submit, submittedOn: '2026-03-01' })).toBe('case.date_too_early');
    expect(caseAfter('open', 'violation').refuses({ ...steps.talk, at: at('2026-03-01 10:00') })).toBe('case.date_in_past');
  });

  test('evidence must exist and be of a body that acts', () => {
    expect(caseAfter('open').refuses({ ...steps.clean, evidence: ['missing'] })).toBe('evidence.unknown');
    expect(caseAfter('open').refuses({ ...steps.clean, findings: [{ note: '甲', evidence: ['photo-foreign'] }] })).toBe('evidence.unknown');
    expect(caseAfter('open', 'violation', 'order').refuses({ ...steps.submit, evidence: ['photo-foreign'] })).toBe('evidence.unknown');
  });

  type StepName = keyof typeof steps;
  const out: readonly (readonly [StepName[], StepName[]])[] = [
    [['open'], ['order', 'suspend', 'talk', 'submit', 'rectified', 'file', 'conclude']],
    [
      ['open', 'violation'],
      ['clean', 'submit', 'rectified', 'conclude'],
    ],
    [
      ['open', 'violation', 'order'],
      ['clean', 'conclude'],
    ],
    [
      ['open', 'violation', 'order', 'submit'],
      ['clean', 'order', 'submit', 'conclude'],
    ],
    [
      ['open', 'violation', 'file'],
      ['clean', 'order', 'submit', 'rectified', 'file'],
    ],
    [
      ['open', 'clean'],
      ['clean', 'order', 'submit', 'rectified', 'file', 'conclude'],
    ],
  ];
  test.each(out)('after %j these steps are out of order: %j', (before, wrong) => {
    const driver = caseAfter(...before);
    for (const name of wrong) expect([name, driver.refuses(steps[name])]).toEqual([name, 'case.stage_wrong']);
  });

  test('a refusal for the wrong stage names the stage', () => {
    expect(caseAfter('open').ask(steps.order)).toMatchObject({ code: 'case.stage_wrong', params: { stage: 'opened', stageName: '待检查' } });
  });

  test('a closed case takes no step but reopening', () => {
    const driver = caseAfter('open', 'clean', 'closeCase');
    for (const step of Object.values(steps)) if (step.type !== 'open' && step.type !== 'closeCase') expect(driver.refuses(step)).toBe('case.closed');
    expect(driver.refuses({ type: 'correctField', field: 'title', value: '甲', reason: '笔误' })).toBe('case.closed');
    expect(driver.open(manager)).toEqual(['reopen']);
    expect(caseAfter('open', 'clean').refuses({ type: 'reopen', reason: '再次违法' })).toBe('case.stage_wrong');
  });

  test('"not put right" leads to filing, not to another order, talk or more time', () => {
    const driver = caseAfter('open', 'violation', 'order', 'not');
    for (const command of [steps.order, steps.suspend, steps.talk, extension]) expect(driver.refuses(command)).toBe('case.must_file');
  });

  test('nobody decides on their own request for more time, nor for whom they asked', () => {
    const driver = caseAfter('open', 'violation', 'order');
    driver.does(extension, actorOf(people.a, { forPersonId: people.manager.id }));
    expect(driver.refuses(approve, inspector)).toBe('case.second_person_needed');
    expect(driver.refuses(approve, manager)).toBe('case.second_person_needed');
    expect(driver.refuses(approve, actorOf(people.b, { forPersonId: people.a.id }))).toBe('case.second_person_needed');
    expect(driver.refuses(approve, actorOf(people.leader))).toBeUndefined();
  });

  test('one request for more time at a time, and none to decide where none waits', () => {
    const driver = caseAfter('open', 'violation', 'order');
    expect(driver.refuses(approve, manager)).toBe('case.no_extension_pending');
    driver.does(extension);
    expect(driver.refuses(extension, colleague)).toBe('case.extension_pending');
  });

  test('a submission overtakes a request for more time', () => {
    const driver = caseAfter('open', 'violation', 'order');
    driver.does(extension);
    driver.does(steps.submit);
    expect(driver.state.extensions[0]?.status).toBe('lapsed');
    expect(driver.refuses(approve, manager)).toBe('case.stage_wrong');
  });

  test('more time needs an order', () => {
    expect(caseAfter('open', 'violation').refuses(extension)).toBe('case.no_open_order');
    expect(caseAfter('open', 'violation', 'talk').refuses(extension)).toBe('case.no_open_order');
    expect(caseAfter('open', 'violation', 'order').refuses({ ...extension, measure: 7 })).toBe('case.measure_unknown');
  });

  test('closing: one request at a time, and none to decide where none waits', () => {
    const driver = caseAfter('open');
    expect(driver.refuses({ type: 'decideClose', approve: true, reason: '同意' }, manager)).toBe('case.no_close_pending');
    expect(driver.refuses({ type: 'close', reason: '重复', ground: 'duplicate' })).toBe('case.duplicate_of_needed');
    driver.does({ type: 'close', reason: '误立' });
    expect(driver.refuses({ type: 'close', reason: '误立' }, colleague)).toBe('case.close_pending');
  });

  test('a request to close is not granted once an order stands', () => {
    const driver = caseAfter('open', 'violation');
    driver.does({ type: 'close', reason: '误立' });
    driver.does(steps.order);
    expect(driver.refuses({ type: 'decideClose', approve: true, reason: '同意' }, manager)).toBe('case.order_still_open');
  });

  test('a measure that was judged cannot be withdrawn', () => {
    const driver = caseAfter('open', 'violation', 'order', 'partly', 'order');
    expect(driver.refuses({ type: 'withdrawMeasure', measure: 1, reason: '有误' })).toBe('case.measure_unknown');
  });

  test('hours, minutes and seconds are for drills; no period is empty, broken or endless', () => {
    const driver = caseAfter('open', 'violation');
    expect(driver.refuses({ ...steps.order, period: { value: 2, unit: 'second' } })).toBe('period.unit_refused');
    for (const value of [0, -1, 1.5, 4_000]) expect(driver.refuses({ ...steps.order, period: { value, unit: 'calendarDay' } })).toBe('period.invalid');
    driver.drill = true;
    expect(driver.refuses({ ...steps.order, period: { value: 2, unit: 'second' } })).toBeUndefined();
  });

  test("a case's own ladder keeps to the acting body and to usable periods", () => {
    const rung = { rung: 'overdue', offset: { value: 0, unit: 'workingDay' }, to: 'managerInCharge' } as const;
    expect(new CaseDriver().refuses({ ...steps.open, ladder: [{ ...rung, to: 'leadingGroup' }] })).toBe('case.ladder_target_refused');
    expect(new CaseDriver().refuses({ ...steps.open, ladder: [rung, rung] })).toBe('case.ladder_invalid');
    expect(new CaseDriver().refuses({ ...steps.open, ladder: [{ ...rung, offset: { value: 1, unit: 'second' } }] })).toBe('period.unit_refused');
    expect(new CaseDriver().refuses({ ...steps.open, limits: { measure: { value: 1, unit: 'second' } } })).toBe('period.unit_refused');
  });

  test('a correction changes something, and a source is one of the list', () => {
    const driver = caseAfter('open');
    expect(driver.refuses({ type: 'correctField', field: 'title', value: driver.state.title, reason: '笔误' })).toBe('case.field_unchanged');
    expect(driver.refuses({ type: 'correctField', field: 'source', value: 'rumour', reason: '笔误' })).toBe('case.source_unknown');
  });

  test('a step that does not exist is refused', () => {
    expect(caseAfter('open').refuses({ type: 'toString' } as unknown as CaseCommand)).toBe('process.unknown_command');
  });

  test('every code of a case has a text in both languages', () => {
    for (const [code, text] of Object.entries(refusals)) {
      if (!code.startsWith('case.')) continue;
      expect(text.zh).toMatch(/[\u4e00-\u9fff]/);
      expect(text.en).toMatch(/[a-z]/);
    }
  });

  test('what allowed names as possible is never refused for the stage, and the reasons are those of the rules', () => {
    const driver = caseAfter('open', 'violation', 'order');
    expect(driver.open(inspector)).toEqual([
      'issueOrder',
      'suspendBusiness',
      'summonForTalk',
      'withdrawMeasure',
      'submitRectification',
      'recordFollowUp',
      'requestExtension',
      'fileCase',
      'close',
      'correctField',
    ]);
    expect(driver.allowed(inspector).find((step) => step.type === 'recordInspection')).toEqual({
      type: 'recordInspection',
      ok: false,
      reason: 'case.stage_wrong',
      params: { stage: 'ordered', stageName: '整改中' },
    });
    expect(driver.allowed(manager).find((step) => step.type === 'decideExtension')).toEqual({ type: 'decideExtension', ok: false, reason: 'case.no_extension_pending' });
    expect(driver.allowed(actorOf(people.stranger))).toEqual([]);
    driver.now = at('2026-03-03 10:00');
    expect(driver.allowed(actorOf(people.expired)).find((step) => step.type === 'recordFollowUp')).toEqual({
      type: 'recordFollowUp',
      ok: false,
      reason: 'case.certificate_expired',
    });
  });
});
