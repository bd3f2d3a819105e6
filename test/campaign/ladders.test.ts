import type { Ladder } from '../../domain/chase/ladder.ts';
import type { Period } from '../../domain/process/time.ts';
import { defaultTaskLadders } from '../../domain/task/ladders.ts';
import { at, liaison, office } from './district.ts';
import { plan, planned } from './plan.ts';
import { Rehearsal } from './rehearsal.ts';

const lead = liaison('education');
const reason = '区领导要求加快';
const days = (value: number): Period => ({ value, unit: 'workingDay' });
const standard = defaultTaskLadders.task;
/** The default ladder of due dates with these rungs moved by name; `undefined` leaves one out. */
const moved = (offsets: Readonly<Record<string, number | undefined>>): Ladder =>
  standard.flatMap((step) => {
    if (!(step.rung in offsets)) return [step];
    const value = offsets[step.rung];
    return value === undefined ? [] : [{ ...step, offset: days(value) }];
  });

/** A campaign with task 4 of the education department, due on Friday, 15 May 2026, and signed for. */
function begun(): Rehearsal {
  const run = new Rehearsal(at('2026-03-02 10:00'));
  run.does(plan([planned('4', { dueOn: '2026-05-15' })]), office);
  run.on('4', { type: 'sign' }, lead);
  return run;
}
const set = (run: Rehearsal, task: Ladder) => run.does({ type: 'setLadders', ladders: { task }, reason }, office);
/** What was told of the task's own date, without the draft of a 督办通知书. */
const told = (run: Rehearsal): readonly string[] =>
  run
    .rungs(run.task('4').id)
    .filter((line) => !/draft|review/.test(line))
    .map((line) => line.replace(/ →.*/, ''));
const toCome = (run: Rehearsal): readonly string[] => run.task('4').deadlines.flatMap(({ kind, rungs }) => (kind === 'task' ? rungs.map(({ rung }) => rung) : []));

