import type { PlannedTask } from '../../domain/campaign/commands.ts';
import { previewDates } from '../../domain/campaign/preview.ts';
import { at, liaison, office, towns } from './district.ts';
import { plan, planned } from './plan.ts';
import { Rehearsal } from './rehearsal.ts';

/** 92 tasks as 武隆's plan has them: no. 82 and no. 87 are each unit's. */
const many = (dueOn: string): readonly PlannedTask[] =>
  Array.from({ length: 92 }, (_, index) => {
    const number = String(index + 1);
    return number === '82' || number === '87' ? planned(number, { kind: 'eachUnit', unitIds: [...towns], dueOn, section: '专项行动' }) : planned(number, { dueOn });
  });

describe('launching a campaign', () => {
  test('issues 92 tasks and every unit’s share of nos. 82 and 87 in one transaction, in order', () => {
    const run = new Rehearsal(at('2026-03-02 10:00'));
    run.does(plan(many('2026-10-30')), office);
    expect(run.campaign.taskCount).toBe(98);
    expect(run.tasks.length).toBe(98);
    const ordered = [...run.tasks].sort((a, b) => a.order - b.order).map((task) => task.number);
    expect(ordered.slice(80, 86)).toEqual(['81', '82', '82-1', '82-2', '82-3', '83']);
    expect(new Set(run.tasks.map((task) => task.order)).size).toBe(98);
    expect(run.task('82').childTaskIds).toEqual(['82-1', '82-2', '82-3'].map((number) => run.task(number).id));
    expect(run.task('82-2').parentTaskId).toBe(run.task('82').id);
    expect(run.task('82').deadlines).toEqual([]);
    expect(run.task('82-2').deadlines.map((deadline) => deadline.kind)).toEqual(['sign', 'task']);
  });

  test('is refused with every task that lacks a lead, a deadline or a phase, and then nothing exists', () => {
    const run = new Rehearsal(at('2026-03-02 10:00'));
    const { leadUnitId: _lead, ...leaderless } = planned('1');
    const { dueOn: _due, ...dateless } = planned('2');
    const { phase: _phase, ...phaseless } = planned('3');
    const refused = run.refuses(plan([leaderless, dateless, phaseless, planned('4'), planned('5', { kind: 'eachUnit', unitIds: [] })]), office);
    expect(refused?.code).toBe('plan.tasks_incomplete');
    expect(refused?.items?.map((item) => [item.number, item.lacks])).toEqual([
      ['1', ['lead']],
      ['2', ['deadline']],
      ['3', ['phase']],
      ['5', ['units']],
    ]);
    expect(run.campaign.version).toBe(0);
    expect(run.tasks).toEqual([]);
  });

  test('refuses a second launch of the same plan', () => {
    const run = new Rehearsal(at('2026-03-02 10:00'));
    run.does(plan([planned('1')]), office);
    expect(run.refuses(plan([planned('1')]), office)?.code).toBe('campaign.already_launched');
  });

  test('refuses past dates as planned, and after a shift that leaves one behind', () => {
    const run = new Rehearsal(at('2027-03-01 10:00'));
    expect(run.refuses(plan([planned('1')], { dates: { mode: 'asPlanned' } }), office)?.code).toBe('campaign.dates_past');
    expect(run.refuses(plan([planned('1')], { dates: { mode: 'shift', days: 30 } }), office)?.code).toBe('campaign.dates_past');
    expect(run.refuses(plan([planned('1')], { dates: { mode: 'shift' } }), office)?.code).toBe('campaign.shift_needed');
  });

  test('shifts every date by the days that bring the first to the chosen day, as previewed', () => {
    const run = new Rehearsal(at('2027-03-01 10:00'));
    const content = plan([planned('1', { dueOn: '2026-10-30' })]);
    const preview = previewDates(content, { mode: 'shift', startsOn: '2027-03-01' }, '2027-03-01');
    if (!preview.ok) throw new Error(preview.code);
    expect(preview.days).toBe(365);
    expect(preview.tasks).toEqual([{ number: '1', before: '2026-10-30', after: '2027-10-30' }]);
    run.does({ ...content, dates: { mode: 'shift', startsOn: '2027-03-01' } }, office);
    expect(run.campaign.phases.map((phase) => phase.endsOn)).toEqual(preview.phases.map((phase) => phase.endsOn));
    expect(run.task('1').due?.dueOn).toBe('2027-10-30');
  });

  test('enters what lies behind as history: no notice for the past, ever, and the campaign opens in today’s phase', () => {
    const run = new Rehearsal(at('2026-08-03 10:00'));
    const tasks = [
      planned('1', { dueOn: '2026-05-29' }),
      planned('2', { dueOn: '2026-06-30' }),
      planned('3', { dueOn: '2026-10-30' }),
      planned('4', { kind: 'eachUnit', unitIds: [...towns], dueOn: '2026-07-01' }),
    ];
    run.does(plan(tasks, { dates: { mode: 'backfill', accepted: ['2'] } }), office);
    expect(run.campaign.stage).toBe('intervention');
    expect(run.campaign.phases.map((phase) => phase.closedBy)).toEqual(['history', undefined, undefined]);
    expect(['1', '2', '3', '4', '4-1'].map((number) => [run.task(number).stage, run.task(number).history])).toEqual([
      ['issued', 'open'],
      ['accepted', 'accepted'],
      ['issued', undefined],
      ['issued', 'open'],
      ['issued', 'open'],
    ]);
    expect(run.told.map((one) => one.draft.kind)).toEqual(['campaignLaunched', 'taskIssued']);
    run.passTo(at('2028-01-01 00:00'));
    const past = run.tasks.filter((task) => task.history !== undefined).map((task) => task.id);
    expect(run.told.filter((one) => past.includes(one.processId))).toEqual([]);
  });

  test('enters a plan whose phases all lie behind in its last phase, and calls nobody for their ends', () => {
    const run = new Rehearsal(at('2028-08-01 10:00'));
    run.does(plan(many('2026-10-30')), office);
    expect(run.campaign.stage).toBe('evaluation');
    expect(run.campaign.dates.mode).toBe('backfill');
    run.passTo(at('2028-12-01 10:00'));
    expect(run.told.map((one) => one.draft.kind)).toEqual(['campaignLaunched']);
  });

  test('lets no rung of any deadline lie before the launch', () => {
    const launched = at('2026-10-29 16:00');
    const run = new Rehearsal(launched);
    run.does(plan([planned('1', { dueOn: '2026-10-30' }), planned('2', { dueOn: '2026-10-29' })]), office);
    const all = [run.campaign, ...run.tasks].flatMap((state) => state.deadlines.flatMap((deadline) => deadline.rungs.map((rung) => rung.at)));
    expect(Math.min(...all)).toBeGreaterThanOrEqual(launched);
  });

  test('takes seconds in drills only, and each drill deadline climbs its ladder at the instant', () => {
    const run = new Rehearsal(at('2026-03-02 10:00'));
    const { dueOn: _, ...task } = planned('1', { duePeriod: { value: 10, unit: 'second' } });
    const drill = plan([task], {
      ladders: {
        task: [
          { rung: 'overdueNotice', offset: { value: 0, unit: 'second' }, to: 'liaisonOfficer' },
          { rung: 'leadingGroup', offset: { value: 5, unit: 'second' }, to: 'leadingGroup' },
        ],
      },
    });
    expect(run.refuses(drill, office)?.code).toBe('period.unit_refused');
    run.drill = true;
    run.does(drill, office);
    run.passTo(at('2026-03-02 10:01'));
    expect(run.told.filter((one) => one.draft.rung !== undefined).map((one) => (one.at - at('2026-03-02 10:00')) / 1000)).toEqual([10, 15]);
  });

  test('adds the phases a plan does not name, for the office to close', () => {
    const run = new Rehearsal(at('2026-03-02 10:00'));
    run.does(plan([planned('1')], { phases: [] }), office);
    expect(run.campaign.phases.map((phase) => phase.kind)).toEqual(['commitment', 'intervention', 'evaluation']);
    expect(run.campaign.deadlines.map((deadline) => deadline.kind)).toEqual(['meeting']);
  });

  test('gives every unit’s share to be signed for by that unit', () => {
    const run = new Rehearsal(at('2026-03-02 10:00'));
    run.does(plan(many('2026-10-30')), office);
    run.on('82-1', { type: 'sign' }, liaison('town-1'));
    expect(run.task('82-1').stage).toBe('signed');
  });
});
