import { assessment } from '../../domain/assessment/definition.ts';
import { evaluation } from '../../domain/evaluation/definition.ts';
import type { EvaluationFactOf } from '../../domain/evaluation/facts.ts';
import { publishedTable } from '../../domain/evaluation/table.ts';
import type { Post } from '../../domain/org/org.ts';
import { mayCommand } from '../../domain/policy/policy.ts';
import { actor, at, districtOrg, liaison, office } from '../campaign/district.ts';
import { item, Round, second, stages } from './round.ts';

const ranks = (round: Round, version?: number): readonly string[] => publishedTable(round.state, version).map(({ unitId, score, rank }) => `${unitId} ${score} ${rank}`);

describe('the self-check', () => {
  test('takes no blank: every item is answered, a zero says why, evidence is proved, points stay within the item', () => {
    const round = new Round({ standard: { source: '标准', items: [item('1', 10), item('2', 5, { evidenceRequired: ['照片'] })] } });
    const answer = (more: object) => round.refusesOn('education', { type: 'answerItem', item: '1', claim: 1, ...more });
    expect(answer({ item: '9' })).toBe('assessment.item_unknown');
    expect(answer({ claim: 10.01 })).toBe('assessment.points_above');
    expect(answer({ claim: 0 })).toBe('assessment.zero_needs_note');
    expect(answer({ item: '2' })).toBe('assessment.evidence_missing');
    expect(answer({ evidence: ['nobody’s'] })).toBe('evidence.unknown');
    expect(answer({ taskIds: [round.run.task('2').id] })).toBe('assessment.task_unknown');
    expect(answer({ indicatorIds: ['none'] })).toBe('assessment.indicator_unknown');
    round.on('education', { type: 'answerItem', item: '2', claim: 5, taskIds: [round.run.task('1').id] });
    expect(round.run.ask('assessment', round.of('education').id, { type: 'submitSelfCheck' }, liaison('education'))).toMatchObject({
      code: 'assessment.answers_missing',
      items: [{ item: '1' }],
    });
    round.on('education', { type: 'answerItem', item: '1', claim: 0, note: '本年度未开展' });
    round.on('education', { type: 'submitSelfCheck' });
    expect(round.of('education')).toMatchObject({ stage: 'submitted', submission: { late: false } });
  });

  test('is chased unit by unit: a silent one climbs its ladder, one that handed in hears nothing more', () => {
    const round = new Round();
    round.checks('education', 10, 5.5, 4.5);
    round.run.passTo(at('2026-12-10 10:00'));
    expect(round.run.rungs(round.of('education').id)).toEqual([]);
    expect(round.run.rungs(round.of('finance').id)).toEqual([
      '2026-11-25 09:00 selfCheckReminder → liaisonOfficer@finance',
      '2026-12-01 09:00 selfCheckOverdue → liaisonOfficer@finance',
      '2026-12-03 09:00 selfCheckEscalation → managerInCharge@finance',
      '2026-12-08 09:00 selfCheckOffice → office@office',
    ]);
    round.checks('finance', 9, 4, 3);
    expect(round.of('finance').submission?.late).toBe(true);
  });

  test('is given more time by the office alone: the ladder starts anew from a later date', () => {
    const round = new Round();
    round.run.passTo(at('2026-12-02 10:00'));
    expect(round.refusesOn('finance', { type: 'extendSelfCheck', reason: '核实', dueOn: '2026-12-01' }, office)).toBe('evaluation.date_past');
    expect(round.refusesOn('education', { type: 'extendSelfCheck', reason: '核实' }, office)).toBe('evaluation.date_needed');
    round.on('finance', { type: 'extendSelfCheck', reason: '情况属实', dueOn: '2026-12-11' }, office);
    expect(round.refusesOn('finance', { type: 'extendSelfCheck', reason: '再延', dueOn: '2026-12-10' }, office)).toBe('assessment.not_later');
    round.run.passTo(at('2026-12-14 10:00'));
    expect(round.run.rungs(round.of('finance').id)).toEqual([
      '2026-11-25 09:00 selfCheckReminder → liaisonOfficer@finance',
      '2026-12-01 09:00 selfCheckOverdue → liaisonOfficer@finance',
      '2026-12-08 09:00 selfCheckReminder → liaisonOfficer@finance',
      '2026-12-14 09:00 selfCheckOverdue → liaisonOfficer@finance',
    ]);
  });

  test('the last one opens the review, and the campaign’s self-check is done by that', () => {
    const round = new Round();
    round.checks('education', 10, 5.5, 4.5);
    round.checks('finance', 9, 4, 3);
    expect([round.state.stage, round.run.campaign.confirmations.length]).toEqual(['selfCheck', 0]);
    round.checks('town-1', 10, 5.5);
    expect(round.state.stage).toBe('review');
    expect(round.run.campaign.confirmations.map((one) => one.condition)).toEqual(['selfCheck']);
  });

  test('what is missing when the office opens the review is reviewed without a claim, and confirms nothing', () => {
    const round = new Round();
    round.checks('education', 10, 5.5, 4.5);
    round.does({ type: 'openReview', reason: '逾期不报' });
    expect(stages(round)).toEqual(['review', 'submitted', 'submitted', 'submitted']);
    expect(round.run.campaign.confirmations).toEqual([]);
    expect(round.refusesOn('finance', { type: 'reviewItem', item: '1.1', points: 10 }, office)).toBe('assessment.note_needed');
    round.run.passTo(at('2026-12-31 10:00'));
    expect(round.run.rungs(round.of('finance').id)).toEqual([]);
  });

  test('sent back during the review and never handed in again, it is passed over by the office, which then goes on', () => {
    const round = new Round();
    round.checks('education', 10, 5.5, 4.5);
    round.checks('finance', 9, 4, 3);
    round.checks('town-1', 10, 5.5);
    const openReview = { type: 'openReview', reason: '逾期不补' } as const;
    const allowed = () => evaluation.allowed(round.state, round.run.world(office, 'evaluation', round.id, openReview)).find((one) => one.type === 'openReview');
    expect([round.refuses(openReview), allowed()]).toEqual(['evaluation.under_review', { type: 'openReview', ok: false, reason: 'evaluation.under_review' }]);
    round.on('finance', { type: 'returnSelfCheck', reason: '佐证不全', dueOn: '2026-11-20' }, office);
    round.run.passTo(at('2026-11-24 10:00'));
    expect(round.refuses({ type: 'showScores' })).toBe('evaluation.reviews_missing');
    expect(allowed()).toEqual({ type: 'openReview', ok: true });
    const [before, deadlines] = [round.run.campaign.confirmations.length, round.state.deadlines];
    expect(round.does(openReview)).toEqual([{ type: 'selfChecksLapsed', unitIds: ['finance'], reason: '逾期不补' }]);
    expect([stages(round), round.state.deadlines, round.of('finance').deadlines, round.run.campaign.confirmations.length]).toEqual([
      ['review', 'submitted', 'submitted', 'submitted'],
      deadlines,
      [],
      before,
    ]);
    round.reviews('education', 9.5, 5, 3.5);
    round.reviews('finance', 9, 4, 3);
    round.reviews('town-1', 10, 5.5);
    round.does({ type: 'showScores' });
    expect(round.state.stage).toBe('scored');
  });

  test('sent back, it is owed and chased again; what is answered anew is reviewed anew', () => {
    const round = new Round();
    round.checks('education', 10, 5.5, 4.5);
    round.on('education', { type: 'reviewItem', item: '1.1', points: 10 }, office);
    round.on('education', { type: 'reviewItem', item: '1.2', points: 5.5 }, office);
    round.on('education', { type: 'returnSelfCheck', reason: '佐证不全', dueOn: '2026-12-10' }, office);
    round.on('education', { type: 'answerItem', item: '1.1', claim: 8 });
    expect(round.of('education')).toMatchObject({ stage: 'issued', returns: 1, reviews: [{ item: '1.2' }] });
    round.run.passTo(at('2026-12-11 10:00'));
    expect(round.run.rungs(round.of('education').id)).toEqual([
      '2026-12-07 09:00 selfCheckReminder → liaisonOfficer@education',
      '2026-12-11 09:00 selfCheckOverdue → liaisonOfficer@education',
    ]);
  });
});