describe('chase rules changed after the launch', () => {
  test('a rung that is moved comes at its new time, one left out never, the others as before; the date and the number of the deadline stand', () => {
    const run = begun();
    const before = run.task('4').deadlines.find(({ kind }) => kind === 'task');
    run.passTo(at('2026-05-06 10:00'));
    set(run, moved({ escalation: 1, urgingNotice: undefined, leadingGroup: 12 }));
    const after = run.task('4').deadlines.find(({ kind }) => kind === 'task');
    expect([after?.seq, after?.dueAt]).toEqual([before?.seq, before?.dueAt]);
    run.passTo(at('2026-07-01 10:00'));
    expect(told(run)).toEqual(['2026-05-12 09:00 reminder', '2026-05-18 09:00 overdueNotice', '2026-05-19 09:00 escalation', '2026-06-03 09:00 leadingGroup']);
    expect(run.task('4').urgingNotice).toBeUndefined();
  });

  test('the fact says why, tells the whole of the rules, and tasks issued afterwards have them', () => {
    const run = begun();
    const task = moved({ escalation: 1 });
    const [fact] = set(run, task);
    expect(fact).toMatchObject({ type: 'laddersSet', reason, ladders: { task, sign: defaultTaskLadders.sign, every: { meeting: { months: 6 } } } });
    const { phase: _phase, ...more } = planned('9', { dueOn: '2026-06-30' });
    run.does({ type: 'addTask', task: more, reason }, office);
    expect([run.task('4').ladders.task, run.task('9').ladders.task]).toEqual([task, task]);
    expect(run.facts.get(run.task('4').id)?.at(-1)?.fact).toMatchObject({ type: 'laddersSet', reason });
  });

  test('a rung that was struck is never struck again, wherever it is moved, and however often the rules change', () => {
    const run = begun();
    run.passTo(at('2026-05-21 10:00'));
    expect(told(run)).toEqual(['2026-05-12 09:00 reminder', '2026-05-18 09:00 overdueNotice', '2026-05-20 09:00 escalation']);
    set(run, moved({ reminder: -1, overdueNotice: 7, escalation: 8 }));
    expect(toCome(run)).toEqual(['urgingNotice', 'leadingGroup']);
    set(run, moved({ escalation: undefined }));
    set(run, moved({ escalation: 9 }));
    run.passTo(at('2026-07-01 10:00'));
    expect(told(run).slice(3)).toEqual(['2026-05-25 09:00 urgingNotice', '2026-06-01 09:00 leadingGroup']);
  });

  test('a rung moved to a time already past is struck at once, and once; those after it keep their days', () => {
    const run = begun();
    run.passTo(at('2026-05-19 15:00'));
    set(run, moved({ escalation: 0 }));
    run.passTo(at('2026-05-19 15:01'));
    expect(told(run).at(-1)).toBe('2026-05-19 15:00 escalation');
    run.passTo(at('2026-07-01 10:00'));
    expect(told(run).slice(2)).toEqual(['2026-05-19 15:00 escalation', '2026-05-25 09:00 urgingNotice', '2026-06-01 09:00 leadingGroup']);
  });

  test('of several whose time is past one is struck at once, the next on the working mornings after', () => {
    const run = begun();
    run.passTo(at('2026-05-19 15:00'));
    set(run, moved({ escalation: 0, urgingNotice: 0 }));
    run.passTo(at('2026-07-01 10:00'));
    expect(told(run).slice(2)).toEqual(['2026-05-19 15:00 escalation', '2026-05-20 09:00 urgingNotice', '2026-06-01 09:00 leadingGroup']);
  });

  test('a reminder moved to a day already past reminds at once; once the due moment has passed it comes no more', () => {
    const run = begun();
    run.passTo(at('2026-05-08 15:00'));
    set(run, moved({ reminder: -10 }));
    run.passTo(at('2026-05-08 15:01'));
    expect(told(run)).toEqual(['2026-05-08 15:00 reminder']);
    const late = begun();
    set(late, moved({ reminder: undefined }));
    late.passTo(at('2026-05-18 15:00'));
    set(late, moved({ reminder: -1 }));
    expect(toCome(late)).toEqual(['escalation', 'urgingNotice', 'leadingGroup']);
  });

  test('a rung that an outage had moved keeps its moment where the rules leave it as it was', () => {
    const run = begun();
    // Nobody woke the task on the 12th, the 18th or the 20th.
    run.now = at('2026-05-20 15:00');
    run.ask('task', run.task('4').id, { type: 'strike' }, { ref: { by: 'time' } } as typeof office);
    const before = run.task('4').deadlines[0]?.rungs;
    expect(before?.[0]?.at).toBeGreaterThan(at('2026-05-20 15:00'));
    set(run, moved({ leadingGroup: 30 }));
    expect(run.task('4').deadlines[0]?.rungs.slice(0, 2)).toEqual(before?.slice(0, 2));
  });

  test('a ladder that stands still goes on standing still, and goes on by the new rules when the task comes back', () => {
    const run = begun();
    run.passTo(at('2026-05-13 10:00'));
    run.on('4', { type: 'submit' }, lead);
    set(run, moved({ overdueNotice: 1, escalation: undefined }));
    run.passTo(at('2026-05-13 12:00'));
    run.on('4', { type: 'sendBack', reason: '补材料' }, office);
    run.passTo(at('2026-05-24 10:00'));
    expect(told(run)).toEqual(['2026-05-12 09:00 reminder', '2026-05-19 09:00 overdueNotice']);
  });

  test('while it stands still no time passes for it: a rung moved to a day since then is as far ahead as it was at the beginning', () => {
    const run = begun();
    run.passTo(at('2026-05-13 10:00'));
    run.on('4', { type: 'submit' }, lead);
    run.passTo(at('2026-05-20 15:00'));
    set(run, moved({ overdueNotice: 1 }));
    run.on('4', { type: 'sendBack', reason: '补材料' }, office);
    run.passTo(at('2026-05-26 10:00'));
    expect(told(run)).toEqual(['2026-05-12 09:00 reminder', '2026-05-26 09:00 overdueNotice']);
  });

  test('dates stand: a limit counts from the next time that it is set, the light turns yellow by the new reminder', () => {
    const run = new Rehearsal(at('2026-03-02 10:00'));
    run.does(plan([planned('4', { dueOn: '2026-05-15' }), planned('8')]), office);
    const sign = (number: string) => run.task(number).deadlines.find(({ kind }) => kind === 'sign');
    const before = sign('4');
    run.does({ type: 'setLadders', ladders: { task: moved({ reminder: -5 }), limits: { sign: days(3) } }, reason }, office);
    expect(sign('4')).toEqual(before);
    expect(run.task('4').due?.soonAt).toBe(at('2026-05-09 09:00'));
    run.on('4', { type: 'return', reason: '不属我局' }, lead);
    run.on('4', { type: 'reassign', leadUnitId: 'health', reason: '职责调整' }, office);
    expect(sign('4')?.dueOn).toBe('2026-03-05');
  });

  test('what is over keeps its rules; a task that is reopened takes those that its campaign has by now', () => {
    const run = begun();
    run.on('4', { type: 'submit' }, lead);
    run.on('4', { type: 'accept' }, office);
    const { version } = run.task('4');
    set(run, moved({ escalation: 1, leadingGroup: undefined }));
    expect([run.task('4').version, run.task('4').ladders.task]).toEqual([version, standard]);
    expect(run.on('4', { type: 'setLadders', ladders: { ...run.task('4').ladders, task: [] }, reason }, office)).toEqual([]);
    run.on('4', { type: 'relapse', reason: '反弹' }, office);
    expect(toCome(run)).toEqual(['reminder', 'overdueNotice', 'escalation', 'urgingNotice']);
    run.passTo(at('2026-05-19 10:00'));
    expect(told(run).at(-1)).toBe('2026-05-19 09:00 escalation');
  });

  test('an acceptance taken back and sent back goes on by the new rules too', () => {
    const run = begun();
    run.passTo(at('2026-05-13 10:00'));
    run.on('4', { type: 'submit' }, lead);
    run.on('4', { type: 'accept' }, office);
    set(run, moved({ overdueNotice: 1, escalation: undefined }));
    run.on('4', { type: 'withdrawAcceptance', reason: '误点' }, office);
    run.on('4', { type: 'sendBack', reason: '补材料' }, office);
    run.passTo(at('2026-05-24 10:00'));
    expect(told(run)).toEqual(['2026-05-12 09:00 reminder', '2026-05-19 09:00 overdueNotice']);
  });

  test('a share that a lead gave out has only the rungs that speak within the unit', () => {
    const run = begun();
    const org = run.org;
    run.org = { ...org, below: (unitId) => (unitId === 'education' ? new Set(['education', 'town-1']) : org.below(unitId)) };
    run.on('4', { type: 'breakDown', shares: [{ unitId: 'town-1' }] }, lead);
    set(run, moved({ escalation: 1, leadingGroup: 8 }));
    expect(run.task('4-1').ladders.task.map(({ rung, offset }) => `${rung} ${offset.value}`)).toEqual(['reminder -3', 'overdueNotice 0', 'escalation 1']);
  });

  test('a 督办通知书 tells of what was done before, though the rules name those rungs no more', () => {
    const run = begun();
    run.passTo(at('2026-05-25 10:00'));
    set(run, moved({ overdueNotice: undefined, escalation: undefined }));
    set(run, moved({ reminder: undefined, overdueNotice: undefined, escalation: undefined }));
    run.on('4', { type: 'signUrgingNotice' }, office);
    expect(run.task('4').urgingNotice?.letter?.chased.map(({ on }) => on)).toEqual(['2026-05-12', '2026-05-18', '2026-05-20']);
  });
});

