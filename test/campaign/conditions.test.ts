import fc from 'fast-check';
import type { ConditionKey } from '../../domain/campaign/state.ts';
import { at, districtOrg, liaison, office } from './district.ts';
import { plan, planned } from './plan.ts';
import { Rehearsal } from './rehearsal.ts';

const confirmed = {
  commitment: ['publicCommitment', 'officeSetUp', 'planApproved', 'mobilisationMeeting'],
  intervention: ['baselineSurvey', 'priorityAreas'],
  evaluation: ['selfCheck'],
} as const satisfies Record<string, readonly ConditionKey[]>;

const confirm = (run: Rehearsal, keys: readonly ConditionKey[]): void => {
  for (const condition of keys) run.does({ type: 'confirmCondition', condition, note: '见附件' }, office);
};
const pass = (run: Rehearsal, number: string): void => {
  const unit = run.task(number).leadUnitId;
  run.on(number, { type: 'sign' }, liaison(unit));
  run.on(number, { type: 'submit' }, liaison(unit));
  run.on(number, { type: 'accept' }, office);
};
const started = (): Rehearsal => {
  const run = new Rehearsal(at('2026-03-02 10:00'));
  run.does(plan([planned('1', { phase: 'commitment' }), planned('2', { phase: 'intervention' }), planned('3', { phase: 'evaluation' })]), office);
  return run;
};
/** A campaign that has reached a phase, with nothing of it done. */
const inPhase = (phase: keyof typeof confirmed): Rehearsal => {
  const run = started();
  if (phase === 'commitment') return run;
  pass(run, '1');
  confirm(run, confirmed.commitment);
  run.does({ type: 'closePhase' }, office);
  if (phase === 'intervention') return run;
  pass(run, '2');
  confirm(run, confirmed.intervention);
  run.does({ type: 'closePhase' }, office);
  return run;
};
const blocks = (run: Rehearsal): readonly unknown[] | undefined => run.refuses({ type: 'closePhase' }, office)?.items?.map((item) => item.condition);

describe('exit conditions', () => {
  test.each(Object.entries(confirmed).flatMap(([phase, keys]) => keys.map((key) => [phase as keyof typeof confirmed, key] as const)))(
    'in %s, a missing %s alone blocks',
    (phase, key) => {
      const run = inPhase(phase);
      pass(run, { commitment: '1', intervention: '2', evaluation: '3' }[phase]);
      if (phase === 'evaluation') run.does({ type: 'recordResult', result: '通过', note: '省级评估' }, office);
      confirm(
        run,
        confirmed[phase].filter((one) => one !== key),
      );
      expect(blocks(run)).toEqual([key]);
      confirm(run, [key]);
      run.does({ type: 'closePhase' }, office);
    },
  );

  test('a member unit without a liaison officer alone blocks the commitment phase', () => {
    const run = inPhase('commitment');
    pass(run, '1');
    confirm(run, confirmed.commitment);
    run.org = districtOrg(['housing']);
    expect(run.refuses({ type: 'closePhase' }, office)?.items).toMatchObject([{ condition: 'liaisonOfficers', lacking: [{ unitId: 'housing' }] }]);
  });

  test('an open task of the phase alone blocks it, and a relapsed one of an earlier phase does so again', () => {
    const run = inPhase('intervention');
    confirm(run, confirmed.intervention);
    expect(run.refuses({ type: 'closePhase' }, office)?.items).toMatchObject([{ condition: 'phaseTasks', lacking: [{ number: '2' }] }]);
    pass(run, '2');
    run.on('1', { type: 'relapse', reason: '复发' }, office);
    expect(run.refuses({ type: 'closePhase' }, office)?.items).toMatchObject([{ condition: 'phaseTasks', lacking: [{ number: '1' }] }]);
  });

  test('a task without a standard alone blocks the intervention phase until it is corrected', () => {
    const run = new Rehearsal(at('2026-03-02 10:00'));
    const { standard: _, ...bare } = planned('9', { phase: 'evaluation' });
    run.does(plan([bare]), office);
    confirm(run, confirmed.commitment);
    run.does({ type: 'closePhase' }, office);
    confirm(run, confirmed.intervention);
    expect(run.refuses({ type: 'closePhase' }, office)?.items).toMatchObject([{ condition: 'tasksBrokenDown', lacking: [{ number: '9', lacks: ['standard'] }] }]);
    run.on('9', { type: 'correctField', field: 'standard', value: '达标率90%', reason: '补充标准' }, office);
    run.does({ type: 'closePhase' }, office);
    expect(run.campaign.stage).toBe('evaluation');
  });

  test('a missing result alone blocks the evaluation phase', () => {
    const run = inPhase('evaluation');
    pass(run, '3');
    confirm(run, confirmed.evaluation);
    expect(blocks(run)).toEqual(['resultRecorded']);
    run.does({ type: 'recordResult', result: '通过', note: '省级评估' }, office);
    run.does({ type: 'closePhase' }, office);
    expect(run.campaign.stage).toBe('settled');
    run.close();
    expect(run.campaign.stage).toBe('closed');
  });

  test('an override, signed with its reason, lets any condition pass', () => {
    const run = inPhase('commitment');
    for (const condition of ['publicCommitment', 'officeSetUp', 'planApproved', 'mobilisationMeeting', 'phaseTasks'] as const)
      run.does({ type: 'overrideCondition', condition, reason: '历史已完成' }, office);
    run.does({ type: 'closePhase' }, office);
    expect(run.campaign.overrides[0]?.by.personId).toBe('office@office');
    expect(run.campaign.stage).toBe('intervention');
  });

  test('computed conditions and those of another phase cannot be confirmed', () => {
    const run = inPhase('commitment');
    expect(run.refuses({ type: 'confirmCondition', condition: 'phaseTasks', note: '已完成' }, office)?.code).toBe('campaign.condition_computed');
    expect(run.refuses({ type: 'confirmCondition', condition: 'selfCheck', note: '已完成' }, office)?.code).toBe('campaign.condition_unknown');
  });

  test('whatever subset of confirmations is missing, exactly it blocks', () => {
    fc.assert(
      fc.property(fc.subarray([...confirmed.commitment]), (given) => {
        const run = inPhase('commitment');
        pass(run, '1');
        confirm(run, given);
        const missing = confirmed.commitment.filter((one) => !given.includes(one));
        expect(blocks(run) ?? []).toEqual(missing);
      }),
      { numRuns: 30 },
    );
  });
});

