import { createCalendar, yearIn } from '../../domain/calendar/create-calendar.ts';
import { system } from '../../domain/process/actor.ts';
import { at, calendar, office } from './district.ts';
import { plan, planned } from './plan.ts';
import { Rehearsal } from './rehearsal.ts';

const former = [yearIn(calendar, 2026)];
/** 2026 corrected: 16 and 17 March are off as well. */
const corrected = createCalendar({
  version: 2,
  days: [...(former[0]?.days ?? []), { date: '2026-03-16', kind: 'holiday', name: '更正' }, { date: '2026-03-17', kind: 'holiday', name: '更正' }],
  announcedYears: [2026],
});
const end = (run: Rehearsal) => run.campaign.deadlines.find((one) => one.kind === 'phaseEnd');

describe('a corrected calendar counts a campaign’s deadlines anew', () => {
  test('a phase counted in working days ends later; its number and its rungs reached stay, the old end is kept, and each rung is told once', () => {
    const run = new Rehearsal(at('2026-03-02 10:00'));
    run.does(
      plan([planned('4')], {
        phases: plan([]).phases.map((phase, index) => (index === 0 ? { kind: phase.kind, name: phase.name, period: { value: 10, unit: 'workingDay' } } : phase)),
      }),
      office,
    );
    const before = end(run);
    expect(before?.dueOn).toBe('2026-03-16');
    run.passTo(at('2026-03-12 10:00'));
    const reached = end(run)?.reached;
    run.calendar = corrected;
    run.does({ type: 'recompute', former }, system);
    expect(end(run)).toMatchObject({ seq: before?.seq, dueOn: '2026-03-18', reached });
    expect(run.campaign.dueHistory).toMatchObject([{ kind: 'phaseEnd', dueOn: '2026-03-16', because: 'calendar' }]);
    expect(run.does({ type: 'recompute', former }, system)).toEqual([]);
    run.passTo(at('2026-03-18 23:00'));
    expect(run.campaign.stage).toBe('commitment');
    run.passTo(at('2026-04-20 10:00'));
    const rungs = run.told.filter((one) => one.processId === run.campaignId && one.draft.deadline === before?.seq).map((one) => one.draft.rung);
    expect(new Set(rungs).size).toBe(rungs.length);
    expect(rungs.length).toBeGreaterThan(0);
  });

  test('a date that the plan names stands, and only the mornings of its rungs move', () => {
    const run = new Rehearsal(at('2026-03-02 10:00'));
    run.does(plan([planned('4')], { phases: plan([]).phases.map((phase, index) => (index === 0 ? { ...phase, endsOn: '2026-03-15' } : phase)) }), office);
    const before = end(run);
    run.calendar = corrected;
    run.does({ type: 'recompute', former }, system);
    expect(end(run)?.dueAt).toBe(before?.dueAt);
    expect(run.campaign.dueHistory).toEqual([]);
    const moved = end(run)?.rungs.filter((rung) => !rung.before && rung.offset.unit === 'workingDay') ?? [];
    expect(moved.length).toBeGreaterThan(0);
    for (const rung of moved) expect(rung.at).toBeGreaterThanOrEqual(at('2026-03-18 09:00'));
  });
});