describe('the campaign itself and its indicators', () => {
  test('the phase’s end, the meeting and the supervision are chased by the new rules; the phase still closes at its very end', () => {
    const run = begun();
    run.does(
      {
        type: 'setLadders',
        ladders: {
          phase: [{ rung: 'phaseOverdue', offset: days(1), to: 'office' }],
          meeting: [{ rung: 'meetingReminder', offset: days(-20), to: 'groupDeputy' }],
          supervision: [],
        },
        reason,
      },
      office,
    );
    run.passTo(at('2026-04-20 10:00'));
    const ofCampaign = run.rungs(run.campaignId);
    expect(ofCampaign).toEqual(['2026-04-02 09:00 phaseOverdue → office@office']);
    expect(run.campaign.deadlines.find(({ kind }) => kind === 'meeting')?.rungs).toMatchObject([{ rung: 'meetingReminder', to: 'groupDeputy' }]);
    // The last of them closes a phase that is past its end.
    for (const condition of ['publicCommitment', 'officeSetUp', 'planApproved', 'mobilisationMeeting'] as const) run.does({ type: 'overrideCondition', condition, reason }, office);
    expect(run.campaign.stage).toBe('intervention');
    run.does({ type: 'correctField', field: 'phaseEndsOn', value: '2026-06-30', reason }, office);
    for (const condition of ['baselineSurvey', 'priorityAreas', 'phaseTasks'] as const) run.does({ type: 'overrideCondition', condition, reason }, office);
    run.does({ type: 'setLadders', ladders: { phase: [] }, reason }, office);
    run.passTo(at('2026-06-30 23:00'));
    expect(run.campaign.stage).toBe('intervention');
    run.passTo(at('2026-07-01 00:01'));
    expect(run.campaign.stage).toBe('evaluation');
  });

  test('values that are owed are called for by the new rules, and an indicator that begins later has them', () => {
    const run = begun();
    const establish = (name: string) =>
      run.ask(
        'indicator',
        name,
        { type: 'establish', campaignId: run.campaignId, name, rule: { kind: 'atLeast', target: { value: '1' } }, dueOn: '2026-05-15' } as { type: string },
        office,
      );
    establish('one');
    const value: Ladder = [{ rung: 'valueOverdue', offset: days(1), to: 'liaisonOfficer' }];
    run.does({ type: 'setLadders', ladders: { value }, reason }, office);
    establish('two');
    expect(run.indicators.map(({ ladder }) => ladder)).toEqual([value, value]);
    expect(run.indicators.map(({ deadlines }) => deadlines[0]?.rungs.map(({ rung, at: moment }) => [rung, moment]))).toEqual([
      [['valueOverdue', at('2026-05-19 09:00')]],
      [['valueOverdue', at('2026-05-19 09:00')]],
    ]);
    expect(run.facts.get('one')?.at(-1)?.fact).toMatchObject({ type: 'ladderSet', reason });
  });
});