describe('suspending a campaign', () => {
  test('stops every ladder; kept dates stand, and what came due meanwhile is told one rung at a time', () => {
    const run = new Rehearsal(at('2026-03-02 10:00'));
    run.does(plan([planned('4', { dueOn: '2026-05-15' })]), office);
    run.on('4', { type: 'sign' }, liaison('education'));
    run.passTo(at('2026-05-06 10:00'));
    const before = run.rungs(run.task('4').id).length;
    run.does({ type: 'suspend', reason: '疫情' }, office);
    run.passTo(at('2026-06-05 10:00'));
    expect(run.rungs(run.task('4').id).length).toBe(before);
    expect(run.refusesOn('4', { type: 'submit' }, liaison('education'))).toBe('task.suspended');
    run.does({ type: 'resume', mode: 'keep' }, office);
    expect(run.task('4').due?.dueOn).toBe('2026-05-15');
    run.passTo(at('2026-06-05 10:01'));
    expect(run.rungs(run.task('4').id)).toEqual(['2026-06-05 10:00 overdueNotice → liaisonOfficer@finance'.replace('finance', 'education')]);
  });

  test('shifted dates move by the days suspended, ladder and phases too', () => {
    const run = new Rehearsal(at('2026-03-02 10:00'));
    run.does(plan([planned('4', { dueOn: '2026-05-15' })]), office);
    run.on('4', { type: 'sign' }, liaison('education'));
    run.passTo(at('2026-03-20 10:00'));
    run.does({ type: 'suspend', reason: '疫情' }, office);
    run.passTo(at('2026-04-19 10:00'));
    run.does({ type: 'resume', mode: 'shift' }, office);
    expect(run.task('4').due?.dueOn).toBe('2026-06-14');
    expect(run.task('4').dueHistory).toMatchObject([{ dueOn: '2026-05-15', cause: 'suspension' }]);
    expect(run.campaign.phases.map((phase) => phase.endsOn)).toEqual(['2026-04-30', '2026-11-30', '2027-01-30']);
    expect(run.campaign.deadlines.find((deadline) => deadline.kind === 'phaseEnd')?.dueOn).toBe('2026-04-30');
  });

  test('cancelling ends the open tasks with the campaign, and nothing is chased after', () => {
    const run = started();
    pass(run, '1');
    run.does({ type: 'cancel', reason: '机构改革' }, office);
    expect(run.campaign.outcome).toBe('cancelled');
    expect(['1', '2', '3'].map((number) => run.task(number).stage)).toEqual(['accepted', 'cancelled', 'cancelled']);
    const told = run.told.length;
    run.passTo(at('2027-12-01 10:00'));
    expect(run.told.length).toBe(told);
    expect(run.refusesOn('1', { type: 'relapse', reason: '复发' }, office)).toBe('task.campaign_closed');
  });
});