describe('the review', () => {
  test('gives no more than an item has, says why where it gives less than was claimed, and is complete with every item', () => {
    const round = new Round();
    round.checks('education', 8, 5.5, 4.5);
    const review = (more: object) => round.refusesOn('education', { type: 'reviewItem', item: '1.1', points: 7, ...more }, office);
    expect(review({ points: 10.5 })).toBe('assessment.points_above');
    expect(review({})).toBe('assessment.note_needed');
    expect(review({ points: 9 })).toBeUndefined();
    expect(round.refusesOn('education', { type: 'completeReview' }, office)).toBe('assessment.reviews_missing');
    expect(round.refuses({ type: 'showScores' })).toBe('evaluation.self_checking');
    round.does({ type: 'openReview', reason: '到期' });
    expect(round.refuses({ type: 'showScores' })).toBe('evaluation.reviews_missing');
  });

  test('is chased while the office owes the scores', () => {
    const round = new Round();
    for (const unitId of ['education', 'finance', 'town-1']) round.checks(unitId, 1, 1, 1);
    round.run.passTo(at('2026-11-30 10:00'));
    expect(round.run.rungs(round.id)).toEqual([
      '2026-11-19 09:00 reviewReminder → office@office',
      '2026-11-24 09:00 reviewOverdue → office@office',
      '2026-11-27 09:00 reviewEscalation → groupDeputy@group',
    ]);
  });
});