describe('what is refused', () => {
  test('exact units outside drills, as at a launch; rules that are those that stand; a campaign that does not run', () => {
    const run = begun();
    const inSeconds: Ladder = [{ rung: 'overdueNotice', offset: { value: 5, unit: 'second' }, to: 'liaisonOfficer' }];
    expect(run.refuses({ type: 'setLadders', ladders: { task: inSeconds }, reason }, office)?.code).toBe('period.unit_refused');
    expect(run.refuses({ type: 'setLadders', ladders: { limits: { sign: { value: 1, unit: 'hour' } } }, reason }, office)?.code).toBe('period.unit_refused');
    run.drill = true;
    set(run, inSeconds);
    run.drill = false;
    set(run, standard);
    const { version } = run.campaign;
    for (const ladders of [
      {},
      { task: standard },
      { task: standard.map(({ to, offset, rung }) => ({ to, offset: { unit: offset.unit, value: offset.value }, rung })) },
      { limits: { sign: days(1) } },
    ])
      expect(run.refuses({ type: 'setLadders', ladders, reason }, office)?.code).toBe('campaign.nothing_changed');
    run.does({ type: 'suspend', reason }, office);
    expect(run.refuses({ type: 'setLadders', ladders: { task: [] }, reason }, office)?.code).toBe('campaign.suspended');
    expect(run.campaign.version).toBe(version + 1);
  });
});
