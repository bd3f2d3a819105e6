import { at, liaison, office } from '../campaign/district.ts';
import { plan, planned } from '../campaign/plan.ts';
import { Rehearsal } from '../campaign/rehearsal.ts';

const lead = liaison('education');
const own = (run: Rehearsal): readonly string[] => run.rungs(run.task('4').id);

describe('a recurring task', () => {
  test('is answered by the word that there was nothing, kept as such; a blank answers nothing and leaves it chased', () => {
    const { dueOn: _, ...task } = planned('4', { kind: 'recurring', rhythm: { span: 'month', until: '2026-12-31' } });
    const run = new Rehearsal(at('2026-03-02 10:00'));
    run.does(plan([task, planned('5', { leadUnitId: 'education' })]), office);
    for (const number of ['4', '5']) run.on(number, { type: 'sign' }, lead);
    expect(run.refusesOn('4', { type: 'report' }, lead)).toBe('task.report_blank');
    expect(run.refusesOn('5', { type: 'report' }, lead)).toBe('task.report_blank');
    expect(run.refusesOn('5', { type: 'report', nothing: true }, lead)).toBe('task.report_blank');
    run.on('4', { type: 'report', nothing: true }, lead);
    expect([run.task('4').answered, run.task('4').period?.dueOn]).toEqual([[{ index: 1, at: run.now, late: false, nothing: true }], '2026-04-30']);
    run.passTo(at('2026-04-20 10:00'));
    run.on('4', { type: 'report', progress: '四月开展宣传2次' }, lead);
    expect(run.task('4').answered.map(({ index, nothing }) => [index, nothing])).toEqual([
      [1, true],
      [2, undefined],
    ]);
    run.passTo(at('2026-06-01 10:00'));
    expect(own(run).at(-1)).toBe('2026-06-01 09:00 overdueNotice → liaisonOfficer@education');
    run.on('4', { type: 'report', nothing: true }, lead);
    expect(run.task('4').answered.at(-1)).toMatchObject({ index: 3, late: true, nothing: true });
  });

  test('has check-ins that are answered once they have begun: a second word in the same month answers nothing ahead, and "nothing" ahead is refused', () => {
    const { dueOn: _, ...task } = planned('4', { kind: 'recurring', rhythm: { span: 'month', until: '2026-12-31' } });
    const run = new Rehearsal(at('2026-03-02 10:00'));
    run.does(plan([task]), office);
    run.on('4', { type: 'sign' }, lead);
    run.on('4', { type: 'report', progress: '三月已完成' }, lead);
    expect(run.task('4').period).toMatchObject({ index: 2, dueOn: '2026-04-30', beginsAt: at('2026-04-01 00:00') });
    run.passTo(at('2026-03-31 23:59'));
    expect(run.refusesOn('4', { type: 'report', nothing: true }, lead)).toBe('task.period_not_begun');
    run.on('4', { type: 'report', progress: '三月补充' }, lead);
    expect([run.task('4').period?.index, run.task('4').due?.dueOn, run.task('4').progress?.text]).toEqual([2, '2026-04-30', '三月补充']);
    run.passTo(at('2026-04-01 00:00'));
    run.on('4', { type: 'report', nothing: true }, lead);
    expect(run.task('4').period).toMatchObject({ index: 3, dueOn: '2026-05-31' });
  });

  test('goes from period to period: each answered check-in opens the next; the last ends with submission and acceptance', () => {
    const { dueOn: _, ...task } = planned('4', { kind: 'recurring', rhythm: { span: 'quarter', until: '2026-09-30' } });
    const run = new Rehearsal(at('2026-03-02 10:00'));
    run.does(plan([task]), office);
    run.on('4', { type: 'sign' }, lead);
    expect(run.task('4').period).toMatchObject({ index: 1, dueOn: '2026-03-31' });
    run.on('4', { type: 'report', progress: '一季度完成' }, lead);
    expect(run.task('4').period).toMatchObject({ index: 2, dueOn: '2026-06-30' });
    run.passTo(at('2026-07-01 10:00'));
    expect(own(run).at(-1)).toBe('2026-07-01 09:00 overdueNotice → liaisonOfficer@education');
    run.on('4', { type: 'submit', summary: '二季度' }, lead);
    run.on('4', { type: 'accept' }, office);
    expect([run.task('4').stage, run.task('4').period?.dueOn]).toEqual(['signed', '2026-09-30']);
    run.on('4', { type: 'submit', summary: '三季度' }, lead);
    run.on('4', { type: 'accept' }, office);
    const ended = () => [run.task('4').stage, run.task('4').answered.map((one) => [one.index, one.late])];
    const all = [
      'accepted',
      [
        [1, false],
        [2, true],
        [3, false],
      ],
    ];
    expect(ended()).toEqual(all);
    // What relapses and is made good was answered once.
    run.on('4', { type: 'relapse', reason: '反弹', dueOn: '2026-12-31' }, office);
    run.on('4', { type: 'submit', summary: '已整改' }, lead);
    run.on('4', { type: 'accept' }, office);
    expect(ended()).toEqual(all);
  });

  test('ends with its campaign: as accepted where it owes nothing, and not where it has left a check-in out, for all that the office let pass', () => {
    const { dueOn: _, ...task } = planned('4', { kind: 'recurring', rhythm: { span: 'month', until: '2027-12-31' } });
    const run = new Rehearsal(at('2026-03-02 10:00'));
    run.does(plan([task, { ...task, number: '5' }]), office);
    for (const number of ['4', '5']) {
      run.on(number, { type: 'sign' }, lead);
      run.on(number, { type: 'report', progress: '三月已完成' }, lead);
    }
    run.passTo(at('2026-05-06 10:00'));
    run.on('4', { type: 'report', progress: '四月已完成' }, lead);
    for (const conditions of [
      ['publicCommitment', 'officeSetUp', 'planApproved', 'mobilisationMeeting'],
      ['baselineSurvey', 'priorityAreas', 'phaseTasks'],
      ['selfCheck', 'phaseTasks'],
    ] as const) {
      if (run.campaign.stage === 'evaluation') run.does({ type: 'recordResult', result: '通过', note: '省级评估' }, office);
      const { stage } = run.campaign;
      for (const condition of conditions) run.does({ type: 'overrideCondition', condition, reason: '已完成' }, office);
      if (run.campaign.stage === stage) run.does({ type: 'closePhase' }, office);
    }
    // What is owed is asked as of the last phase's end, however late the workflow comes.
    run.now = at('2026-06-05 10:00');
    run.close();
    expect(run.campaign.stage).toBe('closed');
    expect(['4', '5'].map((number) => [run.task(number).stage, run.task(number).cancelReason])).toEqual([
      ['accepted', undefined],
      ['cancelled', 'campaignClosed'],
    ]);
  });
});