describe('guest experts', () => {
  const expert = actor('committee', 'expert', 'expert');
  const held: readonly Post[] = [
    { id: 'post:expert', unitId: 'committee', role: 'expert', title: '专家', personId: 'expert', from: 0 },
    { id: 'post:own', unitId: 'town-1', role: 'expert', title: '专家', personId: 'own', from: 0 },
  ];
  const withExperts = (): Round => {
    const round = new Round();
    round.run.org = { ...districtOrg(), postsOf: (personId) => held.filter((post) => post.personId === personId) };
    for (const unitId of ['education', 'finance', 'town-1']) round.checks(unitId, 1, 1, 1);
    return round;
  };
  const visit = { type: 'inviteExperts', personIds: ['expert', 'own'], from: '2026-11-10', until: '2026-11-11' } as const;
  const review = { type: 'reviewItem', item: '1.1', points: 1 } as const;

  test('review on the days of their visit, what they were invited to, and with the visit their right and their sight end', () => {
    const round = withExperts();
    expect(round.refuses({ ...visit, until: '2026-11-09' })).toBe('evaluation.visit_dates');
    round.does({ ...visit, personIds: ['expert'], items: ['1.1'], unitIds: ['education', 'town-1'] });
    expect(round.refusesOn('education', review, expert)).toBe('assessment.visit_over');
    round.run.now = at('2026-11-11 23:00');
    expect(round.refusesOn('education', { ...review, item: '1.2' }, expert)).toBe('assessment.not_invited');
    expect(round.refusesOn('finance', review, expert)).toBe('assessment.visit_over');
    round.on('education', review, expert);
    expect(round.of('education').reviews).toMatchObject([{ item: '1.1', visit: 1 }]);
    round.run.now = at('2026-11-12 00:00');
    expect(round.refusesOn('town-1', review, expert)).toBe('assessment.visit_over');
    round.run.passTo(at('2026-11-12 00:01'));
    expect([round.state.visits, round.of('education').visits]).toEqual([[], []]);
  });

  test('never review the unit in which they hold a post, and are not invited to it by name', () => {
    const round = withExperts();
    expect(round.refuses({ ...visit, unitIds: ['town-1'] })).toBe('evaluation.expert_conflict');
    round.does(visit);
    round.run.now = at('2026-11-10 10:00');
    expect(round.refusesOn('town-1', review, actor('town-1', 'expert', 'own'))).toBe('assessment.own_unit');
    round.on('finance', review, actor('town-1', 'expert', 'own'));
  });

  test('of two visits each ends with its own last day', () => {
    const round = withExperts();
    round.does({ ...visit, personIds: ['expert'], until: '2026-11-20' });
    round.does({ ...visit, personIds: ['own'] });
    expect(round.state.deadlines.find((one) => one.kind === 'visit')?.dueOn).toBe('2026-11-11');
    round.run.passTo(at('2026-11-12 09:00'));
    expect(round.state.visits.map((one) => one.number)).toEqual([1]);
    round.run.passTo(at('2026-11-21 09:00'));
    expect(round.state.visits).toEqual([]);
  });

  test('have the days they were invited for, whatever a suspension moves: what ended meanwhile ends with the resumption', () => {
    const round = withExperts();
    round.does({ ...visit, personIds: ['expert'], from: '2026-12-01', until: '2026-12-03' });
    round.does({ ...visit, personIds: ['own'], from: '2027-01-05', until: '2027-01-06' });
    round.run.passTo(at('2026-11-28 10:00'));
    round.run.does({ type: 'suspend', reason: '疫情' }, office);
    round.run.passTo(at('2026-12-28 10:00'));
    round.run.does({ type: 'resume', mode: 'shift' }, office);
    const numbers = (): readonly (readonly number[])[] =>
      [round.state, ...round.state.units.map(({ unitId }) => round.of(unitId))].map(({ visits }) => visits.map((one) => one.number));
    expect(numbers()).toEqual([[2], [2], [2], [2]]);
    expect(round.state.deadlines.find((one) => one.kind === 'visit')?.dueOn).toBe('2027-01-06');
    round.does({ ...visit, personIds: ['expert'], from: '2026-12-29', until: '2026-12-30' });
    round.run.passTo(at('2026-12-31 10:00'));
    expect(numbers()).toEqual([[2], [2], [2], [2]]);
    round.run.passTo(at('2027-01-07 10:00'));
    expect(numbers()).toEqual([[], [], [], []]);
  });

  test('invited before the end of a former visit was struck, are let go with their own last day', () => {
    const round = withExperts();
    round.does({ ...visit, personIds: ['expert'] });
    round.run.now = at('2026-11-13 10:00');
    round.does({ ...visit, personIds: ['own'], from: '2026-11-14', until: '2026-11-15' });
    expect([round.state, round.of('finance')].map(({ visits }) => visits.map((one) => one.number))).toEqual([[2], [2]]);
    round.run.passTo(at('2026-11-16 10:00'));
    expect([round.state.visits, round.of('finance').visits]).toEqual([[], []]);
  });
});

