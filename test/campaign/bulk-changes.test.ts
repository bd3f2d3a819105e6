import { at, departments, liaison, office } from './district.ts';
import { plan, planned } from './plan.ts';
import { Rehearsal } from './rehearsal.ts';
import { dueOn, launched, reason } from './replanned.ts';

describe('dates shifted together', () => {
  test('move every open task that has one, wholes and shares alike; recurring ones follow their rhythm, accepted ones stay', () => {
    const run = launched();
    run.on('2', { type: 'submit' }, liaison('finance'));
    run.on('3', { type: 'submit' }, liaison('health'));
    run.on('3', { type: 'accept' }, office);
    const rhythm = run.task('4').due;
    run.does({ type: 'shiftDates', days: 14, reason }, office);
    expect(dueOn(run)).toMatchObject({ '1': '2026-05-29', '2': '2026-06-15', '3': '2026-06-30', '5': '2026-10-14', '5-1': '2026-10-14', '5-2': '2026-10-14' });
    expect(run.task('4').due).toEqual(rhythm);
    expect(run.campaign.revisions).toMatchObject([{ revision: 2, kind: 'shiftDates', amended: ['1', '5', '5-1', '5-2'], left: [{ number: '2', code: 'task.under_review' }] }]);
    expect(run.told.filter((one) => one.draft.kind === 'planRevised')).toHaveLength(1);
  });

  test('tell of a task that the office leads itself the office, and nobody in its stead', () => {
    const run = new Rehearsal(at('2026-03-02 10:00'));
    run.does(plan([planned('1', { leadUnitId: 'office' })]), office);
    run.told.length = 0;
    run.does({ type: 'shiftDates', days: 7, reason }, office);
    run.does({ type: 'urge' }, office);
    expect(run.told.map(({ draft, to }) => [draft.kind, ...to])).toEqual([
      ['planRevised', 'office@office', 'groupDeputy@group'],
      ['dueCorrected', 'office@office'],
      ['tasksUrged', 'office@office'],
    ]);
  });

  test('only those chosen; back into the past is refused with each task', () => {
    const run = launched();
    run.does({ type: 'shiftDates', days: 7, leadUnitId: 'finance', reason }, office);
    expect(dueOn(run)).toMatchObject({ '1': '2026-05-15', '2': '2026-06-22' });
    const refused = run.refuses({ type: 'shiftDates', days: -90, reason }, office);
    expect([refused?.code, refused?.items]).toEqual(['campaign.revision_dates_past', [{ number: '1', date: '2026-02-14' }]]);
  });
});

describe('the tasks of a unit, reassigned together', () => {
  test('go to the other unit, which signs anew and is chased by the same dates; what is under review stays and is listed', () => {
    const run = new Rehearsal(at('2026-03-02 10:00'));
    run.does(plan(departments.map((unit, index) => planned(String(index + 1), { leadUnitId: unit === 'housing' ? 'education' : unit }))), office);
    const led = run.tasks.filter((task) => task.leadUnitId === 'education');
    const [first, second] = led;
    if (!first || !second) throw new Error('two tasks are led by one unit');
    run.on(second.number, { type: 'sign' }, liaison('education'));
    run.on(second.number, { type: 'submit' }, liaison('education'));
    run.does({ type: 'reassignTasks', fromUnitId: 'education', toUnitId: 'town-1', reason }, office);
    expect([run.task(first.number).leadUnitId, run.task(first.number).stage, run.task(first.number).due]).toEqual(['town-1', 'issued', first.due]);
    expect(run.task(second.number).leadUnitId).toBe('education');
    expect(run.campaign.revisions).toMatchObject([{ kind: 'reassignTasks', amended: [first.number], left: [{ number: second.number, code: 'task.under_review' }] }]);
    expect(run.refuses({ type: 'reassignTasks', fromUnitId: 'town-3', toUnitId: 'town-1', reason }, office)?.code).toBe('campaign.nothing_changed');
    expect(run.refuses({ type: 'reassignTasks', fromUnitId: 'education', toUnitId: 'nowhere', reason }, office)?.code).toBe('campaign.unit_unknown');
  });
});
