import { createCalendar, yearIn } from '../../domain/calendar/create-calendar.ts';
import { system } from '../../domain/process/actor.ts';
import { at, calendar, liaison, office } from '../campaign/district.ts';
import { plan, planned } from '../campaign/plan.ts';
import { Rehearsal } from '../campaign/rehearsal.ts';

const former = [yearIn(calendar, 2026)];
/** 2026 corrected: 16 and 17 March are off as well. */
const corrected = createCalendar({
  version: 2,
  days: [...(former[0]?.days ?? []), { date: '2026-03-16', kind: 'holiday', name: '更正' }, { date: '2026-03-17', kind: 'holiday', name: '更正' }],
  announcedYears: [2026],
});
const lead = liaison('education');

/** Task 4 of the education department, ten working days from 2 March 2026: due on the 16th. */
function signed(): Rehearsal {
  const run = new Rehearsal(at('2026-03-02 10:00'));
  const { dueOn: _, ...task } = planned('4');
  run.does(plan([{ ...task, duePeriod: { value: 10, unit: 'workingDay' } }]), office);
  run.on('4', { type: 'sign' }, lead);
  return run;
}
const own = (run: Rehearsal) => run.task('4').deadlines.find((one) => one.kind === 'task');

describe('a corrected calendar counts a task’s deadline anew', () => {
  test('the date and the rungs to come move, what was reached and the number stay, the old date is kept', () => {
    const run = signed();
    run.passTo(at('2026-03-12 10:00'));
    const before = own(run);
    expect([before?.dueOn, before?.reached.map((one) => one.rung)]).toEqual(['2026-03-16', ['reminder']]);
    run.calendar = corrected;
    run.on('4', { type: 'recompute', former }, system);
    expect(own(run)).toMatchObject({ seq: before?.seq, setAt: before?.setAt, reached: before?.reached, dueOn: '2026-03-18' });
    expect(run.task('4').due).toMatchObject({ dueOn: '2026-03-18' });
    expect(run.task('4').dueHistory).toMatchObject([{ dueOn: '2026-03-16', cause: 'calendar' }]);
    run.passTo(at('2026-03-24 10:00'));
    expect(run.rungs(run.task('4').id)).toEqual([
      '2026-03-11 09:00 reminder → liaisonOfficer@education',
      '2026-03-19 09:00 overdueNotice → liaisonOfficer@education',
      '2026-03-23 09:00 escalation → managerInCharge@education',
    ]);
  });

  test('under review it is counted too, and goes on standing still', () => {
    const run = signed();
    run.passTo(at('2026-03-12 10:00'));
    run.on('4', { type: 'submit' }, lead);
    run.calendar = corrected;
    run.on('4', { type: 'recompute', former }, system);
    expect(own(run)).toMatchObject({ dueOn: '2026-03-18', pausedAt: at('2026-03-12 10:00') });
    run.passTo(at('2026-03-13 10:00'));
    run.on('4', { type: 'sendBack', reason: '材料不全' }, office);
    expect(own(run)?.pausedAt).toBeUndefined();
    expect(own(run)?.rungs[0]).toMatchObject({ rung: 'overdueNotice', at: at('2026-03-20 09:00') });
  });

  test('asked again, or asked when nothing moves, nothing happens', () => {
    const run = signed();
    expect(run.on('4', { type: 'recompute', former }, system)).toEqual([]);
    run.calendar = corrected;
    expect(run.on('4', { type: 'recompute', former }, system)).toHaveLength(1);
    expect(run.on('4', { type: 'recompute', former }, system)).toEqual([]);
    expect(run.on('4', { type: 'recompute' }, system)).toEqual([]);
  });

  test('the check-in that a recurring task owes moves with its date', () => {
    const run = new Rehearsal(at('2026-03-02 10:00'));
    const { dueOn: _, ...task } = planned('4');
    run.does(plan([{ ...task, kind: 'recurring', rhythm: { every: { value: 10, unit: 'workingDay' } } }]), office);
    run.calendar = corrected;
    run.on('4', { type: 'recompute', former }, system);
    expect(run.task('4').period).toMatchObject({ index: 1, dueOn: '2026-03-18' });
  });
});
