import type { ConditionKey } from '../../domain/campaign/state.ts';
import { at, liaison, office } from './district.ts';
import { plan, planned } from './plan.ts';
import { Rehearsal } from './rehearsal.ts';

const confirm = (run: Rehearsal, ...keys: readonly ConditionKey[]): void => {
  for (const condition of keys) run.does({ type: 'confirmCondition', condition, note: '见附件' }, office);
};

const finish = (run: Rehearsal, number: string, unitId: string): void => {
  run.on(number, { type: 'submit', summary: '已完成' }, liaison(unitId));
  run.on(number, { type: 'accept' }, office);
};

describe('a whole campaign', () => {
  test('runs through three phases by their dates, a silent unit climbing every rung once, and is closed with its result', () => {
    const run = new Rehearsal(at('2026-03-02 10:00'));
    // 4 (education) works on time; 5 (finance) signs and then falls silent until it has climbed every rung.
    run.does(plan([planned('4'), planned('5', { dueOn: '2026-09-15' })]), office);
    expect(run.campaign.stage).toBe('commitment');
    run.on('4', { type: 'sign' }, liaison('education'));
    run.on('5', { type: 'sign' }, liaison('finance'));
    confirm(run, 'publicCommitment', 'officeSetUp', 'planApproved', 'mobilisationMeeting');

    run.passTo(at('2026-03-31 23:59'));
    expect(run.campaign.stage).toBe('commitment');
    run.passTo(at('2026-04-01 00:01'));
    expect(run.campaign.stage).toBe('intervention');

    confirm(run, 'baselineSurvey', 'priorityAreas');
    run.passTo(at('2026-05-20 10:00'));
    run.does({ type: 'recordSupervision', heldOn: '2026-05-20', note: '督导四个部门' }, office);
    run.passTo(at('2026-08-10 10:00'));
    run.does({ type: 'recordMeeting', heldOn: '2026-08-10', minutes: '听取进展' }, office);
    run.does({ type: 'recordSupervision', heldOn: '2026-08-10', note: '第二次督导' }, office);
    run.passTo(at('2026-08-11 10:00'));
    finish(run, '4', 'education');

    run.passTo(at('2026-10-12 10:00'));
    expect(run.rungs(run.task('5').id)).toEqual([
      '2026-09-10 09:00 reminder → liaisonOfficer@finance',
      '2026-09-16 09:00 overdueNotice → liaisonOfficer@finance',
      '2026-09-18 09:00 escalation → managerInCharge@finance',
      '2026-09-22 09:00 urgingNotice → office@office',
      '2026-09-24 09:00 draftUnsigned → office@office',
      '2026-09-28 09:00 draftStillUnsigned → groupDeputy@group',
      '2026-09-30 09:00 leadingGroup → groupLeader@group',
    ]);
    expect(run.task('5').urgingNotice?.state).toBe('drafted');
    run.on('5', { type: 'signUrgingNotice' }, office);
    expect(run.task('5').urgingNumbers).toEqual(['督办〔2026〕1号']);
    finish(run, '5', 'finance');
    expect(run.task('5').madeGoodLate).toBe(true);

    run.passTo(at('2026-11-01 00:01'));
    expect(run.campaign.stage).toBe('evaluation');
    confirm(run, 'selfCheck');
    run.passTo(at('2026-12-10 10:00'));
    run.does({ type: 'recordResult', result: '通过', score: 93.5, note: '省级评估' }, office);
    run.passTo(at('2027-01-05 00:00'));
    expect(run.campaign.stage).toBe('closed');
    expect(run.campaign.outcome).toBe('completed');
    expect(run.campaign.phases.map((phase) => phase.closedBy)).toEqual(['date', 'date', 'date']);

    expect(run.counts()).toEqual({
      campaignLaunched: 1,
      taskIssued: 2,
      phaseReminder: 3,
      phaseOpened: 2,
      taskSubmitted: 2,
      taskAccepted: 2,
      reminder: 1,
      overdueNotice: 1,
      draftUnsigned: 1,
      draftStillUnsigned: 1,
      escalation: 1,
      urgingNotice: 1,
      leadingGroup: 1,
      urgingNoticeSigned: 1,
      campaignSettled: 1,
      campaignClosed: 1,
    });
    const told = run.told.length;
    run.passTo(at('2028-01-01 00:00'));
    expect(run.told.length).toBe(told);
  });

  test('stays open past a phase’s end, is chased up to the leading group, and closes with the last missing condition', () => {
    const run = new Rehearsal(at('2026-03-02 10:00'));
    run.does(plan([planned('4')]), office);
    confirm(run, 'publicCommitment', 'officeSetUp', 'mobilisationMeeting');
    run.passTo(at('2026-04-20 10:00'));
    expect(run.campaign.stage).toBe('commitment');
    expect(run.rungs(run.campaignId)).toEqual([
      '2026-03-24 09:00 phaseReminder → office@office',
      '2026-04-01 09:00 phaseOverdue → office@office',
      '2026-04-07 09:00 phaseEscalation → groupDeputy@group',
      '2026-04-16 09:00 phaseLeadingGroup → groupLeader@group',
    ]);
    expect(run.told.find((one) => one.draft.rung === 'phaseOverdue')?.draft.why.zh).toBe('尚缺：实施方案印发（有文号）。');
    confirm(run, 'planApproved');
    expect(run.campaign.stage).toBe('intervention');
  });

  test('asked for its meeting and supervision, calls the office, then the deputy chair, and asks anew once they are held', () => {
    const run = new Rehearsal(at('2026-03-02 10:00'));
    run.does(plan([planned('4', { dueOn: '2026-10-30' })]), office);
    run.on('4', { type: 'sign' }, liaison('education'));
    confirm(run, 'publicCommitment', 'officeSetUp', 'planApproved', 'mobilisationMeeting');
    run.passTo(at('2026-09-25 10:00'));
    const called = run.rungs(run.campaignId).filter((line) => /meeting|supervision/.test(line));
    expect(called).toEqual([
      '2026-06-24 09:00 supervisionReminder → office@office',
      '2026-07-02 09:00 supervisionOverdue → office@office',
      '2026-07-16 09:00 supervisionEscalation → groupDeputy@group',
      '2026-08-19 09:00 meetingReminder → office@office',
      '2026-09-03 09:00 meetingOverdue → office@office',
      '2026-09-17 09:00 meetingEscalation → groupDeputy@group',
    ]);
    run.does({ type: 'recordMeeting', heldOn: '2026-09-24', minutes: '补开' }, office);
    expect(run.campaign.deadlines.find((deadline) => deadline.kind === 'meeting')?.dueOn).toBe('2027-03-24');
  });
});