describe('scores', () => {
  test('are shown, objected to, answered by another person, and published ranked within the class', () => {
    const round = new Round().scored();
    expect(stages(round)).toEqual(['scored', 'reviewed', 'reviewed', 'reviewed']);
    expect(round.refuses({ type: 'publish' })).toBe('evaluation.objection_period');
    round.on('finance', { type: 'raiseObjection', item: '1.2', reason: '已提供台账' });
    expect(round.refusesOn('finance', { type: 'raiseObjection', item: '1.2', reason: '再次' })).toBe('assessment.objection_raised');
    round.run.passTo(at('2026-12-15 10:00'));
    expect(round.refuses({ type: 'publish' })).toBe('evaluation.objections_open');
    expect(round.refusesOn('finance', { type: 'raiseObjection', item: '1.1', reason: '迟了' })).toBe('assessment.scores_not_shown');
    expect(round.refusesOn('finance', { type: 'answerObjection', item: '1.2', points: 5, note: '采纳' }, office)).toBe('assessment.same_person');
    round.on('finance', { type: 'answerObjection', item: '1.2', points: 5, note: '采纳' }, second);
    const [fact] = round.does({ type: 'publish' }) as readonly EvaluationFactOf<'scoresPublished'>[];
    expect(fact?.table).toEqual([
      { unitId: 'education', className: '部门', score: 90, rank: 1 },
      { unitId: 'finance', className: '部门', score: 85, rank: 2 },
      { unitId: 'town-1', className: '乡镇', score: 100, rank: 1 },
    ]);
    expect(stages(round)).toEqual(['published', 'closed', 'closed', 'closed']);
  });

  test('objected to where one person reviewed everything, are answered by the leading group; so the result is published', () => {
    const round = new Round().scored();
    round.on('finance', { type: 'raiseObjection', item: '1.2', reason: '已提供台账' });
    const answer = { type: 'answerObjection', item: '1.2', points: 5, note: '采纳' } as const;
    expect(round.refusesOn('finance', answer, office)).toBe('assessment.same_person');
    // Who raised it does not answer it from another post, nor is anybody's word taken for it on their behalf.
    const raisedBy = round.of('finance').objections[0]?.by.personId ?? '';
    for (const ref of [{ personId: raisedBy }, { forPersonId: raisedBy }])
      expect(round.refusesOn('finance', answer, { ...second, ref: { ...second.ref, ...ref } })).toBe('assessment.same_person');
    expect(round.run.told.filter(({ draft }) => draft.kind.endsWith('objectionRaised')).flatMap(({ to }) => to)).toEqual(['office@office', 'groupDeputy@group']);
    expect(mayCommand(actor('group', 'groupDeputy'), 'assessment', 'answerObjection', assessment.participants(round.of('finance')), districtOrg())).toBe(true);
    round.on('finance', answer, actor('group', 'groupDeputy'));
    round.published();
    expect(round.state.stage).toBe('published');
  });

  test('corrected after the publication make a new version; every former one is reproduced to the letter', () => {
    const round = new Round().scored();
    expect(round.refuses({ type: 'correctScore', unitId: 'finance', item: '1.1', points: 10, reason: '漏计' })).toBe('evaluation.not_published');
    round.published();
    const published = ranks(round);
    const correct = (more: object) => round.refuses({ type: 'correctScore', unitId: 'finance', item: '1.1', points: 10, reason: '漏计', ...more });
    expect(correct({ unitId: 'housing' })).toBe('evaluation.unit_unknown');
    expect(correct({ unitId: 'town-1', item: '2.1', points: 1 })).toBe('evaluation.item_unknown');
    expect(correct({ points: 11 })).toBe('evaluation.points_above');
    expect(correct({ points: 9 })).toBe('evaluation.nothing_changed');
    round.does({ type: 'correctScore', unitId: 'finance', item: '1.1', points: 10, reason: '漏计' });
    round.does({ type: 'correctScore', unitId: 'finance', item: '1.2', points: 5.5, reason: '漏计' });
    expect(ranks(round)).toEqual(['finance 92.5 1', 'education 90 2', 'town-1 100 1']);
    expect(ranks(round, 1)).toEqual(published);
    expect(ranks(round, 2)).toEqual(['education 90 1', 'finance 85 2', 'town-1 100 1']);
    expect(round.state.corrections.map(({ version, former }) => [version, former])).toEqual([
      [2, 9],
      [3, 4],
    ]);
  });

  test('count tasks on time by the weight given; the indicators as the office counted them', () => {
    const round = new Round({ weights: { standard: 80, onTime: 10, indicators: 10 } });
    round.run.on('1', { type: 'correctField', field: 'dueOn', value: '2026-11-20', reason: '补录' }, office);
    round.run.on('1', { type: 'sign' }, liaison('education'));
    round.run.on('1', { type: 'submit', summary: '完成' }, liaison('education'));
    round.run.on('1', { type: 'accept' }, office);
    round.run.on('2', { type: 'correctField', field: 'dueOn', value: '2026-11-20', reason: '补录' }, office);
    round.checks('education', 10, 5.5, 4.5);
    round.checks('finance', 10, 5.5, 4.5);
    round.checks('town-1', 10, 5.5);
    round.reviews('education', 10, 5.5, 4.5);
    round.reviews('finance', 10, 5.5, 4.5);
    round.reviews('town-1', 10, 5.5);
    expect(round.refuses({ type: 'showScores' })).toBe('evaluation.indicators_missing');
    expect(round.refuses({ type: 'recordIndicators', unitId: 'finance', met: 3, counted: 2, note: '统计' })).toBe('evaluation.count_unsound');
    round.does({ type: 'recordIndicators', unitId: 'education', met: 2, counted: 2, note: '统计' });
    round.does({ type: 'recordIndicators', unitId: 'finance', met: 1, counted: 2, note: '统计' });
    round.does({ type: 'recordIndicators', unitId: 'town-1', met: 0, counted: 0, note: '没有承担指标' });
    round.does({ type: 'showScores' });
    round.published();
    // finance: its task is overdue (0 of 1), half of its indicators met; the town has neither, and its standard makes up the hundred.
    expect(ranks(round)).toEqual(['education 100 1', 'finance 85 2', 'town-1 100 1']);
  });
});

describe('the outcome', () => {
  test('is the campaign’s result by the same step, and closes the evaluation; without one it is closed with a reason', () => {
    const round = new Round().scored();
    expect(round.refuses({ type: 'recordOutcome', result: '通过', note: '省级复核' })).toBe('evaluation.scored');
    round.published();
    round.does({ type: 'recordOutcome', result: '通过', score: 92.5, note: '省级复核' });
    expect([round.state.stage, round.run.campaign.result]).toMatchObject(['closed', { result: '通过', score: 92.5 }]);
    expect(round.refuses({ type: 'close', reason: '结束' })).toBe('evaluation.closed');
  });
});

describe('with its campaign the evaluation', () => {
  test('stands still and goes on with its dates moved; what it does meanwhile is refused', () => {
    const round = new Round();
    round.run.now = at('2026-11-10 15:00');
    round.run.does({ type: 'suspend', reason: '疫情' }, office);
    expect(stages(round)).toEqual(['suspended', 'suspended', 'suspended', 'suspended']);
    expect(round.refusesOn('finance', { type: 'submitSelfCheck' })).toBe('assessment.suspended');
    round.run.passTo(at('2027-01-20 10:00'));
    expect(round.run.rungs(round.of('finance').id)).toEqual([]);
    round.run.now = at('2027-01-21 10:00');
    round.run.does({ type: 'resume', mode: 'shift' }, office);
    expect([stages(round)[1], round.of('finance').deadlines[0]?.dueOn]).toEqual(['issued', '2027-02-10']);
  });

  test('ends when it is cancelled, and being told again changes nothing', () => {
    const round = new Round();
    round.run.does({ type: 'cancel', reason: '并入新一轮' }, office);
    round.run.close();
    expect(stages(round)).toEqual(['closed', 'closed', 'closed', 'closed']);
    expect(round.does({ type: 'conclude', outcome: 'campaignClosed' })).toEqual([]);
    expect(round.does({ type: 'suspend', reason: '再次' })).toEqual([]);
    expect(round.on('finance', { type: 'conclude', outcome: 'campaignClosed' })).toEqual([]);
  });
});
